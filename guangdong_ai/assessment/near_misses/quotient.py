"""A ratio of two facts as a demand: one number divided by another must lie between two bounds."""

from fractions import Fraction

from guangdong_ai.record import record
from guangdong_ai.rules.condition import Ratio
from guangdong_ai.rules.domains.intervals import FAR, Interval, Intervals, first_from, intervals_of, last_to
from guangdong_ai.rules.kinds import NUMBERS
from guangdong_ai.rules.kinds.kind import NumberKind
from guangdong_ai.rules.operators import ORDER
from guangdong_ai.rules.operators.operator import scalars_of
from guangdong_ai.rules.value import Facts, Kind


@record
class Quotient:
    """Intervals of ``numerator`` by steps of ``denominator``: at least (``above``: more than) ``low``, at most (``below``: less than) ``high``.

    A ``high`` of None: no upper bound. ``kinds``: of both facts. ``said``: the same as a condition, for words. The denominator is never zero.
    """

    numerator: str
    denominator: str
    kinds: tuple[NumberKind, NumberKind]
    low: Fraction
    above: bool
    high: Fraction | None
    below: bool
    said: Ratio

    @property
    def facts(self) -> frozenset[str]:
        """Both facts; one, where it is divided by itself."""
        return frozenset((self.numerator, self.denominator))

    def is_met_by(self, facts: Facts) -> bool:
        """Whether these facts meet it."""
        numerator = facts.get(self.numerator)
        return numerator is not None and self.beside(self.numerator, facts).has(numerator)

    def beside(self, fact: str, facts: Facts) -> Intervals:
        """The values of one of its facts with which it holds while the other stands as in ``facts``."""
        upper = fact == self.numerator
        kind, other_kind = self.kinds if upper else reversed(self.kinds)
        if self.numerator == self.denominator:  # of one fact by itself: 1, wherever it is not zero
            first, last = self.numerators((1, 1))
            return intervals_of(kind, [(1, FAR)] if first <= 1 <= last else [])
        other = facts.get(self.denominator if upper else self.numerator)
        step = None if other is None else other_kind.step_of(other)
        if step is None or (upper and step == 0):
            return intervals_of(kind, [])
        return intervals_of(kind, [(self.numerators if upper else self.denominators)((step, step))])

    def numerators(self, denominator: Interval) -> Interval:
        """The steps that some denominator of the interval (from 1) allows to the numerator: for a single one exactly those."""
        least, most = self.low * denominator[0], None if self.high is None else self.high * denominator[1]
        return first_from(least, above=self.above), FAR if most is None else last_to(most, below=self.below)

    def denominators(self, numerator: Interval) -> Interval:
        """The same for the denominator."""
        first = 1
        if self.high is not None:
            if self.high == 0:
                return (1, 0) if self.below or numerator[0] > 0 else self._unless_low(numerator)
            first = max(1, first_from(numerator[0] / self.high, above=self.below))
        return first, self._unless_low(numerator)[1]

    def _unless_low(self, numerator: Interval) -> Interval:
        """From 1 to the largest denominator that keeps the quotient at its lower bound."""
        if self.low == 0:
            return (1, 0) if self.above and numerator[1] == 0 else (1, FAR)
        return 1, last_to(numerator[1] / self.low, below=self.above)


def quotients_where(ratio: Ratio, numerator: Kind, denominator: Kind, *, holds: bool) -> tuple[Quotient, ...]:
    """The quotients for which the comparison holds (or fails); between two bounds it fails on either side."""
    kinds = NUMBERS[numerator], NUMBERS[denominator]
    ways = ((ratio.operator, ratio.operand),) if holds else ORDER[ratio.operator].negated(ratio.operand)
    return tuple(
        _quotient(Ratio(numerator=ratio.numerator, denominator=ratio.denominator, operator=operator, operand=operand), kinds)
        for operator, operand in ways
    )


def _quotient(said: Ratio, kinds: tuple[NumberKind, NumberKind]) -> Quotient:
    numerator, denominator = kinds
    bounds = [numerator.in_steps(scalar) / denominator.scale for scalar in scalars_of(said.operand)]
    (span,) = ORDER[said.operator].spans(bounds)
    return Quotient(
        numerator=said.numerator,
        denominator=said.denominator,
        kinds=kinds,
        low=Fraction(0) if span.low is None else span.low,
        above=span.above,
        high=span.high,
        below=span.below,
        said=said,
    )
