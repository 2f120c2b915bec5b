"""Everything that is written as JSON fits its schema, which is made from the types of its writers."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped,unused-ignore]

from guangdong_ai.assessment.assess import assess, assess_measure
from guangdong_ai.assessment.calendar import calendar_of
from guangdong_ai.assessment.catalogue_on_day import changes_between_days
from guangdong_ai.assessment.comparison import compare
from guangdong_ai.assessment.impact import impact
from guangdong_ai.assessment.kept_result import kept_result
from guangdong_ai.assessment.near_misses import near_misses
from guangdong_ai.assessment.preparation import preparation
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.assessment.review import review_tasks
from guangdong_ai.assessment.since import since
from guangdong_ai.assessment.titles import title_readiness
from guangdong_ai.batch.outcome import Counts, FaultCount
from guangdong_ai.batch.summary import SummaryBuilder
from guangdong_ai.cli.batch_progress import progress_data
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.profile import change_profile
from guangdong_ai.reports.content.catalogue_diff.diff import ApplicantImpact, ComparedCatalogue, Impacts, catalogue_diff
from guangdong_ai.reports.content.data.assessment import plain_assessment
from guangdong_ai.reports.content.data.batch_summary import plain_batch_summary
from guangdong_ai.reports.content.data.calendar import plain_calendar
from guangdong_ai.reports.content.data.catalogue_diff import plain_diff
from guangdong_ai.reports.content.data.comparison import plain_comparison
from guangdong_ai.reports.content.data.explanation import plain_explanation
from guangdong_ai.reports.content.data.near_misses import plain_search
from guangdong_ai.reports.content.data.preparation import plain_preparation
from guangdong_ai.reports.content.data.review import plain_review
from guangdong_ai.reports.content.data.since import plain_since
from guangdong_ai.reports.content.explanation import explanation
from guangdong_ai.reports.render.json_text import as_json
from guangdong_ai.rules.value import Value

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"


def _explained(of: AssessmentResult) -> Iterator[object]:
    for measure in of.catalogue.measures.values():
        result = assess_measure(measure, of.catalogue, of.profile.facts, of.as_of)
        yield plain_explanation(explanation(result, of.profile, of.catalogue), of.profile, of.catalogue, of.as_of)
    for title in title_readiness(of):
        explained = explanation(title.result, of.profile, of.catalogue, title)
        yield plain_explanation(explained, of.profile, of.catalogue, of.as_of)


def _compared(of: AssessmentResult) -> Iterator[object]:
    for city in ("shenzhen", "foshan"):
        after = assess(of.catalogue, change_profile(of.profile, {"enterprise.city": city}), of.as_of)
        yield plain_comparison(compare(of, after))
    small: dict[str, Value] = {
        "enterprise.kind": "enterprise",
        "enterprise.employees": 20,
        "enterprise.revenue": Decimal(9),
        "enterprise.assets": Decimal(9),
    }
    yield plain_comparison(compare(of, assess(of.catalogue, change_profile(of.profile, small), of.as_of)))


def _since(of: AssessmentResult) -> Iterator[object]:
    earlier = kept_result(assess(of.catalogue, change_profile(of.profile, {"enterprise.city": "shenzhen"}), date(2026, 1, 1)))
    for before in (kept_result(of), earlier, replace(earlier, digest="sha256:0", dropped=(("enterprise.old", "3"),), measures={})):
        yield plain_since(since(before, kept_result(of), of.catalogue))


def _summary(of: AssessmentResult) -> Iterator[object]:
    counted = SummaryBuilder(of.catalogue, of.as_of)
    yield plain_batch_summary(counted.summary(), of.catalogue, of.as_of)
    counted.add(of.known, of.measures, of.totals)
    reason = Text("不是金额", "no amount")
    faults = [
        FaultCount(column=column, reason=reason, lenient=not column, rows=2, file=Path("a.csv"), line=line, example=example)
        for column, line, example in (("营业收入", 3, "abc"), ("", None, ""))
    ]
    yield plain_batch_summary(counted.summary(), of.catalogue, of.as_of, tuple(faults))


def _progress(of: AssessmentResult) -> Iterator[Any]:
    del of
    yield progress_data("begun", "plain", 0, None, 0.0)
    yield progress_data("progress", "polars", 5, 10, 1.25)
    yield progress_data("finished", "plain", 0, None, 2.5, Counts(read=3, assessed=2, rejected=1, made_unknown=4), Path("out.csv"))


def _diff(of: AssessmentResult) -> Iterator[object]:
    days = date(2025, 1, 1), of.as_of
    sides = [ComparedCatalogue(name=Text(str(day), str(day)), catalogue=of.catalogue, as_of=day) for day in days]
    both = impact(assess(of.catalogue, of.profile, days[0]), of)
    impacts = Impacts(applicants=(ApplicantImpact(file="firm.toml", impact=both),), refused=("bad.toml",))
    for told in (None, impacts):
        yield plain_diff(catalogue_diff(sides[0], sides[1], changes_between_days(of.catalogue, *days), told, between_days=True))


EVERY = ("national-project-match", "benchmark-supplier", "gd-manufacturing-loan-subsidy", "shenzhen-training-voucher")
"""Measures with papers of their own and without, so that a plan holds of everything something."""

WRITERS: dict[str, Callable[[AssessmentResult], Iterator[Any]]] = {
    "assessment": lambda of: iter([plain_assessment(of, near_misses(of))]),
    "explanation": _explained,
    "near-misses": lambda of: iter([plain_search(near_misses(of), of)]),
    "comparison": _compared,
    "since": _since,
    "review": lambda of: iter([plain_review(review_tasks(of.catalogue, of.as_of), of.catalogue, of.as_of)]),
    "calendar": lambda of: iter([plain_calendar(calendar_of(of, with_ineligible=True), of)]),
    "preparation": lambda of: iter([plain_preparation(preparation(of), of), plain_preparation(preparation(of, EVERY), of)]),
    "batch-summary": _summary,
    "batch-progress": _progress,
    "catalogue-diff": _diff,
}


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(
        json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8")), format_checker=Draft202012Validator.FORMAT_CHECKER
    )


@pytest.mark.parametrize("applicant", ["demo", "shenzhen", "district", "no district", "empty", "over"])
@pytest.mark.parametrize("name", WRITERS)
def test_what_is_written_fits_its_schema(assessments: dict[str, AssessmentResult], name: str, applicant: str) -> None:
    schema = validator(name)
    for data in WRITERS[name](assessments[applicant]):
        document = json.loads(as_json(data))
        assert document["schema"] == f"guangdong-ai/{name}/1"
        schema.validate(document)


@pytest.mark.parametrize("name", WRITERS)
def test_a_key_more_or_less_does_not_fit(assessments: dict[str, AssessmentResult], name: str) -> None:
    schema = validator(name)
    document = json.loads(as_json(next(WRITERS[name](assessments["demo"]))))
    for key in list(document):
        kept = document.pop(key)
        assert not schema.is_valid(document), key
        document[key] = kept
    document["new"] = 1
    assert not schema.is_valid(document)
