"""What content holds, every format for people shows: whatever a renderer does not know how to show would be lost."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape

import msgspec
import pytest

from guangdong_ai.assessment.assess import assess, assess_measure
from guangdong_ai.assessment.calendar import calendar_of
from guangdong_ai.assessment.catalogue_on_day import changes_between_days
from guangdong_ai.assessment.comparison import compare
from guangdong_ai.assessment.near_misses import near_misses
from guangdong_ai.assessment.preparation import preparation
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.assessment.titles import readiness_of
from guangdong_ai.batch.summary import SummaryBuilder
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import LANGUAGES, Language, Text
from guangdong_ai.profiles.profile import change_profile
from guangdong_ai.reports.content.assessment import assessment_content
from guangdong_ai.reports.content.batch_summary import batch_summary_content
from guangdong_ai.reports.content.blocks import Command, Content, RangeChart, Section, Simple, TableBlock, undrawn
from guangdong_ai.reports.content.calendar import calendar_content
from guangdong_ai.reports.content.catalogue_diff.content import diff_content
from guangdong_ai.reports.content.catalogue_diff.diff import ComparedCatalogue, catalogue_diff
from guangdong_ai.reports.content.comparison import comparison_content
from guangdong_ai.reports.content.explanation import explanation, explanation_content
from guangdong_ai.reports.content.full_assessment.full_assessment import full_assessment_content
from guangdong_ai.reports.content.measure import measure_content
from guangdong_ai.reports.content.measures_list import measures_list
from guangdong_ai.reports.content.near_misses import near_misses_content
from guangdong_ai.reports.content.preparation import preparation_content
from guangdong_ai.reports.content.profile import profile_content
from guangdong_ai.reports.content.report import Report
from guangdong_ai.reports.content.titles import titles_content
from guangdong_ai.reports.render.formats import Setting, rendered
from guangdong_ai.reports.render.html_page import page
from guangdong_ai.reports.render.terminal import page_of
from tests.reports.conftest import printed, words_of
from tests.reports.office_text import document_text

Make = Callable[[AssessmentResult], Content]


def _explained(of: AssessmentResult) -> Content:
    result = assess_measure(of.catalogue.measures["national-project-match"], of.catalogue, of.profile.facts, of.as_of)
    return explanation_content(explanation(result, of.profile, of.catalogue), of.profile, of.catalogue, of.as_of)


def _title_explained(of: AssessmentResult) -> Content:
    title = readiness_of(of.catalogue.titles["provincial-specialised-sme-title"], of)
    explained = explanation(title.result, of.profile, of.catalogue, title)
    return explanation_content(explained, of.profile, of.catalogue, of.as_of)


def _compared(of: AssessmentResult) -> Content:
    after = assess(of.catalogue, change_profile(of.profile, {"enterprise.city": "shenzhen"}), of.as_of)
    return comparison_content(compare(of, after), show_all=True)


def _diff(of: AssessmentResult) -> Content:
    days = date(2025, 1, 1), of.as_of
    sides = [ComparedCatalogue(name=Text(str(day), str(day)), catalogue=of.catalogue, as_of=day) for day in days]
    return diff_content(catalogue_diff(sides[0], sides[1], changes_between_days(of.catalogue, *days), None, between_days=True))


def _summary(of: AssessmentResult) -> Content:
    counted = SummaryBuilder(of.catalogue, of.as_of)
    counted.add(of.known, of.measures, of.totals)
    return batch_summary_content(counted.summary(), of.catalogue, of.as_of)


CHOSEN = ("national-project-match", "benchmark-supplier", "gd-manufacturing-loan-subsidy")

CONTENTS: dict[str, Make] = {
    "assessment": lambda of: assessment_content(of, show_all=True, profile_file="firm.toml"),
    "titles": lambda of: titles_content(of, show_all=True, profile_file="firm.toml"),
    "titles in short": lambda of: titles_content(of, show_all=False),
    "title": _title_explained,
    "in full": full_assessment_content,
    "explanation": _explained,
    "near misses": lambda of: near_misses_content(near_misses(of), of, show_all=True, profile_file="firm.toml"),
    "comparison": _compared,
    "calendar": lambda of: calendar_content(calendar_of(of), of),
    "preparation": lambda of: preparation_content(preparation(of, CHOSEN), of, ("firm.toml",), "firm.toml"),
    "nothing to prepare": lambda of: preparation_content(replace(preparation(of), results=(), events=()), of),
    "measure": lambda of: measure_content(of.catalogue.measures["national-project-match"], of.catalogue),
    "list": lambda of: measures_list(of.catalogue, of.as_of),
    "profile": lambda of: profile_content(of.profile, of.catalogue),
    "diff": _diff,
    "summary": _summary,
}


_MADE: dict[str, Content] = {}


def content_of(name: str, assessments: dict[str, AssessmentResult]) -> Content:
    """The content of that name for the example firm, made once: it is a value."""
    if name not in _MADE:
        _MADE[name] = CONTENTS[name](assessments["demo"])
    return _MADE[name]


def texts(of: object) -> Iterator[Text]:
    """Every text below a block, but for what goes with commands and the marks of a scale, which only drawings have."""
    if isinstance(of, Text):
        yield of
    elif isinstance(of, RangeChart):
        yield from texts(of.bars)
    elif isinstance(of, tuple):
        for part in of:
            yield from texts(part)
    elif isinstance(of, msgspec.Struct) and not isinstance(of, Command):
        yield from texts(tuple(getattr(of, name) for name in of.__struct_fields__))


def without_heads(content: Content) -> Content:
    """The content without the heads of its tables: in a list a title is needed only where a cell is not alone and not empty."""

    def headless(block: Simple) -> Simple:
        if not isinstance(block, TableBlock):
            return block
        columns = tuple(replace(column, title=Text("", "")) for column in block.columns)
        return replace(block, names=Text("", ""), columns=columns)

    return replace(content, sections=tuple(replace(one, blocks=tuple(map(headless, undrawn(one.blocks)))) for one in content.sections))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CONTENTS)
def test_markdown_says_everything(assessments: dict[str, AssessmentResult], name: str, language: Language) -> None:
    content = content_of(name, assessments)
    markdown = rendered(Report(lambda: content, dict), "markdown", Setting(language=language))
    assert isinstance(markdown, str)
    said = words_of(markdown.replace("\\", ""))
    titles = {section.title for section in content.sections}
    for text in texts(without_heads(content)):
        words = text.in_language(language)
        assert words_of(words.rstrip("：:") if text in titles else words) in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CONTENTS)
def test_a_page_says_everything(assessments: dict[str, AssessmentResult], name: str, language: Language) -> None:
    content = content_of(name, assessments)
    said = words_of(unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", page(content, (language,)), flags=re.DOTALL)))
    for text in texts(content):
        assert words_of(text.in_language(language).rstrip("：:")) in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CONTENTS)
def test_a_document_says_everything(assessments: dict[str, AssessmentResult], name: str, language: Language) -> None:
    content = content_of(name, assessments)
    made = rendered(Report(lambda: content, dict), "docx", Setting(language=language))
    assert isinstance(made, bytes)
    said = words_of(document_text(made))
    for text in texts(content):
        assert words_of(text.in_language(language).rstrip("：:")) in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CONTENTS)
def test_the_terminal_says_everything(assessments: dict[str, AssessmentResult], name: str, language: Language) -> None:
    """What is in columns may be broken beside other columns: there, every character is to be found."""
    content = content_of(name, assessments)
    said = words_of(printed(page_of(content, language), 2000))
    for drawn in content.sections:
        section = replace(drawn, blocks=undrawn(drawn.blocks))
        beside = [block for block in section.blocks if isinstance(block, TableBlock)]
        apart = Section(section.title, tuple(block for block in section.blocks if block not in beside))
        labels = [item.label for item in section.items if item.label is not None]
        assert all(words_of(text.in_language(language)) in said for text in texts(apart) if text not in labels)
        for text in (*labels, *(text for table in beside for group in table.groups for row in group.rows for text in texts(row))):
            assert set(words_of(text.in_language(language))) <= set(said)


@pytest.mark.parametrize("name", CONTENTS)
def test_content_is_in_both_languages_and_knows_no_place(assessments: dict[str, AssessmentResult], name: str) -> None:
    content = content_of(name, assessments)
    assert content.title.zh
    assert content.title.en
    assert len(content.sections) > 1
    assert not any("\n" in text.zh or "\x1b" in text.zh for text in texts(content))
