"""Values for facts that are tied by ratios, as R&D cost to revenue, and revenue to that of the year before.

Bounds propagation narrows each fact to what the other side allows; then values are picked one by one, with backtracking. That solves
ratios that tie facts in a chain; where they form a cycle the search may give up. Facts without ratios need no search: any value of
their domain will do.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from guangdong_ai.foundation.record import replace
from guangdong_ai.rules.constraints import RatioConstraint
from guangdong_ai.rules.domains import Domain
from guangdong_ai.rules.domains.domain import Budget, GaveUpError
from guangdong_ai.rules.domains.intervals import FAR, Intervals, Span, intervals_of
from guangdong_ai.rules.value import Facts

_EVERY_VALUE = 100
"""Domains of so few values are tried completely."""
_MOST_TRIES = 2_000
"""One set of facts is given up after so many, so that there is budget left for others."""


def with_ratios(domains: Mapping[str, Domain], ratios: Sequence[RatioConstraint], facts: Facts, budget: Budget) -> dict[str, Domain] | None:
    """The domains, narrowed so that the ratios hold for any values taken from them; None where no values satisfy them.

    A fact tied to one that does not change keeps every value that satisfies the ratio. Of two that both change, one value each is picked.
    Raises GaveUpError where none was found and not all could be tried.
    """
    narrowed = dict(domains)
    both: list[RatioConstraint] = []
    for ratio in ratios:
        changing = [fact for fact in ratio.facts if fact in narrowed]
        if len(changing) == 2:
            both.append(ratio)
            continue
        for fact in changing:
            narrowed[fact] = narrowed[fact].meet(ratio.allowed(fact, facts))
            if narrowed[fact].is_empty(budget):
                return None
    if not both:
        return narrowed
    picked = _Backtracking(narrowed, both, facts, budget).picked()
    return None if picked is None else {**narrowed, **picked}


class _Backtracking:
    """Picks a value for each fact that is tied to another changing fact, the fact with the fewest values first."""

    def __init__(self, domains: Mapping[str, Domain], ratios: Sequence[RatioConstraint], facts: Facts, budget: Budget) -> None:
        tied = (fact for ratio in ratios for fact in (ratio.numerator, ratio.denominator))
        self.domains = {fact: values for fact in tied if isinstance(values := domains[fact], Intervals)}
        for ratio in ratios:
            denominator = self.domains[ratio.denominator]
            self.domains[ratio.denominator] = denominator.meet(intervals_of(denominator.line, [(1, FAR)]))
        self.ratios = _one_a_pair(ratios)
        self.facts = facts
        self.budget = budget
        self.tries_left = _MOST_TRIES
        self.tried_all = True

    def picked(self) -> Mapping[str, Domain] | None:
        """A value for each fact; None where there is no solution. Raises GaveUpError."""
        picked = None if any(ratio.span.is_empty for ratio in self.ratios) else self._pick(self.domains, frozenset())
        if picked is None and not self.tried_all:
            raise GaveUpError
        return picked

    def _pick(self, domains: Mapping[str, Intervals], picked: frozenset[str]) -> Mapping[str, Intervals] | None:
        narrowed = self._narrowed(domains)
        if narrowed is None or narrowed.keys() == picked:
            return narrowed
        fact = min((fact for fact in narrowed if fact not in picked), key=lambda fact: narrowed[fact].size)
        for step in self._candidates(fact, narrowed[fact]):
            self.tries_left -= 1
            if not self.tries_left:
                raise GaveUpError
            found = self._pick({**narrowed, fact: intervals_of(narrowed[fact].line, [(step, step)])}, picked | {fact})
            if found is not None:
                return found
        return None

    def _narrowed(self, domains: Mapping[str, Intervals]) -> Mapping[str, Intervals] | None:
        """The domains without values that the others exclude; None where a domain becomes empty. Exact for chains."""
        narrowed = dict(domains)
        for _ in range(len(self.ratios) + 1):
            before = dict(narrowed)
            for ratio in self.ratios:
                for fact, other, allowed in (
                    (ratio.numerator, ratio.denominator, ratio.numerators),
                    (ratio.denominator, ratio.numerator, ratio.denominators),
                ):
                    if not narrowed[other].intervals:
                        return None
                    self.budget.spend(3 + (narrowed[fact].weight + narrowed[other].weight) // 8)
                    around = narrowed[other].intervals[0][0], narrowed[other].intervals[-1][1]
                    narrowed[fact] = narrowed[fact].meet(intervals_of(narrowed[fact].line, [allowed(around)]))
            if narrowed == before:
                break
        return narrowed if all(values.intervals for values in narrowed.values()) else None

    def _candidates(self, fact: str, values: Intervals) -> list[int]:
        """Steps to try, the nearest to the present value first: all of a small domain; of a large one the ends, and multiples that meet a bound."""
        now = self.facts.get(fact)
        start = None if now is None else values.line.step_of(now)
        if values.size <= _EVERY_VALUE:
            steps = {step for first, last in values.intervals for step in range(first, last + 1)}
        else:
            self.tried_all = False
            steps = {end for interval in values.intervals for end in interval}
            for unit in self._units(fact):
                steps |= {step for first, last in values.intervals for step in (-(-first // unit) * unit, last // unit * unit)}
            if start is not None:
                steps.add(start)
        within = (step for step in steps if values.has_step(step))
        return sorted(within, key=lambda step: (step if start is None else abs(step - start), step))

    def _units(self, fact: str) -> Iterator[int]:
        """Numbers of which the fact must be a multiple to meet a bound of a ratio exactly."""
        for ratio in self.ratios:
            for bound in (bound for bound in (ratio.span.low, ratio.span.high) if bound):
                if fact in ratio.facts:
                    yield bound.numerator if fact == ratio.numerator else bound.denominator


def _one_a_pair(ratios: Iterable[RatioConstraint]) -> list[RatioConstraint]:
    """One ratio for each pair of facts, whichever is the numerator, with the intersection of all bounds."""
    merged: dict[tuple[str, str], RatioConstraint] = {}
    for ratio in ratios:
        pair, span = (ratio.numerator, ratio.denominator), ratio.span
        if pair[::-1] in merged:
            pair, span = pair[::-1], _inverse(span)
        merged[pair] = replace(merged[pair], span=merged[pair].span.meet(span)) if pair in merged else ratio
    return list(merged.values())


def _inverse(span: Span) -> Span:
    """The reciprocals of the positive numbers of the span."""
    low, high = span.low, span.high
    if high is not None and high <= 0:
        return Span(Fraction(1), Fraction(0))
    return Span(
        None if high is None else 1 / Fraction(high), 1 / Fraction(low) if low and low > 0 else None, above=span.below, below=span.above
    )
