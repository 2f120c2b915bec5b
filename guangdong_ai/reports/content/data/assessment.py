"""An assessment as plain data, and what the JSON of other reports shares with it: the JSON of docs/json.md. Its keys are fixed; scripts rely on them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from guangdong_ai.assessment.coverage import Gap, coverage_gaps
from guangdong_ai.assessment.criteria import CriterionResult
from guangdong_ai.assessment.near_misses import NearMiss, Obstacle, Option, Requirement
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult, RelevantRule
from guangdong_ai.assessment.source_documents import publication_unknown, published_later
from guangdong_ai.assessment.window import Window
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.document import Document
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.wording.caveats import caveats, coverage_in_words
from guangdong_ai.rules.source import Source
from guangdong_ai.rules.table import TableRow
from guangdong_ai.rules.value import NONE_OF_THESE, Value

if TYPE_CHECKING:
    from guangdong_ai.reports.content.data.forms.assessment import AssessmentData, GapData, RelevantRuleData
    from guangdong_ai.reports.content.data.forms.near_misses import NearMissData, ObstacleData, RequirementData, WayData
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

SCHEMA: Final = "guangdong-ai/assessment/1"


def plain_assessment(assessment: AssessmentResult, misses: Sequence[NearMiss]) -> "AssessmentData":
    """The assessment with every measure of the catalogue, ineligible ones too, and its near misses. Days are ISO dates, amounts whole yuan."""
    from guangdong_ai.assessment.titles import title_readiness
    from guangdong_ai.reports.content.data.provenance import plain_provenance  # as below
    from guangdong_ai.reports.content.data.titles import plain_titles  # its form is made up of what stands here

    catalogue, profile, totals = assessment.catalogue, assessment.profile, assessment.totals
    return {
        "schema": SCHEMA,
        "as_of": assessment.as_of.isoformat(),
        "catalogue": plain_catalogue(catalogue),
        "provenance": plain_provenance(catalogue),
        "profile": plain_profile(profile, catalogue),
        "measures": [plain_measure(result, catalogue, assessment.as_of) for result in assessment.measures],
        "totals": {
            "low": totals.low,
            "high": totals.high,
            "if_all_met": totals.if_all_met,
            "counted": [measure.id for measure in totals.counted],
            "left_out": [{"id": left_out.measure.id, "because": plain_text(left_out.because)} for left_out in totals.left_out],
            "limits": [_relevant_rule(relevant) for relevant in totals.limits],
            "doubts": [_relevant_rule(relevant) for relevant in totals.doubts],
            "not_known": [_relevant_rule(relevant) for relevant in totals.not_known],
        },
        "next_question": assessment.next_question,
        "warnings": [plain_text(caveat) for caveat in caveats(assessment)],
        "coverage": [_gap(gap) for gap in coverage_gaps(catalogue, profile.facts)],
        "near_misses": plain_near_misses(misses, catalogue),
        "titles": plain_titles(title_readiness(assessment), catalogue),
    }


def _gap(gap: Gap) -> "GapData":
    choice = gap.choice
    if choice.coverage is None:  # it would be no gap
        raise TypeError(gap)
    return {"fact": gap.fact, "choice": choice.id, "state": choice.coverage, "text": plain_text(coverage_in_words(choice))}


def _relevant_rule(relevant: RelevantRule) -> "RelevantRuleData":
    rule, ceiling = relevant.rule, relevant.ceiling
    return {
        "rule": rule.id,
        "form": rule.form,
        "measures": [measure.id for measure in relevant.measures],
        "most": rule.most,
        "per": rule.per,
        "ceiling": None if ceiling is None else {"low": ceiling.low, "high": ceiling.high, "missing": list(ceiling.missing)},
        "text": plain_text(rule.text),
        "source": plain_source(rule.source),
    }


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
        "implied": {fact.id: plain_value(implied[fact.id].value, fact) for fact in catalogue.facts.values() if fact.id in implied},
    }


def plain_value(value: Value, fact: Fact) -> Any:
    """A fact's value as JSON has it: choices in declared order, None for none of them, ISO dates, money and shares as numbers that read back exactly."""
    if value == NONE_OF_THESE:
        return None
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
        "scope": catalogue.scope_of(measure),
        "document": measure.document,
        "article": measure.article,
        "title": plain_text(measure.title),
        "eligibility": result.eligibility,
        "window": plain_window(result.window),
        "funding": {
            "kind": funding.kind,
            "low": funding.low,
            "high": funding.high,
            "per": funding.per,
            "years": funding.years,
            "note": None if measure.funding.note is None else plain_text(measure.funding.note),
            "missing": list(funding.missing),
            "estimated_from": [_row(row) for row in funding.rows],
        },
        "criteria": [plain_criterion(item) for item in result.criteria],
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


def plain_criterion(item: CriterionResult) -> "CriterionData":
    """One criterion with its outcome."""
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


def plain_near_misses(misses: Sequence[NearMiss], catalogue: Catalogue) -> "list[NearMissData]":
    """The near misses in their order, each with its ways in theirs."""
    return [
        {
            "measure": miss.measure.id,
            "complete": miss.complete,
            "ways": [plain_way(option, catalogue) for option in miss.options],
            "obstacles": [_obstacle(obstacle) for obstacle in miss.obstacles],
        }
        for miss in misses
    ]


def plain_way(option: Option, catalogue: Catalogue) -> "WayData":
    """What would come out on a way, its effort in points, whether it is told as within reach, and what it takes."""
    return {
        "eligibility": option.eligibility,
        "low": option.funding.low,
        "high": option.funding.high,
        "effort": option.effort,
        "within_reach": option.is_within_reach,
        "requirements": [plain_requirement(requirement, catalogue) for requirement in option.requirements],
    }


def plain_requirement(requirement: Requirement, catalogue: Catalogue) -> "RequirementData":
    """A fact with what it is and what it has to be. Of a text that may be any but some there is no target."""
    from guangdong_ai.assessment.titles import titles_that_give

    fact, now = requirement.fact, requirement.now
    return {
        "fact": fact.id,
        "now": None if now is None else plain_value(now, fact),
        "target": plain_value(requirement.target, fact) if requirement.has_target else None,
        "effort": requirement.effort,
        "titles": list(titles_that_give(requirement, catalogue)),
    }


def _obstacle(obstacle: Obstacle) -> "ObstacleData":
    return {
        "criterion": obstacle.criterion.criterion.id,
        "call": None if obstacle.criterion.call is None else obstacle.criterion.call.id,
        "facts": [fact.id for fact in obstacle.facts],
    }
