"""What is read off the plan's last layer: words and figures, in the columns of the shapes that ``batch.write`` writes, and sums for the summary.

Sums add up over files and machines.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from guangdong_ai.batch.compile.amounts import OPEN_YUAN
from guangdong_ai.batch.compile.layer import Expressions
from guangdong_ai.batch.compile.plan import CODES, LAST_PASSED, QueryPlan
from guangdong_ai.batch.summary import MeasureSummary, Summary, Sums

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir


def wide_columns(plan: QueryPlan, table: "ibis.Table", *, with_amounts: bool = True) -> Expressions:
    """``MEASURE.status``, ``.low`` and ``.high`` of each measure, ``total.low``, ``total.high``, ``total.if_all_met`` and ``missing``; not ``with_amounts``: without the measures' amounts."""
    columns: dict[str, ir.Value] = {}
    for measure in plan.measures:
        columns[f"{measure.id}.status"] = _status(measure.id, table)
        if with_amounts:
            columns[f"{measure.id}.low"], columns[f"{measure.id}.high"] = _ends(measure.id, table, with_amounts=bool(measure.amounts))
    highs = {f"total.{end}": _closed(table[f"total:{end}"]) for end in ("high", "if_all_met")}
    return {**columns, "total.low": table["total:low"], **highs, "missing": table["missing"]}


def long_columns(plan: QueryPlan, table: "ibis.Table") -> Iterator[Expressions]:
    """For each measure the columns of its row."""
    import ibis

    for measure in plan.measures:
        low, high = _ends(measure.id, table, with_amounts=bool(measure.amounts))
        yield {
            "measure": ibis.literal(measure.id),
            "status": _status(measure.id, table),
            "window": ibis.literal(measure.window.state),
            "opens": ibis.literal(measure.window.opens, type="date"),
            "closes": ibis.literal(measure.window.closes, type="date"),
            "funding": ibis.literal(measure.measure.funding.kind),
            "low": low,
            "high": high,
        }


def _status(measure: str, table: "ibis.Table") -> "ir.StringValue":
    import ibis

    code = table[f"code:{measure}"]
    return ibis.cases(*((code == number, status) for number, status in enumerate(CODES)), else_=ibis.null("string"))


def _ends(measure: str, table: "ibis.Table", *, with_amounts: bool) -> tuple["ir.Value", "ir.Value"]:
    import ibis

    if not with_amounts:
        return ibis.null("int64"), ibis.null("int64")
    return table[f"low:{measure}"], _closed(table[f"high:{measure}"])


def _closed(high: "ir.Value") -> "ir.Value":
    import ibis

    return (high < OPEN_YUAN).ifelse(high, ibis.null("int64"))


APPLICANTS = "applicants"
_ENDS = ("low", "high", "if_all_met")


def sums_of(plan: QueryPlan, table: "ibis.Table") -> Expressions:
    """The sums over the plan's last layer, whole numbers; null over no rows. Where the plan is not ``with_summary``, the rows alone."""
    sums: dict[str, ir.Value] = {APPLICANTS: table.count()}
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


def _highs(name: str, high: "ir.Value") -> Expressions:
    is_open = high >= OPEN_YUAN
    return {name: _sum(is_open.ifelse(0, high)), f"open:{name}": is_open.sum()}


def _sum(yuan: "ir.Value") -> "ir.Value":
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
