"""Titles as goals: readiness at each threshold, on both sides of 2026-04-01, what a title opens, and which title comes after which."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from guangdong_ai.assessment.assess import assess, assess_measure
from guangdong_ai.assessment.comparison import compare
from guangdong_ai.assessment.criteria import PASSED
from guangdong_ai.assessment.near_misses import near_misses
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.assessment.titles import TitleReadiness, nearest_titles, title_readiness, titles_that_give
from guangdong_ai.assessment.titles.goals import title_changes, title_goals
from guangdong_ai.assessment.titles.needed import title_needed
from guangdong_ai.assessment.titles.path import title_steps
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.profiles.profile import Profile, change_profile
from guangdong_ai.rules.value import Facts, Value
from tests.assessment.small_catalogue import BOTH, call, criterion, fact, measure
from tests.assessment.small_catalogue import catalogue as small
from tests.bundled_catalogue import bundled_catalogue
from tests.random_firms import partial_firms

TODAY = date(2026, 11, 29)
NEW, OLD, SME = "little-giant-title", "little-giant-title-old", "provincial-specialised-sme-title"

FIRM: Facts = {
    "enterprise.kind": "enterprise",
    "enterprise.in_guangdong": True,
    "enterprise.city": "foshan",
    "enterprise.fields": frozenset({"robotics", "manufacturing"}),
    "enterprise.sector": "industry",
    "enterprise.employees": 150,
    "enterprise.revenue": Decimal(100_000_000),
    "enterprise.assets": Decimal(80_000_000),
    "compliance.serious_dishonesty_list": False,
    "compliance.abnormal_operations_list": False,
    "compliance.serious_violation_3y": False,
    "titles.little_giant_year": 0,
    "titles.single_champion_year": 0,
    "titles.provincial_specialised_sme": False,
    "titles.innovative_sme": True,
    "titles.sme_score": 70,
    "titles.little_giant_in_group": False,
    "product.years_in_niche": 8,
    "product.niche_share": Decimal("0.12"),
    "ip.class_1_rights": 5,
    "finance.rnd_body": True,
    "finance.main_business_revenue": Decimal(95_000_000),
    "finance.liabilities": Decimal(30_000_000),
    "finance.rnd_cost": Decimal(2_600_000),
    "finance.rnd_cost_1_year_earlier": Decimal(9_500_000),
    "finance.revenue_1_year_earlier": Decimal(90_000_000),
    "finance.revenue_2_years_earlier": Decimal(80_000_000),
}
"""Lacks nothing for the two titles of a specialised SME and a little giant but R&D: 2.6 % of revenue last year, where 3 % is asked."""

ENOUGH: Facts = {**FIRM, "finance.rnd_cost": Decimal(3_000_000)}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return bundled_catalogue()


def assessed(catalogue: Catalogue, facts: Facts, day: date = TODAY) -> AssessmentResult:
    return assess(catalogue, Profile(facts=facts), day)


def titles(catalogue: Catalogue, facts: Facts, day: date = TODAY) -> dict[str, TitleReadiness]:
    return {one.title.id: one for one in title_readiness(assessed(catalogue, facts, day))}


def test_a_criterion_fails_by_so_much(catalogue: Catalogue) -> None:
    one = titles(catalogue, FIRM)[SME]
    (shortfall,) = one.shortfalls
    assert shortfall.criterion.criterion.id == "rnd-share-of-3-percent-in-both-years"
    assert [(change.fact.id, change.now, change.target) for change in shortfall.changes] == [("finance.rnd_cost", 2_600_000, 3_000_000)]
    assert [(share.id, value) for share, value in shortfall.worked_out] == [("finance.rnd_share", Decimal("0.026"))]
    assert len(one.with_outcome("met")) == len(one.result.criteria) - 1
    assert not titles(catalogue, ENOUGH)[SME].shortfalls


@pytest.mark.parametrize(
    ("answers", "fact", "now"),
    [
        ({"finance.rnd_cost": Decimal(2_400_000)}, "finance.rnd_cost_2_years", Decimal(11_900_000)),
        ({"finance.revenue_2_years_earlier": Decimal(100_000_000)}, "finance.growth_2_years", Decimal(0)),
        ({"finance.liabilities": Decimal(64_000_000)}, "finance.debt_ratio", Decimal("0.8")),
        ({"finance.main_business_revenue": Decimal(80_000_000)}, "finance.main_business_share", Decimal("0.8")),
    ],
    ids=["a sum", "growth", "a ratio", "another"],
)
def test_what_is_worked_out_says_how_far_it_is(catalogue: Catalogue, answers: Facts, fact: str, now: Decimal) -> None:
    found = [pair for short in titles(catalogue, {**FIRM, **answers})[NEW].shortfalls for pair in short.worked_out]
    assert {one.id: value for one, value in found}[fact] == now
    given = {**FIRM, **answers, fact: now}  # an answer of its own is shown by the change that it takes
    assert fact not in {one.id for short in titles(catalogue, given)[NEW].shortfalls for one, _ in short.worked_out}
    unknown = {name: value for name, value in FIRM.items() if name not in answers}
    assert fact not in {one.id for short in titles(catalogue, unknown)[NEW].shortfalls for one, _ in short.worked_out}


def test_outcomes_stand_apart(catalogue: Catalogue) -> None:
    one = titles(catalogue, {name: value for name, value in FIRM.items() if name != "ip.class_1_rights"})[NEW]
    assert [item.criterion.id for item in one.with_outcome("unknown")] == ["class-1-rights"]
    assert [item.criterion.id for item in one.with_outcome("review")] == ["rights-of-its-own", "key-field"]
    assert {shortfall.criterion.criterion.id for shortfall in one.shortfalls} == {item.criterion.id for item in one.with_outcome("not_met")}


DAYS = [
    (date(2025, 6, 1), 2025, "upcoming", None),  # the rule of 2026 is not in force
    (date(2025, 12, 31), 2025, "upcoming", None),
    (date(2026, 1, 1), None, "upcoming", 2026),
    (date(2026, 3, 31), None, "upcoming", 2026),  # the last day of the old rule, which gives no title of 2026
    (date(2026, 4, 1), None, "unannounced", 2026),
    (date(2026, 4, 25), None, "open", 2026),
    (date(2026, 5, 25), None, "open", 2026),
    (date(2026, 5, 26), None, "closed", 2027),  # the 8th batch is over: the next title is one of 2027
    (date(2026, 12, 31), None, "closed", 2027),
    (date(2027, 1, 1), None, "closed", 2027),
]


@pytest.mark.parametrize(("day", "by_old", "state", "by_new"), DAYS, ids=[str(day) for day, *_ in DAYS])
def test_the_rule_of_the_day_says_in_which_year_a_little_giant_can_be_won(
    catalogue: Catalogue, day: date, by_old: int | None, state: str, by_new: int | None
) -> None:
    found = titles(catalogue, FIRM, day)
    old, new = found[OLD], found[NEW]
    assert (None if old.prospect is None else old.prospect.first) == by_old
    assert old.result.window.over == (day > date(2026, 3, 31))
    if day >= date(2026, 4, 1):
        assert new.result.window.state in (state, "upcoming")
    if by_new is not None:
        assert new.prospect is not None
        assert new.prospect.first == by_new


def test_the_two_sets_ask_for_different_things(catalogue: Catalogue) -> None:
    facts = {**FIRM, "finance.rnd_cost": Decimal(3_000_000), "finance.main_business_revenue": Decimal(70_000_000), "ip.class_1_rights": 2}
    facts["ip.national_award_top_3"] = False
    found = titles(catalogue, facts, date(2026, 3, 31))
    assert not found[OLD].shortfalls
    assert {one.criterion.criterion.id for one in found[NEW].shortfalls} == {
        "provincial-specialised-sme",
        "main-business-share",
        "class-1-rights",
    }
    below = titles(catalogue, {**facts, "finance.main_business_revenue": Decimal(69_999_999)}, date(2026, 3, 31))[OLD]
    assert [one.criterion.criterion.id for one in below.shortfalls] == ["main-business-share"]


def test_a_title_that_comes_too_late_opens_nothing_that_counts_the_year(catalogue: Catalogue) -> None:
    facts = {**ENOUGH, "titles.provincial_specialised_sme": True}
    during = {one.result.id: one for one in titles(catalogue, facts, date(2026, 5, 25))[NEW].opens}
    award = during["little-giant-award"]
    assert (award.too_late, award.won_by, award.result.eligibility) == (False, 2026, "conditional")
    assert award.result.funding.low == 0, "whether it is won in time, nobody knows"
    assert award.result.funding.high
    one = titles(catalogue, facts, date(2026, 5, 26))[NEW]
    award = next(opened for opened in one.opens if opened.result.id == "little-giant-award")
    assert (award.too_late, award.won_by, award.may_be_had, award.result.funding.high) == (True, None, False, 0)
    assert "little-giant-award" not in {measure.id for measure in one.worth.counted_if_all_met}


def test_titles_are_no_measures_and_in_no_total(catalogue: Catalogue) -> None:
    facts = {**ENOUGH, "titles.provincial_specialised_sme": True}
    result = assessed(catalogue, facts, date(2026, 5, 25))
    names = {measure.measure.id for measure in result.measures}
    assert names.isdisjoint(catalogue.titles)
    worth = titles(catalogue, facts, date(2026, 5, 25))[NEW].worth
    counted = {measure.id for measure in (*result.totals.counted, *result.totals.counted_if_all_met)}
    assert "little-giant-award" in {measure.id for measure in worth.counted_if_all_met}
    assert "little-giant-award" not in counted


def test_who_has_a_title_lacks_nothing_for_it(catalogue: Catalogue) -> None:
    found = titles(catalogue, {**FIRM, "titles.little_giant_year": 2025})
    for name in (OLD, NEW):  # a little giant of 2025 is one under the new rule, too
        assert (found[name].holds, found[name].prospect, found[name].shortfalls, found[name].opens) == (True, None, (), ())
    assert found["innovative-sme-title"].holds
    assert titles(catalogue, {})[NEW].holds is None
    assert titles(catalogue, FIRM)[NEW].holds is False
    assert not {OLD, NEW, "innovative-sme-title"} & {one.title.id for one in nearest_titles(tuple(found.values()))}


def test_a_title_that_rules_out_a_measure_says_so(catalogue: Catalogue) -> None:
    known = {
        **ENOUGH,
        "titles.provincial_specialised_sme": True,
        "loan.kind": "working_capital",
        "loan.drawn_on": date(2026, 6, 1),
    }
    result = assessed(catalogue, known, date(2026, 5, 25))
    now = next(one for one in result.measures if one.id == "gd-specialised-sme-loan-subsidy")
    closes = {measure.id for measure in titles(catalogue, known, date(2026, 5, 25))[NEW].closes}
    assert (now.id in closes) == (now.eligibility != "ineligible")


def test_nobody_is_advised_to_move_for_a_title(catalogue: Catalogue) -> None:
    facts = {**ENOUGH, "enterprise.in_guangdong": False}
    del facts["enterprise.city"]
    result = assessed(catalogue, facts)
    found = title_readiness(result)
    one = next(one for one in found if one.title.id == SME)
    assert [short.criterion.criterion.id for short in one.shortfalls if short.relocates] == ["in-guangdong"]
    assert not one.is_a_goal
    assert SME not in {near.title.id for near in nearest_titles(found)}
    assert SME in {near.title.id for near in nearest_titles(tuple(titles(catalogue, ENOUGH).values()))}


def test_next_to_nothing_known_means_no_sum(catalogue: Catalogue) -> None:
    assert all(one.worth.low is None and one.worth.if_all_met is None for one in titles(catalogue, {}).values())


@pytest.mark.parametrize("day", [date(2026, 4, 10), date(2026, 5, 25)], ids=str)
def test_one_figure_opens_title_after_title(catalogue: Catalogue, day: date) -> None:
    before, after = assessed(catalogue, FIRM, day), assessed(catalogue, ENOUGH, day)
    changes = title_changes(compare(before, after))
    assert {SME: ("ineligible", "eligible")}.items() <= {
        one.measure.id: (one.before.eligibility, one.after.eligibility) for one in changes.titles
    }.items()
    steps = {step.readiness.title.id: step for step in changes.steps}
    assert [name for name in steps if name in (SME, NEW)] == [SME, NEW]
    assert steps[NEW].after == (SME,)
    assert NEW in {one.result.id for one in steps[SME].readiness.opens if one.may_be_had}
    assert "little-giant-award" in {one.result.id for one in steps[NEW].readiness.opens if one.may_be_had}
    assert after.totals == assessed(catalogue, ENOUGH, day).totals, "what could follow is in no total"
    assert [step.readiness.title.id for step in title_steps(before) if step.readiness.title.id in (SME, NEW)] == []


def test_the_chain_of_the_award_goes_back_to_the_figure(catalogue: Catalogue) -> None:
    result = assessed(catalogue, FIRM, date(2026, 5, 25))
    miss = next(one for one in near_misses(result) if one.measure.id == "little-giant-award")
    (requirement,) = [one for option in miss.options for one in option.requirements if one.fact.id == "titles.little_giant_year"][:1]
    assert titles_that_give(requirement, catalogue) == (NEW,)
    (needed,) = title_needed(requirement, titles(catalogue, FIRM, date(2026, 5, 25)), catalogue)
    assert not needed.too_late
    lacks = {shortfall.criterion.criterion.id: below for shortfall, below in needed.lacks}
    (below,) = lacks["provincial-specialised-sme"]
    assert below.readiness.title.id == SME
    ((shortfall, end),) = below.lacks
    assert [change.fact.id for change in shortfall.changes] == ["finance.rnd_cost"]
    assert end == ()


def test_a_title_needed_that_comes_too_late_says_so(catalogue: Catalogue) -> None:
    result = assessed(catalogue, FIRM)
    miss = next(one for one in near_misses(result) if one.measure.id == "little-giant-award")
    requirement = next(one for option in miss.options for one in option.requirements if one.fact.id == "titles.little_giant_year")
    (needed,) = title_needed(requirement, titles(catalogue, FIRM), catalogue)
    assert needed.too_late


def test_goals_keep_their_word(catalogue: Catalogue) -> None:
    """What a way to a title takes makes it eligible or conditional when everything is assessed again, and its steps begin with it."""
    result = assessed(catalogue, FIRM)
    goals = title_goals(result)
    assert SME in {goal.miss.measure.id for goal in goals}
    for goal in goals:
        for option in goal.miss.options:
            changed = change_profile(result.profile, {one.fact.id: one.target for one in option.requirements})
            title = catalogue.titles[goal.miss.measure.id]
            assert assess_measure(title, catalogue, changed.facts, TODAY).eligibility == option.eligibility
        if goal.miss.options and not goal.miss.options[0].relocates:
            assert goal.miss.measure.id in {step.readiness.title.id for step in goal.steps}


def _by_assessing_again(catalogue: Catalogue, facts: Facts, one: TitleReadiness, day: date) -> tuple[set[str], set[str]]:
    """The measures that a title improves and that it makes ineligible, found out by assessing everything twice."""
    assert one.prospect is not None
    met: Mapping[str, Value] = {change.fact.id: change.target for shortfall in one.shortfalls for change in shortfall.changes}
    before = assess(catalogue, Profile(facts={**facts, **met}), day)
    after = assess(catalogue, Profile(facts={**facts, **met, one.prospect.fact: one.prospect.first}), day)
    better, worse = set(), set()
    for now, then in zip(before.measures, after.measures, strict=True):
        if now.window.over:
            continue
        pairs = list(zip(now.criteria, then.criteria, strict=True))
        if any(a.outcome in ("not_met", "unknown") and b.outcome in ("met", "review") for a, b in pairs):
            better.add(now.id)
        elif now.eligibility != "ineligible" and then.eligibility == "ineligible":
            worse.add(now.id)
    return better, worse


@pytest.mark.parametrize("day", [date(2025, 6, 1), date(2026, 5, 1), TODAY], ids=str)
def test_what_a_title_opens_is_what_assessing_again_says(catalogue: Catalogue, day: date) -> None:
    random = Random(20260401)
    seen = 0
    for facts in partial_firms(catalogue.facts, random, 6):
        for one in titles(catalogue, facts, day).values():
            changed = [change.fact.id for shortfall in one.shortfalls for change in shortfall.changes]
            if any(shortfall.relocates for shortfall in one.shortfalls):
                continue
            if one.prospect is None or len(set(changed)) != len(changed):
                continue
            better, worse = _by_assessing_again(catalogue, facts, one, day)
            opened = {opened.result.id: opened for opened in one.opens if opened.result.measure.kind == "support"}
            assert {name for name, opened in opened.items() if not opened.too_late} == better - {
                name for name, opened in opened.items() if opened.too_late
            }
            assert {measure.id for measure in one.closes if measure.kind == "support"} == worse - set(opened)
            for opened_one in opened.values():
                assert (opened_one.result.eligibility in PASSED) <= (opened_one.result.id in better)
            seen += len(opened)
    assert seen, "no title opened anything: the test saw nothing"


def test_titles_that_need_each_other_end(tmp_path: Path) -> None:
    def title(name: str, takes: str, **more: Any) -> dict[str, Any]:
        return measure(
            f"{name}-title",
            kind="title",
            gives={"fact": f"titles.{name}", "is": True},
            criteria=[criterion("other", when={"fact": f"titles.{takes}", "is": True})],
            funding={"kind": "in_kind", "note": BOTH},
            **more,
        )

    facts = tuple(fact(f"titles.{name}", "yes_no") for name in ("one", "two", "three"))
    catalogue = small(
        tmp_path,
        measure("award", criteria=[criterion("title", when={"fact": "titles.three", "is": True})]),
        title("one", "two"),
        title("two", "one"),
        title("three", "two"),
        facts=facts,
        calls=(call("round", "three-title", opens=date(2026, 3, 1), closes=date(2026, 3, 31)),),
    )
    lacking: Facts = {f"titles.{name}": False for name in ("one", "two", "three")}
    result = assess(catalogue, Profile(facts=lacking), date(2026, 2, 1))
    by_id = {one.title.id: one for one in title_readiness(result)}
    miss = next(iter(near_misses(result)))
    (requirement,) = miss.options[0].requirements
    (three,) = title_needed(requirement, by_id, catalogue)
    path = []
    while True:
        path.append(three.readiness.title.id)
        ((_, below),) = three.lacks
        if not below:
            break
        (three,) = below
    assert path == ["three-title", "two-title", "one-title"]
    assert title_steps(result) == ()
    steps = title_steps(assess(catalogue, Profile(facts={**lacking, "titles.one": True}), date(2026, 2, 1)))
    assert [(step.readiness.title.id, step.after) for step in steps] == [("two-title", ()), ("three-title", ("two-title",))]
    assert [one.result.id for one in steps[1].readiness.opens] == ["award"]
    assert steps[1].readiness.worth.low == 1000
