"""Durations as people write them: 18 · 18个月 · 1年6个月 · 一年半 · 两年 · 2 years. Read exactly as whole months, or not at all."""

from decimal import Decimal

from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.spelling import half_width
from guangdong_ai.profiles.written_number import parse_number

_LENGTH = lazy_pattern(
    r"(?:(?P<years>[^年y]+?)\s*(?:年|years?|yrs?)\s*(?P<half>半)?\s*(?:and|,|零)?\s*)?"
    r"(?:(?P<months>[^个個m]+?)\s*(?:(?:个|個)月|months?))?"
)
_HALF_A_YEAR = ("半年", "half a year")


def parse_months(text: str) -> int | None:
    """The number of months in ``text``; a bare number is months. None for anything else, and where it is not a whole number.

    6月 is not read: it also means June.
    """
    plain = half_width(text).strip().casefold()
    if plain in _HALF_A_YEAR:
        return 6
    bare = parse_number(plain)
    if bare is not None:
        return _whole(bare)
    match = _LENGTH.fullmatch(plain) if plain else None
    if match is None or (match["half"] and match["months"]):
        return None
    parts = [(match["years"], 12), (match["months"], 1)]
    numbers = [(parse_number(said), size) for said, size in parts if said is not None]
    total = Decimal(6 if match["half"] else 0)
    for number, size in numbers:
        if number is None:
            return None
        total += number * size
    return _whole(total)


def _whole(number: Decimal) -> int | None:
    return int(number) if number == number.to_integral_value() else None
