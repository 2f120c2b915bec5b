"""The assessment as a person reads it."""

import io
import re
from datetime import date, timedelta

import pytest
from rich.cells import cell_len
from rich.console import Console

from guangdong_ai.assessment import staleness
from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.lint import days
from guangdong_ai.foundation.text import LANGUAGES, Language
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.wording.terms import ELIGIBILITY, MARKS
from tests.reports.conftest import printed, words_of
from tests.reports.rendered import assessment_table

NEVER_FIRST = tuple("，。、；：）》”！？〕】")
COLOUR = re.compile(r"\x1b\[[0-9;]*(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;)[0-9;]*m")
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


GIVERS = (("policy",), ("city", "district"), ("province",), ("nation",))
"""Whose measures have a part of their own, in this order."""


def shown(assessment: AssessmentResult, language: Language, width: int = 80, *, show_all: bool = False) -> str:
    return printed(assessment_table(assessment, language, show_all=show_all), width)


EVERY_WIDTH = [*((width, "zh") for width in range(40, 131, 3)), *((width, "en") for width in range(41, 131, 3))]
"""Every third for each language, and not the same ones: where a line is broken depends on hundreds of texts at each."""


@pytest.mark.parametrize(("width", "language"), EVERY_WIDTH)
def test_it_fits_every_width(assessments: dict[str, AssessmentResult], width: int, language: Language) -> None:
    for name, assessment in assessments.items():
        text = shown(assessment, language, width, show_all=name == "demo")
        text.encode("gbk")
        assert "…" not in text
        for line in text.splitlines():
            assert cell_len(line) <= width or line.startswith("  guangdong-ai "), line
            assert line == line.rstrip()
            assert not line.lstrip().startswith(NEVER_FIRST), line


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_is_there_at_every_width(assessments: dict[str, AssessmentResult], language: Language) -> None:
    for width in (40, 60, 80, 100, 120):
        text = shown(assessments["demo"], language, width, show_all=True)
        for measure in assessments["demo"].catalogue.measures.values():
            assert f"    {measure.id} " in text or f"    {measure.id}\n" in text, "an id is copied into commands: it is never broken"
            assert words_of(measure.title.in_language(language)) in words_of(text) or width > 60
        assert len(re.findall("^合计：|^Total:", text, re.MULTILINE)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_groups_stand_in_order_with_mark_word_and_number(assessments: dict[str, AssessmentResult], language: Language) -> None:
    assessment = assessments["demo"]
    text = shown(assessment, language, show_all=True)
    places, after = [], 0
    for scopes in GIVERS:
        of_giver = [result for result in assessment.measures if assessment.catalogue.scope_of(result.measure) in scopes]
        for eligibility, word in ELIGIBILITY.items():
            count = sum(result.eligibility == eligibility for result in of_giver)
            if count:
                heading = (
                    f"{MARKS[eligibility]} {word.zh}（{count} 项）"
                    if language == "zh"
                    else f"{MARKS[eligibility]} {word.en.capitalize()} ({count})"
                )
                after = text.index(heading, after) + len(heading)
                places.append(after)
    assert len(places) > len(GIVERS)
    headings = [line for line in text.splitlines() if line.startswith(tuple(f"{mark} " for mark in MARKS.values()))]
    assert len(headings) == len(places), "there is no other group"


@pytest.mark.parametrize("language", LANGUAGES)
def test_ineligible_measures_are_counted_and_shown_on_request(assessments: dict[str, AssessmentResult], language: Language) -> None:
    assessment = assessments["shenzhen"]
    hidden = [result.measure.id for result in assessment.measures if result.eligibility == "ineligible"]
    assert hidden
    short, long = shown(assessment, language, 60), shown(assessment, language, 60, show_all=True)
    assert "--all" in short
    assert "--all" not in long
    for measure_id in hidden:
        assert f"    {measure_id}\n" not in short
        assert f"    {measure_id}\n" in long


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_outside_the_catalogue_is_warned_of_at_the_top(
    assessments: dict[str, AssessmentResult], catalogue: Catalogue, language: Language
) -> None:
    over = shown(assessments["over"], language, 120).splitlines()
    assert over[2].startswith("▲")
    assert "2028-01-01" in over[2]
    assert over[3].startswith("▲")
    on_the_day_of_the_review = assess(catalogue, assessments["demo"].profile, catalogue.manifest.reviewed_on)
    warned_of = [line for line in shown(on_the_day_of_the_review, language, 400).splitlines() if line.startswith("▲")]
    assert not [line for line in warned_of if f"{catalogue.manifest.reviewed_on}" in line], "only of documents that end soon"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_next_question_says_how_to_answer_it(assessments: dict[str, AssessmentResult], language: Language) -> None:
    assessment = assessments["demo"]
    assert assessment.next_question is not None
    fact = assessment.catalogue.facts[assessment.next_question]
    text = words_of(shown(assessment, language))
    assert f"--set{fact.id}=" in text
    assert words_of(fact.question.in_language(language)) in text


def test_the_state_is_never_told_by_colour_alone(assessments: dict[str, AssessmentResult]) -> None:
    table = assessment_table(assessments["demo"], "zh", show_all=True)
    console = Console(file=io.StringIO(), width=80, force_terminal=True, color_system="standard")
    with console.capture() as captured:
        console.print(table, crop=False)
    assert COLOUR.search(captured.get())
    assert ESCAPE.sub("", captured.get()) == printed(table, 80)


def test_without_colour_there_are_no_colour_codes(assessments: dict[str, AssessmentResult]) -> None:
    table = assessment_table(assessments["over"], "en", show_all=True)
    console = Console(file=io.StringIO(), width=80, force_terminal=True, color_system="standard", no_color=True)
    with console.capture() as captured:
        console.print(table, crop=False)
    assert not COLOUR.search(captured.get())
    assert not ESCAPE.search(printed(table, 80))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_promise_and_the_catalogue_are_told(assessments: dict[str, AssessmentResult], catalogue: Catalogue, language: Language) -> None:
    text = shown(assessments["demo"], language)
    assert catalogue.manifest.version in text
    assert str(catalogue.manifest.reviewed_on) in text
    assert ("不是承诺" if language == "zh" else "None of this is a promise") in text


def test_an_applicant_without_a_name_is_called_so(catalogue: Catalogue) -> None:
    assessment = assess(catalogue, Profile(), date(2026, 3, 1))
    assert shown(assessment, "zh").startswith("未命名的申报单位\n")
    assert shown(assessment, "en").startswith("Unnamed applicant\n")


def test_a_name_is_shown_as_it_is(catalogue: Catalogue) -> None:
    assessment = assess(catalogue, Profile(facts={"enterprise.name": "[bold]甲[/bold] :smile: 公司"}), date(2026, 3, 1))
    assert shown(assessment, "zh").startswith("[bold]甲[/bold] :smile: 公司\n")


def test_a_review_is_old_after_as_many_days_as_for_lint() -> None:
    assert staleness.LONGEST_UNREVIEWED == days.LONGEST_UNREVIEWED


@pytest.mark.parametrize(("age", "warned"), [(180, False), (181, True)])
def test_a_review_long_ago_is_warned_of(catalogue: Catalogue, age: int, warned: bool) -> None:
    day = catalogue.manifest.reviewed_on + timedelta(days=age)
    text = shown(assess(catalogue, Profile(), day), "en", 120)
    assert (f"{age} days before" in text) == warned
