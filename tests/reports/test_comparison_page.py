"""Two assessments side by side as a person reads them."""

import io
import json

import pytest
from rich.cells import cell_len
from rich.console import Console

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.comparison import Comparison, compare
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.foundation.text import LANGUAGES, Language
from guangdong_ai.profiles.profile import change_profile
from guangdong_ai.profiles.unknown import UNKNOWN, Unknown
from guangdong_ai.rules.value import Value
from tests.reports.conftest import printed, words_of
from tests.reports.rendered import comparison_json, comparison_markdown, comparison_page
from tests.reports.test_table import COLOUR, ESCAPE, NEVER_FIRST

CHANGES: dict[str, dict[str, Value | Unknown]] = {
    "moves": {"enterprise.city": "shenzhen"},
    "serves": {"open_source.served_enterprises": 201},
    "forgets": {"open_source.platform": UNKNOWN},
    "much": {
        "enterprise.city": "foshan",
        "enterprise.kind": "research_institute",
        "benchmark.kind": "none",
        "innovation_centre.level": "national",
    },
    "nothing": {"enterprise.city": "guangzhou"},
}


@pytest.fixture(scope="module")
def comparisons(assessments: dict[str, AssessmentResult]) -> dict[str, Comparison]:
    """The demo firm with each of the changes."""
    before = assessments["demo"]
    return {
        name: compare(before, assess(before.catalogue, change_profile(before.profile, changes), before.as_of))
        for name, changes in CHANGES.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [40, 60, 80, 100, 120])
def test_it_fits_every_width(comparisons: dict[str, Comparison], width: int, language: Language) -> None:
    for comparison in comparisons.values():
        for show_all in (True, False):
            text = printed(comparison_page(comparison, language, show_all=show_all), width)
            text.encode("gbk")
            assert "…" not in text
            for line in text.splitlines():
                assert cell_len(line) <= width, line
                assert line == line.rstrip()
                assert not line.lstrip().startswith(NEVER_FIRST), line


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHANGES)
def test_the_measures_that_differ_are_there_and_the_others_only_when_asked_for(
    comparisons: dict[str, Comparison], name: str, language: Language
) -> None:
    comparison = comparisons[name]
    short, long = (printed(comparison_page(comparison, language, show_all=show_all), 120) for show_all in (False, True))
    wide = words_of(printed(comparison_page(comparison, language, show_all=True), 250))  # a narrow column breaks titles beside others
    differing = {change.measure.id for change in comparison.measures}
    for result in comparison.after.measures:
        title = words_of(result.measure.title.in_language(language))
        assert words_of(result.measure.id) in words_of(long)
        assert title in wide
        assert (f"    {result.measure.id}" in short) == (result.measure.id in differing)
    assert "--all" in short
    assert "--all" not in long


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_changes_is_said_plainly(comparisons: dict[str, Comparison], language: Language) -> None:
    text = printed(comparison_page(comparisons["nothing"], language, show_all=False), 80)
    markdown = comparison_markdown(comparisons["nothing"], language, show_all=False)
    for shown in (text, markdown):
        assert ("结果没有变化" if language == "zh" else "Nothing changes") in shown
        assert ("没有改变" if language == "zh" else "nothing was changed") in shown
        assert ("合计不变：" if language == "zh" else "The total stays: ") in shown


def test_why_a_measure_differs_is_said_with_the_fact_before_and_after(comparisons: dict[str, Comparison]) -> None:
    zh, en = (printed(comparison_page(comparisons["serves"], language, show_all=False), 200) for language in LANGUAGES)
    assert ": ○ unknown → √ met (Enterprises served in a year: 150 enterprises → 201 enterprises)\n" in en
    assert "：○ 未知 → √ 满足（年服务企业数：150家 → 201家）\n" in zh
    assert "▲ Better (1)" in en
    assert "○ undetermined" in en
    assert "● conditional" in en


def test_what_gets_worse_stands_under_its_own_heading(comparisons: dict[str, Comparison]) -> None:
    text = printed(comparison_page(comparisons["moves"], "en", show_all=False), 120)
    worse = {change.measure.id for change in comparisons["moves"].measures if change.direction == "worse"}
    assert "national-project-match" in worse
    assert f"▼ Worse ({len(worse)})" in text
    assert text.index("▲ Better") < text.index("▼ Worse") < text.index("Total before:") < text.index("Total after:")
    assert text.index("Total after:") < text.index("If all undetermined measures were met too: no upper figure can be given yet")


def test_an_answer_that_is_taken_back_is_not_known(comparisons: dict[str, Comparison]) -> None:
    text = printed(comparison_page(comparisons["forgets"], "en", show_all=False), 120)
    assert ": yes → not known\n" in text


def test_how_easily_a_fact_is_changed_is_said_unless_it_was_only_not_known(comparisons: dict[str, Comparison]) -> None:
    text = printed(comparison_page(comparisons["much"], "en", show_all=False), 200)
    before = comparisons["much"].before.profile.facts
    for change in comparisons["much"].facts:
        told = f": {change.fact.change_reason.en}\n" in text
        assert told == (change.fact.id in before), change.fact.id
    assert "    relocation: Moving the registered office to another city takes months" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 100])
def test_the_state_is_never_told_by_colour_alone(comparisons: dict[str, Comparison], width: int, language: Language) -> None:
    page = comparison_page(comparisons["moves"], language, show_all=False)
    console = Console(file=io.StringIO(), width=width, force_terminal=True, color_system="standard")
    with console.capture() as captured:
        console.print(page)
    assert COLOUR.search(captured.get())
    assert ESCAPE.sub("", captured.get()) == printed(page, width)


def test_the_json_has_both_sides_and_the_causes(comparisons: dict[str, Comparison]) -> None:
    plain = json.loads(comparison_json(comparisons["serves"]))
    assert plain["schema"] == "guangdong-ai/comparison/1"
    (change,) = plain["changes"]
    assert (change["fact"], change["before"], change["after"], change["change"]) == ("open_source.served_enterprises", 150, 201, "slow")
    (measure,) = plain["measures"]
    assert (measure["id"], measure["direction"]) == ("open-source-operation", "better")
    assert (measure["before"]["eligibility"], measure["after"]["eligibility"]) == ("undetermined", "conditional")
    (criterion,) = measure["criteria"]
    assert (criterion["before"], criterion["after"], criterion["facts"]) == ("unknown", "met", ["open_source.served_enterprises"])
    assert set(plain["totals"]) == {"before", "after"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown_says_the_same(comparisons: dict[str, Comparison], language: Language) -> None:
    for comparison in comparisons.values():
        text = comparison_markdown(comparison, language, show_all=True).replace("\\", "")
        for result in comparison.after.measures:
            assert f"{result.measure.title.in_language(language)}" in text
            assert result.measure.id in text
