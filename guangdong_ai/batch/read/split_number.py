"""Numbers that their own comma parted in two cells: ``1,200`` without quotes in a table whose cells are parted by commas."""

from collections.abc import Sequence
from itertools import pairwise

from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.spelling import half_width

_THOUSANDS = lazy_pattern(r"[¥￥$]?\s*[-+]?[1-9][0-9]{0,2}")
_REST = lazy_pattern(r"[0-9]{3}(?:\.[0-9]+)?(?:\s*[^\d\s.,][^\d]{0,9})?")


def split_number(cells: Sequence[str], delimiter: str) -> str | None:
    """The first two neighbours that read as one number with a comma for thousands; None where there are none, or no comma parts the cells.

    They may be two numbers all the same: only where a record has more cells than it should is that a sign.
    """
    if delimiter != ",":
        return None
    plain = [half_width(cell).strip() for cell in cells]
    return next((f"{first},{rest}" for first, rest in pairwise(plain) if _THOUSANDS.fullmatch(first) and _REST.fullmatch(rest)), None)
