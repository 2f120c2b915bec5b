"""The figures that a text states, in either language: yuan, shares, days, years, and plain numbers."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

_NUMBER = r"(?<![\d.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_TIMES = {"万": 10_000, "亿": 100_000_000, "million": 1_000_000, "billion": 1_000_000_000}
_MULTIPLE = rf"\s*({'|'.join(_TIMES)})?"
_YUAN = re.compile(rf"{_NUMBER}{_MULTIPLE}\s*(?:元|yuan\b)")
_SHARE = re.compile(rf"{_NUMBER}\s*(?:[%％]|per\s?cent\b)")
_DAY = re.compile(r"(?<!\d)(\d{4})(?:-|年)(\d{1,2})(?:-|月)(\d{1,2})(?:日|(?!\d))")
_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d{2})(?![\d.,]\d|\d)")
_ANY = re.compile(rf"{_NUMBER}{_MULTIPLE}")


def yuan_in(text: str) -> frozenset[Decimal]:
    """Amounts of money: 200万元, 2,000,000 yuan."""
    return frozenset(_times(*match.groups()) for match in _YUAN.finditer(text))


def shares_in(text: str) -> frozenset[Decimal]:
    """Shares: 30% is 0.3."""
    return frozenset(_plain(match[1]) / 100 for match in _SHARE.finditer(text))


def days_in(text: str) -> frozenset[date]:
    """Days: 2025-07-31, 2025年7月31日."""
    return frozenset(_days(text))


def _days(text: str) -> Iterator[date]:
    for match in _DAY.finditer(text):
        year, month, day = (int(part) for part in match.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            try:
                yield date(year, month, day)
            except ValueError:
                continue


def years_in(text: str) -> frozenset[int]:
    """Years of the last and this century: 2024—2026年 are two."""
    return frozenset(int(match[1]) for match in _YEAR.finditer(text))


def numbers_in(text: str) -> frozenset[Decimal]:
    """Every number, with what follows it taken in: 800万 is 8,000,000; 30% is both 30 and 0.3."""
    return frozenset(_times(*match.groups()) for match in _ANY.finditer(text)) | shares_in(text)


def _times(number: str, multiple: str | None) -> Decimal:
    return _plain(number) * _TIMES.get(multiple or "", 1)


def _plain(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))
