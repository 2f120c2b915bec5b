"""The best permitted combination of measures. Exact: branches on measures that exclude each other, and passes over none that could be better."""

from collections.abc import Callable, Collection, Mapping, Sequence

from guangdong_ai.assessment.stacking.exclusions import ALL_ALTERNATIVES, MutualExclusion

Objective = Callable[[Sequence[str]], tuple[int, ...]]
"""What measures bring together, to compare by. One measure more never makes it less."""


def best_combination(
    measures: Sequence[str], exclusions: Sequence[MutualExclusion], tied: Sequence[Collection[str]], objective: Objective
) -> tuple[str, ...]:
    """The measures, in the order given, that can be had together and bring most; of equals the one with more measures.

    Nothing can be added to it. ``tied``: measures that limit what the others bring; what is not tied, directly or through others, adds up.
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
        """The best that can be taken of the candidates beside what is taken. Each of them alone could be."""
        return [measure for group in self._groups(candidates, left) for measure in self._best_of_group(taken, group, left)]

    def _best_of_group(self, taken: Sequence[str], group: Sequence[str], left: _Left) -> Sequence[str]:
        """With one of the measures that exclude each other, or without it; and so on until none does."""
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
        """An exclusion because of which the measures cannot be had all together; None: they can."""
        for number in dict.fromkeys(number for measure in group for number in self.alternatives[measure]):
            if self._excludes(number, group, left):
                return number
        return None

    def _excludes(self, number: int, group: Sequence[str], left: _Left) -> bool:
        return left.get(number, ALL_ALTERNATIVES) & self.exclusions[number].left_to(group) == 0

    def can_be_had(self, measure: str, left: _Left) -> bool:
        """Whether the measure can be had with some of the alternatives that are left of each exclusion."""
        return all(left.get(number, ALL_ALTERNATIVES) & bits for number, bits in self.alternatives[measure].items())

    def _is_as_narrow(self, measure: str, other: str) -> bool:
        """Whether the measure leaves of each exclusion no alternative that the other does not leave too."""
        own = self.alternatives[measure]
        return all(own.get(number, ALL_ALTERNATIVES) & ~bits == 0 for number, bits in self.alternatives[other].items())

    def _groups(self, candidates: Sequence[str], left: _Left) -> list[list[str]]:
        """The measures in groups that have nothing to do with each other: no exclusion lies between them, and no cap ties them."""
        numbers = dict.fromkeys(number for measure in candidates for number in self.alternatives[measure])
        excluding = [self.exclusions[number].alternatives for number in numbers if self._excludes(number, candidates, left)]
        groups = [[measure] for measure in candidates]
        for tie in (*self.tied, *excluding):
            joined = [group for group in groups if any(measure in tie for measure in group)]
            if len(joined) > 1:
                union = {measure for group in joined for measure in group}
                groups = [*(group for group in groups if group not in joined), [measure for measure in candidates if measure in union]]
        return groups
