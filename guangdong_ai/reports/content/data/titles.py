"""Titles as plain data."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from guangdong_ai.assessment.titles import Opened, Shortfall, TitleReadiness
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.reports.content.data.assessment import (
    plain_call_days,
    plain_criterion,
    plain_money,
    plain_requirement,
    plain_text,
    plain_value,
    plain_window,
)

if TYPE_CHECKING:
    from guangdong_ai.assessment.titles.path import TitleStep
    from guangdong_ai.reports.content.data.forms.titles import OpenedData, ShortfallData, TitleData, TitleStepData, WorthData


def plain_titles(titles: Sequence[TitleReadiness], catalogue: Catalogue) -> "list[TitleData]":
    """The titles in their order."""
    return [plain_title(one, catalogue) for one in titles]


def plain_title(readiness: TitleReadiness, catalogue: Catalogue) -> "TitleData":
    """One title: the applicant's readiness, and what it would open."""
    title, prospect = readiness.title, readiness.prospect
    return {
        "id": title.id,
        "scope": catalogue.scope_of(title),
        "document": title.document,
        "title": plain_text(title.title),
        "holds": readiness.holds,
        "fact": readiness.fact,
        "can_be_won": prospect is not None,
        "earliest": None if prospect is None else plain_value(prospect.first, catalogue.facts[prospect.fact]),
        "eligibility": readiness.result.eligibility,
        "window": plain_window(readiness.result.window),
        "last_call": None if readiness.last_call is None else plain_call_days(readiness.last_call),
        "criteria": [plain_criterion(item) for item in readiness.result.criteria],
        "missing": list(readiness.result.missing),
        "shortfalls": [_shortfall(shortfall, catalogue) for shortfall in readiness.shortfalls],
        "opens": _opens(readiness, catalogue),
        "closes": [measure.id for measure in readiness.closes],
        "worth": _worth(readiness),
        "open_questions": [plain_text(question.text) for question in title.questions_open],
    }


def plain_steps(steps: "Sequence[TitleStep]", catalogue: Catalogue) -> "list[TitleStepData]":
    """The steps in their order."""
    return [
        {
            "title": step.readiness.title.id,
            "after": list(step.after),
            "eligibility": step.readiness.result.eligibility,
            "opens": _opens(step.readiness, catalogue),
            "worth": _worth(step.readiness),
        }
        for step in steps
    ]


def _shortfall(shortfall: Shortfall, catalogue: Catalogue) -> "ShortfallData":
    call = shortfall.criterion.call
    return {
        "criterion": shortfall.criterion.criterion.id,
        "call": None if call is None else call.id,
        "worked_out": {fact.id: plain_money(round(value, 6)) for fact, value in shortfall.worked_out},
        "requirements": [plain_requirement(change, catalogue) for change in shortfall.changes],
    }


def _opens(readiness: TitleReadiness, catalogue: Catalogue) -> "list[OpenedData]":
    return [_opened(one, readiness, catalogue) for one in readiness.opens]


def _opened(opened: Opened, readiness: TitleReadiness, catalogue: Catalogue) -> "OpenedData":
    result, prospect = opened.result, readiness.prospect
    won_by = None if opened.won_by is None or prospect is None else plain_value(opened.won_by, catalogue.facts[prospect.fact])
    return {
        "id": result.id,
        "kind": result.measure.kind,
        "title": plain_text(result.title),
        "eligibility": result.eligibility,
        "low": result.funding.low,
        "high": result.funding.high,
        "not_met": [item.criterion.id for item in result.criteria if item.outcome == "not_met"],
        "too_late": opened.too_late,
        "won_by": won_by,
    }


def _worth(readiness: TitleReadiness) -> "WorthData":
    return {"low": readiness.worth.low, "high": readiness.worth.if_all_met}
