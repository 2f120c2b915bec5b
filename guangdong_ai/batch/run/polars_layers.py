"""The plan's layers and sums as expressions of Polars: compiled once, laid over any number of frames."""

from collections.abc import Sequence
from functools import lru_cache

import ibis
import ibis.expr.types as ir
import polars as pl
from ibis.backends.polars.compiler import translate

from guangdong_ai.batch.compile.layer import Expressions, Layer
from guangdong_ai.batch.compile.plan import QueryPlan
from guangdong_ai.batch.compile.results import sums_of
from guangdong_ai.foundation.record import record


@record
class CompiledLayer:
    """What a layer takes over from the one before, and what it makes; ``constants`` do not depend on the row."""

    carried: Sequence[str]
    made: Sequence[pl.Expr]
    constants: Sequence[pl.Expr]


@record
class CompiledPlan:
    """The layers, and the sums over the last."""

    layers: Sequence[CompiledLayer]
    sums: Sequence[pl.Expr]


def assessed(plan: QueryPlan, normal: pl.LazyFrame, kept: Sequence[str]) -> pl.LazyFrame:
    """The columns of the plan's last layer over a frame with encoded columns, after the columns ``kept`` of it. Raises NotCompilable."""
    frame = normal
    for layer in _compiled(plan).layers:
        # A constant that is all that is asked for in the end would come as a single row: it is a column first.
        frame = frame.with_columns(*layer.constants).select(*map(pl.col, (*kept, *layer.carried)), *layer.made)
    return frame


def summed(plan: QueryPlan, results: pl.LazyFrame) -> pl.LazyFrame:
    """The one row of sums (``sums_of``) over the plan's last layer."""
    return results.select(*_compiled(plan).sums)


def translated(value: ir.Value) -> pl.Expr:
    """A value that ibis expresses, of columns by their names. Ibis itself compiles whole tables only, and not over columns of types that it does not know."""
    expression: pl.Expr = translate(value.op(), ctx={})
    return expression


@lru_cache(maxsize=4)
def _compiled(plan: QueryPlan) -> CompiledPlan:
    types: dict[str, object] = {column.name: column.type for column in plan.columns}
    layers = []
    for layer in plan.layers:
        table = ibis.table(types, name=layer.name)
        made = layer.made(table)
        layers.append(_layer(layer, made))
        types = {name: table[name].type() for name in layer.carried} | {name: value.type() for name, value in made.items()}
    sums = sums_of(plan, ibis.table(types, name="results"))
    return CompiledPlan(layers=layers, sums=[translated(value).alias(name) for name, value in sums.items()])


def _layer(layer: Layer, made: Expressions) -> CompiledLayer:
    expressions = {name: translated(value).alias(name) for name, value in made.items()}
    constant = {name for name, value in made.items() if value.op().shape.is_scalar()}
    return CompiledLayer(
        carried=layer.carried,
        made=[pl.col(name) if name in constant else expression for name, expression in expressions.items()],
        constants=[expression for name, expression in expressions.items() if name in constant],
    )
