"""The best permitted combination of measures. Exact: no combination that could be better is passed over."""

from collections.abc import Callable, Collection, Mapping, Sequence

from guangdong_ai.assessment.stacking.fork import ALL_WAYS, Fork

Worth = Callable[[Sequence[str]], tuple[int, ...]]
"""What measures are worth together, to compare by. One measure more is never worth less."""


def best_combination(measures: Sequence[str], forks: Sequence[Fork], tied: Sequence[Collection[str]], worth: Worth) -> tuple[str, ...]:
    """The measures, in the order given, that can be had together and are worth most; of equals the one with more measures.

    Nothing can be added to it. ``tied``: measures that limit each other's worth; what is not tied, directly or through others, adds up.
    """
    search = _Search(measures, forks, tied, worth)
    best = search.best((), [measure for measure in measures if search.can_be_had(measure, {})], {})
    return tuple(measure for measure in measures if measure in best)


_Ways = Mapping[int, int]
"""The ways that are left at a fork, as bits, by its number; at a fork that is not in it all are."""


class _Search:
    def __init__(self, measures: Sequence[str], forks: Sequence[Fork], tied: Sequence[Collection[str]], worth: Worth) -> None:
        self.forks = forks
        self.ways: Mapping[str, _Ways] = {
            measure: {number: fork.ways[measure] for number, fork in enumerate(forks) if measure in fork.ways} for measure in measures
        }
        self.tied = tied
        self.worth = worth

    def best(self, taken: Sequence[str], left: Sequence[str], ways: _Ways) -> list[str]:
        """The best that can be taken of ``left`` beside what is taken. Each of ``left`` alone could be."""
        return [measure for group in self._groups(left, ways) for measure in self._best_of_group(taken, group, ways)]

    def _best_of_group(self, taken: Sequence[str], group: Sequence[str], ways: _Ways) -> Sequence[str]:
        """With one of the measures that stand in each other's way, or without it; and so on until none does."""
        options: list[Sequence[str]] = []
        while (fork := self._barring(group, ways)) is not None:
            measure = min((one for one in group if fork in self.ways[one]), key=lambda one: len(self.ways[one]))
            narrowed = self._narrowed(measure, ways)
            beside = [other for other in group if other != measure and self.can_be_had(other, narrowed)]
            options.append([measure, *self.best([*taken, measure], beside, narrowed)])
            # Where a narrower measure can be had, this one can be added: without it, there is no point in any of those.
            group = [other for other in group if not self._is_as_narrow(other, measure)]
        options.append(group)
        return max(options, key=lambda option: (*self.worth([*taken, *option]), len(option)))

    def _barring(self, group: Sequence[str], ways: _Ways) -> int | None:
        """A fork at which the measures cannot be had all together; None: they can."""
        for number in dict.fromkeys(number for measure in group for number in self.ways[measure]):
            if self.forks[number].bars(group, ways.get(number, ALL_WAYS)):
                return number
        return None

    def can_be_had(self, measure: str, ways: _Ways) -> bool:
        """Whether the measure is on some of the ways that are left at each fork."""
        return all(ways.get(number, ALL_WAYS) & way for number, way in self.ways[measure].items())

    def _narrowed(self, measure: str, ways: _Ways) -> _Ways:
        """The ways that are left when the measure is taken too."""
        return {**ways, **{number: ways.get(number, ALL_WAYS) & way for number, way in self.ways[measure].items()}}

    def _is_as_narrow(self, measure: str, other: str) -> bool:
        """Whether the measure leaves at each fork no way that the other does not leave too."""
        return all(self.ways[measure].get(number, ALL_WAYS) & ~way == 0 for number, way in self.ways[other].items())

    def _groups(self, left: Sequence[str], ways: _Ways) -> list[list[str]]:
        """The measures in groups that have nothing to do with each other: no fork lies between them, and no limit ties them."""
        numbers = dict.fromkeys(number for measure in left for number in self.ways[measure])
        barring = [self.forks[number].ways for number in numbers if self.forks[number].bars(left, ways.get(number, ALL_WAYS))]
        groups = [[measure] for measure in left]
        for tie in (*self.tied, *barring):
            joined = [group for group in groups if any(measure in tie for measure in group)]
            if len(joined) > 1:
                together = {measure for group in joined for measure in group}
                groups = [*(group for group in groups if group not in joined), [measure for measure in left if measure in together]]
        return groups
