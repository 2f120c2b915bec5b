"""Whether any applicant can meet some conditions together. "No" is proven; "yes" may mean that the search gave up.

Constraints that must hold together narrow the domains of their facts; each part of a disjunction is tried in turn. Two facts are never
related to each other, and a ratio is treated as independent of its facts: both only widen what seems possible, so that each contradiction found is
real.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from guangdong_ai.rules.condition import Condition, Not
from guangdong_ai.rules.constraints import (
    Conjunction,
    Constraint,
    Disjunction,
    RatioConstraint,
    SumConstraint,
    ValueConstraint,
    constraint_of,
)
from guangdong_ai.rules.context import Signature
from guangdong_ai.rules.domains import Domain
from guangdong_ai.rules.domains.domain import Budget, GaveUpError
from guangdong_ai.rules.domains.intervals import Span

MOST_STEPS = 20_000
"""Constraints that are looked at before the search gives up."""

Signatures = Mapping[str, Signature]


def can_be_true(conditions: Sequence[Condition], facts: Signatures) -> bool:
    """Whether all the conditions can be true of one applicant. False is certain; True may mean that it was not found out."""
    try:
        return _is_satisfiable([constraint_of(condition, facts) for condition in conditions], (), {}, {}, Budget(MOST_STEPS))
    except (GaveUpError, RecursionError):
        return True


def can_be_false(condition: Condition, facts: Signatures) -> bool:
    """Whether the condition can be false for an applicant. False is certain; True may mean that it was not found out."""
    return can_be_true([Not(part=condition)], facts)


_Spans = Mapping[tuple[tuple[str, ...], tuple[str, ...]], Span]
"""What is left to ratios, in steps of numerator and denominator, and to sums."""


def _is_satisfiable(
    constraints: Sequence[Constraint],
    disjunctions: Sequence[Sequence[Constraint]],
    domains: Mapping[str, Domain],
    spans: _Spans,
    budget: Budget,
) -> bool:
    """Whether the constraints, and one part of each disjunction, can hold together within the domains."""
    pending, undecided, left, ratios = list(constraints), list(disjunctions), dict(domains), dict(spans)
    while pending:
        budget.spend()
        match pending.pop():
            case ValueConstraint(fact=fact, values=values):
                left[fact] = left[fact].meet(values) if fact in left else values
                if left[fact].is_empty(budget):
                    return False
            case RatioConstraint(numerator=numerator, denominator=denominator, span=span):
                pair = (numerator,), (denominator,)
                ratios[pair] = ratios.get(pair, Span(Fraction(0))).meet(span)
                if ratios[pair].is_empty:
                    return False
            case SumConstraint(above=above, below=below, span=span):
                ratios[above, below] = ratios.get((above, below), Span(Fraction(0))).meet(span)
                if ratios[above, below].is_empty:
                    return False
            case Conjunction(parts=parts):
                pending += parts
            case Disjunction(parts=parts):
                undecided.append(parts)
    if not undecided:
        return True
    return any(_is_satisfiable([part], undecided[1:], left, ratios, budget) for part in undecided[0])
