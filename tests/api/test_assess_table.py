"""Many applicants from Python: the results of ``batch``, as rows, for Arrow and for Polars."""

import csv
import gc
import json
import sys
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

from guangdong_ai import AssessedTable, Refused, assess, assess_table
from guangdong_ai.api.assessed_table import HERE
from guangdong_ai.catalogue.facts_used import facts_used
from guangdong_ai.cli.main import main
from guangdong_ai.rules.value import Value
from tests.bundled_catalogue import bundled_catalogue
from tests.random_firms import partial_firms

DAY = "2026-11-23"
CATALOGUE = bundled_catalogue()
UNUSED = next(fact.id for fact in CATALOGUE.facts.values() if fact.kind == "money" and fact.id not in facts_used(CATALOGUE))
"""A fact that no measure reads."""
WRONG: dict[int, dict[str, Value]] = {7: {"enterprise.city": "shenzhen", UNUSED: "many"}, 8: {"enterprise.city": "atlantis"}}
"""All that is answered for them, so that nothing contradicts anything."""


def cell(value: Value | None) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case frozenset():
            return ",".join(sorted(value)) or "none"
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


@pytest.fixture(scope="module")
def firms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of 40 random firms; some contradict themselves, and some cells cannot be read."""
    path = tmp_path_factory.mktemp("firms") / "firms.csv"
    facts = [fact for fact in CATALOGUE.facts.values() if fact.id != "enterprise.credit_code"]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", *(fact.id for fact in facts), "note"])
        for number, firm in enumerate(partial_firms(CATALOGUE.facts, Random(3), 40)):
            answers = WRONG.get(number, firm)
            writer.writerow([f"f{number}", *(cell(answers.get(fact.id)) for fact in facts), f"n{number}"])
    return path


@pytest.fixture
def small() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "enterprise.city": ["shenzhen", "广州", "atlantis"],
            "titles.little_giant_year": [2025, 2024, None],
            "enterprise.fields": [["ai"], ["ai", "robotics"], None],
        }
    )


def batch(firms: Path, output: Path, *options: str) -> None:
    assert main(["batch", str(firms), "--output", str(output), "--as-of", DAY, "--no-summary", *options]) == 1


@pytest.mark.parametrize("engine", HERE)
@pytest.mark.parametrize("shape", ["wide", "status", "long"])
def test_the_rows_are_those_of_batch(firms: Path, tmp_path: Path, engine: str, shape: Any) -> None:
    batch(firms, tmp_path / "result.parquet", "--shape", shape, "--keep", "note", "--engine", engine)
    named: Any = engine
    table = assess_table(firms, as_of=DAY, shape=shape, keep=["note"], engine=named)
    expected = pl.read_parquet(tmp_path / "result.parquet").to_dicts()
    assert list(table.rows) == expected
    assert list(table.rows) == expected
    assert table.to_polars().to_dicts() == expected
    assert table.to_arrow().to_pylist() == expected
    assert table.to_arrow().column_names == list(table.columns) == list(expected[0])
    assert table.counts.read == 40 == table.counts.assessed + table.counts.rejected
    assert len(table) == table.counts.assessed


@pytest.mark.parametrize("engine", HERE)
def test_what_is_rejected_is_what_batch_rejects(firms: Path, tmp_path: Path, engine: Any) -> None:
    batch(firms, tmp_path / "result.csv", "--lang", "en")
    with (tmp_path / "result.csv.rejected.csv").open(encoding="utf-8-sig", newline="") as stream:
        told = list(csv.DictReader(stream))
    table = assess_table(firms, as_of=DAY, engine=engine)
    for effect, found in (("rejected", table.rejected), ("made unknown", table.made_unknown)):
        expected = [(row["line"], row["column"], row["reason"], row["hint"]) for row in told if row["effect"] == effect]
        assert expected
        assert [(str(one.line), one.column, one.reason.en, "" if one.hint is None else one.hint.en) for one in found] == expected
        assert {one.file for one in found} == {firms}
    lenient = assess_table(firms, as_of=DAY, engine=engine, lenient=True)
    assert (lenient.counts.rejected, lenient.rejected) == (0, ())
    assert len(lenient.made_unknown) == lenient.counts.made_unknown == len(told)


def test_both_engines_have_the_same_types(firms: Path) -> None:
    plain, engine = (assess_table(firms, as_of=DAY, engine=engine, shape="long") for engine in HERE)
    assert plain.to_arrow().schema == engine.to_arrow().schema
    assert plain.to_polars().equals(engine.to_polars())


def test_whole_assessments_are_those_of_assess(small: pl.DataFrame) -> None:
    table = assess_table(small, as_of=DAY, shape="assessment")
    rows = list(table.rows)
    assert [row.pop("row")["id"] for row in rows] == ["1", "2"]
    first = {"enterprise.city": "shenzhen", "titles.little_giant_year": 2025, "enterprise.fields": ["ai"]}
    assert rows[0] == json.loads(assess(first, as_of=DAY).to_json())
    with pytest.raises(Refused, match="not a table"):
        table.to_arrow()


@pytest.mark.parametrize("engine", HERE)
def test_tables_in_memory(small: pl.DataFrame, engine: Any) -> None:
    results = []
    categories = small.with_columns(pl.col("enterprise.city").cast(pl.Categorical))
    tables: list[Any] = [small, small.to_arrow(), small.to_pandas(), categories, pa.table(small.to_dict(as_series=False))]
    for held in tables:
        table = assess_table(held, as_of=DAY, engine=engine)
        assert [row["id"] for row in table.rows] == ["1", "2"] == table.to_polars()["id"].to_list()
        (wrong,) = table.rejected
        assert (wrong.file, wrong.line, wrong.column, wrong.value) == (Path(), 3, "enterprise.city", "atlantis")
        assert repr(table) == "<AssessedTable 2026-11-23: read 3 = assessed 2 + rejected 1>"
        results.append(list(table.rows))
    assert all(result == results[0] for result in results)
    assert (
        results[0][0]["industry-alliance.status"]
        == assess({"enterprise.city": "shenzhen", "enterprise.fields": ["ai"]}, as_of=DAY).measure("industry-alliance").eligibility
    )


def test_an_id_of_its_own_stays(small: pl.DataFrame) -> None:
    named = small.with_columns(pl.Series("id", ["a", None, "c"]))
    assert [row["id"] for row in assess_table(named, as_of=DAY).rows] == ["a", "2"]
    called = small.with_columns(pl.Series("企业名称", ["甲", "乙", "丙"]))
    assert [row["id"] for row in assess_table(called, as_of=DAY).rows] == ["甲", "乙"]
    assert [row["id"] for row in assess_table(called, as_of=DAY, id_column="enterprise.city").rows] == ["shenzhen", "广州"]


def test_several_inputs_and_a_pattern(firms: Path, tmp_path: Path, demo: Path) -> None:
    lines = firms.read_text(encoding="utf-8").splitlines(keepends=True)
    for name, part in (("a.csv", lines[1:5]), ("b.csv", lines[5:7])):
        (tmp_path / name).write_text("".join([lines[0], *part]), encoding="utf-8")
    paths: list[str | Path] = [tmp_path / "a.csv", str(tmp_path / "b.csv")]
    for engine in HERE:
        table = assess_table(paths, as_of=DAY, engine=engine)
        assert table.counts.read == 6
        assert list(table.rows) == list(assess_table(str(tmp_path / "*.csv"), as_of=DAY, engine=engine).rows)
        assert table.to_polars().to_dicts() == list(table.rows)
    (whole,) = assess_table(demo, as_of=DAY, shape="assessment").rows
    del whole["row"]
    assert whole == assess(demo, as_of=DAY).to_dict()


def test_measures_and_columns(small: pl.DataFrame, tmp_path: Path) -> None:
    names = tmp_path / "map.toml"
    names.write_text('[columns]\n"哪里" = "enterprise.city"\n', encoding="utf-8")
    renamed = small.rename({"enterprise.city": "哪里"})
    table = assess_table(renamed, as_of=date(2026, 11, 23), measures=["小巨人"], columns=names, keep="all")
    assert [column for column in table.columns if column.endswith(".status")] == ["little-giant-award.status"]
    assert next(table.rows)["哪里"] == "shenzhen"


def test_what_is_wrong_with_a_table_names_no_file_that_nobody_has_seen(small: pl.DataFrame) -> None:
    for table, options in ((small, {"id_column": "no"}), (small, {"keep": ["no"]}), (pl.DataFrame({"x": [1]}), {})):
        wrong: Any = options
        with pytest.raises(Refused) as refused:
            assess_table(table, **wrong)
        assert all(finding.place.file is None for finding in refused.value.findings)
    assert "guangdong-ai-" not in str(refused.value)


@pytest.mark.parametrize("table", [None, 3, [], {}, [3], object(), b"firms.csv", {"enterprise.city": ["shenzhen"]}])
def test_what_is_no_table_is_refused(table: Any) -> None:
    with pytest.raises(Refused) as refused:
        assess_table(table)
    assert refused.value.findings[0].place.key == "table"


@pytest.mark.parametrize(
    "options", [{"shape": "tall"}, {"engine": "dask"}, {"measures": ["nothing like it"]}, {"as_of": "soon"}, {"columns": "no.toml"}, {"policies": "no"}, {"scopes": "galaxy"}, {"measures": ["little-giant-title"]}, {"measures": ["standards"], "scopes": "city"}, {"sheet": "Firms"}]
)  # fmt: skip
def test_what_is_no_option_is_refused(small: pl.DataFrame, options: Any) -> None:
    with pytest.raises(Refused):
        assess_table(small, **options)


def test_scopes_leave_out_the_columns_of_all_others(small: pl.DataFrame) -> None:
    whole = next(iter(assess_table(small, as_of=DAY).rows))
    part = next(iter(assess_table(small, as_of=DAY, scopes="policy").rows))
    own = {f"{name}.status" for name, measure in CATALOGUE.measures.items() if CATALOGUE.scope_of(measure) == "policy"}
    statuses = {column: value for column, value in part.items() if column.endswith(".status")}
    assert set(statuses) == own < set(whole)
    assert statuses == {column: whole[column] for column in own}


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no such file"):
        assess_table(tmp_path / "no.csv")


@pytest.mark.parametrize("package", ["pyarrow", "polars"])
def test_what_is_not_installed_is_named_with_how_to_install_it(package: str, firms: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = assess_table(firms, as_of=DAY, engine="plain")
    monkeypatch.setitem(sys.modules, package, None)
    assert len(list(table.rows)) == table.counts.assessed > 0
    with pytest.raises(Refused, match=rf"{package}, which is not installed .*guangdong-ai\[engine\]"):
        table.to_polars()


def test_nothing_is_left_behind(small: pl.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    table: AssessedTable | None = assess_table(small, as_of=DAY)
    assert list(tmp_path.iterdir())
    del table
    gc.collect()
    assert not list(tmp_path.iterdir())
    with pytest.raises(Refused):
        assess_table(pl.DataFrame({"x": [1]}))
    assert not list(tmp_path.iterdir())


def test_rows_of_pandas_with_an_index_of_its_own(small: pl.DataFrame) -> None:
    frame = small.with_columns(pl.Series("nr", ["x", "y", "z"])).to_pandas().set_index("nr")
    assert [row["id"] for row in assess_table(frame, as_of=DAY, id_column="nr").rows] == ["x", "y"]
