"""What a result comes from, as it stands in every file that holds one: the program, the catalogue and what was chosen of it, the day, the answers.

With what came out for each measure beside it, ``check --replay`` can assess once more and say what differs.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from guangdong_ai.assessment.kept_result import KeptMeasure, kept_result
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.text import Language
from guangdong_ai.reports.content.data.assessment import plain_catalogue, plain_profile, plain_text
from guangdong_ai.reports.content.data.since import plain_ends, plain_kept
from guangdong_ai.reports.content.lead import not_decided

if TYPE_CHECKING:
    from guangdong_ai.reports.content.data.forms.provenance import MeasureRecordData, ProvenanceData, ResultRecordData

SCHEMA: Final = "guangdong-ai/result-record/1"


def plain_provenance(catalogue: Catalogue) -> "ProvenanceData":
    """The program, what was chosen of the catalogue, and what is not decided."""
    from guangdong_ai import __version__

    chosen = catalogue.chosen
    return {
        "program": __version__,
        "policies": list(chosen.laid_over),
        "scopes": list(chosen.scopes),
        "only_measures": list(chosen.measures),
        "not_decided": plain_text(not_decided()),
    }


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
