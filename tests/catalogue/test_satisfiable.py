"""The search for contradictions: it finds the plain ones, and never one that is none (compared with trying values out)."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from guangdong_ai.catalogue.lint.satisfiable import MOST_STEPS, can_be_false, can_be_true
from guangdong_ai.rules.condition import AllOf, AnyOf, Compare, Condition, Not, facts_of
from guangdong_ai.rules.evaluate import evaluate
from guangdong_ai.rules.read_condition import read_condition
from guangdong_ai.rules.value import Facts, Kind, Value
from tests.rules.declared import FACTS, context

DAY = date(2025, 7, 31)


def read(data: Any) -> Condition:
    noted = context()
    condition = read_condition(data, noted)
    assert condition is not None, noted.findings
    return condition


def fact(kind: str, **comparison: Any) -> dict[str, Any]:
    return {"fact": f"a.{kind}", **comparison}


NEVER: list[list[Any]] = [
    [fact("yes_no", **{"is": True}), fact("yes_no", **{"is": False})],
    [{"not": {"any": [fact("yes_no", **{"is": True}), fact("yes_no", **{"is": False})]}}],
    [fact("choice", **{"is": "red"}), fact("choice", **{"in": ["green", "blue"]})],
    [{"not": fact("choice", **{"in": ["red", "green", "blue"]})}],
    [fact("text", **{"is": "x"}), {"not": fact("text", **{"in": ["x", "y"]})}],
    [fact("count", more_than=5), fact("count", less_than=6)],
    [fact("count", less_than=0)],
    [fact("count", **{"in": [1, 2]}), fact("count", at_least=3)],
    [fact("count", between=[1, 3]), *({"not": fact("count", **{"is": number})} for number in (1, 2, 3))],
    [fact("money", at_least=20_000_000), fact("money", less_than=20_000_000)],
    [fact("money", more_than=Decimal("0.01")), fact("money", less_than=Decimal("0.02"))],
    [fact("share", more_than=1)],
    [fact("share", at_least=Decimal("0.7")), fact("share", at_most=Decimal("0.699999"))],
    [fact("share", more_than=Decimal("0.699999")), fact("share", less_than=Decimal("0.7"))],
    [fact("year", less_than=1900)],
    [fact("year", between=[2024, 2026]), fact("year", **{"is": 2027})],
    [fact("year", **{"in": [2024, 2026]}), {"not": fact("year", **{"in": [2024, 2026]})}],
    [fact("year_or_never", at_least=2101)],
    [fact("date", after=DAY), fact("date", before=DAY + timedelta(days=1))],
    [fact("date", at_least=DAY), fact("date", before=DAY)],
    [fact("choices", all_of=["red", "blue"]), {"not": fact("choices", any_of=["blue", "green"])}],
    [fact("choices", any_of=["red"]), {"not": fact("choices", any_of=["red", "green"])}],
    [fact("choices", any_of=["red", "blue"]), {"not": fact("choices", any_of=["red"])}, {"not": fact("choices", any_of=["blue"])}],
    [fact("choices", all_of=["red"]), {"not": fact("choices", all_of=["red"])}],
    [{"ratio": ["a.money", "a.count"], "at_least": Decimal("0.5")}, {"ratio": ["a.money", "a.count"], "less_than": Decimal("0.5")}],
    [{"ratio": ["a.money", "a.count"], "less_than": 0}],
    [{"any": [{"all": [fact("count", at_least=5), fact("count", at_most=4)]}, fact("share", more_than=1)]}],
    [
        {"any": [fact("count", at_most=3), fact("money", at_most=3)]},
        {"any": [fact("count", at_least=4), fact("yes_no", **{"is": True})]},
        fact("yes_no", **{"is": False}),
        fact("money", at_least=4),
    ],
]


@pytest.mark.parametrize("together", NEVER, ids=str)
def test_a_contradiction_is_found(together: list[Any]) -> None:
    conditions = [read(data) for data in together]
    assert not can_be_true(conditions, FACTS)
    assert not can_be_true(conditions[::-1], FACTS)
    assert not can_be_true([AllOf(parts=tuple(conditions))], FACTS)
    assert not can_be_false(Not(part=AllOf(parts=tuple(conditions))), FACTS)


SOMETIMES: list[list[Any]] = [
    [],
    [fact("yes_no", **{"is": True})],
    [fact("count", more_than=5), fact("count", less_than=7)],
    [fact("count", at_least=0)],
    [fact("money", more_than=Decimal("0.01")), fact("money", less_than=Decimal("0.03"))],
    [fact("share", at_least=1), fact("share", at_most=1)],
    [fact("year_or_never", **{"is": 0})],
    [fact("choices", any_of=["red", "blue"]), {"not": fact("choices", all_of=["red", "blue"])}],
    [{"not": fact("choices", any_of=["red", "green", "blue"])}],
    [{"not": fact("text", **{"in": ["x", "y"]})}],
    [{"ratio": ["a.money", "a.count"], "more_than": 1}, {"ratio": ["a.money", "a.count"], "less_than": Decimal("1.000001")}],
    [{"ratio": ["a.money", "a.count"], "at_least": 1}, {"ratio": ["a.count", "a.money"], "at_least": 2}],
]


@pytest.mark.parametrize("together", SOMETIMES, ids=str)
def test_where_there_is_none_none_is_found(together: list[Any]) -> None:
    assert can_be_true([read(data) for data in together], FACTS)


@pytest.mark.parametrize(
    ("data", "can_fail"),
    [
        (fact("count", at_least=0), False),
        (fact("share", at_most=1), False),
        (fact("choice", **{"in": ["blue", "green", "red"]}), False),
        (fact("choice", **{"in": ["blue", "green"]}), True),
        (fact("year", at_least=1900), False),
        (fact("year_or_never", at_least=1900), True),
        (fact("year_or_never", at_least=1), True),
        (fact("text", **{"is": "x"}), True),
        ({"any": [fact("count", at_least=5), fact("count", less_than=5)]}, False),
        ({"any": [fact("count", more_than=5), fact("count", less_than=5)]}, True),
        ({"ratio": ["a.money", "a.count"], "at_least": 0}, False),
    ],
)
def test_what_is_always_true(data: Any, can_fail: bool) -> None:
    assert can_be_false(read(data), FACTS) == can_fail
    assert can_be_true([read(data)], FACTS)


def test_the_search_gives_up_in_time_and_then_says_that_it_may_be() -> None:
    facts = {f"a.n{number}": FACTS["a.count"] for number in range(40)}
    pairs = [
        AnyOf(parts=(Compare(fact=name, operator="at_most", operand=3), Compare(fact=name, operator="at_least", operand=5)))
        for name in facts
    ]
    never = [Compare(fact=name, operator="in", operand=(4,)) for name in list(facts)[-1:]]
    assert not can_be_true([*never, *pairs[-1:]], facts)
    assert can_be_true([*pairs[-1:], *pairs[:-1], *never], facts), f"not found out within {MOST_STEPS} steps"


def test_deep_conditions_do_no_harm() -> None:
    condition = read(fact("yes_no", **{"is": True}))
    for _ in range(2000):
        condition = Not(part=condition)
    assert can_be_true([condition], FACTS)
    assert can_be_false(condition, FACTS)
    forks: Condition = read(fact("count", at_least=1))
    for _ in range(2000):
        forks = AnyOf(parts=(forks, forks))
    assert can_be_true([forks], FACTS)


# Compared with trying out every value that could matter


VALUES: Mapping[Kind, list[Any]] = {
    "text": ["x", "y", "z"],
    "choice": ["red", "green", "blue"],
    "yes_no": [True, False],
    "count": [0, 1, 2, 3, 4],
    "money": [Decimal(number) for number in range(5)],
    "share": [Decimal(number) / 4 for number in range(5)],
    "year": [2023, 2024, 2025, 2026],
    "months": [0, 1, 2, 3, 4],
    "date": [DAY + timedelta(days=number) for number in range(4)],
    "choices": [frozenset(some) for size in range(4) for some in combinations(["red", "green", "blue"], size)],
}
OPERATORS: Mapping[Kind, list[str]] = {
    "text": ["is", "in", "not_in"],
    "choice": ["is", "in", "not_in"],
    "yes_no": ["is"],
    "choices": ["any_of", "all_of", "none_of"],
    "date": ["at_least", "at_most", "before", "after", "between"],
}
NUMBERS = ["at_least", "more_than", "at_most", "less_than", "between"]


@st.composite
def comparisons(draw: DrawFn) -> Condition:
    kind: Kind = draw(st.sampled_from(list(VALUES)))
    if kind == "count" and draw(st.booleans()):
        operand = sorted([draw(st.integers(0, 3)), draw(st.integers(0, 3))])
        operator = draw(st.sampled_from(NUMBERS))
        return read({"ratio": ["a.money", "a.count"], operator: operand if operator == "between" else operand[0]})
    operator = draw(st.sampled_from(OPERATORS.get(kind, NUMBERS)))
    one = st.sampled_from(["red", "green", "blue"] if kind == "choices" else VALUES[kind])
    if operator in ("in", "not_in", "any_of", "all_of", "none_of"):
        return read(fact(kind, **{operator: draw(st.lists(one, min_size=1, max_size=3))}))
    if operator == "between":
        return read(fact(kind, between=sorted([draw(one), draw(one)])))
    return read(fact(kind, **{operator: draw(one)}))


CONDITIONS = st.recursive(
    comparisons(),
    lambda inner: (
        st.builds(lambda part: Not(part=part), inner)
        | st.builds(lambda parts: AllOf(parts=tuple(parts)), st.lists(inner, min_size=1, max_size=3))
        | st.builds(lambda parts: AnyOf(parts=tuple(parts)), st.lists(inner, min_size=1, max_size=3))
    ),
    max_leaves=6,
)


def witnesses(conditions: list[Condition]) -> list[Facts]:
    """All applicants made of the values tried out; () where there would be too many."""
    used = sorted({name for condition in conditions for name in facts_of(condition)})
    options: list[list[Value]] = [VALUES[FACTS[name].kind] for name in used]
    count = 1
    for values in options:
        count *= len(values)
    return [dict(zip(used, values, strict=True)) for values in product(*options)] if count <= 4_000 else []


@settings(deadline=None, derandomize=True, max_examples=300, database=None)
@given(st.lists(CONDITIONS, min_size=1, max_size=3))
def test_no_contradiction_is_found_where_an_applicant_meets_all(conditions: list[Condition]) -> None:
    tried = witnesses(conditions)
    met = any(all(evaluate(condition, facts).truth is True for condition in conditions) for facts in tried)
    assert can_be_true(conditions, FACTS) or not met
    for condition in conditions:
        failed = any(evaluate(condition, facts).truth is False for facts in witnesses([condition]))
        assert can_be_false(condition, FACTS) or not failed


@pytest.mark.parametrize(
    "beyond",
    [
        fact("count", more_than=1_000_000_000),
        fact("money", more_than=Decimal("9999999999999.99")),
        fact("date", before=date(1900, 1, 1)),
        fact("date", after=date(2100, 12, 31)),
        fact("year", at_least=2101),
        fact("share", more_than=Decimal("1.0000005")),
    ],
    ids=str,
)
def test_what_no_answer_may_be_nobody_is(beyond: Any) -> None:
    assert not can_be_true([read(beyond)], FACTS)
    assert not can_be_false(Not(part=read(beyond)), FACTS)
