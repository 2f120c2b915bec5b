"""The page of a measure, in the terminal and as Markdown, and the list of all measures."""

from datetime import date

import pytest
from rich.cells import cell_len

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.text import LANGUAGES, Language, Text
from guangdong_ai.reports.wording.condition_wording import condition_in_words
from tests.reports.conftest import fits, printed, words_of
from tests.reports.rendered import measure_markdown, measure_page, measures_page


def all_texts(measure: Measure, catalogue: Catalogue) -> list[Text]:
    """What the page of a measure must say, as far as the catalogue has the words."""
    calls = catalogue.calls_of(measure.id)
    criteria = [*measure.criteria, *(criterion for call in calls for criterion in call.criteria)]
    optional = [measure.department, measure.apply_at, measure.funding.note, *(call.note for call in calls)]
    optional += [criterion.review for criterion in criteria]
    return [
        *(measure.title, measure.benefit, measure.audience),
        *(text for text in optional if text is not None),
        *(criterion.text for criterion in criteria),
        *(condition_in_words(criterion.when, catalogue.facts) for criterion in criteria if criterion.when is not None),
        *(source.figure for source in measure.funding.sources),
        *(reading.text for reading in measure.funding.readings),
        *measure.papers,
        *(paper for call in calls for paper in call.papers),
        *(call.title for call in calls),
        *(question.text for question in measure.questions_open),
        *(rule.text for rule in catalogue.stacking.values() if measure.id in rule.concerned),
        *(catalogue.documents[source.document].title for source in (criterion.source for criterion in criteria)),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_the_page_of_each_measure_says_everything(catalogue: Catalogue, width: int, language: Language) -> None:
    for measure in catalogue.measures.values():
        page = printed(measure_page(measure, catalogue, language), width)
        page.encode("gbk")
        assert "…" not in page
        assert all(cell_len(line) <= width and line == line.rstrip() for line in page.splitlines())
        if width == 40:  # labels stand above their values, so that each text is in one piece
            for text in all_texts(measure, catalogue):
                assert words_of(text.in_language(language)) in words_of(page), measure.id
            for criterion in measure.criteria:
                assert criterion.id in words_of(page)


def test_markdown_has_both_languages_and_everything(catalogue: Catalogue) -> None:
    for measure in catalogue.measures.values():
        page = measure_markdown(measure, catalogue)
        assert page.startswith("# ")
        assert page.endswith("\n")
        assert f"`{measure.id}`" in page
        plain = page.replace("\\", "")
        for text in all_texts(measure, catalogue):
            assert text.zh in plain
            assert text.en in plain
        assert all(line == line.rstrip() for line in page.splitlines())


def test_markdown_escapes_its_own_marks(catalogue: Catalogue) -> None:
    page = measure_markdown(catalogue.measures["little-giant-award"], catalogue)
    assert "<" not in page
    assert "_" not in page.replace("\\_", "")


def test_the_figures_of_a_table_are_on_the_page(catalogue: Catalogue) -> None:
    page = printed(measure_page(catalogue.measures["little-giant-award"], catalogue, "en"), 80)
    assert "Guangzhou" in page
    assert "Zhanjiang" in page
    assert "No published figure found" in page


def test_a_call_is_on_the_page_with_its_own_criteria(catalogue: Catalogue) -> None:
    page = printed(measure_page(catalogue.measures["benchmark-supplier"], catalogue, "zh"), 80)
    assert "申报批次 gd-benchmark-2026" in page
    assert "started-in-period" in page
    assert "不早于2022-07-01" in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [40, 60, 80, 100, 130])
def test_the_list_has_every_measure(catalogue: Catalogue, width: int, language: Language) -> None:
    text = printed(measures_page(catalogue, language, date(2026, 3, 1)), width)
    text.encode("gbk")
    assert all(fits(line, width) and line == line.rstrip() for line in text.splitlines())
    for measure in catalogue.measures.values():
        assert measure.id in words_of(text)
