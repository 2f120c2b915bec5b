"""Many expressions joined into one. Engines, and what writes SQL, go only so deep, and one after the other goes as deep as there are parts."""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import TypeVar

Part = TypeVar("Part")

_IN_A_ROW = 24
"""Up to so many SQL reads better without brackets."""


def joined(parts: Sequence[Part], join: Callable[[Part, Part], Part]) -> Part:
    """All parts, of which there is at least one, joined by what is the same in whatever order it joins: few in a row, many in halves."""
    if len(parts) <= _IN_A_ROW:
        return reduce(join, parts)
    middle = len(parts) // 2
    return join(joined(parts[:middle], join), joined(parts[middle:], join))
