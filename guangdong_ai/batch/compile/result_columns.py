"""The plan's last layer in words and figures, in the columns of the shapes that ``batch.write`` writes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from guangdong_ai.batch.compile.amounts import OPEN_YUAN
from guangdong_ai.batch.compile.plan import CODES, Expressions, QueryPlan

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
