"""What a header may call a fact, and the pieces of a header: names, brackets, signs, and its letters in a sheet."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.spelling import half_width, header_key

BRACKETS: Final = lazy_pattern(r"(?P<name>.*\S)\s*[(\[【〔](?P<inside>[^()\[\]【】〔〕]*)[)\]】〕][\s*:?]*", re.DOTALL)
"""A name with brackets at its end."""

SIGNS: Final = lazy_pattern(r"[%‰$€£₩₽₹฿₫₱¥￥]")
"""``header_key`` leaves them out, and they say a unit."""

LONGEST_UNIT: Final = 40
_PARTS: Final = lazy_pattern(r"[|\n\r]+")
_BETWEEN_LANGUAGES: Final = lazy_pattern(r"(?<=[A-Za-z.)])\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff)])\s+(?=[A-Za-z])")
_NUMBERED: Final = lazy_pattern(r"[(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*[).、:]\s*(?=[^0-9\s])")
_WHETHER: Final = ("是否属于", "是否为", "是否是", "是否系", "是否有", "是否", "是不是", "whether")


def header_parts(header: str) -> list[str]:
    """The pieces of a header that says its name in two ways, ``名称 | Name`` or on two lines."""
    return [part for part in _PARTS.split(half_width(header)) if part.strip()]


def in_both_languages(header: str) -> list[str]:
    """The two pieces of a header that changes to the other language once, ``City 城市``; of any other nothing."""
    pieces = _BETWEEN_LANGUAGES.split(half_width(header))
    return pieces if len(pieces) == 2 else []


def without_number(header: str) -> str | None:
    """The header without the number that it begins with, as forms have it (``1.企业名称``, ``（二）企业名称``); None where it has none."""
    found = _NUMBERED.match(plain := half_width(header))
    return plain[found.end() :] if found else None


def asked_whether(key: str) -> str | None:
    """The key of the name in a header that asks for yes or no (是否高新技术企业); None for any other header."""
    return next((key.removeprefix(word) for word in _WHETHER if key.startswith(word) and len(key) > len(word)), None)


def spellings(fact: Fact) -> Iterator[str]:
    """What a header may call ``fact`` besides its id: where facts share one of these, it names none of them."""
    yield fact.name
    yield from _of_labels(fact)
    yield from fact.synonyms
    yield fact.question.zh
    yield fact.question.en


def _of_labels(fact: Fact) -> Iterator[str]:
    for label in (fact.label.zh, fact.label.en):
        yield label
        if bracketed := BRACKETS.fullmatch(half_width(label)):
            yield bracketed["name"]


def signs_of(fact: Fact, key: str) -> Sequence[Sequence[str]]:
    """The signs of a unit in each spelling of the fact that has this key."""
    return [SIGNS.findall(half_width(spelling)) for spelling in (*spellings(fact), *fact.likely_names) if header_key(spelling) == key]


def is_boundary(text: str, position: int) -> bool:
    """Whether a word may end before ``position``: not in the middle of one in Latin letters or of a number."""
    before, after = text[position - 1], text[position]
    return not (before.isascii() and after.isascii() and before.isalnum() and after.isalnum())


def column_letters(index: int) -> str:
    """The position (from 0) as spreadsheets show it: A, B, …, Z, AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
