"""An assessment as plain data: the JSON of docs/json.md. Its keys are fixed; scripts rely on them."""

from datetime import date
from decimal import Decimal
from typing import Any

from guangdong_ai.assessment.criteria import CriterionResult
from guangdong_ai.assessment.result import Assessment, MeasureResult
from guangdong_ai.assessment.window import Window
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.source import Source
from guangdong_ai.rules.table import Row
from guangdong_ai.rules.value import Value
from guangdong_ai.text import Text

SCHEMA = "guangdong-ai/assessment/1"


def plain_assessment(assessment: Assessment) -> dict[str, Any]:
    """The assessment with every measure of the catalogue, ineligible ones too. Days are ISO dates, amounts whole yuan."""
    catalogue, profile, totals = assessment.catalogue, assessment.profile, assessment.totals
    return {
        "schema": SCHEMA,
        "as_of": assessment.as_of.isoformat(),
        "catalogue": {
            "version": catalogue.manifest.version,
            "digest": catalogue.digest,
            "reviewed_on": catalogue.manifest.reviewed_on.isoformat(),
        },
        "profile": plain_profile(profile, catalogue),
        "measures": [_measure(result) for result in assessment.measures],
        "totals": {
            "low": totals.low,
            "high": totals.high,
            "counted": [measure.id for measure in totals.counted],
            "left_out": [{"id": left_out.measure.id, "because": _text(left_out.because)} for left_out in totals.left_out],
        },
        "next_question": assessment.next_question,
    }


def plain_profile(profile: Profile, catalogue: Catalogue) -> dict[str, Any]:
    """The answers of an applicant, by full id, in catalogue order."""
    known = (fact for fact in catalogue.facts.values() if fact.id in profile.facts)
    return {
        "name": profile.name,
        "facts": {fact.id: plain_value(profile.facts[fact.id], fact) for fact in known},
        "dont_know": list(profile.dont_know),
    }


def plain_value(value: Value, fact: Fact) -> Any:
    """A fact's value as JSON has it: choices in declared order, days as ISO dates, money and shares as numbers that read back exactly."""
    match value:
        case frozenset():
            return [choice.id for choice in fact.choices if choice.id in value]
        case date():
            return value.isoformat()
        case Decimal():
            # Facts are limited to 15 significant digits, so the nearest float prints as the same figure.
            return int(value) if value == value.to_integral_value() else float(value)
        case _:
            return value


def _measure(result: MeasureResult) -> dict[str, Any]:
    measure, funding = result.measure, result.funding
    return {
        "id": measure.id,
        "document": measure.document,
        "article": measure.article,
        "title": _text(measure.title),
        "eligibility": result.eligibility,
        "window": _window(result.window),
        "funding": {
            "kind": funding.kind,
            "low": funding.low,
            "high": funding.high,
            "note": None if measure.funding.note is None else _text(measure.funding.note),
            "missing": list(funding.missing),
            "estimated_from": [_row(row) for row in funding.rows],
        },
        "criteria": [_criterion(item) for item in result.criteria],
        "missing": list(result.missing),
        "open_questions": [_text(question.text) for question in measure.questions_open],
    }


def _window(window: Window) -> dict[str, Any]:
    return {
        "state": window.state,
        "opens": None if window.opens is None else window.opens.isoformat(),
        "closes": None if window.closes is None else window.closes.isoformat(),
        "days_left": window.days_left,
        "call": None if window.call is None else {"id": window.call.id, "title": _text(window.call.title)},
        "note": None if window.note is None else _text(window.note),
    }


def _criterion(item: CriterionResult) -> dict[str, Any]:
    criterion = item.criterion
    return {
        "id": criterion.id,
        "call": None if item.call is None else item.call.id,
        "outcome": item.outcome,
        "decisive": item.decisive,
        "facts": list(item.facts),
        "missing": list(item.missing),
        "text": _text(criterion.text),
        "review": None if criterion.review is None else _text(criterion.review),
        "source": _source(criterion.source),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "key": row.key,
        "column": row.column,
        "low": None if row.low is None else int(row.low),
        "high": None if row.high is None else int(row.high),
        "source": None if row.source is None else _source(row.source),
        "note": None if row.note is None else _text(row.note),
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "document": source.document,
        "article": source.article,
        "confidence": source.confidence,
        "note": None if source.note is None else _text(source.note),
    }


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
