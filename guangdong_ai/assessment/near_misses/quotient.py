"""A ratio of two facts as a demand: one number divided by another must lie between two bounds."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from guangdong_ai.assessment.near_misses.steps import STEPS, step_of
from guangdong_ai.assessment.near_misses.stretches import FAR, Steps, Stretch, steps_of
from guangdong_ai.record import record
from guangdong_ai.rules.condition import Ratio
from guangdong_ai.rules.value import Facts, Kind


@record
class Quotient:
    """Steps of ``numerator`` by steps of ``denominator``: at least (``above``: more than) ``low``, at most (``below``: less than) ``high``.

    A ``high`` of None: no upper bound. ``kinds``: of both facts. ``said``: the same as a condition, for words. The denominator is never zero.
    """

    numerator: str
    denominator: str
    kinds: tuple[Kind, Kind]
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

    def beside(self, fact: str, facts: Facts) -> Steps:
        """The values of one of its facts with which it holds while the other stands as in ``facts``."""
        upper = fact == self.numerator
        kind, other_kind = self.kinds if upper else reversed(self.kinds)
        if self.numerator == self.denominator:  # of one fact by itself: 1, wherever it is not zero
            first, last = self.numerators((1, 1))
            return steps_of(kind, [(1, FAR)] if first <= 1 <= last else [])
        other = facts.get(self.denominator if upper else self.numerator)
        step = None if other is None else step_of(other_kind, other)
        if step is None or (upper and step == 0):
            return steps_of(kind, [])
        return steps_of(kind, [(self.numerators if upper else self.denominators)((step, step))])

    def numerators(self, denominator: Stretch) -> Stretch:
        """The steps that some denominator of the stretch (from 1) allows to the numerator: for a single one exactly those."""
        least, most = self.low * denominator[0], None if self.high is None else self.high * denominator[1]
        return _first(least, above=self.above), FAR if most is None else _last(most, below=self.below)

    def denominators(self, numerator: Stretch) -> Stretch:
        """The same for the denominator."""
        first = 1
        if self.high is not None:
            if self.high == 0:
                return (1, 0) if self.below or numerator[0] > 0 else self._unless_low(numerator)
            first = max(1, _first(numerator[0] / self.high, above=self.below))
        return first, self._unless_low(numerator)[1]

    def _unless_low(self, numerator: Stretch) -> Stretch:
        """From 1 to the largest denominator that keeps the quotient at its lower bound."""
        if self.low == 0:
            return (1, 0) if self.above and numerator[1] == 0 else (1, FAR)
        return 1, _last(numerator[1] / self.low, below=self.above)


def _first(bound: Fraction, *, above: bool) -> int:
    return floor(bound) + 1 if above else ceil(bound)


def _last(bound: Fraction, *, below: bool) -> int:
    return ceil(bound) - 1 if below else floor(bound)


_OPPOSITE: Mapping[str, str] = {"at_least": "less_than", "more_than": "at_most", "at_most": "more_than", "less_than": "at_least"}


def quotients_where(ratio: Ratio, numerator: Kind, denominator: Kind, *, holds: bool) -> tuple[Quotient, ...]:
    """The quotients for which the comparison holds (or fails); between two bounds it fails on either side."""
    if ratio.operator == "between" and isinstance(ratio.operand, tuple):
        low, high = ratio.operand
        if not holds:
            below = Ratio(numerator=ratio.numerator, denominator=ratio.denominator, operator="less_than", operand=low)
            above = Ratio(numerator=ratio.numerator, denominator=ratio.denominator, operator="more_than", operand=high)
            return tuple(quotient for side in (below, above) for quotient in quotients_where(side, numerator, denominator, holds=True))
        said = ratio
    else:
        operator = ratio.operator if holds else _OPPOSITE[ratio.operator]
        said = Ratio(numerator=ratio.numerator, denominator=ratio.denominator, operator=operator, operand=ratio.operand)
        low = high = ratio.operand  # type: ignore[assignment]  # one number
    scale = Fraction(STEPS[numerator], STEPS[denominator])
    has_low, has_high = said.operator in ("at_least", "more_than", "between"), said.operator in ("at_most", "less_than", "between")
    quotient = Quotient(
        numerator=ratio.numerator,
        denominator=ratio.denominator,
        kinds=(numerator, denominator),
        low=_exact(low) * scale if has_low else Fraction(0),
        above=said.operator == "more_than",
        high=_exact(high) * scale if has_high else None,
        below=said.operator == "less_than",
        said=said,
    )
    return (quotient,)


def _exact(bound: object) -> Fraction:
    if isinstance(bound, int | Decimal):
        return Fraction(bound)
    raise TypeError(bound)
