from datetime import date
from decimal import Decimal
from typing import Any, cast

import pytest

from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.amount import Amount, AmountForm, SmallerOf, Tiers, parts_of
from guangdong_ai.rules.context import RuleContext
from guangdong_ai.rules.evaluate_amount import AmountResult, evaluate_amount
from guangdong_ai.rules.money_range import MoneyRange
from guangdong_ai.rules.read_amount import FORMS, read_amount
from guangdong_ai.rules.table import Table, TableRow
from guangdong_ai.rules.value import Facts

AS_OF = date(2026, 11, 23)
TITLE = Text("各市奖励", "City awards")
ROWS = (
    TableRow(key="north", column="award", valid_until=date(2024, 12, 31), low=Decimal(100), high=Decimal(100)),
    TableRow(key="north", column="award", valid_from=date(2025, 1, 1), valid_until=date(2026, 6, 30), low=Decimal(0), high=Decimal(300)),
    TableRow(key="north", column="award", valid_from=date(2026, 7, 1), low=Decimal(50), high=Decimal(50)),
    TableRow(key="south", column="award"),
)
TABLES = {"awards": Table(id="awards", title=TITLE, key="place.city", columns={"award": TITLE}, rows=ROWS)}


def money(low: float | str, high: float | str | None) -> MoneyRange:
    return MoneyRange(Decimal(low), None if high is None else Decimal(high))


def read(data: object) -> Amount:
    noted = RuleContext()
    amount = read_amount(data, noted)
    assert amount is not None, noted.findings
    return amount


def worth_of(data: object, facts: Facts | None = None, as_of: date = AS_OF) -> AmountResult:
    return evaluate_amount(read(data), facts or {}, TABLES, as_of)


COST = {"fact": "a.cost"}
AWARD = {"fact": "a.award"}
READY = {"fact": "a.ready", "is": True}
LARGE = {"fact": "a.cost", "at_least": 1000}
LOOK_UP = {"table": "awards", "column": "award"}
LOOK_UP_YEAR = {**LOOK_UP, "year": "a.year"}

CASES: list[tuple[str, Any, Facts, MoneyRange, tuple[str, ...]]] = [
    ("a figure", 1_000_000, {}, money(1_000_000, 1_000_000), ()),
    ("a fraction", Decimal("0.5"), {}, money("0.5", "0.5"), ()),
    ("a known fact", COST, {"a.cost": Decimal("12.34")}, money("12.34", "12.34"), ()),
    ("a known count", COST, {"a.cost": 7}, money(7, 7), ()),
    ("a fact that is nothing", COST, {"a.cost": Decimal(0)}, money(0, 0), ()),
    ("an unknown fact", COST, {}, money(0, None), ("a.cost",)),
    ("a rate", {"rate": Decimal("0.3"), "of": COST}, {"a.cost": Decimal(10)}, money(3, 3), ()),
    ("a rate of an unknown fact", {"rate": Decimal("0.3"), "of": COST}, {}, money(0, None), ("a.cost",)),
    ("a rate that turns a count into yuan", {"rate": 500, "of": COST}, {"a.cost": 3}, money(1500, 1500), ()),
    ("up to a figure", {"up_to": 300}, {}, money(0, 300), ()),
    ("up to an unknown fact", {"up_to": COST}, {}, money(0, None), ("a.cost",)),
    ("the smaller of two", {"smaller_of": [COST, 8]}, {"a.cost": Decimal(9)}, money(8, 8), ()),
    ("the smaller of a figure and an unknown fact", {"smaller_of": [COST, 8]}, {}, money(0, 8), ("a.cost",)),
    ("the larger of two", {"larger_of": [COST, 8]}, {"a.cost": Decimal(9)}, money(9, 9), ()),
    ("the larger of a figure and an unknown fact", {"larger_of": [COST, 8]}, {}, money(8, None), ("a.cost",)),
    ("a sum", {"sum": [COST, AWARD, 1]}, {"a.cost": Decimal(2), "a.award": Decimal(3)}, money(6, 6), ()),
    ("a sum with an unknown fact", {"sum": [COST, AWARD, 1]}, {"a.award": Decimal(3)}, money(4, None), ("a.cost",)),
    ("a sum of the same unknown fact", {"sum": [COST, COST]}, {}, money(0, None), ("a.cost",)),
    ("a difference", {"difference": [10, COST]}, {"a.cost": Decimal(4)}, money(6, 6), ()),
    ("a difference below zero", {"difference": [10, COST]}, {"a.cost": Decimal(11)}, money(0, 0), ()),
    ("a difference with an unknown fact", {"difference": [10, COST]}, {}, money(0, 10), ("a.cost",)),
    ("a cap that holds", {"rate": Decimal("0.3"), "of": COST, "cap": 8}, {"a.cost": Decimal(100)}, money(8, 8), ()),
    ("a cap exactly reached", {"rate": Decimal("0.5"), "of": COST, "cap": 8}, {"a.cost": Decimal(16)}, money(8, 8), ()),
    ("a cap one step away", {"rate": Decimal("0.5"), "of": COST, "cap": 8}, {"a.cost": Decimal(15)}, money("7.5", "7.5"), ()),
    ("a cap on what is unknown", {**COST, "cap": 8}, {}, money(0, 8), ("a.cost",)),
    ("the first tier", {"tiers": [{"when": READY, "amount": 5}], "otherwise": 2}, {"a.ready": True}, money(5, 5), ()),
    ("otherwise", {"tiers": [{"when": READY, "amount": 5}], "otherwise": 2}, {"a.ready": False}, money(2, 2), ()),
    ("nothing otherwise", {"tiers": [{"when": READY, "amount": 5}]}, {"a.ready": False}, money(0, 0), ()),
    ("an unknown tier", {"tiers": [{"when": READY, "amount": 5}], "otherwise": 2}, {}, money(2, 5), ("a.ready",)),
    ("an unknown only tier", {"tiers": [{"when": READY, "amount": 5}]}, {}, money(0, 5), ("a.ready",)),
    (
        "a tier at its threshold",
        {"tiers": [{"when": LARGE, "amount": 9}, {"when": READY, "amount": 5}], "otherwise": 2},
        {"a.cost": Decimal(1000)},
        money(9, 9),
        (),
    ),
    (
        "a tier just below its threshold",
        {"tiers": [{"when": LARGE, "amount": 9}, {"when": READY, "amount": 5}], "otherwise": 2},
        {"a.cost": Decimal("999.99")},
        money(2, 5),
        ("a.ready",),
    ),
    (
        "an unknown tier before one that holds: what comes after is out of reach",
        {"tiers": [{"when": LARGE, "amount": 9}, {"when": READY, "amount": 5}], "otherwise": COST},
        {"a.ready": True},
        money(5, 9),
        ("a.cost",),
    ),
    (
        "a tier that fails asks for nothing",
        {"tiers": [{"when": READY, "amount": COST}], "otherwise": AWARD},
        {"a.ready": False},
        money(0, None),
        ("a.award",),
    ),
    ("the first that is known", {"first_known": [COST, 8]}, {"a.cost": Decimal(3)}, money(3, 3), ()),
    ("the last, if none is", {"first_known": [COST, 8]}, {}, money(8, 8), ("a.cost",)),
    ("the second that is known", {"first_known": [COST, AWARD, 8]}, {"a.award": Decimal(4)}, money(4, 4), ("a.cost",)),
    (
        "all of an alternative must be known",
        {"first_known": [{"sum": [COST, AWARD]}, 8]},
        {"a.cost": Decimal(1)},
        money(8, 8),
        ("a.award",),
    ),
    ("the last alternative may be unknown", {"first_known": [COST, AWARD]}, {}, money(0, None), ("a.cost", "a.award")),
    ("a look-up on the day", LOOK_UP, {"place.city": "north"}, money(50, 50), ()),
    ("a look-up of a year", LOOK_UP_YEAR, {"place.city": "north", "a.year": 2025}, money(0, 300), ()),
    ("a look-up on the last day of a year", LOOK_UP_YEAR, {"place.city": "north", "a.year": 2024}, money(100, 100), ()),
    ("a look-up for never", LOOK_UP_YEAR, {"place.city": "north", "a.year": 0}, money(0, 0), ()),
    ("no figure found", LOOK_UP, {"place.city": "south"}, money(0, None), ()),
    ("no row at all", LOOK_UP, {"place.city": "east"}, money(0, None), ()),
    ("the key is not known", LOOK_UP, {}, money(0, None), ("place.city",)),
    ("the year is not known", LOOK_UP_YEAR, {"place.city": "north"}, money(0, None), ("a.year",)),
    ("neither is known", LOOK_UP_YEAR, {}, money(0, None), ("place.city", "a.year")),
    ("a capped look-up of what was not found", {**LOOK_UP, "cap": 200}, {"place.city": "south"}, money(0, 200), ()),
]


@pytest.mark.parametrize(("data", "facts", "expected", "lacking"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_form(data: object, facts: Facts, expected: MoneyRange, lacking: tuple[str, ...]) -> None:
    found = worth_of(data, facts)
    assert found.range == expected
    assert found.missing == lacking


def test_every_form_has_a_case() -> None:
    used = {key for _, data, *_ in CASES if isinstance(data, dict) for key in data}
    assert set(FORMS) <= used


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2024, 12, 31), money(100, 100)),
        (date(2025, 1, 1), money(0, 300)),
        (date(2026, 6, 30), money(0, 300)),
        (date(2026, 7, 1), money(50, 50)),
    ],
)
def test_a_look_up_goes_by_the_day_unless_it_names_a_year(as_of: date, expected: MoneyRange) -> None:
    facts: Facts = {"place.city": "north", "a.year": 2024}
    assert worth_of(LOOK_UP, facts, as_of).range == expected
    assert worth_of(LOOK_UP_YEAR, facts, as_of).range == money(100, 100)


def test_the_rows_that_a_figure_was_read_from_come_with_it() -> None:
    facts: Facts = {"place.city": "north", "a.year": 2025, "a.ready": False}
    assert worth_of({"smaller_of": [LOOK_UP, {"rate": 2, "of": LOOK_UP_YEAR}]}, facts).rows == (ROWS[2], ROWS[1])
    assert worth_of({"tiers": [{"when": READY, "amount": LOOK_UP}]}, facts).rows == ()
    assert worth_of({"first_known": [3, LOOK_UP]}, facts).rows == ()
    assert worth_of(LOOK_UP, {}).rows == ()


def test_the_tree_shows_how_it_was_worked_out() -> None:
    found = worth_of({"rate": Decimal("0.3"), "of": COST, "cap": 8}, {"a.cost": Decimal(10)})
    rate, cap = found.parts
    assert isinstance(found.amount, SmallerOf)
    assert [part.range for part in (rate, cap, *rate.parts)] == [money(3, 3), money(8, 8), money(10, 10)]
    assert tuple(part.amount for part in found.parts) == parts_of(found.amount)


def test_the_tree_of_tiers_holds_those_within_reach_only() -> None:
    tiers = {"tiers": [{"when": LARGE, "amount": 9}, {"when": READY, "amount": 5}], "otherwise": 2}
    found = worth_of(tiers, {"a.cost": Decimal(0)})
    assert isinstance(found.amount, Tiers)
    assert [part.range for part in found.parts] == [money(5, 5), money(2, 2)]
    assert [part.range for part in worth_of(tiers, {"a.ready": True}).parts] == [money(9, 9), money(5, 5)]


def test_the_awards_of_a_city_both_readings_of_the_cap() -> None:
    """``min(city, cap)`` and ``min(city, max(0, cap − city))``, as the catalogue writes them."""
    city = {"fact": "a.award"}
    whole = {**city, "cap": 2_000_000}
    rest = {"smaller_of": [city, {"difference": [2_000_000, city]}]}
    for award, first, second in ((1_000_000, 1_000_000, 1_000_000), (1_500_000, 1_500_000, 500_000), (3_000_000, 2_000_000, 0)):
        facts: Facts = {"a.award": Decimal(award)}
        assert worth_of(whole, facts).range == money(first, first)
        assert worth_of(rest, facts).range == money(second, second)


def test_only_declared_amounts_have_a_worth() -> None:
    with pytest.raises(AssertionError):
        evaluate_amount(cast("Amount", AmountForm()), {}, {}, AS_OF)
