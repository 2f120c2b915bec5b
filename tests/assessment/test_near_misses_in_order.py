"""Which near misses come first, what each would bring and when, what it would close, and why nothing opens some measures."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.near_misses import NearMiss, Option, lost_by, near_misses
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.record import replace
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.value import Value
from tests.assessment.one_measure import CHOICES
from tests.assessment.small_catalogue import BOTH, SOURCE, call, catalogue, criterion, fact, measure

DAY = date(2026, 6, 15)
FACTS = (
    fact("firm.known", "count"),
    fact("firm.slowly", "count", change="slow"),
    fact("firm.never", "count", change="fixed"),
    fact("firm.place", "choice", choices=CHOICES, change="slow"),
    fact("firm.titled", "year", change="slow", never=BOTH),
    fact("firm.cost", "money"),
)


def cash(amount: object, award: str = "formula") -> dict[str, Any]:
    return {"kind": "cash", "award": award, "amount": amount, "sources": [{"figure": BOTH, **SOURCE}]}


def needs(name: str, **more: Any) -> dict[str, Any]:
    return criterion(f"needs-{name}", when={"fact": f"firm.{name}", "at_least": 10}, **more)


def asked(folder: Path, *measures: dict[str, Any], facts: dict[str, Value], as_of: date = DAY, **more: Any) -> AssessmentResult:
    made: Catalogue = catalogue(folder, *measures, facts=FACTS, **more)
    return assess(made, Profile(facts=facts), as_of)


def ids(misses: tuple[NearMiss, ...]) -> list[str]:
    return [miss.measure.id for miss in misses]


def only_opening(assessment: AssessmentResult) -> Option:
    (miss,) = near_misses(assessment)
    (option,) = miss.options
    return option


def test_the_most_money_for_effort_comes_first_then_what_is_closed_then_what_nothing_opens(tmp_path: Path) -> None:
    assessment = asked(
        tmp_path,
        measure("blocked", criteria=[needs("never")], funding=cash(9_000_000)),
        measure("closed", criteria=[needs("known")], funding=cash(8_000_000)),
        measure("slow", criteria=[needs("slowly")], funding=cash(300)),
        measure("quick", criteria=[needs("known")], funding=cash(200)),
        measure("unanswered", criteria=[criterion("ready", when={"fact": "firm.ready", "is": True})], funding=cash(90)),
        measure("both", criteria=[needs("known"), needs("slowly")], funding=cash(480)),
        measure("no-money", criteria=[needs("known")], funding={"kind": "unpublished"}),
        measure("met", criteria=[]),
        facts={"firm.known": 1, "firm.slowly": 1, "firm.never": 1},
        calls=(call("last", "closed", closes=date(2026, 1, 31)),),
    )
    misses = near_misses(assessment)
    assert ids(misses) == ["quick", "unanswered", "both", "slow", "no-money", "closed", "blocked"]
    assert [miss.options[0].effort for miss in misses if miss.options] == [2, 1, 6, 4, 2, 2]
    assert misses[5].result.window.state == "closed"
    assert all(miss.complete for miss in misses)


def test_the_ways_of_a_measure_are_in_the_same_order(tmp_path: Path) -> None:
    either = criterion("either", when={"any": [needs(name)["when"] for name in ("slowly", "known")]})
    assessment = asked(tmp_path, measure("a", criteria=[either]), facts={"firm.known": 1, "firm.slowly": 1})
    (miss,) = near_misses(assessment)
    assert [option.requirements[0].fact.id for option in miss.options] == ["firm.known", "firm.slowly"]


def test_the_nearest_value_is_aimed_at_whichever_branch_asks_for_it(tmp_path: Path) -> None:
    """The first branch alone would ask for 100."""
    rule = {
        "any": [
            {"fact": "firm.known", "at_least": 100},
            {"all": [{"fact": "firm.known", "at_least": 20}, {"fact": "firm.slowly", "at_least": 1}]},
        ]
    }
    assessment = asked(tmp_path, measure("a", criteria=[criterion("c", when=rule)]), facts={"firm.known": 1, "firm.slowly": 5})
    (requirement,) = only_opening(assessment).requirements
    assert (requirement.fact.id, requirement.target) == ("firm.known", 20)
    assert requirement.accepted.has(50)


def test_the_criteria_of_the_call_count(tmp_path: Path) -> None:
    """Next year's call asks for more than the measure itself."""
    assessment = asked(
        tmp_path,
        measure("a", criteria=[needs("known")]),
        facts={"firm.known": 10, "firm.slowly": 4},
        calls=(call("next", "a", opens=date(2026, 9, 1), closes=date(2026, 9, 30), criteria=[needs("slowly")]),),
    )
    (miss,) = near_misses(assessment)
    assert (miss.result.window.state, miss.result.window.closes) == ("upcoming", date(2026, 9, 30))
    assert [requirement.fact.id for requirement in miss.options[0].requirements] == ["firm.slowly"]


def test_what_is_over_for_good_is_no_near_miss(tmp_path: Path) -> None:
    assert near_misses(asked(tmp_path, measure("a", criteria=[needs("known")]), facts={"firm.known": 1}, as_of=date(2027, 1, 1))) == ()


def test_what_people_judge_makes_it_conditional(tmp_path: Path) -> None:
    assessment = asked(tmp_path, measure("a", criteria=[needs("known", review=BOTH)]), facts={"firm.known": 1})
    assert only_opening(assessment).eligibility == "conditional"


@pytest.mark.parametrize(
    ("now", "bounds", "low", "high"), [(1, [20, 22], 2_000, 2_000), (25, [10, 15], 1_500, 1_500), (None, [10, 15], 0, None)]
)
def test_the_amount_is_worked_out_at_the_target_of_a_figure_that_moves(
    tmp_path: Path, now: int | None, bounds: list[int], low: int, high: int | None
) -> None:
    """Of a figure that is not known nothing is assumed, although it has to be within bounds."""
    rule = {"fact": "firm.known", "between": bounds}
    a = measure("a", criteria=[criterion("c", when=rule)], funding=cash({"rate": 100, "of": {"fact": "firm.known"}}))
    option = only_opening(asked(tmp_path, a, facts={} if now is None else {"firm.known": now}))
    assert (option.funding.low, option.funding.high) == (low, high)


def test_money_that_is_won_may_come_to_nothing(tmp_path: Path) -> None:
    a = measure("a", criteria=[needs("known")], funding=cash(500, "competition"))
    option = only_opening(asked(tmp_path, a, facts={"firm.known": 1}))
    assert (option.funding.low, option.funding.high, option.money) == (0, 500, 500)


def test_a_move_closes_what_was_open_in_the_old_place(tmp_path: Path) -> None:
    def here(name: str) -> dict[str, Any]:
        return criterion("here", when={"fact": "firm.place", "is": name})

    assessment = asked(
        tmp_path,
        measure("old", criteria=[here("one")]),
        measure("perhaps", criteria=[here("one"), criterion("ready", when={"fact": "firm.ready", "is": True})]),
        measure("anywhere", criteria=[needs("known")]),
        measure("new", criteria=[here("two")]),
        facts={"firm.place": "one", "firm.known": 10},
    )
    by_id = {miss.measure.id: miss for miss in near_misses(assessment)}
    assert [closed.id for closed in lost_by(by_id["new"].options[0], assessment)] == ["old", "perhaps"]
    assert lost_by(by_id["perhaps"].options[0], assessment) == (), "an answer closes nothing"
    over = [replace(result, window=replace(result.window, over=result.measure.id == "old")) for result in assessment.measures]
    still_there = replace(assessment, measures=tuple(over))
    assert [closed.id for closed in lost_by(by_id["new"].options[0], still_there)] == ["perhaps"]


def test_why_nothing_opens_it(tmp_path: Path) -> None:
    titled = {"fact": "firm.titled", "between": [2024, 2025]}
    assessment = asked(
        tmp_path,
        measure("fixed", criteria=[needs("never"), needs("known")]),
        measure("past", criteria=[criterion("titled", when=titled)]),
        measure("excluding", criteria=[needs("known"), criterion("fewer", when={"fact": "firm.known", "at_most": 3})]),
        facts={"firm.never": 1, "firm.known": 1, "firm.titled": 0},
    )
    misses = {miss.measure.id: miss for miss in near_misses(assessment)}
    assert not any(miss.options for miss in misses.values())
    told = {
        name: [(obstacle.criterion.criterion.id, [fact.id for fact in obstacle.facts]) for obstacle in miss.obstacles]
        for name, miss in misses.items()
    }
    assert told == {"fixed": [("needs-never", ["firm.never"])], "past": [("titled", ["firm.titled"])], "excluding": []}
