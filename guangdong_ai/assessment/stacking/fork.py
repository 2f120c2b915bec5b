"""Forks: what an applicant can be, or have, in one way only, and which measures it then can have together."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.record import record


@record
class Fork:
    """One fork. ``ways`` holds for each measure, as bits, the ways on which it can be had; a measure that is not in it is on all ways.

    Measures can be had together where one way is left to all of them. ``reason``: the rule that lets one of them count, or the fact that
    has one value only.
    """

    reason: StackingRule | Fact
    ways: Mapping[str, int]

    def ways_of(self, measures: Iterable[str]) -> int:
        """The ways, as bits, on which all of the measures can be had; 0: there is none."""
        left = ALL_WAYS
        for measure in measures:
            left &= self.ways.get(measure, ALL_WAYS)
        return left

    def bars(self, measures: Iterable[str], ways: int) -> bool:
        """Whether the measures, each of which is on some of these ways, are on none of them all together."""
        return ways & self.ways_of(measures) == 0


ALL_WAYS = -1
"""Every bit is set."""


def forks_of_rules(rules: Iterable[StackingRule], measures: Collection[str]) -> Iterator[Fork]:
    """The forks that rules put between these measures: a way for each measure of a group, and for each end of a pair."""
    for rule in rules:
        for group in (rule.measures,) if rule.form == "exclusive" else rule.pairs:
            present = [name for name in group if name in measures]
            if len(present) > 1:
                yield Fork(reason=rule, ways={name: 1 << index for index, name in enumerate(present)})
