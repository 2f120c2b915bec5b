"""Where every alternative of a condition takes one fact, these facts are told at once; otherwise nothing is, and the search has to look."""

import pytest

from guangdong_ai.assessment.near_misses.alternatives import of_one_fact
from guangdong_ai.rules.condition import AllOf, AnyOf, Compare, Condition, Not, Switch, SwitchCase
from guangdong_ai.rules.value import Value


def is_(fact: str, *values: str) -> Compare:
    return Compare(fact=fact, operator="in", operand=values)


def at_most(fact: str, most: int) -> Compare:
    return Compare(fact=fact, operator="at_most", operand=most)


BY_SECTOR = Switch(
    fact="sector",
    cases=(
        SwitchCase(of=("industry",), condition=at_most("staff", 300)),
        SwitchCase(of=("retail",), condition=AllOf(parts=(at_most("staff", 50), at_most("revenue", 500)))),
        SwitchCase(of=("farming",), condition=at_most("revenue", 500)),
        SwitchCase(of=("research",), condition=None),
    ),
)


def found(condition: Condition, facts: dict[str, Value], *impossible: str) -> list[tuple[Compare, bool]] | None:
    alternatives = of_one_fact(condition, facts, lambda one: one.fact not in impossible)
    return None if alternatives is None else [(one.comparison, one.is_bare) for one in alternatives]


def test_what_holds_beside_it_is_left_alone_and_what_takes_more_is_left_out() -> None:
    assert found(BY_SECTOR, {"staff": 100, "revenue": 400}) == [(is_("sector", "industry"), False), (is_("sector", "farming"), False)]
    assert found(BY_SECTOR, {"staff": 100}) == [(is_("sector", "industry"), False)]
    in_retail: dict[str, Value] = {"sector": "retail", "staff": 40, "revenue": 600}
    assert found(BY_SECTOR, in_retail) == [(is_("sector", "industry"), False), (at_most("revenue", 500), False)]


def test_bare_comparisons_come_first() -> None:
    either = AnyOf(parts=(BY_SECTOR, AnyOf(parts=(is_("kind", "a"), is_("kind", "b")))))
    assert found(either, {"staff": 100}) == [
        (is_("kind", "a"), True),
        (is_("kind", "b"), True),
        (is_("sector", "industry"), False),
    ]


@pytest.mark.parametrize(
    ("condition", "facts", "impossible"),
    [
        (AnyOf(parts=(is_("kind", "a"), AllOf(parts=(is_("city", "x"), is_("sector", "y"))))), {}, ()),  # another way takes two facts
        (AnyOf(parts=(is_("kind", "a"), Not(part=is_("city", "x")))), {}, ()),  # what it takes is not looked into
        (AnyOf(parts=(AllOf(parts=(at_most("staff", 5), Not(part=at_most("staff", 1)))),)), {"staff": 10}, ()),  # what holds may break
        (BY_SECTOR, {}, ()),  # every alternative takes two
        (BY_SECTOR, {"staff": 100, "revenue": 600}, ("sector",)),  # what would be enough cannot change, and others might do
    ],
)
def test_otherwise_nothing_is_told(condition: Condition, facts: dict[str, Value], impossible: tuple[str, ...]) -> None:
    assert found(condition, facts, *impossible) is None


def test_where_nothing_that_would_be_enough_can_change_there_is_none() -> None:
    assert found(AnyOf(parts=(is_("kind", "a"), is_("city", "x"))), {}, "kind", "city") == []
