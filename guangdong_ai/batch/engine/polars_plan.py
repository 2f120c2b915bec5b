"""A plan run by Polars: each layer compiled by ibis over the one before, as one lazy frame."""

import ibis
import polars as pl

from guangdong_ai.batch.engine.summing import sums_of
from guangdong_ai.batch.expressions.amounts import OPEN_YUAN
from guangdong_ai.batch.expressions.plan import CODES, Plan
from guangdong_ai.batch.expressions.planned import Planned

STATUS = pl.Enum(CODES)


def assessed(plan: Plan, normal: pl.LazyFrame, kept: list[str]) -> pl.LazyFrame:
    """The columns of the plan's last layer over a frame in normal form, after the columns ``kept`` of it."""
    backend = ibis.polars.connect()
    frame = normal
    for layer in plan.layers:
        backend.create_table(layer.name, frame)
        frame = backend.compile(layer.over(backend.table(layer.name), kept))
    return frame


def summed(plan: Plan, results: pl.LazyFrame) -> pl.LazyFrame:
    """The one row of sums (``summing.sums_of``) over the plan's last layer."""
    backend = ibis.polars.connect()
    backend.create_table("results", results)
    table = backend.table("results")
    summed_up: pl.LazyFrame = backend.compile(table.aggregate(**sums_of(plan, table)))
    return summed_up


def results_of(plan: Plan, *, with_amounts: bool = True) -> list[pl.Expr]:
    """Status, low and high of each measure, the totals and the number of missing facts, named as in the wide shape (or in status)."""
    columns: list[pl.Expr] = []
    for measure in plan.measures:
        columns.append(status_of(measure).alias(f"{measure.id}.status"))
        if not with_amounts:
            continue
        low, high = pl.lit(None, dtype=pl.Int64), pl.lit(None, dtype=pl.Int64)
        if measure.amounts:
            low, high = pl.col(f"low:{measure.id}"), closed(pl.col(f"high:{measure.id}"))
        columns += [low.alias(f"{measure.id}.low"), high.alias(f"{measure.id}.high")]
    highs = [closed(pl.col(f"total:{end}")).alias(f"total.{end}") for end in ("high", "if_all_met")]
    return [*columns, pl.col("total:low").alias("total.low"), *highs, pl.col("missing")]


def status_of(measure: Planned) -> pl.Expr:
    """The measure's status over the plan's last layer. Asked code by code: to make the numbers a category costs five times as much."""
    code = pl.col(f"code:{measure.id}")
    *others, last = CODES
    status = pl.lit(last, dtype=STATUS)
    for number, name in reversed(list(enumerate(others))):
        status = pl.when(code == number).then(pl.lit(name, dtype=STATUS)).otherwise(status)
    return status


def closed(high: pl.Expr) -> pl.Expr:
    """A high end, null where it is open."""
    return pl.when(high < OPEN_YUAN).then(high)
