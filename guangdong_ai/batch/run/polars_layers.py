"""The plan's layers and sums as expressions of Polars: compiled once, laid over any number of frames."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import ibis
import ibis.expr.operations as ops
import polars as pl
from ibis.backends.polars.compiler import translate

from guangdong_ai.batch.compile.layer import Expressions, Layer
from guangdong_ai.batch.compile.plan import QueryPlan
from guangdong_ai.batch.compile.results import sums_of
from guangdong_ai.batch.encode.polars_columns import value_type
from guangdong_ai.batch.run.shared_parts import factored
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.record import record


@record
class CompiledLayer:
    """What a layer takes over from the one before, and what it makes; ``constants`` do not depend on the row.

    ``steps``: columns that several of those that are made need, each step over the one before.
    """

    carried: Sequence[str]
    steps: Sequence[Sequence[pl.Expr]]
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
        frame = frame.with_columns(*layer.constants)
        for step in layer.steps:
            frame = frame.with_columns(*step)
        frame = frame.select(*map(pl.col, (*kept, *layer.carried)), *layer.made)
    return frame


def summed(plan: QueryPlan, results: pl.LazyFrame) -> pl.LazyFrame:
    """The one row of sums (``sums_of``) over the plan's last layer."""
    return results.select(*_compiled(plan).sums)


def translated(value: ops.Node) -> pl.Expr:
    """A value that ibis expresses, of columns by their names. Ibis itself compiles whole tables only, and not over columns of types that it does not know."""
    expression: pl.Expr = translate(value, ctx={})
    return expression


def translated_fact(value: ops.Node, fact: Fact | None) -> pl.Expr:
    """The same, where the value is that of a fact (None: of none). Choices stay categories, which rules ask for sooner than for texts."""
    type_ = None if fact is None else value_type(fact)
    return _in_categories(value, type_) if isinstance(type_, pl.Enum) else translated(value)


def _in_categories(value: ops.Node, type_: pl.Enum) -> pl.Expr:
    match value:
        case ops.Literal(value=choice):
            return pl.lit(choice, dtype=type_)
        case ops.Coalesce(arg=ways):
            return pl.coalesce([_in_categories(way, type_) for way in ways])
        case ops.SearchedCase(cases=cases, results=results, default=default):
            chosen = _in_categories(default, type_)
            for holds, result in reversed(list(zip(cases, results, strict=True))):
                chosen = pl.when(translate(holds, ctx={})).then(_in_categories(result, type_)).otherwise(chosen)
            return chosen
    column: pl.Expr = translate(value, ctx={})
    return column


@lru_cache(maxsize=4)
def _compiled(plan: QueryPlan) -> CompiledPlan:
    types: dict[str, object] = {column.name: column.type for column in plan.columns}
    layers = []
    for layer in plan.layers:
        table = ibis.table(types, name=layer.name)
        made = layer.made(table)
        layers.append(_layer(layer, made, plan.catalogue.facts))
        types = {name: table[name].type() for name in layer.carried} | {name: value.type() for name, value in made.items()}
    sums = sums_of(plan, ibis.table(types, name="results"))
    return CompiledPlan(layers=layers, sums=[translated(value.op()).alias(name) for name, value in sums.items()])


def _layer(layer: Layer, made: Expressions, facts: Mapping[str, Fact]) -> CompiledLayer:
    factors = factored(made)
    expressions = {name: translated_fact(value, facts.get(name)).alias(name) for name, value in factors.values.items()}
    constant = {name for name, value in made.items() if value.op().shape.is_scalar()}
    return CompiledLayer(
        carried=layer.carried,
        steps=[[translated(value).alias(name) for name, value in step.items()] for step in factors.steps],
        made=[pl.col(name) if name in constant else expression for name, expression in expressions.items()],
        constants=[expression for name, expression in expressions.items() if name in constant],
    )
