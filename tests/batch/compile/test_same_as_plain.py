"""The compiled rules say what the plain evaluator says: of the bundled catalogue and of random ones, of profiles with any gaps."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

import duckdb
import hypothesis
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from guangdong_ai.batch.compile.not_compilable import NotCompilable
from guangdong_ai.batch.compile.plan import QueryPlan
from guangdong_ai.batch.compile.sql import compiled_sql
from guangdong_ai.batch.run.polars_layers import assessed
from guangdong_ai.batch.run.polars_plan import results_of
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.rules.value import Facts
from tests.batch.compile.applicants_table import Row, encoded_frame, expected_row, same_rows, warehouse_frame
from tests.bundled_catalogue import bundled_catalogue
from tests.oracle import oracle
from tests.oracle.engines import unchecked
from tests.oracle.strategies import catalogues, days, profiles
from tests.random_firms import partial_firms

FEW = settings(max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
"""A catalogue is compiled for each example, which takes a while."""

DAYS = (date(2025, 3, 9), date(2026, 3, 1), date(2026, 11, 25), date(2028, 1, 1))
OF_SQL = DAYS[1:3]
"""The days on which the printed SQL is run too: DuckDB works on the whole catalogue for many seconds before it reads a row."""


def by_polars(plan: QueryPlan, facts: Sequence[Facts]) -> Sequence[Row]:
    frame = assessed(plan, encoded_frame(plan.columns, facts), ["id"])
    return frame.select("id", *results_of(plan)).collect(engine="streaming").to_dicts()


def by_duckdb(plan: QueryPlan, facts: Sequence[Facts]) -> Sequence[Row]:
    applicants = warehouse_frame(plan, facts).to_arrow()
    with duckdb.connect() as database:
        database.register("applicants", applicants)
        table = pl.DataFrame(database.sql(compiled_sql(plan, "duckdb")).to_arrow_table())
    return table.with_columns(pl.col("id").cast(pl.Int64)).sort("id").to_dicts()


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return bundled_catalogue()


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_of_the_bundled_catalogue(catalogue: Catalogue, as_of: date) -> None:
    firms = [{}, *partial_firms(catalogue.facts, Random(as_of.toordinal()), 200)]  # no secret
    expected = [expected_row(catalogue, facts, as_of) for facts in firms]
    same_rows(by_polars(QueryPlan(catalogue, as_of), firms), expected, firms)
    if as_of in OF_SQL:
        same_rows(by_duckdb(QueryPlan(catalogue, as_of), firms), expected, firms)


@st.composite
def scenes(draw: DrawFn, random_catalogues: SearchStrategy[oracle.Catalogue]) -> tuple[Catalogue, date, list[Facts]]:
    """A random catalogue, a day, and some profiles beside its thresholds."""
    drawn = draw(random_catalogues)
    return unchecked(drawn), draw(days(drawn)), draw(st.lists(profiles(drawn), min_size=1, max_size=6))


@FEW
@pytest.mark.parametrize("engine", [by_polars, by_duckdb], ids=["polars", "printed SQL in duckdb"])
@pytest.mark.parametrize(
    "random_catalogues",
    [
        catalogues(known_calls=True),
        catalogues(largest=1, most_criteria=3, condition_depth=4, amount_depth=0, most_calls=0),
        catalogues(largest=1, most_criteria=1, condition_depth=0, amount_depth=4, most_calls=0),
        catalogues(largest=6, most_criteria=3, condition_depth=2, amount_depth=1, most_calls=0),
        catalogues(largest=2, most_criteria=2, condition_depth=1, amount_depth=1, most_calls=0, most_implications=5),
        catalogues(largest=3, most_criteria=3, condition_depth=1, amount_depth=0, most_calls=0, derived=True),
    ],
    ids=["whole", "deep conditions", "deep amounts", "stacking", "implications", "derived"],
)
@given(data=st.data())
def test_of_random_catalogues(random_catalogues: SearchStrategy[oracle.Catalogue], engine: Any, data: st.DataObject) -> None:
    catalogue, as_of, facts = data.draw(scenes(random_catalogues))
    try:
        found = engine(QueryPlan(catalogue, as_of), facts)
    except NotCompilable as refused:
        hypothesis.event(refused.findings[0].message.en)
        return
    same_rows(found, [expected_row(catalogue, known, as_of) for known in facts], facts)
