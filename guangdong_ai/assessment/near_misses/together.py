"""Values for facts that hang together by ratios. Facts that no ratio ties need no search: any value of their set will do."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

from guangdong_ai.assessment.near_misses.contradiction import contradict
from guangdong_ai.assessment.near_misses.quotient import Quotient
from guangdong_ai.assessment.near_misses.situation import Situation
from guangdong_ai.assessment.near_misses.steps import step_of
from guangdong_ai.assessment.near_misses.stretches import FAR, Steps, steps_of
from guangdong_ai.assessment.near_misses.value_sets import Values
from guangdong_ai.assessment.near_misses.work import GaveUpError, Work

_EVERY_VALUE = 100
"""Sets of so few values are tried completely."""
_MOST_TRIES = 2_000
"""One set of facts is given up after so many, so that there is work left for others."""


def fitting(chosen: Mapping[str, Values], quotients: Sequence[Quotient], situation: Situation, work: Work) -> dict[str, Values] | None:
    """The sets, made small enough that the quotients hold whatever is taken from them; None where nothing fits.

    A fact tied to one that stays as it is keeps every value that fits. Of two that both change, one value each is picked.
    Raises GaveUpError where none was found and not all could be tried.
    """
    narrowed = dict(chosen)
    both: list[Quotient] = []
    for quotient in quotients:
        changing = [fact for fact in quotient.facts if fact in narrowed]
        if len(changing) == 2:
            both.append(quotient)
            continue
        for fact in changing:
            narrowed[fact] = narrowed[fact].meet(quotient.beside(fact, situation.facts))
            if narrowed[fact].is_empty(work):
                return None
    return _Picking(narrowed, both, situation, work).result() if both else narrowed


class _Picking:
    """Picks a value for each fact that is tied to another one that changes as well, the fact with the fewest values first."""

    def __init__(self, chosen: Mapping[str, Values], quotients: Sequence[Quotient], situation: Situation, work: Work) -> None:
        self.chosen = chosen
        self.quotients = quotients
        self.situation = situation
        self.work = work
        self.tries_left = _MOST_TRIES
        self.tried_all = True

    def result(self) -> dict[str, Values] | None:
        """The sets with the picked values in them; None where nothing fits."""
        tied = {fact: self.chosen[fact] for quotient in self.quotients for fact in (quotient.numerator, quotient.denominator)}
        sets = {fact: values for fact, values in tied.items() if isinstance(values, Steps)}
        for quotient in self.quotients:
            above_zero = steps_of(sets[quotient.denominator].kind, [(1, FAR)])
            sets[quotient.denominator] = sets[quotient.denominator].meet(above_zero)
        if contradict(self.quotients, sets, self.work):
            return None
        picked = self._pick(sets, {})
        if picked is None:
            if not self.tried_all:
                raise GaveUpError
            return None
        return {**self.chosen, **{fact: steps_of(sets[fact].kind, [(step, step)]) for fact, step in picked.items()}}

    def _pick(self, sets: Mapping[str, Steps], picked: Mapping[str, int]) -> Mapping[str, int] | None:
        narrowed = self._narrowed(sets)
        if narrowed is None:
            return None
        left = [fact for fact in narrowed if fact not in picked]
        if not left:
            return picked
        fact = min(left, key=lambda fact: narrowed[fact].size)
        for step in self._candidates(fact, narrowed):
            self.tries_left -= 1
            if not self.tries_left:
                raise GaveUpError
            found = self._pick({**narrowed, fact: steps_of(narrowed[fact].kind, [(step, step)])}, {**picked, fact: step})
            if found is not None:
                return found
        return None

    def _narrowed(self, sets: Mapping[str, Steps]) -> dict[str, Steps] | None:
        """Without the values that the others exclude for certain; None where a fact is left with none."""
        narrowed = dict(sets)
        for _ in range(len(self.quotients) + 1):
            before = dict(narrowed)
            for quotient in self.quotients:
                for fact, other, allowed in (
                    (quotient.numerator, quotient.denominator, quotient.numerators),
                    (quotient.denominator, quotient.numerator, quotient.denominators),
                ):
                    if not narrowed[other].stretches:
                        return None
                    self.work.spend(3 + (narrowed[fact].weight + narrowed[other].weight) // 8)
                    around = narrowed[other].stretches[0][0], narrowed[other].stretches[-1][1]
                    narrowed[fact] = narrowed[fact].meet(steps_of(narrowed[fact].kind, [allowed(around)]))
            if narrowed == before:
                break
        return narrowed if all(values.stretches for values in narrowed.values()) else None

    def _candidates(self, fact: str, sets: Mapping[str, Steps]) -> Iterator[int]:
        """Values to try, the nearest to now first: all of a small set, of a large one its ends and where the others' ends meet it."""
        values = sets[fact]
        now = self.situation.facts.get(fact)
        start = None if now is None else step_of(values.kind, now)
        if values.size <= _EVERY_VALUE:
            steps = {step for first, last in values.stretches for step in range(first, last + 1)}
        else:
            self.tried_all = False
            ends = {end for stretch in values.stretches for end in stretch}
            steps = {*ends, *(() if start is None else _nearest(start, values)), *self._meeting(fact, sets)}
            steps = {step for step in steps if any(first <= step <= last for first, last in values.stretches)}
        yield from sorted(steps, key=lambda step: (step if start is None else abs(step - start), step))

    def _meeting(self, fact: str, sets: Mapping[str, Steps]) -> Iterator[int]:
        """Where the bounds of the quotients take the ends of the other side, and multiples that hit a bound exactly."""
        for quotient in self.quotients:
            if fact not in quotient.facts:
                continue
            other = quotient.denominator if fact == quotient.numerator else quotient.numerator
            for bound in (bound for bound in (quotient.low, quotient.high) if bound):
                factor = bound if fact == quotient.numerator else 1 / bound
                for stretch in sets[other].stretches:
                    for end in stretch:
                        yield from _around(end * factor)
                for first, last in sets[fact].stretches:
                    unit = factor.numerator
                    yield from (ceil(Fraction(first, unit)) * unit, floor(Fraction(last, unit)) * unit)


def _nearest(step: int, values: Steps) -> tuple[int, ...]:
    ends = [min(max(step, first), last) for first, last in values.stretches]
    return (min(ends, key=lambda end: abs(end - step)),)


def _around(exact: Fraction) -> tuple[int, ...]:
    return floor(exact) - 1, floor(exact), ceil(exact), ceil(exact) + 1
