"""Which values a fact can still have: a set of names, an interval of steps, or the choices it has and lacks.

Numbers and days are counted in the smallest steps of their kind (fen, millionths, days), so that "more than 5 people" and "fewer than 6"
leave nothing. A ratio has no smallest step: its interval is dense.
"""

from fractions import Fraction
from typing import Protocol, TypeVar

from guangdong_ai.record import record
from guangdong_ai.rules.condition import Scalar

T = TypeVar("T")

Bound = tuple[Fraction | float, int]
"""A value, and 1 or -1 beside it where the interval begins just above or ends just below it."""

LOWEST: Bound = (float("-inf"), 0)
HIGHEST: Bound = (float("inf"), 0)


class Possible(Protocol):
    """The values that a fact can have."""

    @property
    def is_empty(self) -> bool:
        """Whether no value is left."""

    def meet(self, other: "Possible") -> "Possible":
        """The values that are in both; both are of one class."""


@record
class Names:
    """Texts, choices, yes and no: one of ``only`` (None: any) and none of ``never``."""

    only: frozenset[Scalar] | None = None
    never: frozenset[Scalar] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether no name is left."""
        return self.only is not None and self.only <= self.never

    def meet(self, other: Possible) -> "Names":
        """The names that are in both."""
        if not isinstance(other, Names):
            raise TypeError(other)
        return Names(only=_both(self.only, other.only), never=self.never | other.never)


@record
class Interval:
    """Values from ``low`` to ``high``, of ``only`` (None: any) and none of ``never``; whole steps unless ``dense``."""

    low: Bound = LOWEST
    high: Bound = HIGHEST
    only: frozenset[Fraction] | None = None
    never: frozenset[Fraction] = frozenset()
    dense: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no value is left."""
        if self.only is not None:
            return not any(self._covers(value) and value not in self.never for value in self.only)
        if self.low > self.high:
            return True
        if self.dense or LOWEST in (self.low, self.high) or HIGHEST in (self.low, self.high):
            return False
        return self.high[0] - self.low[0] + 1 <= sum(self._covers(value) for value in self.never)

    def _covers(self, value: Fraction) -> bool:
        return self.low <= (value, 0) <= self.high

    def meet(self, other: Possible) -> "Interval":
        """The values that are in both."""
        if not isinstance(other, Interval):
            raise TypeError(other)
        return Interval(
            low=max(self.low, other.low),
            high=min(self.high, other.high),
            only=_both(self.only, other.only),
            never=self.never | other.never,
            dense=self.dense,
        )


@record
class Chosen:
    """Sets of choices that contain ``has`` and nothing of ``lacks``."""

    has: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether no set is left."""
        return not self.has.isdisjoint(self.lacks)

    def meet(self, other: Possible) -> "Chosen":
        """The sets that are in both."""
        if not isinstance(other, Chosen):
            raise TypeError(other)
        return Chosen(has=self.has | other.has, lacks=self.lacks | other.lacks)


def _both(one: frozenset[T] | None, other: frozenset[T] | None) -> frozenset[T] | None:
    return other if one is None else one if other is None else one & other
