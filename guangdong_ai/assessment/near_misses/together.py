"""Values for facts that hang together by ratios. Facts that no ratio ties need no search: any value of their set will do."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import ceil, floor

from guangdong_ai.assessment.near_misses.quotient import Quotient
from guangdong_ai.assessment.near_misses.situation import Situation
from guangdong_ai.rules.domains.domain import Domain, GaveUpError, Work
from guangdong_ai.rules.domains.intervals import FAR, Intervals, intervals_of

_EVERY_VALUE = 100
"""Sets of so few values are tried completely."""
_MOST_TRIES = 2_000
"""One set of facts is given up after so many, so that there is work left for others."""


def fitting(chosen: Mapping[str, Domain], quotients: Sequence[Quotient], situation: Situation, work: Work) -> dict[str, Domain] | None:
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

    def __init__(self, chosen: Mapping[str, Domain], quotients: Sequence[Quotient], situation: Situation, work: Work) -> None:
        self.chosen = chosen
        self.quotients = quotients
        self.situation = situation
        self.work = work
        self.tries_left = _MOST_TRIES
        self.tried_all = True

    def result(self) -> dict[str, Domain] | None:
        """The sets with the picked values in them; None where nothing fits."""
        tied = {fact: self.chosen[fact] for quotient in self.quotients for fact in (quotient.numerator, quotient.denominator)}
        sets = {fact: values for fact, values in tied.items() if isinstance(values, Intervals)}
        for quotient in self.quotients:
            above_zero = intervals_of(sets[quotient.denominator].line, [(1, FAR)])
            sets[quotient.denominator] = sets[quotient.denominator].meet(above_zero)
        if contradict(self.quotients, sets, self.work):
            return None
        picked = self._pick(sets, {})
        if picked is None:
            if not self.tried_all:
                raise GaveUpError
            return None
        return {**self.chosen, **{fact: intervals_of(sets[fact].line, [(step, step)]) for fact, step in picked.items()}}

    def _pick(self, sets: Mapping[str, Intervals], picked: Mapping[str, int]) -> Mapping[str, int] | None:
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
            found = self._pick({**narrowed, fact: intervals_of(narrowed[fact].line, [(step, step)])}, {**picked, fact: step})
            if found is not None:
                return found
        return None

    def _narrowed(self, sets: Mapping[str, Intervals]) -> dict[str, Intervals] | None:
        """Without the values that the others exclude for certain; None where a fact is left with none."""
        narrowed = dict(sets)
        for _ in range(len(self.quotients) + 1):
            before = dict(narrowed)
            for quotient in self.quotients:
                for fact, other, allowed in (
                    (quotient.numerator, quotient.denominator, quotient.numerators),
                    (quotient.denominator, quotient.numerator, quotient.denominators),
                ):
                    if not narrowed[other].intervals:
                        return None
                    self.work.spend(3 + (narrowed[fact].weight + narrowed[other].weight) // 8)
                    around = narrowed[other].intervals[0][0], narrowed[other].intervals[-1][1]
                    narrowed[fact] = narrowed[fact].meet(intervals_of(narrowed[fact].line, [allowed(around)]))
            if narrowed == before:
                break
        return narrowed if all(values.intervals for values in narrowed.values()) else None

    def _candidates(self, fact: str, sets: Mapping[str, Intervals]) -> Iterator[int]:
        """Domain to try, the nearest to now first: all of a small set, of a large one its ends and where the others' ends meet it."""
        values = sets[fact]
        now = self.situation.facts.get(fact)
        start = None if now is None else values.line.step_of(now)
        if values.size <= _EVERY_VALUE:
            steps = {step for first, last in values.intervals for step in range(first, last + 1)}
        else:
            self.tried_all = False
            ends = {end for interval in values.intervals for end in interval}
            steps = {*ends, *(() if start is None else _nearest(start, values)), *self._meeting(fact, sets)}
            steps = {step for step in steps if values.has_step(step)}
        yield from sorted(steps, key=lambda step: (step if start is None else abs(step - start), step))

    def _meeting(self, fact: str, sets: Mapping[str, Intervals]) -> Iterator[int]:
        """Where the bounds of the quotients take the ends of the other side, and multiples that hit a bound exactly."""
        for quotient in self.quotients:
            if fact not in quotient.facts:
                continue
            other = quotient.denominator if fact == quotient.numerator else quotient.numerator
            for bound in (bound for bound in (quotient.low, quotient.high) if bound):
                factor = bound if fact == quotient.numerator else 1 / bound
                for interval in sets[other].intervals:
                    for end in interval:
                        yield from _around(end * factor)
                for first, last in sets[fact].intervals:
                    unit = factor.numerator
                    yield from (ceil(Fraction(first, unit)) * unit, floor(Fraction(last, unit)) * unit)


def _nearest(step: int, values: Intervals) -> tuple[int, ...]:
    ends = [min(max(step, first), last) for first, last in values.intervals]
    return (min(ends, key=lambda end: abs(end - step)),)


def _around(exact: Fraction) -> tuple[int, ...]:
    return floor(exact) - 1, floor(exact), ceil(exact), ceil(exact) + 1


_ONE = ""
"""Stands for the number 1 among the facts: what bounds one fact alone bounds it by so many times 1."""

Bound = tuple[Fraction, int]
"""One number is at most so many times another; with -1 beside it, less than that."""
_AS_LARGE: Bound = (Fraction(1), 0)


def contradict(quotients: Sequence[Quotient], sets: Mapping[str, Intervals], work: Work) -> bool:
    """Whether no real numbers within the ends of the sets fulfil all quotients. True is a proof. Raises GaveUpError.

    Each bound says "x is at most f times y"; from x to y and from y to z follows x to z. Where that makes a number less than itself, nothing
    fits.
    """
    if not all(values.intervals for values in sets.values()):
        return True
    work.spend(5 * len(sets) ** 3)
    bounds: dict[tuple[str, str], Bound] = {}
    for smaller, larger, bound in (*_of_quotients(quotients), *_of_sets(sets)):
        bounds[smaller, larger] = min(bound, bounds.get((smaller, larger), bound))
    names = (_ONE, *sets)
    for middle in names:
        for smaller, larger in product(names, repeat=2):
            if (smaller, middle) in bounds and (middle, larger) in bounds:
                (one, less_one), (two, less_two) = bounds[smaller, middle], bounds[middle, larger]
                through = one * two, min(less_one, less_two)
                bounds[smaller, larger] = min(through, bounds.get((smaller, larger), through))
        # To go on after a contradiction would make the fractions longer and longer.
        if any(bounds.get((name, name), _AS_LARGE) < _AS_LARGE for name in names):
            return True
    return False


def _of_quotients(quotients: Sequence[Quotient]) -> Iterator[tuple[str, str, Bound]]:
    for quotient in quotients:
        if quotient.high is not None:
            yield quotient.numerator, quotient.denominator, (quotient.high, -quotient.below)
        if quotient.low:
            yield quotient.denominator, quotient.numerator, (1 / quotient.low, -quotient.above)


def _of_sets(sets: Mapping[str, Intervals]) -> Iterator[tuple[str, str, Bound]]:
    for name, values in sets.items():
        yield name, _ONE, (Fraction(values.intervals[-1][1]), 0)
        if values.intervals[0][0] > 0:
            yield _ONE, name, (1 / Fraction(values.intervals[0][0]), 0)
