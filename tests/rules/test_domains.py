"""The sets of values that operators leave a fact, held to the evaluator: for every kind, every operator and any value."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from guangdong_ai.rules.condition import Compare, Operand
from guangdong_ai.rules.context import Signature
from guangdong_ai.rules.domains import Domain
from guangdong_ai.rules.domains.domain import Budget
from guangdong_ai.rules.domains.intervals import FAR
from guangdong_ai.rules.evaluate import evaluate
from guangdong_ai.rules.kinds import KINDS, ORDERED
from guangdong_ai.rules.operators import OPERATORS, ORDER, SYNTAX, representatives, solution
from guangdong_ai.rules.registry import NotDefinedError
from guangdong_ai.rules.value import NEVER, NONE_OF_THESE, Kind, Value

from .declared import FACTS

COLOURS = ("red", "green", "blue")
NAMES: Mapping[str, list[Value]] = {"text": ["x", "y", "z", ""], "choice": [*COLOURS, NONE_OF_THESE], "yes_no": [True, False]}


def values(name: str) -> SearchStrategy[Value]:
    """Any value that a profile may hold for the fact of ``declared``."""
    signature = FACTS[name]
    if signature.kind in NAMES:
        return st.sampled_from([value for value in NAMES[signature.kind] if KINDS[signature.kind].domain(signature).has(value)])
    if signature.kind == "choices":
        return st.frozensets(st.sampled_from(COLOURS))
    line = ORDERED[signature.kind]
    steps = (
        st.integers(line.least, line.most) | st.integers(line.least, min(line.least + 5, line.most)) | st.integers(line.most - 5, line.most)
    )
    return steps.map(line.from_steps) | (st.just(NEVER) if signature.may_be_never else st.nothing())


def operands(name: str) -> SearchStrategy[Any]:
    """What a rule may compare the fact with; of numbers also such as lie between two steps, or beyond what a profile may hold."""
    kind = FACTS[name].kind
    if kind == "choices":
        return st.sampled_from(COLOURS)
    if kind in ("money", "share"):
        return values(name) | st.decimals(-1, 3, places=8)
    return values(name)


@st.composite
def comparisons(draw: DrawFn, name: str) -> tuple[str, Operand]:
    """An operator, with an operand of its shape."""
    written = SYNTAX[draw(st.sampled_from([key for key, syntax in SYNTAX.items() if FACTS[name].kind in syntax.kinds]))]
    one = operands(name)
    match written.shape:
        case "pair":
            return written.becomes, tuple(sorted((draw(one), draw(one))))
        case "several":
            return written.becomes, tuple(draw(st.lists(one, min_size=1, max_size=4)))
        case _:
            value = draw(one)
            return written.becomes, (value,) if written.becomes == "in" else value


def truth(name: str, comparison: tuple[str, Operand], value: Value) -> bool | None:
    operator, operand = comparison
    return evaluate(Compare(fact=name, operator=operator, operand=operand), {name: value}).truth


@pytest.mark.parametrize("name", FACTS)
@settings(deadline=None, max_examples=60, database=None, derandomize=True)
@given(data=st.data())
def test_the_sets_say_what_the_evaluator_says(name: str, data: st.DataObject) -> None:
    signature = FACTS[name]
    asked = data.draw(st.lists(comparisons(name), min_size=1, max_size=3))
    tried = data.draw(st.lists(values(name), min_size=1, max_size=6))
    every = KINDS[signature.kind].domain(signature)
    holding = [solution(signature, *comparison, holds=True) for comparison in asked]
    failing = [solution(signature, *comparison, holds=False) for comparison in asked]
    for value in [*tried, *representatives(signature, [Compare(fact=name, operator=one, operand=other) for one, other in asked])]:
        assert every.has(value)
        assert not every.complement().has(value)
        truths = [truth(name, comparison, value) for comparison in asked]
        assert [values.has(value) for values in holding] == truths
        assert [not values.has(value) for values in failing] == truths
        assert met(holding).has(value) == all(truths)
        either = joined(holding)
        assert either is None or either.has(value) == any(truths)
    if met(holding).is_empty(Budget(10_000)):
        assert not any(all(truth(name, comparison, value) for comparison in asked) for value in tried)
    only = met(holding).only
    assert only is None or met(holding).has(only)
    assert met(holding).is_within(holding[0])


def met(sets: list[Domain]) -> Domain:
    whole = sets[0]
    for one in sets[1:]:
        whole = whole.meet(one)
    return whole


def joined(sets: list[Domain]) -> Domain | None:
    whole: Domain | None = sets[0]
    for one in sets[1:]:
        whole = None if whole is None else whole.join(one)
    return whole


@pytest.mark.parametrize("name", FACTS)
@settings(deadline=None, max_examples=40, database=None, derandomize=True)
@given(data=st.data())
def test_whatever_a_value_is_one_of_the_representatives_comes_out_the_same(name: str, data: st.DataObject) -> None:
    asked = data.draw(st.lists(comparisons(name), min_size=1, max_size=3))
    told = representatives(FACTS[name], [Compare(fact=name, operator=one, operand=other) for one, other in asked])
    seen = {tuple(truth(name, comparison, value) for comparison in asked) for value in told}
    value = data.draw(values(name))
    assert tuple(truth(name, comparison, value) for comparison in asked) in seen


@pytest.mark.parametrize("operator", ORDER)
@given(bound=st.fractions(0, 10), value=st.fractions(0, 10))
@settings(deadline=None, max_examples=60, database=None, derandomize=True)
def test_what_negates_an_order_holds_where_it_fails(operator: str, bound: Fraction, value: Fraction) -> None:
    operand: Any = (bound, bound + 1) if operator == "between" else bound
    fails = not OPERATORS[operator].holds(value, operand)
    assert fails == any(OPERATORS[other].holds(value, end) for other, end in ORDER[operator].negated(operand))


def thresholds() -> Iterator[tuple[Kind, Any, Any]]:
    """An operand of each ordered kind, and the bounds in it."""
    middle: Mapping[Kind, Any] = {
        "count": 5,
        "money": Decimal(5),
        "share": Decimal("0.5"),
        "year": 2025,
        "date": date(2025, 7, 31),
        "months": 18,
    }
    for kind, bound in middle.items():
        yield kind, bound, (bound, ORDERED[kind].beyond(bound, 1))


@pytest.mark.parametrize("operator", ORDER)
@pytest.mark.parametrize(("kind", "bound", "pair"), list(thresholds()))
def test_a_comparison_flips_at_its_boundary(operator: str, kind: Kind, bound: Any, pair: Any) -> None:
    operand = pair if operator == "between" else bound
    for end, side in ORDER[operator].boundary(operand):
        beside = ORDERED[kind].beyond(end, side)
        assert OPERATORS[operator].holds(end, operand) != OPERATORS[operator].holds(beside, operand)


def test_a_kind_that_an_operator_does_not_compare_is_refused() -> None:
    """Which those are, its syntax says."""
    for name, operator in OPERATORS.items():
        for kind, one in KINDS.items():
            example: Any = {"text": "x", "choice": "red", "choices": "red", "yes_no": True}.get(kind)
            if example is None:
                example = ORDERED[kind].from_steps(ORDERED[kind].least)
            operand = (example, example)[: 1 if name != "between" else 2]
            accepted = any(kind in syntax.kinds and syntax.becomes == name for syntax in SYNTAX.values())
            if accepted:
                assert not operator.solution(one, operand).is_empty(Budget(1_000))
            elif not (name == "in" and kind in ORDERED):  # implications exclude numbers and days too, which no rule is written with
                with pytest.raises(NotDefinedError, match=rf"{name}.*{kind}"):
                    operator.solution(one, operand)


def test_no_kind_goes_as_far_as_far() -> None:
    for line in ORDERED.values():
        assert -FAR < line.least < line.most < FAR
        assert Signature(kind=line.name).kind in KINDS
