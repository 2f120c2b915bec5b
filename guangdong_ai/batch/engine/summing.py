"""A summary from the columns of a plan: sums of columns, which add up over files and machines."""

from collections.abc import Iterable, Mapping

import ibis

from guangdong_ai.batch.expressions.amounts import OPEN_YUAN
from guangdong_ai.batch.expressions.plan import CODES, Plan
from guangdong_ai.batch.summary import MeasureSummary, Summary

APPLICANTS = "applicants"


def sums_of(plan: Plan, table: ibis.Table) -> Mapping[str, ibis.Value]:
    """The sums over the plan's last layer, whole numbers; null over no rows. Where the plan is not ``with_summary``, the rows alone."""
    sums: dict[str, ibis.Value] = {APPLICANTS: table.count()}
    if not plan.with_summary:
        return sums
    for measure in plan.measures:
        for code, status in enumerate(CODES):
            sums[f"{status}:{measure.id}"] = (table[f"code:{measure.id}"] == code).sum()
        if measure.amounts:
            sums[f"low:{measure.id}"] = _sum(table[f"low:{measure.id}"])
            sums |= _highs(f"high:{measure.id}", table)
    sums["total:low"] = _sum(table["total:low"])
    sums |= _highs("total:high", table)
    flags = (*(f"missing:{fact}" for fact in plan.depended_on), *plan.obstacles)
    return sums | {flag: table[flag].sum() for flag in flags}


def _highs(name: str, table: ibis.Table) -> Mapping[str, ibis.Value]:
    is_open = table[name] >= OPEN_YUAN
    return {name: _sum(is_open.ifelse(0, table[name])), f"open:{name}": is_open.sum()}


def _sum(yuan: ibis.Value) -> ibis.Value:
    """The amounts of millions of applicants may need more than 64 bits together."""
    return yuan.cast("decimal(38, 0)").sum()


def added(several: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    """The sums of parts as sums of the whole."""
    together: dict[str, int] = {}
    for sums in several:
        for name, value in sums.items():
            together[name] = together.get(name, 0) + value
    return together


def summary_of(plan: Plan, sums: Mapping[str, int]) -> Summary:
    """The summary that the sums make."""
    measures = {
        measure.id: MeasureSummary(
            **{status: sums.get(f"{status}:{measure.id}", 0) for status in CODES},
            low=sums.get(f"low:{measure.id}", 0) if measure.amounts else None,
            high=sums.get(f"high:{measure.id}", 0) if measure.amounts else None,
            without_upper=sums.get(f"open:high:{measure.id}", 0),
        )
        for measure in plan.measures
    }
    return Summary(
        applicants=sums.get(APPLICANTS, 0),
        measures=measures,
        low=sums.get("total:low", 0),
        high=sums.get("total:high", 0),
        without_upper=sums.get("open:total:high", 0),
        missing={fact: count for fact in plan.depended_on if (count := sums.get(f"missing:{fact}", 0))},
        only_obstacle={obstacle: count for name, obstacle in plan.obstacles.items() if (count := sums.get(name, 0))},
    )
