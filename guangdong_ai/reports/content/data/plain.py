"""What the JSON of several reports holds: catalogues, profiles, measures, windows, sources, texts and values."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from guangdong_ai.assessment.criteria import CriterionResult
from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.assessment.source_documents import publication_unknown, published_later
from guangdong_ai.assessment.window import Window
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.document import Document
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.source import Source
from guangdong_ai.rules.table import TableRow
from guangdong_ai.rules.value import NONE_OF_THESE, Value
from guangdong_ai.text import Text

if TYPE_CHECKING:
    from guangdong_ai.reports.content.data.forms.shared import (
        CallDaysData,
        CatalogueData,
        CriterionData,
        FigureData,
        LaterDocumentData,
        MeasureData,
        ProfileData,
        SourceData,
        TextData,
        WindowData,
    )


def plain_catalogue(catalogue: Catalogue) -> "CatalogueData":
    """Which catalogue it was: its version, the digest of its files, and when it was reviewed."""
    return {
        "version": catalogue.manifest.version,
        "digest": catalogue.digest,
        "reviewed_on": catalogue.manifest.reviewed_on.isoformat(),
    }


def plain_profile(profile: Profile, catalogue: Catalogue) -> "ProfileData":
    """The answers of an applicant, by full id, in catalogue order; what follows from them stands apart, null for none of the choices."""
    implied = catalogue.implied(profile.facts)
    known = (fact for fact in catalogue.facts.values() if fact.id in profile.facts)
    return {
        "name": profile.name,
        "facts": {fact.id: plain_value(profile.facts[fact.id], fact) for fact in known},
        "dont_know": list(profile.dont_know),
        "implied": {
            fact.id: None if implied[fact.id].value == NONE_OF_THESE else plain_value(implied[fact.id].value, fact)
            for fact in catalogue.facts.values()
            if fact.id in implied
        },
    }


def plain_value(value: Value, fact: Fact) -> Any:
    """A fact's value as JSON has it: choices in declared order, days as ISO dates, money and shares as numbers that read back exactly."""
    match value:
        case frozenset():
            return [choice.id for choice in fact.choices if choice.id in value]
        case date():
            return value.isoformat()
        case Decimal():
            return plain_money(value)
        case _:
            return value


def plain_money(yuan: Decimal) -> int | float:
    """A Decimal as a JSON number that reads back exactly: facts have at most 15 significant digits, and the nearest float prints the same."""
    return int(yuan) if yuan == yuan.to_integral_value() else float(yuan)


def plain_measure(result: MeasureResult, catalogue: Catalogue, as_of: date) -> "MeasureData":
    """One measure of an assessment."""
    measure, funding = result.measure, result.funding
    return {
        "id": measure.id,
        "document": measure.document,
        "article": measure.article,
        "title": plain_text(measure.title),
        "eligibility": result.eligibility,
        "window": plain_window(result.window),
        "funding": {
            "kind": funding.kind,
            "low": funding.low,
            "high": funding.high,
            "note": None if measure.funding.note is None else plain_text(measure.funding.note),
            "missing": list(funding.missing),
            "estimated_from": [_row(row) for row in funding.rows],
        },
        "criteria": [_criterion(item) for item in result.criteria],
        "missing": list(result.missing),
        "open_questions": [plain_text(question.text) for question in measure.questions_open],
        "published_later": [_later(document) for document in published_later(result, catalogue, as_of)],
        "publication_unknown": [document.id for document in publication_unknown(result, catalogue, as_of)],
    }


def _later(document: Document) -> "LaterDocumentData":
    day = plain_day(document.public_from)
    if day is None:  # nothing says that it came later
        raise TypeError(document)
    return {"document": document.id, "day": day}


def plain_day(day: date | None) -> str | None:
    """The day as an ISO date; null where it is not known."""
    return None if day is None else day.isoformat()


def plain_window(window: Window) -> "WindowData":
    """A window with its days, and the call that it comes from."""
    return {
        "state": window.state,
        "opens": plain_day(window.opens),
        "closes": plain_day(window.closes),
        "days_left": window.days_left,
        "weekdays_left": window.weekdays_left,
        "working_days_left": window.working_days_left,
        "call": None if window.call is None else {"id": window.call.id, "title": plain_text(window.call.title)},
        "note": None if window.note is None else plain_text(window.note),
        "source": None if window.source is None else plain_source(window.source),
    }


def _criterion(item: CriterionResult) -> "CriterionData":
    criterion = item.criterion
    return {
        "id": criterion.id,
        "call": None if item.call is None else item.call.id,
        "outcome": item.outcome,
        "decisive": item.decisive,
        "facts": list(item.facts),
        "missing": list(item.missing),
        "text": plain_text(criterion.text),
        "review": None if criterion.review is None else plain_text(criterion.review),
        "source": plain_source(criterion.source),
    }


def _row(row: TableRow) -> "FigureData":
    return {
        "key": row.key,
        "column": row.column,
        "low": None if row.low is None else int(row.low),
        "high": None if row.high is None else int(row.high),
        "source": None if row.source is None else plain_source(row.source),
        "note": None if row.note is None else plain_text(row.note),
    }


def plain_source(source: Source) -> "SourceData":
    """A place in a document."""
    return {
        "document": source.document,
        "article": source.article,
        "confidence": source.confidence,
        "note": None if source.note is None else plain_text(source.note),
    }


def plain_text(text: Text) -> "TextData":
    """A text in both languages."""
    return {"zh": text.zh, "en": text.en}


def plain_call_days(call: Call) -> "CallDaysData":
    """The round with its days as JSON has them; null where a day is not known."""
    return {
        "id": call.id,
        "title": plain_text(call.title),
        "posted": plain_day(call.posted),
        "opens": plain_day(call.opens),
        "closes": plain_day(call.closes),
        "over_by": plain_day(call.over_by),
        "source": plain_source(call.dates_source),
    }
