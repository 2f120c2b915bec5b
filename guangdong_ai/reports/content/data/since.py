"""What is different from an earlier result, as JSON: both results, the answers, and the measures with the reasons."""

from typing import TYPE_CHECKING, Final

from guangdong_ai.assessment.kept_result import KeptMeasure, KeptResult, KeptTotals
from guangdong_ai.assessment.since import ChangeSince, Since
from guangdong_ai.reports.content.data.assessment import plain_day, plain_text
from guangdong_ai.reports.content.data.comparison import plain_criterion_change, plain_fact_change

if TYPE_CHECKING:
    from guangdong_ai.reports.content.data.forms.since import EndsData, KeptMeasureData, MeasureSinceData, ResultSideData, SinceData

SCHEMA: Final = "guangdong-ai/since/1"


def plain_since(since: Since) -> "SinceData":
    """The same as plain data."""
    return {
        "schema": SCHEMA,
        "earlier": _side(since.earlier),
        "now": _side(since.now),
        "facts": [plain_fact_change(change) for change in since.facts],
        "dropped": [{"fact": fact, "before": answer} for fact, answer in since.earlier.dropped],
        "measures": [_measure(change) for change in since.measures],
        "not_compared": list(since.not_compared),
    }


def _side(result: KeptResult) -> "ResultSideData":
    return {
        "as_of": result.as_of.isoformat(),
        "version": result.version,
        "digest": result.digest,
        "program": result.program,
        "name": result.name,
        "totals": plain_ends(result.totals),
    }


def plain_ends(totals: KeptTotals) -> "EndsData":
    """The ends of a total."""
    return {"low": totals.low, "high": totals.high, "if_all_met": totals.if_all_met}


def _measure(change: ChangeSince) -> "MeasureSinceData":
    by_answers = change.by_answers
    criteria = () if by_answers is None else by_answers.criteria
    facts = [] if by_answers is None else [fact for criterion in criteria for fact in criterion.facts] + list(by_answers.amount_facts)
    return {
        "id": change.measure.id,
        "title": plain_text(change.title),
        "direction": change.direction,
        "because": list(change.because),
        "before": None if change.before is None else plain_kept(change.before),
        "after": None if change.after is None else plain_kept(change.after),
        "facts": list(dict.fromkeys(fact.fact.id for fact in facts)),
        "criteria": [plain_criterion_change(criterion) for criterion in criteria],
    }


def plain_kept(measure: KeptMeasure) -> "KeptMeasureData":
    """What came out for a measure."""
    return {
        "eligibility": measure.eligibility,
        "window": {"state": measure.window, "opens": plain_day(measure.opens), "closes": plain_day(measure.closes)},
        "funding": {"kind": measure.funding, "low": measure.low, "high": measure.high},
    }
