"""The oracle held against examples worked out by hand from the documentation. What is wrong here would be wrong twice."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest

from .oracle import (
    Catalogue,
    Facts,
    MeasureResult,
    Plain,
    alternatives_taken,
    assess,
    assess_measure,
    divides_by_zero,
    ends_of_total,
    missing_facts,
    truth,
    window,
    worth,
)
from .strategies import FACTS

DAY = date(2026, 3, 1)
TABLE = {
    "key": "place.city",
    "columns": ["small"],
    "rows": [
        {
            "key": "north",
            "column": "small",
            "valid_from": date(2025, 8, 23),
            "valid_until": date(2026, 12, 31),
            "low": 1_000_000,
            "high": 1_000_000,
        },
        {"key": "north", "column": "small", "valid_until": date(2025, 8, 22), "low": 0, "high": 500_000},
        {"key": "north", "column": "small", "valid_from": date(2027, 1, 1), "low": 300_000, "high": 300_000},
        {"key": "south", "column": "small", "low": 200_000, "high": 700_000},
        {"key": "east", "column": "small"},
    ],
}
YES = {"fact": "firm.listed", "is": True}
TRUSTED = {"fact": "firm.trusted", "is": True}


def catalogue(*measures: Plain, calls: Sequence[Plain] = (), **changed: Any) -> Catalogue:
    """A catalogue with one table and no stacking rule."""
    parts: dict[str, Any] = {
        "facts": FACTS,
        "documents": {"main": {"valid_from": date(2025, 3, 10), "valid_until": date(2027, 12, 31)}},
        "tables": {"awards": TABLE},
        "stacking": {},
        "calls": calls,
        "measures": measures,
    }
    return Catalogue(**{**parts, **changed})


def measure(name: str, amount: Any = 100, *conditions: Plain, **changed: Any) -> dict[str, Any]:
    """A cash measure that pays by a formula; without conditions it is eligible."""
    criteria = [
        {"id": f"{name}-{position}", "when": when} for position, when in enumerate(conditions or [{"not": {"all": [YES, {"not": YES}]}}])
    ]
    return {
        "id": name,
        "document": "main",
        "criteria": criteria,
        "funding": {"kind": "cash", "award": "formula", "amount": amount},
        **changed,
    }


KNOWN: Facts = {"firm.listed": True}


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ({"fact": "firm.name", "is": "Alpha"}, {"firm.name": "Alpha"}, True),
        ({"fact": "firm.name", "in": ["Alpha", "Beta"]}, {"firm.name": "Gamma"}, False),
        ({"fact": "firm.name", "not_in": ["Alpha", "Beta"]}, {"firm.name": "Gamma"}, True),
        ({"fact": "firm.name", "not_in": ["Alpha", "Beta"]}, {"firm.name": "Beta"}, False),
        ({"fact": "firm.name", "not_in": ["Alpha"]}, {}, None),
        ({"fact": "firm.listed", "is": False}, {"firm.listed": False}, True),
        ({"fact": "firm.listed", "is": False}, {}, None),
        ({"fact": "firm.staff", "at_least": 5}, {"firm.staff": 5}, True),
        ({"fact": "firm.staff", "more_than": 5}, {"firm.staff": 5}, False),
        ({"fact": "firm.staff", "at_most": 5}, {"firm.staff": 5}, True),
        ({"fact": "firm.staff", "less_than": 5}, {"firm.staff": 5}, False),
        ({"fact": "firm.titled", "between": [2024, 2026]}, {"firm.titled": 2024}, True),
        ({"fact": "firm.titled", "between": [2024, 2026]}, {"firm.titled": 2026}, True),
        ({"fact": "firm.titled", "between": [2024, 2026]}, {"firm.titled": 2027}, False),
        ({"fact": "firm.own", "at_least": Decimal("0.5")}, {"firm.own": Decimal("0.4999")}, False),
        ({"fact": "firm.founded", "before": date(2022, 7, 1)}, {"firm.founded": date(2022, 7, 1)}, False),
        ({"fact": "firm.founded", "at_most": date(2022, 7, 1)}, {"firm.founded": date(2022, 7, 1)}, True),
        ({"fact": "firm.founded", "after": date(2022, 7, 1)}, {"firm.founded": date(2022, 7, 2)}, True),
        ({"fact": "firm.fields", "any_of": ["ai", "robotics"]}, {"firm.fields": frozenset({"robotics"})}, True),
        ({"fact": "firm.fields", "all_of": ["ai", "robotics"]}, {"firm.fields": frozenset({"robotics"})}, False),
        ({"fact": "firm.fields", "any_of": ["ai"]}, {"firm.fields": frozenset()}, False),
        ({"fact": "firm.fields", "none_of": ["ai", "robotics"]}, {"firm.fields": frozenset({"robotics"})}, False),
        ({"fact": "firm.fields", "none_of": ["ai", "robotics"]}, {"firm.fields": frozenset()}, True),
        ({"fact": "firm.fields", "none_of": ["ai"]}, {}, None),
        ({"fact": "firm.fields", "any_of": ["ai"]}, {}, None),
        ({"ratio": ["firm.staff", "firm.units"], "at_least": Decimal("0.5")}, {"firm.staff": 1, "firm.units": 2}, True),
        ({"ratio": ["firm.staff", "firm.units"], "more_than": Decimal("0.333333")}, {"firm.staff": 1, "firm.units": 3}, True),
        ({"ratio": ["firm.staff", "firm.units"], "at_least": 0}, {"firm.staff": 1, "firm.units": 0}, None),
        ({"ratio": ["firm.staff", "firm.units"], "at_least": 0}, {"firm.staff": 1}, None),
        ({"all": [YES, TRUSTED]}, {"firm.listed": False}, False),
        ({"all": [YES, TRUSTED]}, {"firm.listed": True}, None),
        ({"any": [YES, TRUSTED]}, {"firm.listed": False}, None),
        ({"any": [YES, TRUSTED]}, {"firm.trusted": True}, True),
        ({"not": TRUSTED}, {}, None),
        ({"not": {"any": [YES, TRUSTED]}}, {"firm.listed": True}, False),
    ],
)
def test_a_condition(condition: Plain, facts: Facts, expected: bool | None) -> None:
    assert truth(condition, facts) is expected


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ({"all": [YES, TRUSTED]}, {"firm.listed": True}, {"firm.trusted"}),
        ({"all": [YES, TRUSTED]}, {"firm.listed": False}, set()),
        ({"any": [{"all": [YES, TRUSTED]}, {"fact": "firm.ready", "is": True}]}, {"firm.listed": False}, {"firm.ready"}),
        ({"ratio": ["firm.staff", "firm.units"], "at_least": 1}, {"firm.staff": 1}, {"firm.units"}),
        ({"ratio": ["firm.staff", "firm.units"], "at_least": 1}, {"firm.staff": 1, "firm.units": 0}, set()),
    ],
)
def test_missing_facts_of_a_condition(condition: Plain, facts: Facts, expected: set[str]) -> None:
    assert missing_facts(condition, facts) == expected


def test_a_ratio_whose_denominator_is_known_to_be_zero_stays_unknown() -> None:
    ratio = {"ratio": ["firm.staff", "firm.units"], "at_least": 1}
    assert divides_by_zero({"not": {"any": [YES, ratio]}}, {"firm.staff": 1, "firm.units": 0})
    assert not divides_by_zero(ratio, {"firm.units": 0})


AWARD = {"fact": "firm.award"}
COST = {"fact": "firm.cost"}
SMALL = {"table": "awards", "column": "small"}
OF_YEAR = {**SMALL, "year": "firm.titled"}


@pytest.mark.parametrize(
    ("amount", "facts", "low", "high", "missing"),
    [
        (Decimal("0.5"), {}, Decimal("0.5"), Decimal("0.5"), set()),
        (AWARD, {"firm.award": Decimal(7)}, 7, 7, set()),
        (AWARD, {}, 0, None, {"firm.award"}),
        ({"rate": Decimal("0.4"), "of": AWARD}, {"firm.award": Decimal(5)}, 2, 2, set()),
        ({"rate": Decimal("0.4"), "of": AWARD}, {}, 0, None, {"firm.award"}),
        ({"up_to": 9}, {}, 0, 9, set()),
        ({"smaller_of": [AWARD, 9]}, {}, 0, 9, {"firm.award"}),
        ({"smaller_of": [AWARD, COST]}, {}, 0, None, {"firm.award", "firm.cost"}),
        ({"fact": "firm.award", "cap": 9}, {}, 0, 9, {"firm.award"}),
        ({"larger_of": [AWARD, 9]}, {}, 9, None, {"firm.award"}),
        ({"sum": [AWARD, 9]}, {}, 9, None, {"firm.award"}),
        ({"sum": [{"up_to": 3}, 9]}, {}, 9, 12, set()),
        ({"difference": [9, 4]}, {}, 5, 5, set()),
        ({"difference": [4, 9]}, {}, 0, 0, set()),
        ({"difference": [9, AWARD]}, {}, 0, 9, {"firm.award"}),
        ({"difference": [AWARD, 9]}, {}, 0, None, {"firm.award"}),
        ({"difference": [{"up_to": 20}, {"up_to": 5}]}, {}, 0, 20, set()),
        ({"tiers": [{"when": YES, "amount": 5}], "otherwise": 3}, {"firm.listed": True}, 5, 5, set()),
        ({"tiers": [{"when": YES, "amount": 5}], "otherwise": 3}, {"firm.listed": False}, 3, 3, set()),
        ({"tiers": [{"when": YES, "amount": 5}], "otherwise": 3}, {}, 3, 5, {"firm.listed"}),
        ({"tiers": [{"when": YES, "amount": 5}]}, {}, 0, 5, {"firm.listed"}),
        (
            {"tiers": [{"when": YES, "amount": 5}, {"when": TRUSTED, "amount": 4}], "otherwise": AWARD},
            {"firm.trusted": True},
            4,
            5,
            {"firm.listed"},
        ),
        ({"tiers": [{"when": YES, "amount": AWARD}, {"when": TRUSTED, "amount": COST}]}, {"firm.listed": True}, 0, None, {"firm.award"}),
        ({"first_known": [AWARD, 9]}, {"firm.award": Decimal(5)}, 5, 5, set()),
        ({"first_known": [AWARD, 9]}, {}, 9, 9, {"firm.award"}),
        ({"first_known": [AWARD, COST]}, {}, 0, None, {"firm.award", "firm.cost"}),
        ({"first_known": [AWARD, COST, 9]}, {"firm.cost": Decimal(5)}, 5, 5, {"firm.award"}),
        ({"fact": "firm.staff"}, {"firm.staff": 4}, 4, 4, set()),
        (SMALL, {"place.city": "north"}, 1_000_000, 1_000_000, set()),
        (SMALL, {"place.city": "south"}, 200_000, 700_000, set()),
        (SMALL, {"place.city": "east"}, 0, None, set()),
        (SMALL, {}, 0, None, {"place.city"}),
        (OF_YEAR, {"place.city": "north", "firm.titled": 2024}, 0, 500_000, set()),
        (OF_YEAR, {"place.city": "north", "firm.titled": 2025}, 1_000_000, 1_000_000, set()),
        (OF_YEAR, {"place.city": "south"}, 0, None, {"firm.titled"}),
        (OF_YEAR, {"place.city": "north", "firm.titled": 0}, 0, 0, set()),
        ({**OF_YEAR, "cap": 600_000}, {"firm.titled": 2025}, 0, 600_000, {"place.city"}),
        ({"first_known": [AWARD, OF_YEAR]}, {"place.city": "north", "firm.titled": 2027}, 300_000, 300_000, {"firm.award"}),
    ],
)
def test_an_amount(amount: Any, facts: Facts, low: Any, high: Any, missing: set[str]) -> None:
    found = worth(amount, catalogue(), facts, DAY)
    assert (found.low, found.high) == (low, high)
    assert found.missing == missing


def test_which_alternatives_are_taken() -> None:
    amount = {"sum": [{"first_known": [AWARD, COST]}, {"up_to": {"first_known": [SMALL, COST, 1]}}]}
    assert alternatives_taken(amount, catalogue(), {}) == [1, 2]
    assert alternatives_taken(amount, catalogue(), {"firm.award": Decimal(1), "place.city": "east"}) == [0, 0]


OPEN = {"id": "now", "measures": ["one"], "opens": date(2026, 2, 1), "closes": date(2026, 3, 1)}
NEXT = {"id": "next", "measures": ["one"], "opens": date(2026, 3, 2), "closes": date(2026, 5, 1)}
LATER = {"id": "later", "measures": ["one"], "opens": date(2026, 9, 1)}
OVER = {"id": "over", "measures": ["one"], "posted": date(2024, 3, 25), "closes": date(2024, 5, 1)}
OVER_BY = {"id": "over-by", "measures": ["one"], "over_by": date(2026, 3, 1)}
NO_DAYS = {"id": "no-days", "measures": ["one"]}
OF_OTHERS = {"id": "others", "measures": ["two"], "opens": date(2026, 2, 1), "closes": date(2026, 3, 1)}


@pytest.mark.parametrize(
    ("calls", "day", "expected"),
    [
        ([], DAY, ("unannounced", None)),
        ([OF_OTHERS], DAY, ("unannounced", None)),
        ([OVER, NEXT, OPEN], DAY, ("open", "now")),
        ([OVER, LATER, NEXT], DAY, ("upcoming", "next")),
        ([OPEN, OVER], date(2026, 3, 2), ("closed", "now")),
        ([OVER_BY], DAY, ("closed", "over-by")),
        ([OVER_BY], date(2026, 2, 28), ("unannounced", "over-by")),
        ([NO_DAYS], DAY, ("unannounced", "no-days")),
        ([LATER], date(2026, 9, 1), ("unannounced", "later")),
        ([OPEN], date(2028, 1, 1), ("closed", "now")),
        ([NEXT], date(2025, 3, 9), ("upcoming", "next")),
        ([NO_DAYS], date(2025, 3, 10), ("unannounced", "no-days")),
        ([NO_DAYS], date(2027, 12, 31), ("unannounced", "no-days")),
    ],
)
def test_a_window(calls: Sequence[Plain], day: date, expected: tuple[str, str | None]) -> None:
    state, call = window(measure("one"), catalogue(measure("one"), calls=calls), day)
    assert (state, call["id"] if call else None) == expected


@pytest.mark.parametrize(
    ("document", "day", "expected"),
    [
        ({"published": DAY}, date(2026, 2, 28), ("upcoming", None)),
        ({"published": DAY}, DAY, ("unannounced", None)),
        ({"signed": DAY}, date(2026, 2, 28), ("upcoming", None)),
        ({"signed": date(2026, 2, 1), "published": DAY}, date(2026, 2, 28), ("upcoming", None)),
        ({"signed": date(2026, 2, 1), "valid_from": DAY}, date(2026, 2, 28), ("upcoming", None)),
        ({"valid_from": DAY}, date(2026, 2, 28), ("upcoming", None)),
        ({}, date(1990, 1, 1), ("unannounced", None)),
    ],
)
def test_a_window_before_the_document_is_published(document: Plain, day: date, expected: tuple[str, str | None]) -> None:
    assert window(measure("one"), catalogue(documents={"main": document}), day) == expected


@pytest.mark.parametrize(
    ("call", "day", "used"),
    [
        ({"posted": DAY}, date(2026, 2, 28), None),
        ({"posted": DAY}, DAY, "one-call"),
        ({"document": "notice"}, date(2026, 2, 28), None),
        ({"document": "notice"}, DAY, "one-call"),
        ({"document": "notice", "posted": date(2026, 2, 1)}, date(2026, 2, 28), "one-call"),
        ({"document": "main"}, date(2025, 3, 9), "one-call"),
    ],
)
def test_a_call_counts_from_the_day_on_which_it_is_posted(call: Plain, day: date, used: str | None) -> None:
    documents = {"main": {"valid_from": date(2025, 3, 10)}, "notice": {"signed": DAY}}
    made = catalogue(documents=documents, calls=[{"id": "one-call", "measures": ["one"], **call}])
    found = window(measure("one"), made, day)[1]
    assert (None if found is None else found["id"]) == used


def test_a_rolling_window() -> None:
    assert window(measure("one", window="rolling"), catalogue(), DAY) == ("rolling", None)
    assert window(measure("one", window="rolling"), catalogue(), date(2028, 1, 1)) == ("closed", None)


def result_of(one: Plain, facts: Facts, calls: Sequence[Plain] = ()) -> MeasureResult:
    """The one measure held against the facts."""
    return assess_measure(one, catalogue(one, calls=calls), facts, DAY)


def ends(result: MeasureResult) -> tuple[int, int | None]:
    """The range of the funding."""
    return result.low, result.high


def test_eligibility() -> None:
    one = measure("one", {"sum": [AWARD, 9]}, YES, TRUSTED)
    one["criteria"][1]["review"] = True
    undetermined = result_of(one, {"firm.listed": True})
    assert (undetermined.eligibility, ends(undetermined)) == ("undetermined", (0, None))
    assert undetermined.missing == {"firm.trusted"}
    ineligible = result_of(one, {"firm.trusted": False})
    assert (ineligible.eligibility, ends(ineligible)) == ("ineligible", (0, 0))
    assert ineligible.outcomes == {"one-0": "unknown", "one-1": "not_met"}
    assert not ineligible.missing
    assert not ineligible.funding_missing
    conditional = result_of(one, {"firm.listed": True, "firm.trusted": True})
    assert (conditional.eligibility, ends(conditional)) == ("conditional", (9, None))
    assert not conditional.missing
    assert conditional.funding_missing == {"firm.award"}


def test_the_criteria_of_the_call_that_is_used_count() -> None:
    calls = [{**OPEN, "criteria": [{"id": "in-call", "when": TRUSTED}]}, {**NEXT, "criteria": [{"id": "in-next", "when": YES}]}]
    assert result_of(measure("one", 1, YES), {**KNOWN, "firm.trusted": False}, calls).outcomes == {"one-0": "met", "in-call": "not_met"}


def test_readings_rounding_and_competition() -> None:
    funding = {
        "kind": "cash",
        "award": "formula",
        "readings": [{"amount": Decimal("7.99")}, {"amount": {"fact": "firm.award", "cap": Decimal("8.5")}}],
    }
    one = measure("one", funding=funding)
    result = result_of(one, {**KNOWN, "firm.award": Decimal("8.2")})
    assert ends(result) == (7, 8)
    assert not result.funding_missing
    result = result_of({**one, "funding": {**funding, "award": "competition"}}, KNOWN)
    assert ends(result) == (0, 8)
    assert result.funding_missing == {"firm.award"}
    assert not result_of(measure("one", funding={"kind": "equity"}), KNOWN).funded


NORTH, SOUTH = {"fact": "place.city", "is": "north"}, {"fact": "place.city", "is": "south"}
RANGE_TO_300 = {"larger_of": [100, {"up_to": 300}]}


def totals(*measures: Plain, facts: Facts = KNOWN, day: date = DAY, **changed: Any) -> tuple[int, int | None]:
    """What is sure, and what there is if all is met, however little is known; stacking rules are given as ``stacking``, by id."""
    low, high, if_all_met = all_ends(*measures, facts=facts, day=day, **changed)
    assert high is None or (low <= high and (if_all_met is None or high <= if_all_met))
    return low, if_all_met


def all_ends(*measures: Plain, facts: Facts = KNOWN, day: date = DAY, **changed: Any) -> tuple[int, int | None, int | None]:
    """The same with the end between them: what eligible and conditional measures may bring."""
    made = catalogue(*measures, **changed)
    return ends_of_total(made, {one["id"]: assess_measure(one, made, facts, day) for one in measures}, facts, day)


def rule(form: str, *measures: str, certain: bool = True, **more: Any) -> dict[str, Plain]:
    """One stacking rule."""
    about = {"pairs": [list(measures)]} if form == "pairs" else {"measures": list(measures)}
    return {f"{form}-{'-'.join(measures)}": {"form": form, "certain": certain, **about, **more}}


def test_totals_of_what_adds_up() -> None:
    assert totals(measure("one", 100), measure("two", 50)) == (150, 150)
    assert totals(measure("one", 100), measure("two", 50, TRUSTED)) == (100, 150)
    assert totals(measure("one", 100), measure("two", AWARD)) == (100, None)
    assert totals(measure("one", 100), measure("two", AWARD), day=date(2028, 1, 1)) == (0, 0)
    assert totals(measure("one", 100), measure("two", AWARD, {"not": YES})) == (100, 100)
    assert totals(measure("one", funding={"kind": "equity"})) == (0, 0)
    assert totals(measure("one", 100), calls=[OVER]) == (0, 0)


def test_what_is_undetermined_stands_apart() -> None:
    assert all_ends(measure("one", RANGE_TO_300), measure("two", 50, TRUSTED)) == (100, 300, 350)
    assert all_ends(measure("one", 100), measure("two", AWARD, TRUSTED)) == (100, 100, None)
    route = rule("exclusive", "one", "two")
    assert all_ends(measure("one", 100), measure("two", 500, TRUSTED), stacking=route) == (100, 100, 500)


@pytest.mark.parametrize(
    ("facts", "given"),
    [
        ({}, False),
        ({"firm.listed": True, "firm.trusted": True}, False),
        ({"firm.listed": True, "place.city": "north"}, True),
        ({"firm.name": "Alpha", "firm.founded": DAY, "firm.listed": True}, False),
    ],
)
def test_when_next_to_nothing_is_known(facts: Facts, given: bool) -> None:
    two = {"all": [TRUSTED, {"fact": "firm.staff", "at_least": 3}]}
    made = catalogue(measure("one", 100, YES, NORTH), measure("two", 50, two), {**measure("free", 1), "criteria": []})
    assert (assess(made, facts, DAY).low is not None) == given
    assert assess(made, {**facts, "firm.listed": True, "firm.trusted": True, "place.city": "south"}, DAY).low == 1, "three answers"
    assert assess(made, {"firm.listed": False, "firm.trusted": False}, DAY).low == 1, "nothing undetermined"


@pytest.mark.parametrize("form", ["exclusive", "pairs"])
def test_totals_of_what_excludes_each_other(form: str) -> None:
    three = measure("one", 100), measure("two", RANGE_TO_300), measure("three", 10)
    assert totals(*three, stacking=rule(form, "one", "two")) == (110, 310)
    assert totals(*three, stacking=rule(form, "one", "two", certain=False)) == (110, 410)
    both = {**rule(form, "one", "two"), **rule(form, "one", "three", certain=False)}
    assert totals(measure("one", 60), measure("two", 40), measure("three", 40), stacking=both) == (80, 100)


def test_pairs_exclude_less_than_a_group() -> None:
    pairs = {"p": {"form": "pairs", "certain": True, "pairs": [["one", "two"], ["one", "three"]]}}
    three = measure("one", 60), measure("two", 40), measure("three", 40)
    assert totals(*three, stacking=pairs) == (80, 80)
    assert totals(*three, stacking=rule("exclusive", "one", "two", "three")) == (60, 60)


def test_totals_under_a_cap() -> None:
    cap = rule("cap", "one", "two", most=250, per="firm")
    assert totals(measure("one", 100), measure("two", RANGE_TO_300), measure("three", 10), stacking=cap) == (210, 260)
    assert totals(measure("one", 100), measure("two", AWARD), measure("three", 10), stacking=cap) == (110, 260)
    perhaps = rule("cap", "one", "two", certain=False, most=150, per="year")
    assert totals(measure("one", 100), measure("two", RANGE_TO_300), stacking=perhaps) == (150, 400)
    nested = {**rule("cap", "one", "two", most=120, per="year"), **rule("cap", "one", "two", "three", most=150, per="firm")}
    assert totals(measure("one", 100), measure("two", 100), measure("three", 20), stacking=nested) == (140, 140)
    assert totals(measure("one", 100), measure("two", 100), measure("three", 90), stacking=nested) == (150, 150)
    assert totals(measure("one", 500), stacking=nested) == (120, 120)


def test_totals_where_only_the_difference_is_paid() -> None:
    difference = rule("difference", "one", "two")
    assert totals(measure("one", 100), measure("two", 70), measure("three", 10), stacking=difference) == (110, 110)
    assert totals(measure("one", 100), measure("two", AWARD), stacking=difference) == (100, None)
    assert totals(measure("one", 100), measure("two", 70), stacking=rule("difference", "one", "two", certain=False)) == (100, 170)
    inside = {**rule("difference", "one", "two", "three"), **rule("cap", "two", "three", most=60, per="firm")}
    assert totals(measure("one", 50), measure("two", 100), measure("three", 100), stacking=inside) == (60, 60)


def test_nobody_is_in_two_cities() -> None:
    north, south = measure("one", 100, NORTH), measure("two", 70, SOUTH)
    everywhere = measure("three", 10)
    assert totals(north, south, everywhere) == (10, 110)
    assert totals(north, south, everywhere, facts={**KNOWN, "place.city": "south"}) == (80, 80)
    assert totals(north, measure("two", 70, {"not": NORTH})) == (0, 100)
    assert totals(north, measure("two", 70, {"any": [SOUTH, YES]}), facts={}) == (0, 170), "listed or in the south"
    assert totals(north, measure("two", 70, {"any": [SOUTH, YES]}), facts={"firm.listed": False}) == (0, 100)
    assert totals(north, measure("two", 70, {"all": [SOUTH, YES]}), facts={}) == (0, 100)


def test_no_value_is_in_three_sets_that_overlap_two_by_two() -> None:
    two_of_three = [{"fact": "place.city", "in": [one, other]} for one, other in combinations(["north", "south", "east"], 2)]
    assert totals(*(measure(f"m{index}", 10, when) for index, when in enumerate(two_of_three))) == (0, 20)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ({"fact": "firm.staff", "more_than": 5}, {"fact": "firm.staff", "less_than": 7}, True),
        ({"fact": "firm.staff", "more_than": 5}, {"fact": "firm.staff", "less_than": 6}, False),
        ({"fact": "firm.revenue", "more_than": 5}, {"fact": "firm.revenue", "less_than": 6}, True),
        ({"fact": "firm.own", "at_least": 1}, {"fact": "firm.own", "more_than": 1}, False),
        ({"fact": "firm.titled", "at_least": 2101}, {"fact": "firm.titled", "at_least": 2000}, False),
        ({"fact": "firm.renewed", "at_least": 2024}, {"not": {"fact": "firm.renewed", "at_least": 1900}}, False),
        ({"fact": "firm.founded", "before": DAY}, {"fact": "firm.founded", "after": DAY}, False),
        ({"fact": "firm.founded", "at_most": DAY}, {"fact": "firm.founded", "at_least": DAY}, True),
        ({"fact": "firm.name", "is": "Alpha"}, {"not": {"fact": "firm.name", "in": ["Alpha", "Beta"]}}, False),
        ({"not": {"fact": "firm.name", "is": "Alpha"}}, {"not": {"fact": "firm.name", "is": "Beta"}}, True),
        ({"fact": "firm.fields", "any_of": ["ai", "robotics"]}, {"not": {"fact": "firm.fields", "any_of": ["ai"]}}, True),
        ({"fact": "firm.fields", "all_of": ["ai", "robotics"]}, {"not": {"fact": "firm.fields", "any_of": ["ai"]}}, False),
        ({"fact": "firm.listed", "is": True}, {"fact": "firm.listed", "is": False}, False),
    ],
)
def test_what_one_applicant_can_have(one: Plain, other: Plain, together: bool) -> None:
    assert totals(measure("one", 60, one), measure("two", 40, other), facts={}) == (0, 100 if together else (60 if met(one) else 40))


def met(condition: Plain) -> bool:
    """Whether some applicant can fulfil the condition at all."""
    return totals(measure("one", 1, condition), facts={}) == (0, 1)
