"""Whether quotients contradict each other, whatever the numbers are: a by b at least 1, and b by a at least 3."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

from guangdong_ai.assessment.near_misses.quotient import Quotient
from guangdong_ai.assessment.near_misses.stretches import Steps
from guangdong_ai.assessment.near_misses.work import Work

_ONE = ""
"""Stands for the number 1 among the facts: what bounds one fact alone bounds it by so many times 1."""

Bound = tuple[Fraction, int]
"""One number is at most so many times another; with -1 beside it, less than that."""
_AS_LARGE: Bound = (Fraction(1), 0)


def contradict(quotients: Sequence[Quotient], sets: Mapping[str, Steps], work: Work) -> bool:
    """Whether no real numbers within the ends of the sets fulfil all quotients. True is a proof. Raises GaveUpError.

    Each bound says "x is at most f times y"; from x to y and from y to z follows x to z. Where that makes a number less than itself, nothing
    fits.
    """
    if not all(values.stretches for values in sets.values()):
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


def _of_sets(sets: Mapping[str, Steps]) -> Iterator[tuple[str, str, Bound]]:
    for name, values in sets.items():
        yield name, _ONE, (Fraction(values.stretches[-1][1]), 0)
        if values.stretches[0][0] > 0:
            yield _ONE, name, (1 / Fraction(values.stretches[0][0]), 0)
