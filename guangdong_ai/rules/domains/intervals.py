"""Sets of numbers or days as intervals of the smallest steps of a line, so that "more than 5 people" is "at least 6"."""

from collections.abc import Iterable, Sequence
from math import ceil, floor
from typing import TYPE_CHECKING

from guangdong_ai.foundation.record import record
from guangdong_ai.rules.condition import Scalar
from guangdong_ai.rules.domains.domain import Budget, DomainForm
from guangdong_ai.rules.value import Value

if TYPE_CHECKING:  # most rules need whole numbers only, and a start can do without the module
    from fractions import Fraction

Interval = tuple[int, int]
"""From the first step to the last, both inclusive."""

FAR = 10**40
"""Farther than any line goes."""


@record(positional=True)
class Span:
    """Exact numbers from ``low`` (excluded with ``above``) to ``high`` (excluded with ``below``); None: no bound."""

    low: "int | Fraction | None" = None
    high: "int | Fraction | None" = None
    above: bool = False
    below: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no number is in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.above or self.below))

    def meet(self, other: "Span") -> "Span":
        """The intersection."""
        lows = [(one.low, one.above) for one in (self, other) if one.low is not None]
        highs = [(one.high, not one.below) for one in (self, other) if one.high is not None]
        low, above = max(lows, default=(None, False))
        high, to = min(highs, default=(None, True))
        return Span(low, high, above, not to)


class Line:
    """The numbers or days that a kind can have, counted in whole steps from zero."""

    __slots__ = ()

    least: int
    most: int
    """The first and the last step that an answer may have, both inclusive."""

    def in_steps(self, value: Scalar) -> "int | Fraction":
        """A number or a day in steps; a threshold of a rule may lie between two of them."""
        raise NotImplementedError

    def step_of(self, value: Value) -> int:
        """The step of a number or a day in a profile."""
        if isinstance(value, frozenset):
            raise TypeError(value)
        return int(self.in_steps(value))

    def from_steps(self, steps: int) -> Value:
        """The value at that step, as profiles hold it."""
        raise NotImplementedError


@record
class Intervals(DomainForm):
    """Values on a line: ``intervals`` of steps, both ends inclusive, in ascending order with a gap between any two."""

    line: Line
    intervals: tuple[Interval, ...]

    @property
    def weight(self) -> int:
        """The number of intervals."""
        return len(self.intervals)

    def is_empty(self, _budget: Budget) -> bool:
        """Whether the set is empty."""
        return not self.intervals

    @property
    def only(self) -> Value | None:
        """The value, where there is exactly one."""
        if len(self.intervals) == 1 and self.intervals[0][0] == self.intervals[0][1]:
            return self.line.from_steps(self.intervals[0][0])
        return None

    @property
    def size(self) -> int:
        """The number of values."""
        return sum(last - first + 1 for first, last in self.intervals)

    def has(self, value: Value) -> bool:
        """Whether the value is in one of the intervals."""
        return not isinstance(value, str | frozenset) and self.has_step(self.line.step_of(value))

    def has_step(self, step: int) -> bool:
        """Whether the step is in one of the intervals."""
        return any(first <= step <= last for first, last in self.intervals)

    def complement(self) -> "Intervals":
        """All other steps, also those far outside the limits of the line."""
        starts = (-FAR, *(last + 1 for _, last in self.intervals))
        ends = (*(first - 1 for first, _ in self.intervals), FAR)
        return intervals_of(self.line, zip(starts, ends, strict=True))

    def meet(self, other: DomainForm) -> "Intervals":
        """The intersection."""
        if not isinstance(other, Intervals):
            raise TypeError(other)
        met: list[Interval] = []
        one, two = list(reversed(self.intervals)), list(reversed(other.intervals))
        while one and two:
            first, last = max(one[-1][0], two[-1][0]), min(one[-1][1], two[-1][1])
            if first <= last:
                met.append((first, last))
            (one if one[-1][1] < two[-1][1] else two).pop()
        return Intervals(line=self.line, intervals=tuple(met))

    def join(self, other: DomainForm) -> "Intervals":
        """The union."""
        if not isinstance(other, Intervals):
            raise TypeError(other)
        return intervals_of(self.line, (*self.intervals, *other.intervals))

    def representatives(self, sets: Iterable[DomainForm]) -> tuple[Value, ...]:
        """The ends of all intervals and the steps next to them, those of them that are in this set."""
        ends = {end for one in (self, *sets) if isinstance(one, Intervals) for interval in one.intervals for end in interval}
        steps = sorted({step for end in ends for step in (end - 1, end, end + 1)})
        return tuple(self.line.from_steps(step) for step in steps if self.has_step(step))


def intervals_of(line: Line, intervals: Iterable[Interval]) -> Intervals:
    """The union of the intervals, which may overlap, touch, be empty, and come in any order."""
    joined: list[Interval] = []
    for first, last in sorted(interval for interval in intervals if interval[0] <= interval[1]):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return Intervals(line=line, intervals=tuple(joined))


def within(line: Line, spans: Sequence[Span]) -> Intervals:
    """The steps of the line that lie in one of the spans, which are in steps."""
    if len(spans) > 1:
        return intervals_of(line, [(_first(span), _last(span)) for span in spans])
    return Intervals(line=line, intervals=tuple([(first, last) for span in spans if (first := _first(span)) <= (last := _last(span))]))


def _first(span: Span) -> int:
    return -FAR if span.low is None else first_from(span.low, above=span.above)


def _last(span: Span) -> int:
    return FAR if span.high is None else last_to(span.high, below=span.below)


def first_from(bound: "int | Fraction", *, above: bool) -> int:
    """The first step that is at least the bound, or (``above``) more than the bound."""
    return floor(bound) + 1 if above else ceil(bound)


def last_to(bound: "int | Fraction", *, below: bool) -> int:
    """The last step that is at most the bound, or (``below``) less than the bound."""
    return ceil(bound) - 1 if below else floor(bound)
