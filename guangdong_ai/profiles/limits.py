"""The values a fact may have, by kind. What lies outside was given by mistake."""

from datetime import date
from decimal import Decimal

from guangdong_ai.rules.value import Kind

LONGEST_TEXT = 200
LARGEST_COUNT = 1_000_000_000
LARGEST_MONEY = Decimal("9999999999999.99")
MONEY_PLACES = 2
LARGEST_SHARE = Decimal(1)
SHARE_PLACES = 6
FIRST_YEAR = 1900
LAST_YEAR = 2100
_BEYOND_ALL = 10**18
"""No kind goes so far. A whole number in a file can have a million digits, and must not be turned into a Decimal to see that."""


def is_allowed(kind: Kind, value: int | Decimal | date) -> bool:
    """Whether a count, money, share, year or date is within its limits."""
    if isinstance(value, date):
        return FIRST_YEAR <= value.year <= LAST_YEAR
    if not value.is_finite() if isinstance(value, Decimal) else abs(value) > _BEYOND_ALL:
        return False
    if kind == "money":
        return 0 <= value <= LARGEST_MONEY and _places(value) <= MONEY_PLACES
    if kind == "share":
        return 0 <= value <= LARGEST_SHARE and _places(value) <= SHARE_PLACES
    first, last = (FIRST_YEAR, LAST_YEAR) if kind == "year" else (0, LARGEST_COUNT)
    return first <= value <= last and _places(value) == 0


def _places(value: int | Decimal) -> int:
    """How many decimals the value needs: 1 for 0.50."""
    if isinstance(value, int) or value == 0:
        return 0
    _, digits, exponent = value.as_tuple()
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return max(0, -(int(exponent) + zeros))
