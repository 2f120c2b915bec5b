"""Common parts of expressions are worked out once, and everything is as it was."""

from datetime import date
from random import Random

import ibis
import polars as pl
import pytest

from guangdong_ai.batch.compile.plan import QueryPlan
from guangdong_ai.batch.run.polars_layers import translated
from guangdong_ai.batch.run.shared_parts import factored
from tests.batch.compile.applicants_table import encoded_frame
from tests.bundled_catalogue import bundled_catalogue
from tests.random_firms import partial_firms

DAY = date(2026, 11, 29)
TABLE = ibis.table({"a": "int64", "b": "int64", "yes": "boolean"}, name="t")
FRAME = pl.LazyFrame({"a": [1, None, 3, 400], "b": [2, 5, None, 7], "yes": [True, None, False, True]})


def test_parts_inside_parts_are_taken_out_too() -> None:
    small = TABLE.a + TABLE.b
    inner = TABLE.yes.ifelse(small * 2, small * 3)
    outer = ibis.least(inner, inner * small, 10)
    values = {"x": outer + 1, "y": outer - inner, "z": inner, "as it is": TABLE.a}
    factors = factored(values)
    assert [len(step) for step in factors.steps] == [1, 1]
    frame = FRAME
    for step in factors.steps:
        frame = frame.with_columns(translated(part).alias(name) for name, part in step.items())
    found = frame.select(translated(value).alias(name) for name, value in factors.values.items()).collect()
    assert found.equals(FRAME.select(translated(value.op()).alias(name) for name, value in values.items()).collect())


def test_what_is_needed_once_or_is_small_stays_where_it_is() -> None:
    values = {"x": TABLE.yes.ifelse(TABLE.a * 2, TABLE.b * 3), "y": TABLE.a + 1, "z": TABLE.a + 1}
    factors = factored(values)
    assert factors.steps == []
    assert factors.values == {name: value.op() for name, value in values.items()}


@pytest.mark.parametrize("with_summary", [False, True])
def test_every_layer_is_as_it_was(with_summary: bool) -> None:  # a parameter of the test
    catalogue = bundled_catalogue()
    plan = QueryPlan(catalogue, DAY, with_summary=with_summary)
    frame = encoded_frame(plan.columns, list(partial_firms(catalogue.facts, Random(3), 200))).collect()  # no secret
    types: dict[str, object] = {column.name: column.type for column in plan.columns}
    taken_out = 0
    for layer in plan.layers:
        table = ibis.table(types, name=layer.name)
        made = layer.made(table)
        factors = factored(made)
        whole = frame.lazy().with_columns(translated(value.op()).alias(name) for name, value in made.items()).collect()
        in_steps = frame.lazy()
        for step in factors.steps:
            in_steps = in_steps.with_columns(translated(part).alias(name) for name, part in step.items())
            taken_out += len(step)
        in_steps = in_steps.with_columns(translated(value).alias(name) for name, value in factors.values.items())
        assert in_steps.select(list(made)).collect().equals(whole.select(list(made)))
        frame = whole.select(*layer.carried, *made)
        types = {name: table[name].type() for name in layer.carried} | {name: value.type() for name, value in made.items()}
    assert taken_out > 50
