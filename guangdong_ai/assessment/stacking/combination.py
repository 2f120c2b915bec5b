"""The best permitted combination of measures: an exact branch and bound over measures that exclude each other."""

from collections.abc import Callable, Collection, Mapping, Sequence

from guangdong_ai.assessment.stacking.exclusions import ALL_ALTERNATIVES, MutualExclusion

Objective = Callable[[Sequence[str]], tuple[int, ...]]
"""What measures bring together, to compare by. One measure more never makes it less."""


def best_combination(
    measures: Sequence[str], exclusions: Sequence[MutualExclusion], tied: Sequence[Collection[str]], objective: Objective
) -> tuple[str, ...]:
    """The measures, in the order given, that one applicant can have together and that bring the most; of equals the one with more measures.

    Maximal: nothing can be added to it. ``tied``: groups of measures under a common cap; without a tie, direct or indirect, amounts add up.
    """
    search = _CombinationSearch(measures, exclusions, tied, objective)
    best = search.best((), [measure for measure in measures if search.can_be_had(measure, {})], {})
    return tuple(measure for measure in measures if measure in best)


_Left = Mapping[int, int]
"""The alternatives that are left of an exclusion, as bits, by its number; of one that is not in it all are."""


class _CombinationSearch:
    def __init__(
        self, measures: Sequence[str], exclusions: Sequence[MutualExclusion], tied: Sequence[Collection[str]], objective: Objective
    ) -> None:
        self.exclusions = exclusions
        self.alternatives: Mapping[str, _Left] = {
            measure: {number: one.alternatives[measure] for number, one in enumerate(exclusions) if measure in one.alternatives}
            for measure in measures
        }
        self.tied = tied
        self.objective = objective

    def best(self, taken: Sequence[str], candidates: Sequence[str], left: _Left) -> list[str]:
        """The best selection from the candidates in addition to ``taken``. Each of them alone is possible."""
        return [measure for group in self._groups(candidates, left) for measure in self._best_of_group(taken, group, left)]

    def _best_of_group(self, taken: Sequence[str], group: Sequence[str], left: _Left) -> Sequence[str]:
        """Branch on measures that exclude each other, with one of them or without it, until none do."""
        combinations: list[Sequence[str]] = []
        while (number := self._excluding(group, left)) is not None:
            measure = min((one for one in group if number in self.alternatives[one]), key=lambda one: len(self.alternatives[one]))
            with_it = {**left, **{number: left.get(number, ALL_ALTERNATIVES) & bits for number, bits in self.alternatives[measure].items()}}
            beside = [other for other in group if other != measure and self.can_be_had(other, with_it)]
            combinations.append([measure, *self.best([*taken, measure], beside, with_it)])
            # Where a narrower measure can be had, this one can be added: without it, there is no point in any of those.
            group = [other for other in group if not self._is_as_narrow(other, measure)]
        combinations.append(group)
        return max(combinations, key=lambda combination: (*self.objective([*taken, *combination]), len(combination)))

    def _excluding(self, group: Sequence[str], left: _Left) -> int | None:
        """An exclusion that makes the measures impossible together; None where there is none."""
        for number in dict.fromkeys(number for measure in group for number in self.alternatives[measure]):
            if self._excludes(number, group, left):
                return number
        return None

    def _excludes(self, number: int, group: Sequence[str], left: _Left) -> bool:
        return left.get(number, ALL_ALTERNATIVES) & self.exclusions[number].left_to(group) == 0

    def can_be_had(self, measure: str, left: _Left) -> bool:
        """Whether the measure is possible with the alternatives that are left of each exclusion."""
        return all(left.get(number, ALL_ALTERNATIVES) & bits for number, bits in self.alternatives[measure].items())

    def _is_as_narrow(self, measure: str, other: str) -> bool:
        """Whether, for each exclusion, the measure leaves only alternatives that the other leaves too."""
        own = self.alternatives[measure]
        return all(own.get(number, ALL_ALTERNATIVES) & ~bits == 0 for number, bits in self.alternatives[other].items())

    def _groups(self, candidates: Sequence[str], left: _Left) -> list[list[str]]:
        """The measures in independent groups: no exclusion and no cap connects them."""
        numbers = dict.fromkeys(number for measure in candidates for number in self.alternatives[measure])
        excluding = [self.exclusions[number].alternatives for number in numbers if self._excludes(number, candidates, left)]
        groups = [[measure] for measure in candidates]
        for tie in (*self.tied, *excluding):
            joined = [group for group in groups if any(measure in tie for measure in group)]
            if len(joined) > 1:
                union = {measure for group in joined for measure in group}
                groups = [*(group for group in groups if group not in joined), [measure for measure in candidates if measure in union]]
        return groups
