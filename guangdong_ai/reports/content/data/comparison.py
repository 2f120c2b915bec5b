"""Two assessments compared, as JSON: what was changed, the measures that come out differently and why, and the totals."""

from typing import TYPE_CHECKING, Final

from guangdong_ai.assessment.comparison import Comparison, CriterionChange, FactChange, MeasureChange
from guangdong_ai.assessment.result import MeasureResult, Totals
from guangdong_ai.assessment.titles.goals import title_changes
from guangdong_ai.reports.content.data.assessment import plain_catalogue, plain_profile, plain_text, plain_value, plain_window
from guangdong_ai.reports.content.data.titles import plain_steps

if TYPE_CHECKING:
    from guangdong_ai.reports.content.data.forms.comparison import (
        ComparisonData,
        CriterionChangeData,
        FactChangeData,
        MeasureChangeData,
        OutcomeData,
    )
    from guangdong_ai.reports.content.data.forms.shared import ShortTotalsData

SCHEMA: Final = "guangdong-ai/comparison/1"


def plain_comparison(comparison: Comparison) -> "ComparisonData":
    """The comparison as plain data."""
    before, after = comparison.before, comparison.after
    titles = title_changes(comparison)
    return {
        "schema": SCHEMA,
        "as_of": before.as_of.isoformat(),
        "catalogue": plain_catalogue(before.catalogue),
        "profile": plain_profile(before.profile, before.catalogue),
        "changes": [plain_fact_change(change) for change in comparison.facts],
        "measures": [_measure(change) for change in comparison.measures],
        "totals": {"before": _totals(before.totals), "after": _totals(after.totals)},
        "titles": [_measure(change) for change in titles.titles],
        "title_steps": plain_steps(titles.steps, after.catalogue),
    }


def plain_fact_change(change: FactChange) -> "FactChangeData":
    """A fact with both answers."""
    fact = change.fact
    return {
        "fact": fact.id,
        "before": None if change.before is None else plain_value(change.before, fact),
        "after": None if change.after is None else plain_value(change.after, fact),
        "change": fact.change,
        "change_reason": plain_text(fact.change_reason),
    }


def _measure(change: MeasureChange) -> "MeasureChangeData":
    return {
        "id": change.measure.id,
        "title": plain_text(change.measure.title),
        "direction": change.direction,
        "window": plain_window(change.after.window),
        "before": _result(change.before),
        "after": _result(change.after),
        "criteria": [plain_criterion_change(criterion) for criterion in change.criteria],
        "amount_facts": [fact.fact.id for fact in change.amount_facts],
    }


def _result(result: MeasureResult) -> "OutcomeData":
    return {
        "eligibility": result.eligibility,
        "low": result.funding.low,
        "high": result.funding.high,
        "missing": list(result.missing),
        "decisive": [item.criterion.id for item in result.criteria if item.decisive],
    }


def plain_criterion_change(change: CriterionChange) -> "CriterionChangeData":
    """A criterion with both outcomes."""
    criterion, call = change.after.criterion, change.after.call
    return {
        "id": criterion.id,
        "call": None if call is None else call.id,
        "text": plain_text(criterion.text),
        "before": change.before.outcome,
        "after": change.after.outcome,
        "facts": [fact.fact.id for fact in change.facts],
    }


def _totals(totals: Totals) -> "ShortTotalsData":
    return {
        "low": totals.low,
        "high": totals.high,
        "if_all_met": totals.if_all_met,
        "counted": [measure.id for measure in totals.counted],
    }
