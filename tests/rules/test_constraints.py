"""Constraints, held to the evaluator: satisfied where the condition is true or, if that is wanted, false; and put together or not."""

from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from guangdong_ai.rules.constraints import Conjunction, Constraint, Disjunction, conjunction, constraint_of, disjunction
from guangdong_ai.rules.context import Signature
from guangdong_ai.rules.domains.domain import Budget
from guangdong_ai.rules.domains.intervals import Span
from guangdong_ai.rules.evaluate import evaluate
from guangdong_ai.rules.value import Facts, Value
from tests.assessment.one_measure import CHOICES, FACTS, read
from tests.assessment.random_rules import situations
from tests.oracle.effort import EFFORT

NAMES = tuple(str(choice["id"]) for choice in CHOICES)
SIGNATURES = {
    plain["id"]: Signature(kind=plain["kind"], choices=NAMES if "choices" in plain else (), may_be_never="never" in plain)
    for plain in FACTS
}


def is_satisfied(constraint: Constraint, facts: Facts) -> bool:
    match constraint:
        case Conjunction(parts=parts):
            return all(is_satisfied(part, facts) for part in parts)
        case Disjunction(parts=parts):
            return any(is_satisfied(part, facts) for part in parts)
        case _:
            return constraint.is_satisfied_by(facts)


@settings(EFFORT)
@given(situation=situations(), holds=st.booleans())
def test_a_constraint_is_satisfied_where_the_evaluator_says_so(
    situation: tuple[list[dict[str, Any]], dict[str, Value]], holds: bool
) -> None:
    plain, facts = situation
    conditions = [read(entry) for entry in plain]
    constraints = [constraint_of(condition, SIGNATURES, holds=holds) for condition in conditions]
    truths = [evaluate(condition, facts).truth is holds for condition in conditions]
    assert [is_satisfied(constraint, facts) for constraint in constraints] == truths
    assert is_satisfied(conjunction(constraints, Budget(10_000)), facts) == all(truths)
    assert is_satisfied(disjunction(constraints, Budget(10_000)), facts) == any(truths)


ENDS = st.none() | st.integers(0, 4).map(Fraction)
SPANS = st.tuples(ENDS, ENDS, st.booleans(), st.booleans()).map(lambda given: Span(*given))


def contains(span: Span, number: Fraction) -> bool:
    above = span.low is None or number > span.low or (number == span.low and not span.above)
    return above and (span.high is None or number < span.high or (number == span.high and not span.below))


@settings(EFFORT)
@given(one=SPANS, other=SPANS)
def test_spans_meet_in_the_numbers_that_are_in_both(one: Span, other: Span) -> None:
    numbers = [Fraction(number, 2) for number in range(-1, 10)]
    both = one.meet(other)
    assert [contains(both, number) for number in numbers] == [contains(one, number) and contains(other, number) for number in numbers]
    assert both.is_empty == (not any(contains(both, number) for number in numbers))
