"""What is different from an earlier result, and why."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.kept_result import KeptResult, kept_result
from guangdong_ai.assessment.since import Cause, Since, since
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.load import load_folders
from guangdong_ai.foundation.record import replace
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.value import Value
from tests.catalogue.small_catalogue import SMALL, Edit, small_catalogue

FIRM: dict[str, Value] = {"firm.city": "north", "firm.fields": frozenset({"ai"}), "firm.titled": 2025, "firm.listed": False}
DAY, LATER = date(2026, 1, 10), date(2026, 12, 1)


@pytest.fixture
def catalogue() -> Catalogue:
    return load_folders((SMALL,))


def result(catalogue: Catalogue, facts: dict[str, Value], day: date) -> KeptResult:
    return kept_result(assess(catalogue, Profile(facts=facts), day))


def causes(compared: Since) -> set[Cause]:
    return {cause for change in compared.measures for cause in change.because}


def test_nothing_differs_where_nothing_changed(catalogue: Catalogue) -> None:
    one = result(catalogue, FIRM, DAY)
    same = since(one, one, catalogue)
    assert (same.facts, same.measures, same.changed) == ((), (), False)
    assert same.same_catalogue
    assert same.same_day


def test_an_answer_is_told_with_the_criteria_that_it_turned(catalogue: Catalogue) -> None:
    before, after = result(catalogue, FIRM, DAY), result(catalogue, {**FIRM, "firm.titled": 2020}, DAY)
    compared = since(before, after, catalogue)
    assert [change.fact.id for change in compared.facts] == ["firm.titled"]
    assert causes(compared) == {"facts"}
    (change,) = [change for change in compared.measures if change.measure.id == "title-award"]
    assert change.direction == "worse"
    assert change.by_answers is not None
    assert [fact.fact.id for criterion in change.by_answers.criteria for fact in criterion.facts] == ["firm.titled"]
    back = since(after, before, catalogue)
    assert [change.direction for change in back.measures if change.measure.id == "title-award"] == ["better"]


def test_the_day_alone(catalogue: Catalogue) -> None:
    compared = since(result(catalogue, FIRM, DAY), result(catalogue, FIRM, LATER), catalogue)
    assert compared.measures
    assert causes(compared) == {"day"}
    assert all(change.by_answers is None for change in compared.measures)


def test_the_catalogue_alone(catalogue: Catalogue, tmp_path: Path) -> None:
    other = load_folders((small_catalogue(tmp_path, [Edit(file="province/advice.toml", new=None)]),))
    compared = since(result(catalogue, FIRM, DAY), result(other, FIRM, DAY), other)
    assert not compared.same_catalogue
    assert causes(compared) == {"catalogue"}
    (gone,) = compared.measures
    assert (gone.measure.id, gone.after, gone.direction) == ("advice", None, "worse")


def test_each_step_that_does_something_is_a_reason(catalogue: Catalogue) -> None:
    before, after = result(catalogue, {**FIRM, "firm.listed": True}, DAY), result(catalogue, FIRM, LATER)
    compared = since(before, after, catalogue)
    (project,) = [change for change in compared.measures if change.measure.id == "project"]
    assert project.because == ("facts", "day"), "no longer on the list, and the call is over"


def test_the_same_files_and_another_outcome_is_the_program(catalogue: Catalogue) -> None:
    now = result(catalogue, FIRM, DAY)
    altered = {**now.measures, "title-award": replace(now.measures["title-award"], low=7, high=7)}
    compared = since(replace(now, measures=altered), now, catalogue)
    assert causes(compared) == {"program"}


def test_what_one_result_was_not_asked_for_is_not_compared(catalogue: Catalogue) -> None:
    narrow = catalogue.with_measures(["project"])
    whole, part = result(catalogue, FIRM, DAY), result(narrow, FIRM, DAY)
    for earlier, now, of in ((whole, part, narrow), (part, whole, catalogue)):
        compared = since(earlier, now, of)
        assert (compared.measures, compared.changed) == ((), False)
        assert set(compared.not_compared) == catalogue.measures.keys() - {"project"}


def test_a_measure_taken_out_of_a_result_by_hand_is_a_difference(catalogue: Catalogue) -> None:
    narrow = catalogue.with_measures(["project", "title-award"])
    for of in (catalogue, narrow):
        now = result(of, FIRM, DAY)
        altered = replace(now, measures={name: one for name, one in now.measures.items() if name != "title-award"})
        compared = since(altered, now, of)
        assert (compared.not_compared, compared.changed) == ((), True)
        assert causes(compared) == {"program"}


@pytest.mark.parametrize("change", [lambda one: one, lambda one: replace(one, dropped=(("firm.old", "1"),))])
def test_answers_that_are_no_longer_taken_change_nothing_by_themselves(
    catalogue: Catalogue, change: Callable[[KeptResult], KeptResult]
) -> None:
    one = result(catalogue, FIRM, DAY)
    assert since(change(one), one, catalogue).measures == ()


def test_another_name_is_another_applicant(catalogue: Catalogue) -> None:
    one = result(catalogue, FIRM, DAY)
    assert since(replace(one, name="甲"), replace(one, name="甲"), catalogue).same_applicant
    assert since(replace(one, name="甲"), one, catalogue).same_applicant
    assert not since(replace(one, name="甲"), replace(one, name="乙"), catalogue).same_applicant
