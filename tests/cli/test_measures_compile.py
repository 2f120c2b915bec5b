"""``measures compile``: what is printed, and what is refused. That it gives the right results: tests/batch/compile."""

from datetime import date
from pathlib import Path
from random import Random

import duckdb
import polars as pl
import pytest

from guangdong_ai.batch.compile.plan import QueryPlan
from guangdong_ai.batch.compile.sql import DIALECTS
from tests.batch.compile.applicants_table import expected_row, same_rows, warehouse_frame
from tests.bundled_catalogue import bundled_catalogue
from tests.cli.conftest import Command
from tests.random_firms import partial_firms

FEW = ("--measure", "little-giant-award", "--measure", "rnd-special-ai", "--as-of", "2026-03-01")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_is_printed_with_the_criteria_named(run: Command, dialect: str) -> None:
    done = run("measures", "compile", "--dialect", dialect, *FEW)
    assert done.code == 0
    assert "/* little-giant-award/first-recognised-in-period */" in done.out
    assert "little-giant-award.high" in done.out
    assert "2026-03-01" in done.out.splitlines()[0]


def test_the_text_for_duckdb_gives_what_a_run_row_by_row_gives(run: Command, tmp_path: Path) -> None:
    catalogue = bundled_catalogue().with_measures(["little-giant-award", "rnd-special-ai"])
    firms = list(partial_firms(catalogue.facts, Random(3), 100))  # no secret
    day = date(2026, 3, 1)
    table = warehouse_frame(QueryPlan(catalogue, day), firms).rename({"id": "number"})
    query = tmp_path / "rules.sql"
    done = run("measures", "compile", "--dialect", "duckdb", "--table", "firms", "--id", "number", *FEW, "-o", str(query))
    assert done.code == 0
    with duckdb.connect() as database:
        database.register("firms", table.to_arrow())
        found = pl.DataFrame(database.sql(query.read_text(encoding="utf-8")).to_arrow_table())
    rows = found.with_columns(pl.col("number").cast(pl.Int64)).sort("number").to_dicts()
    same_rows(rows, [expected_row(catalogue, facts, day) for facts in firms], firms)


@pytest.mark.parametrize("given", [(), ("--dialect", "abacus")])
@pytest.mark.parametrize(("language", "accepted"), [("zh", "可用"), ("en", "accepted")])
def test_a_dialect_must_be_one_of_those_that_are_known(run: Command, given: tuple[str, ...], language: str, accepted: str) -> None:
    done = run("measures", "compile", *given, "--lang", language)
    assert done.code == 2
    assert accepted in done.err
    assert "clickhouse" in done.err


def test_a_measure_that_is_none_is_told(run: Command) -> None:
    done = run("measures", "compile", "--dialect", "duckdb", "--measure", "litle-giant")
    assert done.code == 1
    assert "little-giant-award" in done.err


def test_the_definition_makes_the_table_that_the_query_reads(run: Command, tmp_path: Path) -> None:
    columns = tmp_path / "map.toml"
    columns.write_text('[columns]\n"地市" = "enterprise.city"\n"首次认定年份" = "titles.little_giant_year"\n', encoding="utf-8")
    definition = run("measures", "compile", "--ddl", "--columns", str(columns), *FEW)
    query = run("measures", "compile", "--dialect", "duckdb", "--columns", str(columns), *FEW)
    assert definition.code == query.code == 0, definition.err + query.err
    assert '"首次认定年份" BIGINT' in definition.out
    with duckdb.connect() as database:
        database.execute(definition.out)
        database.execute("""INSERT INTO applicants ("id", "首次认定年份") VALUES ('a', 0), ('b', NULL)""")
        found = pl.DataFrame(database.sql(query.out).to_arrow_table()).to_dicts()
    assert {row["id"]: row["little-giant-award.status"] for row in found} == {"a": "ineligible", "b": "undetermined"}
    columns.write_text('[columns]\n"地市" = "enterprise.city"\n[constants]\nenterprise.in_guangdong = true\n', encoding="utf-8")
    refused = run("measures", "compile", "--ddl", "--columns", str(columns), "--lang", "en")
    assert refused.code == 1
    assert "[constants] cannot be compiled" in refused.err
