"""Two assessments of one applicant with other answers: what differs, and because of which facts."""

from pathlib import Path
from typing import Any

import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.comparison import Comparison, MeasureChange, compare
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.value import Value
from tests.assessment.one_measure import CHOICES, DAY
from tests.assessment.small_catalogue import BOTH, SOURCE, catalogue, criterion, fact, measure

FACTS = (
    fact("firm.staff", "count"),
    fact("firm.place", "choice", choices=CHOICES),
    fact("firm.cost", "money"),
    fact("firm.listed", "yes_no"),
)


def cash(amount: object) -> dict[str, Any]:
    return {"kind": "cash", "award": "formula", "amount": amount, "sources": [{"figure": BOTH, **SOURCE}]}


def compared(folder: Path, before: dict[str, Value], after: dict[str, Value], *measures: dict[str, Any]) -> Comparison:
    made = catalogue(folder, *measures, facts=FACTS)
    return compare(assess(made, Profile(facts=before), DAY), assess(made, Profile(facts=after), DAY))


def here(name: str) -> dict[str, Any]:
    return criterion("here", when={"fact": "firm.place", "is": name})


STAFFED = criterion("staffed", when={"fact": "firm.staff", "at_least": 10})


def test_a_criterion_that_comes_out_differently_names_the_facts_that_did_it(tmp_path: Path) -> None:
    both = criterion("both", when={"all": [{"fact": "firm.staff", "at_least": 10}, {"fact": "firm.listed", "is": True}]})
    before: dict[str, Value] = {"firm.staff": 5, "firm.listed": True, "firm.place": "one"}
    comparison = compared(tmp_path, before, {**before, "firm.staff": 12, "firm.place": "two"}, measure("a", criteria=[both]))
    (change,) = comparison.measures
    (cause,) = change.criteria
    assert (cause.before.outcome, cause.after.outcome) == ("not_met", "met")
    assert [(fact.fact.id, fact.before, fact.after) for fact in cause.facts] == [("firm.staff", 5, 12)]
    assert [fact.fact.id for fact in comparison.facts] == ["firm.staff", "firm.place"]
    assert change.direction == "better"


def test_only_measures_that_come_out_differently_are_there(tmp_path: Path) -> None:
    comparison = compared(
        tmp_path,
        {"firm.place": "one", "firm.staff": 1},
        {"firm.place": "two", "firm.staff": 1},
        measure("old", criteria=[here("one")]),
        measure("new", criteria=[here("two")]),
        measure("third", criteria=[here("three")]),
        measure("other", criteria=[STAFFED]),
        measure("open", criteria=[]),
    )
    assert {change.measure.id: change.direction for change in comparison.measures} == {"new": "better", "old": "worse"}
    assert comparison.before.totals.low == comparison.after.totals.low == 2_000
    assert comparison.same_totals


def amount_change(folder: Path, before: dict[str, Value], after: dict[str, Value]) -> MeasureChange:
    comparison = compared(folder, before, after, measure("a", funding=cash({"fact": "firm.cost", "cap": 500})))
    (change,) = comparison.measures
    return change


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ({"firm.cost": 100}, {"firm.cost": 200}, "better"),
        ({"firm.cost": 200}, {"firm.cost": 100}, "worse"),
        ({}, {"firm.cost": 200}, "otherwise"),
    ],
)
def test_an_amount_names_the_facts_that_it_is_worked_out_from(
    tmp_path: Path, before: dict[str, Value], after: dict[str, Value], direction: str
) -> None:
    """From "up to 500" to exactly 200 is neither better nor worse."""
    change = amount_change(tmp_path, before, after)
    assert change.criteria == ()
    assert [fact.fact.id for fact in change.amount_facts] == ["firm.cost"]
    assert change.direction == direction


def test_the_same_result_for_other_reasons_is_told_apart(tmp_path: Path) -> None:
    comparison = compared(
        tmp_path,
        {"firm.place": "one", "firm.staff": 1},
        {"firm.place": "two", "firm.staff": 1},
        measure("a", criteria=[here("two"), STAFFED]),
    )
    (change,) = comparison.measures
    assert change.same_result
    assert change.direction == "otherwise"


def test_an_answer_taken_back_leaves_it_open(tmp_path: Path) -> None:
    comparison = compared(tmp_path, {"firm.staff": 12}, {}, measure("a", criteria=[STAFFED]))
    (change,) = comparison.measures
    assert (change.before.eligibility, change.after.eligibility) == ("eligible", "undetermined")
    assert change.after.missing == ("firm.staff",)
    assert comparison.facts[0].after is None


def test_with_the_same_answers_nothing_differs(tmp_path: Path) -> None:
    comparison = compared(tmp_path, {"firm.staff": 12}, {"firm.staff": 12}, measure("a", criteria=[STAFFED]))
    assert (comparison.facts, comparison.measures, comparison.same_totals) == ((), (), True)
