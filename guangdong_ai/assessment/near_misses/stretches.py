"""Sets of numbers or days: stretches of steps."""

from collections.abc import Iterable

from guangdong_ai.assessment.near_misses.steps import from_steps, in_steps
from guangdong_ai.assessment.near_misses.value_sets import Values
from guangdong_ai.assessment.near_misses.work import Work
from guangdong_ai.record import record
from guangdong_ai.rules.value import Kind, Value

Stretch = tuple[int, int]
"""From the first step to the last, both inclusive."""

FAR = 10**18
"""Farther than any kind goes."""


@record
class Steps(Values):
    """Numbers or days of a kind: ``stretches`` of steps, in order, with a gap between each and the next."""

    kind: Kind
    stretches: tuple[Stretch, ...]

    @property
    def weight(self) -> int:
        """How many stretches there are."""
        return len(self.stretches)

    def is_empty(self, _work: Work) -> bool:
        """Whether no step is left."""
        return not self.stretches

    @property
    def only(self) -> Value | None:
        """The value, where there is exactly one."""
        if len(self.stretches) == 1 and self.stretches[0][0] == self.stretches[0][1]:
            return from_steps(self.kind, self.stretches[0][0])
        return None

    @property
    def size(self) -> int:
        """How many values there are."""
        return sum(last - first + 1 for first, last in self.stretches)

    def has(self, value: Value) -> bool:
        """Whether the value is in one of the stretches."""
        if isinstance(value, str | frozenset):
            return False
        step = in_steps(self.kind, value)
        return any(first <= step <= last for first, last in self.stretches)

    def meet(self, other: Values) -> "Steps":
        """The steps that are in both."""
        if not isinstance(other, Steps):
            raise TypeError(other)
        met: list[Stretch] = []
        one, two = list(reversed(self.stretches)), list(reversed(other.stretches))
        while one and two:
            first, last = max(one[-1][0], two[-1][0]), min(one[-1][1], two[-1][1])
            if first <= last:
                met.append((first, last))
            (one if one[-1][1] < two[-1][1] else two).pop()
        return Steps(kind=self.kind, stretches=tuple(met))

    def join(self, other: Values) -> "Steps":
        """The steps that are in one of them."""
        if not isinstance(other, Steps):
            raise TypeError(other)
        return steps_of(self.kind, (*self.stretches, *other.stretches))


def steps_of(kind: Kind, stretches: Iterable[Stretch]) -> Steps:
    """The steps of all the stretches, which may overlap, touch, be in any order, or be empty."""
    joined: list[Stretch] = []
    for first, last in sorted(stretch for stretch in stretches if stretch[0] <= stretch[1]):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return Steps(kind=kind, stretches=tuple(joined))
