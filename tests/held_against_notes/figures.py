"""The figures of a text, for comparing notes with the catalogue: those that lint compares texts by, and what stands for one.

A figure is a number, a share as a fraction, a day, a month or a year (``2025-05``, ``2025``), the number of a document, an address, or a time of day.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from guangdong_ai.catalogue.lint.stated_figures import Figure, figures_of
from guangdong_ai.foundation.record import record

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_NAMES = "|".join(_MONTHS)
_NUMBER_OF_DOCUMENT = re.compile(r"[一-鿿]+〔[0-9]{4}〕[0-9]+号|公告[0-9]{4}年第[0-9]+号")
_ADDRESS = re.compile(r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:gov|org|edu|com)\.cn\b(?:/[A-Za-z0-9_./-]*[A-Za-z0-9_])?")
_ISO_MONTH = re.compile(r"(?<![0-9-])((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])(?![0-9-])")
_TWO_MONTHS = re.compile(rf"({_NAMES})\s*[-–]\s*({_NAMES})(\s[0-9]{{4}})")
_LAST_OF_MAY = re.compile(rf"\b(?:30|31) ({_NAMES})(?! [0-9])")
_REFERENCE = re.compile(r"\b(?:see|and|of|the) Article [0-9]+|\bGB(?:/T)? [0-9]+(?:-[0-9]+)?|^(?:- )?[0-9]+\. ")
_RANGE_OF_SHARES = re.compile(r"([0-9.]+)\s*[–-]\s*([0-9.]+\s*%)")
_TIME = re.compile(r"(?<![0-9:])([0-9]{1,2}):00(?![0-9])|下午([0-9]{1,2})时|\b([0-9]{1,2}) in the afternoon")
_POINTS = re.compile(r"([0-9]+\.[0-9]+) points")
_SO_MUCH_FOR_ONE = re.compile(r"1\s*[:∶]\s*1(?![0-9.])")
_ONE_TO = re.compile(r"1\s*[:∶]\s*(?=0\.)")
_COUNTED_IN_WORDS = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten)(?=(?: |-)(?:years?|months?|fields|routes|units|types|staff|projects|firms)\b)"
)
_PART_OF_A_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2})?")
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def figures_stated(text: str) -> frozenset[Figure]:
    """What the text states in figures, and what it counts in words (three years)."""
    names, left = _taken_out(text)
    counted = {Decimal(_WORDS.index(match[1].lower()) + 1) for match in _COUNTED_IN_WORDS.finditer(left)}
    return frozenset(names | counted | figures_of(left).figures) - {Decimal(0)}


def figures_found(text: str) -> frozenset[Figure]:
    """The same, and every number that a word of the text may mean: 三年, for three years."""
    names, left = _taken_out(text)
    return frozenset(names | figures_of(left).all)


def _taken_out(text: str) -> tuple[set[Figure], str]:
    """The figures that are no numbers, and the text without them, what is left being written as lint reads it."""
    names: set[Figure] = {match[0] for pattern in (_NUMBER_OF_DOCUMENT, _ADDRESS) for match in pattern.finditer(text)}
    left = _ADDRESS.sub(" ", _NUMBER_OF_DOCUMENT.sub(" ", text))
    for match in _TIME.finditer(left):
        names.add(f"{match[1] or int(match[2] or match[3]) + 12}:00")
    left = _TIME.sub(" ", left)
    left = _RANGE_OF_SHARES.sub(r"\1 % to \2", _REFERENCE.sub(" ", left))
    left = _TWO_MONTHS.sub(r"\1\3, \2\3", left)
    left = _ISO_MONTH.sub(lambda match: f"{_MONTHS[int(match[2]) - 1]} {match[1]}", left)
    left = _LAST_OF_MAY.sub(r"the end of \1", left)
    left = _POINTS.sub(r"\1 %", left)
    return names, _ONE_TO.sub(" ", _SO_MUCH_FOR_ONE.sub(" ", left))


def without_numbers(text: str) -> str:
    """The text without the numbers of documents in it."""
    return _NUMBER_OF_DOCUMENT.sub(" ", text)


@record
class Known:
    """Figures that something may be among; ``begun``: the years and months in which a day of them lies."""

    figures: frozenset[Figure]
    begun: frozenset[str]

    def has(self, figure: Figure) -> bool:
        """Whether it is one of them. A year or a month is, where a day in it is; the number of a document is, whatever stands before it."""
        if figure in self.figures:
            return True
        if isinstance(figure, Decimal):
            return f"{figure:f}" in self.begun
        if not isinstance(figure, str):
            return False
        return figure in self.begun or (
            "号" in figure and any(_same_number(figure, other) for other in self.figures if isinstance(other, str))
        )

    def gives(self, figure: Figure) -> bool:
        """Whether it is one of them or follows: the day before or after one, where one period ends and the next begins, or the first or last day of a year."""
        if self.has(figure):
            return True
        if not isinstance(figure, date):
            return False
        days = [figure, figure - timedelta(days=1), figure + timedelta(days=1)]
        return any(day in self.figures or (day.strftime("%m-%d") in ("01-01", "12-31") and str(day.year) in self.figures) for day in days)


def known(figures: Iterable[Figure]) -> Known:
    """The figures, to be asked for."""
    all_of_them = frozenset(figures)
    parts = {str(one)[:length] for one in all_of_them for length in (4, 7) if not isinstance(one, Decimal)}
    years = {f"{one:f}" for one in all_of_them if isinstance(one, Decimal) and 1900 <= one <= 2100 and one == one.to_integral_value()}
    return Known(figures=all_of_them, begun=frozenset({part for part in parts if _PART_OF_A_DAY.fullmatch(part)} | years))


def _same_number(one: str, other: str) -> bool:
    """Words before it may have been taken for a part of it: there is no space between Chinese words."""
    return "号" in other and (one.endswith(other) or other.endswith(one))


def in_words(figure: Figure) -> str:
    """As it is printed: 0.3 as 30 %, 1000000 as 1,000,000."""
    if not isinstance(figure, Decimal):
        return str(figure)
    if 0 < figure < 1:
        return f"{(figure * 100).normalize():f} %"
    return f"{figure.normalize():f}" if 1900 <= figure <= 2100 else f"{figure.normalize():,f}"
