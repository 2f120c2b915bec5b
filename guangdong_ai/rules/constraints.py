"""Conditions in negation normal form: sets of values of a fact, ratios, conjunctions and disjunctions, without ``not``.

A constraint on a fact is satisfied when the fact is known and its value is in the set; an unknown fact satisfies nothing, inside and outside
of ``not``, as in Kleene's logic.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import assert_never

from guangdong_ai.foundation.record import record, replace
from guangdong_ai.rules.condition import AllOf, AnyOf, Compare, Condition, Derived, Not, Ratio, SumComparison, Switch, SwitchCase
from guangdong_ai.rules.context import Signature
from guangdong_ai.rules.domains import Domain
from guangdong_ai.rules.domains.domain import Budget
from guangdong_ai.rules.domains.intervals import FAR, Interval, Intervals, Span, first_from, intervals_of, last_to
from guangdong_ai.rules.evaluate import evaluate
from guangdong_ai.rules.kinds import NUMBERS
from guangdong_ai.rules.kinds.kind import NumberKind
from guangdong_ai.rules.operators import ORDER, solution
from guangdong_ai.rules.operators.interface import scalars_of
from guangdong_ai.rules.value import Facts


@record
class ValueConstraint:
    """The fact is known and has one of the values."""

    fact: str
    values: Domain

    @property
    def facts(self) -> frozenset[str]:
        """The one fact."""
        return frozenset((self.fact,))

    def is_satisfied_by(self, facts: Facts) -> bool:
        """Whether these facts satisfy it."""
        value = facts.get(self.fact)
        return value is not None and self.values.has(value)

    def allowed(self, _fact: str, _facts: Facts) -> Domain:
        """The values of the fact that satisfy it; the other facts have no influence."""
        return self.values


@record
class RatioConstraint:
    """The numerator divided by the denominator, in steps, is in ``span``; the denominator is not zero. ``condition``: the original."""

    numerator: str
    denominator: str
    kinds: tuple[NumberKind, NumberKind]
    span: Span
    condition: Ratio

    @property
    def facts(self) -> frozenset[str]:
        """The numerator and the denominator."""
        return frozenset((self.numerator, self.denominator))

    def is_satisfied_by(self, facts: Facts) -> bool:
        """Whether these facts satisfy it."""
        numerator = facts.get(self.numerator)
        return numerator is not None and self.allowed(self.numerator, facts).has(numerator)

    def allowed(self, fact: str, facts: Facts) -> Intervals:
        """The values of one of its facts that satisfy it while the other has its value in ``facts``."""
        upper = fact == self.numerator
        kind, other_kind = self.kinds if upper else reversed(self.kinds)
        if self.numerator == self.denominator:  # it is 1, wherever it is not zero
            first, last = self.numerators((1, 1))
            return intervals_of(kind, [(1, FAR)] if first <= 1 <= last else [])
        other = facts.get(self.denominator if upper else self.numerator)
        step = None if other is None else other_kind.step_of(other)
        if step is None or (upper and step == 0):
            return intervals_of(kind, [])
        return intervals_of(kind, [(self.numerators if upper else self.denominators)((step, step))])

    def numerators(self, denominator: Interval) -> Interval:
        """The numerators, in steps, allowed by at least one denominator of the interval (from 1)."""
        low, high = self.span.low, self.span.high
        first = 0 if low is None else first_from(low * denominator[0], above=self.span.above)
        return first, FAR if high is None else last_to(high * denominator[1], below=self.span.below)

    def denominators(self, numerator: Interval) -> Interval:
        """The denominators, in steps, allowed by at least one numerator of the interval; empty (end before start) if there are none."""
        return denominators(self.span, numerator)


@record
class SumConstraint:
    """The sum of ``above``, in steps, is in ``span``; or, where there is a ``below``, its quotient by the sum of that, which is not zero.

    ``condition``: the original; ``whole``: what it says of the fact that is worked out so.
    """

    above: tuple[str, ...]
    below: tuple[str, ...]
    kind: NumberKind
    span: Span
    condition: SumComparison
    whole: "Constraint"

    @property
    def facts(self) -> frozenset[str]:
        """All that are added up."""
        return frozenset((*self.above, *self.below))

    def is_satisfied_by(self, facts: Facts) -> bool:
        """Whether these facts satisfy it, whatever the unknown ones are."""
        return evaluate(self.condition, facts).truth is True

    def allowed(self, fact: str, facts: Facts) -> Intervals:
        """The values of one of its facts that satisfy it while the others have their values in ``facts``, or any where these have none."""
        above, all_above = self._known(self.above, fact, facts)
        below, all_below = self._known(self.below, fact, facts) if self.below else (1, True)
        low, high = self.span.low, self.span.high
        nothing = intervals_of(self.kind, [])
        if (low is not None and not all_below) or (high is not None and not all_above):
            return nothing
        if fact in self.above:
            if not below:
                return nothing
            first = 0 if low is None else first_from(low * below, above=self.span.above) - above
            last = FAR if high is None else last_to(high * below, below=self.span.below) - above
            return intervals_of(self.kind, [(max(first, 0), last)])
        first, last = denominators(self.span, (above, above))
        return intervals_of(self.kind, [(max(first - below, 0), last - below)])

    def stays(self, fact: str, facts: Facts) -> ValueConstraint | None:
        """That a known fact does not change in the direction in which it would use up what another one gains; None: it may be anything."""
        now = facts.get(fact)
        if now is None:
            return None
        step = self.kind.step_of(now)
        helps_when_larger = fact in self.above
        keeps_low, keeps_high = self.span.low is not None, self.span.high is not None
        no_less = keeps_low if helps_when_larger else keeps_high
        no_more = keeps_high if helps_when_larger else keeps_low
        return ValueConstraint(fact=fact, values=intervals_of(self.kind, [(step if no_less else 0, step if no_more else FAR)]))

    def jointly(self, changing: Sequence[str], facts: Facts) -> "Constraint | None":
        """That all facts of the side that must not be large change, each within an equal part of what is left to them; None: that is not enough."""
        high, is_above = self.span.high, self.span.high is not None
        side, other = (self.above, self.below) if is_above else (self.below, self.above)
        moving = [fact for fact in side if fact in changing]
        fixed, all_fixed = self._sum([fact for fact in side if fact not in moving], facts)
        beside, all_beside = self._sum(other, facts) if other else (1, True)
        if len(moving) < 2 or not (all_fixed and all_beside and beside):
            return None
        if high is not None:
            low = self.span.low
            first, last = (
                0 if low is None else first_from(low * beside, above=self.span.above),
                last_to(high * beside, below=self.span.below),
            )
        else:
            first, last = denominators(self.span, (beside, beside))
        each = max(-(-(first - fixed) // len(moving)), 0), (last - fixed) // len(moving)
        if each[0] > each[1]:
            return None
        return Conjunction(parts=tuple(ValueConstraint(fact=fact, values=intervals_of(self.kind, [each])) for fact in moving))

    def _known(self, parts: Sequence[str], but: str, facts: Facts) -> tuple[int, bool]:
        return self._sum([part for part in parts if part != but], facts)

    def _sum(self, others: Sequence[str], facts: Facts) -> tuple[int, bool]:
        known = [self.kind.step_of(facts[part]) for part in others if part in facts]
        return sum(known), len(known) == len(others)


@record
class Conjunction:
    """Satisfied when all parts are; an empty one is."""

    parts: tuple["Constraint", ...]

    @property
    def facts(self) -> frozenset[str]:
        """The facts of all parts."""
        return _facts_of(self.parts)


@record
class Disjunction:
    """Satisfied when at least one part is; an empty one is not."""

    parts: tuple["Constraint", ...]

    @property
    def facts(self) -> frozenset[str]:
        """The facts of all parts."""
        return _facts_of(self.parts)


Constraint = ValueConstraint | RatioConstraint | SumConstraint | Conjunction | Disjunction


def denominators(span: Span, numerator: Interval) -> Interval:
    """The denominators from 1 by which some numerator of the interval gives a quotient in the span; empty (end before start) if there are none."""
    from fractions import Fraction

    low, high = span.low, span.high
    first, last = 1, FAR
    if high is not None:
        if high <= 0 and (high < 0 or numerator[0] or span.below):
            return 1, 0
        first = max(1, first_from(Fraction(numerator[0]) / high, above=span.below)) if high else 1
    if low is not None and low > 0:
        last = last_to(Fraction(numerator[1]) / low, below=span.above)
    return first, 0 if low == 0 and span.above and not numerator[1] else last


SATISFIED, UNSATISFIABLE = Conjunction(parts=()), Disjunction(parts=())


def _facts_of(parts: Sequence[Constraint]) -> frozenset[str]:
    return frozenset(fact for part in parts for fact in part.facts)


def constraint_of(condition: Condition, declared: Mapping[str, Signature], *, holds: bool = True) -> Constraint:
    """The constraint that is satisfied exactly where the condition is true, or (not ``holds``) false."""
    match condition:
        case Compare(fact=fact, operator=operator, operand=operand):
            return ValueConstraint(fact=fact, values=solution(declared[fact], operator, operand, holds=holds))
        case Ratio():
            return _ratio(condition, declared, holds=holds)
        case SumComparison():
            return _summed(condition, declared, holds=holds)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            constraints = tuple(constraint_of(part, declared, holds=holds) for part in parts)
            return Conjunction(parts=constraints) if isinstance(condition, AllOf) == holds else Disjunction(parts=constraints)
        case Not(part=part):
            return constraint_of(part, declared, holds=not holds)
        case Switch(fact=fact, cases=cases):
            return _switch(fact, cases, declared, holds=holds)
        case Derived(given=given, by_parts=by_parts):  # whichever counts: which one does, answers decide
            return Disjunction(parts=tuple(constraint_of(part, declared, holds=holds) for part in (given, by_parts)))
    assert_never(condition)


def _switch(fact: str, cases: Sequence[SwitchCase], declared: Mapping[str, Signature], *, holds: bool) -> Constraint:
    """One of the cases with its condition; what is in no case makes it false."""
    ways: list[Constraint] = []
    for one in cases:
        if one.condition is not None:
            here = constraint_of(Compare(fact=fact, operator="in", operand=one.of), declared)
            ways.append(Conjunction(parts=(here, constraint_of(one.condition, declared, holds=holds))))
    if not holds:
        covered = tuple(choice for one in cases for choice in one.of)
        ways.append(constraint_of(Compare(fact=fact, operator="not_in", operand=covered), declared))
    return Disjunction(parts=tuple(ways))


def _ratio(ratio: Ratio, declared: Mapping[str, Signature], *, holds: bool) -> Constraint:
    """The negation of two bounds is a disjunction: below the one or above the other."""
    from fractions import Fraction

    kinds = NUMBERS[declared[ratio.numerator].kind], NUMBERS[declared[ratio.denominator].kind]
    comparisons = ((ratio.operator, ratio.operand),) if holds else ORDER[ratio.operator].negated(ratio.operand)
    constraints = []
    for operator, operand in comparisons:
        bounds = [Fraction(kinds[0].in_steps(scalar)) / kinds[1].scale for scalar in scalars_of(operand)]
        (span,) = ORDER[operator].spans(bounds)
        condition = Ratio(numerator=ratio.numerator, denominator=ratio.denominator, operator=operator, operand=operand)
        constraints.append(
            RatioConstraint(numerator=ratio.numerator, denominator=ratio.denominator, kinds=kinds, span=span, condition=condition)
        )
    return _one_or(tuple(constraints), Disjunction)


def _summed(comparison: SumComparison, declared: Mapping[str, Signature], *, holds: bool) -> Constraint:
    from fractions import Fraction

    kind = NUMBERS[declared[comparison.facts[0]].kind]
    scale = 1 if comparison.over else kind.scale
    comparisons = ((comparison.operator, comparison.operand),) if holds else ORDER[comparison.operator].negated(comparison.operand)
    own = comparison.stands_for
    wholes = ((own.operator, own.operand),) if holds else ORDER[own.operator].negated(own.operand)
    constraints = []
    for (operator, operand), (of_whole, whole_operand) in zip(comparisons, wholes, strict=True):
        bounds = [Fraction(scalar) * scale for scalar in scalars_of(operand) if isinstance(scalar, int | Decimal)]
        (span,) = ORDER[operator].spans(bounds)
        condition = replace(comparison, operator=operator, operand=operand)
        whole = constraint_of(replace(own, operator=of_whole, operand=whole_operand), declared)
        constraints.append(
            SumConstraint(above=comparison.facts, below=comparison.over, kind=kind, span=span, condition=condition, whole=whole)
        )
    return _one_or(tuple(constraints), Disjunction)


def conjunction(parts: Sequence[Constraint], budget: Budget) -> Constraint:
    """The conjunction of the parts, simplified: constraints on the same fact are intersected. Raises GaveUpError."""
    values: dict[str, Domain] = {}
    others: list[Constraint] = []
    for part in _flat(parts, Conjunction):
        if isinstance(part, ValueConstraint):
            values[part.fact] = part.values.meet(values[part.fact]) if part.fact in values else part.values
        else:
            others.append(part)
    if any(one.is_empty(budget) for one in values.values()) or UNSATISFIABLE in others:
        return UNSATISFIABLE
    constraints = [ValueConstraint(fact=fact, values=one) for fact, one in values.items()]
    return _one_or(tuple(dict.fromkeys([*constraints, *others])), Conjunction)


def disjunction(parts: Sequence[Constraint], budget: Budget) -> Constraint:
    """The disjunction of the parts, simplified: alternatives for the same fact are united. Raises GaveUpError."""
    values: dict[str, Domain] = {}
    others: list[Constraint] = []
    for part in _flat(parts, Disjunction):
        if not isinstance(part, ValueConstraint):
            others.append(part)
        elif part.fact not in values:
            values[part.fact] = part.values
        else:
            joined = part.values.join(values[part.fact])
            if joined is None:
                others.append(part)
            else:
                values[part.fact] = joined
    if SATISFIED in others:
        return SATISFIED
    constraints = [ValueConstraint(fact=fact, values=one) for fact, one in values.items() if not one.is_empty(budget)]
    return _one_or(tuple(dict.fromkeys([*constraints, *others])), Disjunction)


def _flat(parts: Sequence[Constraint], group: type[Conjunction] | type[Disjunction]) -> Iterator[Constraint]:
    """The parts, with nested groups of the same class flattened."""
    for part in parts:
        if isinstance(part, group):
            yield from _flat(part.parts, group)
        else:
            yield part


def _one_or(parts: tuple[Constraint, ...], group: type[Conjunction] | type[Disjunction]) -> Constraint:
    return parts[0] if len(parts) == 1 else group(parts=parts)
