"""A plan to apply as JSON."""

from typing import TYPE_CHECKING, Final

from guangdong_ai.assessment.papers_needed import ProvingPaper
from guangdong_ai.assessment.preparation import Preparation
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.content.data.assessment import plain_catalogue, plain_day, plain_measure, plain_profile, plain_source, plain_text
from guangdong_ai.reports.content.data.calendar import plain_event
from guangdong_ai.reports.wording.caveats import caveats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from guangdong_ai.reports.content.data.forms.preparation import (
        DocumentData,
        PaperData,
        PreparationData,
        PreparedMeasureData,
        WaitingMeasureData,
    )
    from guangdong_ai.reports.content.data.forms.shared import TextData

SCHEMA: Final = "guangdong-ai/preparation/1"


def plain_preparation(plan: Preparation, assessment: AssessmentResult) -> "PreparationData":
    """The plan as plain data. Its form is in docs/json.md."""
    catalogue, papers = assessment.catalogue, plan.papers
    return {
        "schema": SCHEMA,
        "as_of": assessment.as_of.isoformat(),
        "catalogue": plain_catalogue(catalogue),
        "profile": plain_profile(assessment.profile, catalogue),
        "chosen": plan.chosen,
        "measures": [_measure(result, assessment) for result in plan.results],
        "waiting": [_waiting(result, assessment) for result in plan.waiting],
        "events": [plain_event(event, catalogue) for event in plan.events],
        "questions": [{"fact": name, "question": plain_text(catalogue.facts[name].question)} for name in plan.questions],
        "named_papers": [
            {
                "text": plain_text(one.text),
                "call": None if one.call is None else one.call.id,
                "source": None if one.source is None else plain_source(one.source),
                "measures": _ids(one.measures),
                "id": None if one.paper is None else one.paper.id,
                "held_by": [] if one.paper is None else list(one.paper.held_by),
            }
            for one in papers.named
        ],
        "papers": [_paper(one) for held in papers.held for one in held.papers],
        "holders": [{"id": one.id, "title": plain_text(one.title)} for one in catalogue.holders.values()],
        "without_paper": [
            {
                "facts": list(one.facts),
                "because": None if one.because is None else plain_text(one.because.reason),
                "measures": _ids(one.measures),
            }
            for one in papers.unproved
        ],
        "warnings": [plain_text(caveat) for caveat in caveats(assessment)],
    }


def _measure(result: MeasureResult, assessment: AssessmentResult) -> "PreparedMeasureData":
    plain, measure = plain_measure(result, assessment.catalogue, assessment.as_of), result.measure
    return {
        "id": plain["id"],
        "title": plain["title"],
        "eligibility": plain["eligibility"],
        "window": plain["window"],
        "funding": plain["funding"],
        "apply_at": _or_null(measure.apply_at),
        "department": _or_null(measure.department),
        "document": _document(measure, assessment.catalogue),
        "open_questions": plain["open_questions"],
    }


def _waiting(result: MeasureResult, assessment: AssessmentResult) -> "WaitingMeasureData":
    plain = plain_measure(result, assessment.catalogue, assessment.as_of)
    return {
        "id": plain["id"],
        "title": plain["title"],
        "window": plain["window"],
        "funding": plain["funding"],
        "missing": plain["missing"],
    }


def _document(measure: Measure, catalogue: Catalogue) -> "DocumentData":
    document = catalogue.documents[measure.document]
    return {
        "id": document.id,
        "title": plain_text(document.title),
        "number": document.number,
        "address": document.address,
        "address_opened": plain_day(document.address_opened),
    }


def _paper(one: ProvingPaper) -> "PaperData":
    paper = one.paper
    return {
        "id": paper.id,
        "text": plain_text(paper.text),
        "held_by": list(paper.held_by),
        "facts": list(one.facts),
        "measures": _ids(one.measures),
        "usual": one.usual,
        "document": paper.document,
        "confidence": paper.confidence,
        "note": _or_null(paper.note),
    }


def _or_null(text: Text | None) -> "TextData | None":
    return None if text is None else plain_text(text)


def _ids(measures: "Sequence[Measure]") -> list[str]:
    return [measure.id for measure in measures]
