"""The plan to apply: which papers, each once, for whom; what can be done now, and what comes."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from guangdong_ai.assessment.assess import assess, assess_measure
from guangdong_ai.assessment.papers_needed import facts_to_prove, papers_of_list
from guangdong_ai.assessment.preparation import Preparation, preparation
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.load import load_folders
from guangdong_ai.catalogue.source_files import bundled_folder
from guangdong_ai.foundation.record import replace
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.value import Facts

AS_OF = date(2026, 11, 29)
LOAN = "gd-manufacturing-loan-subsidy"
FIRM: Mapping[str, Any] = {
    "enterprise.city": "guangzhou",
    "enterprise.kind": "enterprise",
    "enterprise.fields": frozenset({"robotics", "manufacturing"}),
    "titles.high_tech": False,
    "enterprise.encouraged_class": False,
    "compliance.serious_dishonesty_list": False,
    "loan.kind": "fixed_asset",
    "loan.granted": date(2025, 6, 15),
    "loan.listed_bank": True,
    "loan.purposes": frozenset({"equipment"}),
    "loan.invested_in_guangdong": True,
    "loan.yearly_interest": 1_000_000,
    "loan.subsidies": frozenset(),
    "loan.other_subsidy_sum": 0,
}
"""A Guangzhou robot manufacturer with a loan of June 2025."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_folders((bundled_folder(),))


def plan(catalogue: Catalogue, facts: Mapping[str, Any], *chosen: str, as_of: date = AS_OF) -> Preparation:
    return preparation(assess(catalogue, Profile(facts=dict(facts)), as_of), chosen)


def papers(made: Preparation) -> dict[str, set[str]]:
    """The papers by id, each with the measures that need it."""
    return {one.paper.id: {measure.id for measure in one.measures} for held in made.papers.held for one in held.papers}


def test_a_robot_manufacturer_has_something_to_do_now_with_a_day_papers_and_an_address(catalogue: Catalogue) -> None:
    made = plan(catalogue, FIRM)
    (now,) = [result for result in made.now if result.id == LOAN]
    assert (now.eligibility, now.window.closes) == ("eligible", date(2027, 12, 31))
    assert catalogue.documents[now.measure.document].address
    assert {name for name, needing in papers(made).items() if LOAN in needing} == {
        "business-licence",
        "credit-report",
        "loan-contract",
        "interest-statements",
        "loan-use",
    }
    assert any(event.day == date(2027, 12, 31) and event.kind == "window_closes" for event in made.events)


def test_what_can_be_done_now_comes_first_by_its_last_day(catalogue: Catalogue) -> None:
    made = plan(catalogue, FIRM)
    states = [result.window.state for result in made.results]
    assert states[: len(made.now)] == ["open"] * len(made.now)
    closing = [result.window.closes for result in made.now]
    assert closing == sorted(closing, key=lambda day: day or date.max)
    assert {result.eligibility for result in made.results} <= {"eligible", "conditional"}


def test_what_is_open_and_depends_on_answers_waits_for_them_with_its_days(catalogue: Catalogue) -> None:
    unsure = {name: value for name, value in FIRM.items() if name != "loan.kind"}
    made = plan(catalogue, unsure)
    assert LOAN in {result.id for result in made.waiting}
    assert LOAN not in {result.id for result in made.results}
    assert any(event.kind == "window_closes" and LOAN in {measure.id for measure in event.measures} for event in made.events)
    assert LOAN not in {measure.id for held in made.papers.held for one in held.papers for measure in one.measures}, (
        "it may not be worth it"
    )
    assert {(result.eligibility, result.window.state) for result in made.waiting} <= {
        ("undetermined", state) for state in ("open", "rolling", "upcoming")
    }
    assert LOAN not in {result.id for result in plan(catalogue, FIRM).waiting}
    assert plan(catalogue, unsure, LOAN).waiting == ()


def test_each_paper_stands_once_with_all_measures_that_need_it(catalogue: Catalogue) -> None:
    made = plan(catalogue, FIRM)
    listed = [one.paper.id for held in made.papers.held for one in held.papers]
    assert len(listed) == len(set(listed))
    assert papers(made)["loan-contract"] >= {LOAN, "cn-equipment-renewal-loan-subsidy"}
    holders = [held.holder.id for held in made.papers.held]
    assert holders == [name for name in catalogue.holders if name in holders]
    assert all(one.paper.held_by[0] == held.holder.id for held in made.papers.held for one in held.papers)


def test_of_two_routes_only_the_papers_of_the_one_that_is_met_are_needed(catalogue: Catalogue) -> None:
    assert "high-tech-certificate" not in papers(plan(catalogue, FIRM, LOAN))
    by_certificate = {**FIRM, "titles.high_tech": True, "enterprise.encouraged_class": True, "loan.kind": "other"}
    assert "high-tech-certificate" in papers(plan(catalogue, by_certificate, LOAN))
    open_ = {name: value for name, value in FIRM.items() if name not in ("loan.kind", "titles.high_tech", "enterprise.encouraged_class")}
    assert "high-tech-certificate" in papers(plan(catalogue, open_, LOAN)), "it may still be that route"


def test_an_award_that_no_city_paid_needs_no_payment_notice(catalogue: Catalogue) -> None:
    holder = {"titles.little_giant_year": 2025, "enterprise.city": "foshan"}
    for paid, needed in ((0, False), (1_000_000, True)):
        made = plan(catalogue, {**holder, "titles.little_giant_city_award": paid}, "little-giant-award")
        assert ("city-award-payment" in papers(made)) == needed
    assert "city-award-payment" in papers(plan(catalogue, holder, "little-giant-award")), "nothing says that there was none"


def test_a_list_of_its_own_wins_for_the_papers_that_it_names(catalogue: Catalogue) -> None:
    made = plan(catalogue, {"enterprise.city": "guangzhou"}, "national-project-match")
    assert [one.text for one in made.papers.named] == list(catalogue.measures["national-project-match"].papers)
    assert {one.source.document for one in made.papers.named if one.source} == {"gd-national-match-2023"}
    assert not {"national-approval", "national-task-contract"} & papers(made).keys()


def test_the_list_of_a_call_wins_for_its_measures_and_for_no_other(catalogue: Catalogue) -> None:
    both = plan(catalogue, FIRM, "benchmark-supplier", "benchmark-user", LOAN)
    (named,) = both.papers.named
    assert named.call is not None
    assert named.call.id == "gd-benchmark-2026"
    assert {measure.id for measure in named.measures} == {"benchmark-supplier", "benchmark-user"}
    assert papers(both)["credit-report"] == {LOAN}
    usual = {one.paper.id: one.usual for held in both.papers.held for one in held.papers}
    assert usual["credit-report"], "the loan subsidy's documents were not seen to ask for it"
    assert not usual["completion-statement"], "the call's own document asks for it"


def test_measures_that_need_no_application_need_no_papers(catalogue: Catalogue) -> None:
    (automatic, *_) = [measure for measure in catalogue.measures.values() if measure.window == "automatic"]
    made = plan(catalogue, FIRM, automatic.id)
    assert [result.window.state for result in made.results] == ["automatic"]
    assert (made.papers.named, made.papers.held, made.now) == ((), (), ())


def test_what_is_worked_out_is_proved_by_its_parts(catalogue: Catalogue) -> None:
    measure = catalogue.measures["gd-specialised-sme-loan-subsidy"]
    facts = facts_to_prove(assess_measure(measure, catalogue, {}, AS_OF), {}, catalogue)
    assert "finance.rnd_share" not in facts
    assert {"finance.rnd_cost", "enterprise.revenue"} <= set(facts)
    given: Facts = {"finance.rnd_share": Decimal("0.05")}
    assert {"finance.rnd_cost", "enterprise.revenue"} <= set(
        facts_to_prove(assess_measure(measure, catalogue, given, AS_OF), given, catalogue)
    )


def test_what_no_paper_proves_is_told_with_the_reason(catalogue: Catalogue) -> None:
    made = plan(catalogue, FIRM, LOAN)
    because = {fact: one.because for one in made.papers.unproved for fact in one.facts}
    assert because["enterprise.fields"] == catalogue.without_paper["what-the-firm-is"]
    proved = {fact for held in made.papers.held for one in held.papers for fact in one.facts}
    assert proved.isdisjoint(because)


def test_every_fact_of_a_chosen_measure_is_proved_named_or_said_to_be_without(catalogue: Catalogue) -> None:
    for measure in catalogue.with_titles.values():
        made = plan(catalogue, {}, measure.id)
        if made.results[0].window.state == "automatic":
            continue
        named = {fact for paper in catalogue.papers.values() for fact in paper.facts if made.papers.named}
        told = {fact for held in made.papers.held for one in held.papers for fact in one.facts}
        told |= {fact for one in made.papers.unproved for fact in one.facts}
        assert set(facts_to_prove(made.results[0], {}, catalogue)) <= told | named, measure.id


def test_nothing_known_is_no_plan_but_questions(catalogue: Catalogue) -> None:
    made = plan(catalogue, {})
    assert made.results == ()
    assert made.questions[0] == assess(catalogue, Profile(facts={}), AS_OF).next_question


def test_chosen_measures_come_whatever_their_result_each_once(catalogue: Catalogue) -> None:
    made = plan(catalogue, {**FIRM, "enterprise.city": "shenzhen"}, LOAN, LOAN)
    assert [(result.id, result.eligibility) for result in made.results] == [(LOAN, "ineligible")]
    assert made.chosen
    assert made.questions == ()


def test_what_is_over_for_good_is_not_prepared_unless_it_is_chosen(catalogue: Catalogue) -> None:
    later = date(2028, 1, 1)
    assert LOAN not in {result.id for result in plan(catalogue, FIRM, as_of=later).results if result.window.over}
    assert all(not result.window.over for result in plan(catalogue, FIRM, as_of=later).results)
    assert [result.id for result in plan(catalogue, FIRM, LOAN, as_of=later).results] == [LOAN]


def test_a_catalogue_that_tells_nothing_of_papers_gives_a_plan_without_them(catalogue: Catalogue) -> None:
    bare = Catalogue(replace(catalogue.contents, papers=(), holders=(), without_paper=()), catalogue.digest)
    made = plan(bare, FIRM, LOAN)
    assert made.papers.held == ()
    assert {one.because for one in made.papers.unproved} == {None}


def test_evidence_knows_each_paper_that_a_list_names_and_in_its_order(catalogue: Catalogue) -> None:
    own = {one.id: one.papers for one in catalogue.measures.values() if one.papers}
    lists = own | {one.id: one.papers for one in catalogue.calls if one.papers}
    assert lists
    for name, named in lists.items():
        for text, paper in zip(named, papers_of_list(name, named, catalogue), strict=True):
            assert paper is not None, (name, text.en)
            assert len(set(text.zh) & set(paper.text.zh)) > len(set(text.zh)) / 2, (text.zh, paper.text.zh)
        assert papers_of_list(name, (*named, *named), catalogue) == (None,) * (2 * len(named)), "another list than evidence.toml speaks of"


def test_a_paper_that_a_call_names_stands_with_who_has_it_once_and_no_other_is_asked_for_what_it_proves(catalogue: Catalogue) -> None:
    made = plan(catalogue, {**FIRM, "benchmark.kind": "ai_application"}, "benchmark-user", LOAN, "national-project-match")
    held = {one.holder.id: one for one in made.papers.held}
    assert [one.text.en for one in held["administration"].named] == ["Public credit report (公共信用信息报告) without violations"]
    assert len(held["rnd"].named) == 5
    assert papers(made)["credit-report"] == {LOAN}, "the call has its own words for it"
    assert "tax-clearance" not in papers(made), "the credit report that the call names proves it"


def test_of_chosen_measures_no_question_is_about_a_ceiling_of_others(catalogue: Catalogue) -> None:
    facts = {name: value for name, value in FIRM.items() if not name.startswith("loan.")}
    assert not [name for name in plan(catalogue, facts, "benchmark-user").questions if name.startswith("loan.")]
    assert [name for name in plan(catalogue, facts, LOAN).questions if name.startswith("loan.")]
