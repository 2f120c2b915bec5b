"""The record of a result that a page, a document or a workbook carries: what it comes from, and what came out for each measure.

From it ``check --replay`` assesses once more and says what differs.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from guangdong_ai.assessment.kept_result import KeptMeasure, kept_result
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.foundation.text import Language
from guangdong_ai.reports.content.data.assessment import plain_catalogue, plain_profile
from guangdong_ai.reports.content.data.provenance import plain_provenance
from guangdong_ai.reports.content.data.since import plain_ends, plain_kept

if TYPE_CHECKING:
    from guangdong_ai.reports.content.data.forms.provenance import MeasureRecordData, ResultRecordData

SCHEMA: Final = "guangdong-ai/result-record/1"


def plain_record(
    assessment: AssessmentResult, languages: Sequence[Language], *, show_all: bool, titles: bool, from_a_file: bool
) -> "ResultRecordData":
    """The record of an assessment that a file in these languages shows. ``from_a_file``: whether one file holds all the answers."""
    catalogue, kept = assessment.catalogue, kept_result(assessment)
    answers = plain_profile(assessment.profile, catalogue)
    return {
        "schema": SCHEMA,
        "as_of": assessment.as_of.isoformat(),
        "catalogue": plain_catalogue(catalogue),
        "provenance": plain_provenance(catalogue),
        "profile": {"name": answers["name"], "facts": answers["facts"], "dont_know": answers["dont_know"]},
        "measures": [_measure(measure) for measure in kept.measures.values()],
        "totals": plain_ends(kept.totals),
        "shown": {"languages": list(languages), "all": show_all, "titles": titles, "from_a_file": from_a_file},
    }


def _measure(measure: KeptMeasure) -> "MeasureRecordData":
    return {"id": measure.id, **plain_kept(measure)}
