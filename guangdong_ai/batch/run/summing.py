"""A summary from the columns of a plan: sums of columns, which add up over files and machines."""

from collections.abc import Iterable, Mapping

import ibis

from guangdong_ai.batch.compile.amounts import OPEN_YUAN
from guangdong_ai.batch.compile.plan import CODES, LAST_PASSED, QueryPlan
from guangdong_ai.batch.summary import MeasureSummary, Summary, Sums

APPLICANTS = "applicants"
_ENDS = ("low", "high", "if_all_met")


def sums_of(plan: QueryPlan, table: ibis.Table) -> Mapping[str, ibis.Value]:
    """The sums over the plan's last layer, whole numbers; null over no rows. Where the plan is not ``with_summary``, the rows alone."""
    sums: dict[str, ibis.Value] = {APPLICANTS: table.count()}
    if not plan.with_summary:
        return sums
    for measure in plan.measures:
        for code, status in enumerate(CODES):
            sums[f"{status}:{measure.id}"] = (table[f"code:{measure.id}"] == code).sum()
        if measure.amounts:
            high = table[f"high:{measure.id}"]
            sums[f"low:{measure.id}"] = _sum(table[f"low:{measure.id}"])
            sums |= _highs(f"high:{measure.id}", (table[f"code:{measure.id}"] <= LAST_PASSED).ifelse(high, 0))
            sums |= _highs(f"if_all_met:{measure.id}", high)
    sums["total:none"] = table["total:low"].isnull().sum()
    sums["total:low"] = _sum(table["total:low"].fill_null(0))
    for end in ("high", "if_all_met"):
        sums |= _highs(f"total:{end}", table[f"total:{end}"].fill_null(0))
    flags = (*(f"missing:{fact}" for fact in plan.depended_on), *plan.obstacles)
    return sums | {flag: table[flag].sum() for flag in flags}


def _highs(name: str, high: ibis.Value) -> Mapping[str, ibis.Value]:
    is_open = high >= OPEN_YUAN
    return {name: _sum(is_open.ifelse(0, high)), f"open:{name}": is_open.sum()}


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


def summary_of(plan: QueryPlan, sums: Mapping[str, int]) -> Summary:
    """The summary that the sums make."""
    measures = {
        measure.id: MeasureSummary(
            **{status: sums.get(f"{status}:{measure.id}", 0) for status in CODES},
            sums=_sums(sums, {end: f"{end}:{measure.id}" for end in _ENDS}) if measure.amounts else None,
        )
        for measure in plan.measures
    }
    return Summary(
        applicants=sums.get(APPLICANTS, 0),
        measures=measures,
        sums=_sums(sums, {end: f"total:{end}" for end in _ENDS}),
        without_sum=sums.get("total:none", 0),
        missing={fact: count for fact in plan.depended_on if (count := sums.get(f"missing:{fact}", 0))},
        only_obstacle={obstacle: count for name, obstacle in plan.obstacles.items() if (count := sums.get(name, 0))},
    )


def _sums(sums: Mapping[str, int], names: Mapping[str, str]) -> Sums:
    return Sums(
        low=sums.get(names["low"], 0),
        high=sums.get(names["high"], 0),
        without_upper=sums.get(f"open:{names['high']}", 0),
        if_all_met=sums.get(names["if_all_met"], 0),
        if_all_met_without_upper=sums.get(f"open:{names['if_all_met']}", 0),
    )
