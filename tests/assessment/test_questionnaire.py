"""Which question comes next, which measures wait for it, and how far things are settled: one rule a test, on a few lines of catalogue."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guangdong_ai.assessment.assess import assess, assess_measures
from guangdong_ai.assessment.question_order import worth_answering
from guangdong_ai.assessment.questionnaire import Tally, plan
from guangdong_ai.assessment.stacking import total
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.profiles.profile import EMPTY, Profile
from tests.assessment.small_catalogue import BOTH, SOURCE, call, catalogue, criterion, fact, measure

ON = date(2026, 6, 1)


def wants(measure_id: str, *facts: str, amount: Any = 1_000, **more: Any) -> dict[str, Any]:
    """A measure in cash for applicants who answer yes to each of the facts."""
    criteria = [criterion(name.replace(".", "-").replace("_", "-"), when={"fact": name, "is": True}) for name in facts]
    plain = measure(measure_id, criteria=criteria, **more)
    return {**plain, "funding": {**plain["funding"], "amount": amount}}


def wants_without_money(measure_id: str, *facts: str) -> dict[str, Any]:
    """The same for a measure whose funding is not published."""
    return {**wants(measure_id, *facts), "funding": {"kind": "unpublished", "sources": [{"figure": BOTH, **SOURCE}]}}


def yes_no(*names: str) -> tuple[dict[str, Any], ...]:
    """Facts that are answered with yes or no."""
    return tuple(fact(name, "yes_no") for name in names)


def order(made: Catalogue, profile: Profile = EMPTY, **how: Any) -> list[str]:
    """All facts that may still be asked for, without their sections where all are of the section firm."""
    return [name.removeprefix("firm.") for name in plan(made, profile, ON, **how).remaining]


# The order


def test_the_fact_on_which_most_money_depends_comes_first(tmp_path: Path) -> None:
    made = catalogue(tmp_path, wants("small", "firm.ready"), wants("large", "firm.big", amount=9_000), facts=yes_no("firm.big"))
    assert order(made) == ["big", "ready"]


def test_measures_without_a_published_amount_count_by_their_number(tmp_path: Path) -> None:
    one, two, three = (wants_without_money(name, fact) for name, fact in (("a", "firm.ready"), ("b", "firm.big"), ("c", "firm.big")))
    assert order(catalogue(tmp_path, one, two, three, facts=yes_no("firm.big"))) == ["big", "ready"]


def test_many_measures_weigh_as_much_as_much_money(tmp_path: Path) -> None:
    few_with_money = [wants("rich", "firm.ready", amount=1_000_000)]
    many_without = [wants_without_money(f"poor-{number}", "firm.big") for number in range(9)]
    some_money = [wants("modest", "firm.big", amount=300_000)]
    assert order(catalogue(tmp_path, *few_with_money, *many_without, *some_money, facts=yes_no("firm.big"))) == ["big", "ready"]


def test_an_amount_without_an_upper_figure_counts_as_the_largest(tmp_path: Path) -> None:
    large = wants("large", "firm.big", amount=9_000)
    open_ended = wants("open-ended", "firm.ready", amount={"fact": "firm.cost"})
    small = wants("small", "firm.ready")
    made = catalogue(tmp_path, large, open_ended, small, facts=(*yes_no("firm.big"), fact("firm.cost", "money")))
    assert order(made)[:2] == ["ready", "big"]


def test_what_a_group_of_questions_hangs_on_comes_before_them(tmp_path: Path) -> None:
    project = wants("project", "firm.project_paid", "firm.project", "firm.project_signed")
    made = catalogue(tmp_path, project, facts=yes_no("firm.project", "firm.project_signed", "firm.project_paid"))
    assert order(made) == ["project", "project_signed", "project_paid"]
    assert order(made, Profile(facts={"firm.project": False})) == []


def test_a_section_is_finished_before_another_begins(tmp_path: Path) -> None:
    made = catalogue(
        tmp_path,
        wants("one", "first.a", amount=9_000),
        wants("two", "first.b"),
        wants("three", "second.a", amount=5_000),
        wants("four", "second.b"),
        facts=yes_no("second.a", "second.b", "first.a", "first.b"),
    )
    assert order(made) == ["first.a", "first.b", "second.a", "second.b"]
    assert order(made, after="second.b") == ["second.a", "second.b", "first.a", "first.b"]
    assert order(made, after="firm.ready") == order(made)


def test_of_two_sections_that_can_settle_as_much_the_shorter_one_comes_first(tmp_path: Path) -> None:
    made = catalogue(tmp_path, wants("one", "long.a", "long.b", "short.a"), facts=yes_no("long.a", "long.b", "short.a"))
    assert order(made) == ["short.a", "long.a", "long.b"]


# What is not asked


def test_nothing_is_asked_once_nothing_can_change(tmp_path: Path) -> None:
    made = catalogue(tmp_path, wants("one", "firm.ready"))
    assert plan(made, Profile(facts={"firm.ready": True}), ON).question is None
    assert plan(made, Profile(facts={"firm.ready": False}), ON).question is None


def test_a_measure_that_has_failed_asks_nothing_more(tmp_path: Path) -> None:
    made = catalogue(
        tmp_path,
        wants("one", "firm.ready", "firm.big", amount={"fact": "firm.cost"}),
        facts=(*yes_no("firm.big"), fact("firm.cost", "money")),
    )
    assert order(made, Profile(facts={"firm.big": False})) == []


def test_a_branch_that_is_settled_asks_nothing_more(tmp_path: Path) -> None:
    either = {"any": [{"fact": "firm.ready", "is": True}, {"fact": "firm.big", "is": True}]}
    made = catalogue(tmp_path, measure("one", criteria=[criterion("either", when=either)]), facts=yes_no("firm.big"))
    assert order(made, Profile(facts={"firm.ready": True})) == []
    assert order(made, Profile(facts={"firm.ready": False})) == ["big"]


def test_what_only_makes_an_amount_more_exact_comes_after_all_that_settles_eligibility(tmp_path: Path) -> None:
    costly = wants("costly", "firm.ready", amount={"rate": 1, "of": {"fact": "firm.cost"}, "cap": 1_000_000})
    made = catalogue(tmp_path, costly, wants("cheap", "other.big"), facts=(fact("firm.cost", "money"), *yes_no("other.big")))
    assert order(made) == ["ready", "other.big", "cost"]
    assert order(made, Profile(facts={"firm.ready": False})) == ["other.big"]
    assert order(made, Profile(facts={"firm.ready": True}), after="firm.ready") == ["other.big", "cost"]


def test_what_the_applicant_does_not_know_is_asked_again_only_on_request(tmp_path: Path) -> None:
    made = catalogue(tmp_path, wants("one", "firm.ready", "firm.big"), facts=yes_no("firm.big"))
    profile = Profile(dont_know=("firm.ready",))
    assert order(made, profile) == ["big"]
    assert order(made, profile, again=True) == ["ready", "big"]
    assert order(made, profile, again=True, skipped={"firm.ready"}) == ["big"]
    assert plan(made, profile, ON, skipped=["firm.big"]).question is None


def test_the_amount_of_a_measure_that_hangs_on_something_not_known_is_still_asked_for(tmp_path: Path) -> None:
    costly = wants("costly", "firm.ready", amount={"rate": 1, "of": {"fact": "firm.cost"}, "cap": 1_000_000})
    made = catalogue(tmp_path, costly, facts=(fact("firm.cost", "money"),))
    assert order(made, Profile(dont_know=("firm.ready",))) == ["cost"]


def test_only_one_measure(tmp_path: Path) -> None:
    made = catalogue(tmp_path, wants("one", "firm.ready"), wants("two", "firm.big", amount=9_000), facts=yes_no("firm.big"))
    planned = plan(made, EMPTY, ON, only="one")
    assert planned.remaining == ("firm.ready",)
    assert planned.tally == Tally(settled=0, undetermined=1, low=None, high=None, if_all_met=None)


def test_only_one_section(tmp_path: Path) -> None:
    made = catalogue(tmp_path, wants("one", "firm.ready", "other.a"), facts=yes_no("other.a"))
    assert plan(made, EMPTY, ON, section="other").remaining == ("other.a",)
    assert plan(made, EMPTY, ON, section="firm", skipped={"firm.ready"}).question is None


# Windows


def test_measures_whose_call_is_over_come_last(tmp_path: Path) -> None:
    past = {"opens": date(2026, 1, 1), "closes": date(2026, 2, 1)}
    rich = wants("rich", "firm.ready", amount={"rate": 1, "of": {"fact": "firm.cost"}, "cap": 9_000_000})
    poor = wants("poor", "firm.big", amount={"rate": 1, "of": {"fact": "firm.size"}, "cap": 900})
    facts = (*yes_no("firm.big"), fact("firm.cost", "money"), fact("firm.size", "count"))
    made = catalogue(tmp_path, rich, poor, facts=facts, calls=(call("past", "rich", **past),))
    assert order(made) == ["big", "size", "ready", "cost"]


def test_measures_whose_document_is_over_are_asked_for_only_by_name(tmp_path: Path) -> None:
    made = catalogue(tmp_path, wants("one", "firm.ready"), document={"valid_until": date(2026, 5, 31)})
    planned = plan(made, EMPTY, ON)
    assert planned.question is None
    assert planned.tally == Tally(settled=0, undetermined=0, low=0, high=0, if_all_met=0)
    assert assess(made, EMPTY, ON).next_question is None
    assert plan(made, EMPTY, ON, only="one").question == "firm.ready"
    assert plan(made, EMPTY, date(2026, 5, 31)).question == "firm.ready"


def with_a_closed_call(folder: Path) -> Catalogue:
    """Two measures: one whose call is over and which stands for much more money, one that can be applied for."""
    past = call("past", "rich", opens=date(2026, 1, 1), closes=date(2026, 2, 1))
    return catalogue(folder, wants("rich", "firm.ready", amount=9_000), wants("poor", "firm.big"), facts=yes_no("firm.big"), calls=(past,))


def test_what_only_measures_with_a_call_that_is_over_need_can_be_left_out(tmp_path: Path) -> None:
    made = with_a_closed_call(tmp_path)
    assert order(made, up_to="others") == ["big"]
    assert order(made, Profile(facts={"firm.big": True}), up_to="others") == []
    assert order(made, only="rich", up_to="others") == ["ready"]


def test_the_answer_most_worth_giving_is_never_one_for_a_call_that_is_over(tmp_path: Path) -> None:
    made = with_a_closed_call(tmp_path)
    assert assess(made, EMPTY, ON).next_question == "firm.big"
    assert assess(made, Profile(facts={"firm.big": True}), ON).next_question is None
    assert assess(made, EMPTY, date(2026, 1, 15)).next_question == "firm.ready"


# What an answer makes idle


def choice_with_none(name: str, **more: Any) -> dict[str, Any]:
    """A question with two answers, one of which says that there is no such thing."""
    return fact(name, "choice", choices=[{"id": "one", "label": BOTH}, {"id": "none", "label": BOTH, "nothing": True}], **more)


GATES = [
    (fact("firm.gate", "yes_no"), True, False),
    (choice_with_none("firm.gate"), "one", "none"),
    (fact("firm.gate", "year", never=BOTH), 2025, 0),
    (fact("firm.gate", "choices", choices=[{"id": "one", "label": BOTH}, {"id": "two", "label": BOTH}]), frozenset({"one"}), frozenset()),
]


@pytest.mark.parametrize(("gate", "there", "nothing"), GATES, ids=["yes or no", "choice", "year", "choices"])
def test_what_hangs_on_nothing_is_not_asked(tmp_path: Path, gate: dict[str, Any], there: Any, nothing: Any) -> None:
    """Here another measure wants to know the second fact whatever the first is: what the question means hangs on it all the same."""
    operator: dict[str, Any] = {"yes_no": {"is": True}, "choice": {"is": "one"}, "year": {"at_least": 2020}, "choices": {"any_of": ["one"]}}
    one = measure("one", criteria=[criterion("gate", when={"fact": "firm.gate", **operator[gate["kind"]]})])
    made = catalogue(tmp_path, one, wants("two", "firm.filed"), facts=(gate, fact("firm.filed", "yes_no", hangs_on=["firm.gate"])))
    assert order(made) == ["gate", "filed"]
    assert order(made, Profile(facts={"firm.gate": there})) == ["filed"]
    assert order(made, Profile(facts={"firm.gate": nothing})) == []
    assert order(made, Profile(dont_know=("firm.gate",))) == []
    assert order(made, skipped={"firm.gate"}) == []
    assert order(made, Profile(dont_know=("firm.gate",)), again=True) == ["gate", "filed"]
    assert assess(made, Profile(facts={"firm.gate": there}), ON).next_question == "firm.filed"
    assert assess(made, Profile(facts={"firm.gate": nothing}), ON).next_question is None
    assert assess(made, Profile(dont_know=("firm.gate",)), ON).next_question is None


def test_what_hangs_on_one_of_several_is_asked_while_one_may_be_there(tmp_path: Path) -> None:
    facts = (*yes_no("firm.bought", "firm.rented"), fact("firm.cost", "count", hangs_on=["firm.bought", "firm.rented"]))
    either = {"any": [{"fact": "firm.bought", "is": True}, {"fact": "firm.rented", "is": True}]}
    criteria = [criterion("either", when=either), criterion("cost", when={"fact": "firm.cost", "at_least": 1})]
    made = catalogue(tmp_path / "both", measure("one", criteria=criteria), facts=facts)
    assert order(made, Profile(facts={"firm.bought": False})) == ["rented", "cost"]
    assert order(made, Profile(facts={"firm.bought": False, "firm.rented": True})) == ["cost"]
    assert order(made, Profile(facts={"firm.rented": True}, dont_know=("firm.bought",))) == ["cost"]
    assert order(made, Profile(facts={"firm.bought": False}, dont_know=("firm.rented",))) == []
    bought_only = [criterion("bought", when={"fact": "firm.bought", "is": True}), criteria[1]]
    made = catalogue(tmp_path / "one", measure("one", criteria=bought_only), facts=facts)
    assert order(made, Profile(dont_know=("firm.bought",))) == []  # nobody will ask whether one is rented


def test_outside_of_the_questionnaire_what_hangs_on_an_answer_waits_for_it(tmp_path: Path) -> None:
    facts = (*yes_no("firm.bought", "firm.big"), fact("firm.filed", "yes_no", hangs_on=["firm.bought"]))
    made = catalogue(tmp_path, wants("one", "firm.bought", "firm.filed", "firm.big"), facts=facts)

    def worth(profile: Profile) -> tuple[str, ...]:
        results = assess_measures(made, profile.facts, ON)
        return worth_answering(results, made, profile, total(results, made, profile.facts, ON))

    assert worth(EMPTY) == ("firm.bought", "firm.big")
    assert worth(Profile(facts={"firm.bought": True})) == ("firm.big", "firm.filed")
    assert worth(Profile(dont_know=("firm.bought",))) == ("firm.big",)


def test_what_has_not_been_asked_makes_nothing_idle(tmp_path: Path) -> None:
    facts = (*yes_no("firm.bought"), fact("firm.filed", "yes_no", hangs_on=["firm.bought"]))
    assert order(catalogue(tmp_path, wants("one", "firm.filed"), facts=facts)) == ["filed"]


def test_what_hangs_on_something_idle_is_idle_too(tmp_path: Path) -> None:
    facts = (
        *yes_no("firm.bought"),
        fact("firm.filed", "yes_no", hangs_on=["firm.bought"]),
        fact("firm.filed_here", "yes_no", hangs_on=["firm.filed"]),
    )
    made = catalogue(tmp_path, wants("one", "firm.bought"), wants("two", "firm.filed", "firm.filed_here"), facts=facts)
    assert set(order(made)) == {"bought", "filed", "filed_here"}
    assert order(made, Profile(dont_know=("firm.bought",))) == []


# Why, and how far


def test_each_need_says_what_the_answer_settles(tmp_path: Path) -> None:
    amount = {"tiers": [{"when": {"fact": "firm.ready", "is": True}, "amount": 2_000}], "otherwise": 1_000}
    made = catalogue(
        tmp_path,
        {**wants("by-amount", "firm.big", amount=amount)},
        wants("by-both", "firm.ready", amount=amount),
        wants("settled", "firm.ready", "firm.small"),
        facts=yes_no("firm.big", "firm.small"),
    )
    planned = plan(made, Profile(facts={"firm.small": False}), ON)
    assert planned.question == "firm.ready"
    assert [(need.measure.id, need.settles) for need in planned.needs] == [("by-both", "eligibility"), ("by-amount", "amount")]


def test_no_needs_without_a_question(tmp_path: Path) -> None:
    assert plan(catalogue(tmp_path, wants("one", "firm.ready")), Profile(facts={"firm.ready": True}), ON).needs == ()


@pytest.mark.parametrize(
    ("answer", "tally"),
    [
        (None, Tally(settled=1, undetermined=1, low=None, high=None, if_all_met=None)),
        (True, Tally(settled=2, undetermined=0, low=1_000, high=1_000, if_all_met=1_000)),
        (False, Tally(settled=2, undetermined=0, low=0, high=0, if_all_met=0)),
    ],
)
def test_the_tally(tmp_path: Path, answer: bool | None, tally: Tally) -> None:
    made = catalogue(tmp_path, wants("one", "firm.ready"), wants_without_money("two", "firm.big"), facts=yes_no("firm.big"))
    facts = {"firm.big": True} if answer is None else {"firm.big": True, "firm.ready": answer}
    assert plan(made, Profile(facts=facts), ON).tally == tally
