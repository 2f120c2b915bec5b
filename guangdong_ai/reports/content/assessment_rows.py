"""An assessment as a table for programs: a row for each measure of the catalogue, ineligible ones too. Its columns are fixed."""

from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.foundation.text import Language
from guangdong_ai.reports.content.report import Rows

COLUMNS = (
    "measure",
    "document",
    "article",
    "title",
    "eligibility",
    "window",
    "opens",
    "closes",
    "days_left",
    "funding_kind",
    "low",
    "high",
    "missing",
    "decisive",
    "weekdays_left",
    "working_days_left",
)


def assessment_rows(assessment: AssessmentResult, language: Language) -> Rows:
    """Titles are in ``language``, the rest are ids."""
    return Rows(COLUMNS, [_row(result, language) for result in assessment.measures])


def _row(result: MeasureResult, language: Language) -> tuple[object, ...]:
    measure, window, funding = result.measure, result.window, result.funding
    return (
        measure.id,
        measure.document,
        measure.article,
        measure.title.in_language(language),
        result.eligibility,
        window.state,
        window.opens,
        window.closes,
        window.days_left,
        funding.kind,
        funding.low,
        funding.high,
        " ".join(result.missing),
        " ".join(item.criterion.id for item in result.criteria if item.decisive),
        window.weekdays_left,
        window.working_days_left,
    )
