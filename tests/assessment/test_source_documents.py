"""What a result rests on, and what of it nobody could have read on its day."""

from datetime import date
from pathlib import Path

import pytest

from guangdong_ai.assessment.assess import assess_measure
from guangdong_ai.assessment.source_documents import publication_unknown, published_later
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.rules.value import Facts
from tests.assessment.small_catalogue import call, catalogue, criterion, measure
from tests.bundled_catalogue import bundled_catalogue


def source(document: str) -> dict[str, str]:
    return {"document": document, "confidence": "official"}


@pytest.fixture
def made(tmp_path: Path) -> Catalogue:
    """A measure whose criterion, figure and call each stand in a document of their own."""
    figure = {"figure": {"zh": "数", "en": "figure"}, **source("figures")}
    funding = {"kind": "cash", "award": "formula", "amount": 1, "sources": [figure]}
    ready = {"fact": "firm.ready", "is": True}
    asked = call("round", "award", source=source("notice"), criteria=[criterion("asked", when=ready, source=source("annex"))])
    return catalogue(
        tmp_path,
        measure("award", criteria=[criterion("ready", when=ready, source=source("rules"))], funding=funding),
        calls=(asked,),
        documents=[
            {"id": "rules", "signed": date(2026, 4, 1)},
            {"id": "figures", "published": date(2026, 5, 1)},
            {"id": "notice"},
            {"id": "annex", "valid_from": date(2026, 6, 1)},
        ],
        manifest={"reviewed_on": date(2026, 7, 1)},
    )


def later(made: Catalogue, day: date) -> list[str]:
    return [document.id for document in published_later(assess_measure(made.measures["award"], made, {}, day), made, day)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 31), ["rules", "annex", "figures"]),
        (date(2026, 4, 1), ["annex", "figures"]),
        (date(2026, 5, 1), ["annex"]),
        (date(2026, 6, 1), []),
    ],
)
def test_criteria_and_figures_whose_document_came_later_are_named(made: Catalogue, day: date, expected: list[str]) -> None:
    assert later(made, day) == expected


@pytest.mark.parametrize(("day", "expected"), [(date(2026, 6, 30), ["notice"]), (date(2026, 7, 1), [])])
def test_of_a_document_without_a_day_it_is_known_from_the_review_on_that_it_is_there(
    made: Catalogue, day: date, expected: list[str]
) -> None:
    result = assess_measure(made.measures["award"], made, {}, day)
    assert [document.id for document in publication_unknown(result, made, day)] == expected


@pytest.fixture(scope="module")
def bundled() -> Catalogue:
    return bundled_catalogue()


GUANGZHOU: Facts = {"enterprise.city": "guangzhou", "titles.little_giant_year": 2025}
SHENZHEN: Facts = {**GUANGZHOU, "enterprise.city": "shenzhen"}


@pytest.mark.parametrize(
    ("facts", "day", "expected"),
    [
        (GUANGZHOU, date(2025, 4, 1), {"gd-fund-rules-2025", "gz-industry-2025"}),
        (SHENZHEN, date(2025, 4, 1), {"gd-fund-rules-2025"}),
        (GUANGZHOU, date(2025, 8, 11), {"gz-industry-2025"}),
        (GUANGZHOU, date(2025, 8, 23), set()),
        (GUANGZHOU, date(2025, 3, 9), {"gd-measures-2025", "gd-fund-rules-2025", "gz-industry-2025"}),
    ],
)
def test_of_a_table_only_the_rows_that_were_read_count(bundled: Catalogue, facts: Facts, day: date, expected: set[str]) -> None:
    result = assess_measure(bundled.measures["little-giant-award"], bundled, facts, day)
    assert {document.id for document in published_later(result, bundled, day)} >= expected
    assert {document.id for document in published_later(result, bundled, day)} - expected <= {"gd-manufacturing-ai-plan-2025"}


def test_on_the_day_of_the_review_nothing_is_later_or_unknown(bundled: Catalogue) -> None:
    day = bundled.manifest.reviewed_on
    for measure_ in bundled.measures.values():
        result = assess_measure(measure_, bundled, GUANGZHOU, day)
        assert published_later(result, bundled, day) == publication_unknown(result, bundled, day) == ()
