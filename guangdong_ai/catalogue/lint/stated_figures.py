"""The figures that a text states, for comparing two texts, or a text and a rule.

A figure is a number, a share as a fraction (30% and 30 % are 0.3), a year, a month or a day. Numbers of documents (〔2025〕6号) and parts of
words (A100) are not figures.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.record import record

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_NAMES = "|".join(_MONTHS)
_CHINESE = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TIMES = {"万": 10_000, "亿": 100_000_000, "万亿": 1_000_000_000_000, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}

_FULL_WIDTH = str.maketrans("０１２３４５６７８９％", "0123456789%")
_NOT_FIGURES = lazy_pattern(
    r"〔[0-9]{4}〕\s*[0-9]+号|(?<![0-9])[0-9]+号|[A-Za-z]+[0-9][0-9A-Za-z]*|[0-9]+(?!(?:st|nd|rd|th)\b)[A-Za-z]+[0-9A-Za-z]*"
)
_DAY = lazy_pattern(rf"([0-9]{{4}})(?:-|年)([0-9]{{1,2}})(?:-|月)([0-9]{{1,2}})日?|([0-9]{{1,2}}) ({_NAMES}) ([0-9]{{4}})")
_MONTH = lazy_pattern(rf"([0-9]{{4}})年([0-9]{{1,2}})月|({_NAMES}) ([0-9]{{4}})")
_YEARS = lazy_pattern(r"(?<![0-9.,])((?:19|20)[0-9]{2})\s*[-–—至到]\s*([0-9]{2})(?![0-9])")
_YEAR = lazy_pattern(r"(?<![0-9.,])((?:19|20)[0-9]{2})(?![0-9]|[.,][0-9])(?!\s*(?:万|亿|元|%|yuan|million|billion))")
_NUMBER = lazy_pattern(
    r"(?<![0-9.,])([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)\s*(万亿|万|亿|thousand\b|million\b|billion\b)?\s*(%|per\s?cent\b)?"
)
_WORD = lazy_pattern(rf"\b({'|'.join(_ENGLISH)})\b", re.IGNORECASE)

_ARTICLE = lazy_pattern(r"第([一二三四五六七八九]?)十([一二三四五六七八九]?)[条章]")
"""An article or chapter from the tenth on: 第十一条."""

Figure = Decimal | date | str
"""A number or share, a day, or a year or month as ``2025`` and ``2025-05``."""


@record
class Stated:
    """``figures`` are written in digits; ``in_words`` are small numbers that may be meant by a word: 三年, three years, 第十一条."""

    figures: frozenset[Figure]
    in_words: frozenset[Figure]

    @property
    def all(self) -> frozenset[Figure]:
        """The figures in digits and in words."""
        return self.figures | self.in_words


def figures_of(text: str) -> Stated:
    """The figures in ``text``."""
    left = text.translate(_FULL_WIDTH)
    figures: set[Figure] = set()
    for pattern, read in (
        (_NOT_FIGURES, _nothing),
        (_DAY, _day),
        (_MONTH, _month),
        (_YEARS, _two_years),
        (_YEAR, _year),
        (_NUMBER, _number),
    ):
        matches = list(pattern.finditer(left))
        figures.update(figure for match in matches for figure in read(match))
        for match in reversed(matches):
            left = f"{left[: match.start()]} {left[match.end() :]}"
    words: set[Figure] = {Decimal(value) for character, value in _CHINESE.items() if character in text}
    words |= {Decimal(_ENGLISH.index(match[1].lower()) + 1) for match in _WORD.finditer(text)}
    words |= {Decimal(10 * _CHINESE[tens or "一"] + _CHINESE.get(ones, 0)) for tens, ones in _ARTICLE.findall(text)}
    return Stated(figures=frozenset(figures), in_words=frozenset(words))


def _nothing(_match: re.Match[str]) -> Iterator[Figure]:
    return iter(())


def _day(match: re.Match[str]) -> Iterator[Figure]:
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], _MONTHS.index(match[5]) + 1, match[4])
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        yield match[0]


def _month(match: re.Match[str]) -> Iterator[Figure]:
    year, month = (match[1], int(match[2])) if match[1] else (match[4], _MONTHS.index(match[3]) + 1)
    yield f"{year}-{month:02}"


def _two_years(match: re.Match[str]) -> Iterator[Figure]:
    yield match[1]
    yield match[1][:2] + match[2]


def _year(match: re.Match[str]) -> Iterator[Figure]:
    yield match[1]


def _number(match: re.Match[str]) -> Iterator[Figure]:
    number = Decimal(match[1].replace(",", "")) * _TIMES.get(match[2] or "", 1)
    yield number / 100 if match[3] else number
