"""An assessment as CSV: a row for each measure, for a spreadsheet or a script."""

import csv
import io

from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.spreadsheet_text import as_plain_text
from guangdong_ai.text import Language

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
"""Amounts in whole yuan, empty where none can be given; days as ISO dates; lists separated by spaces."""


def as_csv(assessment: AssessmentResult, language: Language) -> str:
    """Every measure of the catalogue, ineligible ones too, under a header line. Titles are in ``language``, the rest are ids.

    Text that a spreadsheet program would run has an apostrophe in front, as in the tables of ``batch``.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for result in assessment.measures:
        writer.writerow([as_plain_text(cell) if isinstance(cell, str) else cell for cell in _row(result, language)])
    return stream.getvalue()


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
