"""What a result of ``batch`` comes from stands in the footer of Parquet and in a file beside CSV."""

import json
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from tests.cli.conftest import Command

TABLE = "id,企业名称,注册城市\n1,甲公司,深圳\n2,乙公司,佛山\n"
DAY = ("--as-of", "2026-02-01", "--no-summary")


def record_of(output: Path) -> Any:
    if output.suffix == ".parquet":
        return json.loads(parquet.read_metadata(output).metadata[b"guangdong-ai"])
    return json.loads(output.with_name(f"{output.name}.meta.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("inputs", [1, 2])
@pytest.mark.parametrize("engine", ["plain", "polars"])
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_it_holds_day_catalogue_program_options_and_what_is_not_decided(
    run: Command, tmp_path: Path, suffix: str, engine: str, inputs: int
) -> None:
    tables = [tmp_path / f"firms{number}.csv" for number in range(inputs)]
    for table in tables:
        table.write_text(TABLE, encoding="utf-8")
    output = tmp_path / f"r.{suffix}"
    chosen = ("--measure", "little-giant-award", "--shape", "long", "--lenient")
    done = run("batch", *map(str, tables), "-o", str(output), "--engine", engine, *chosen, *DAY)
    assert done.code == 0, done
    record = record_of(output)
    whole = json.loads(run("check", "--format", "json").out)
    assert record == {
        "schema": "guangdong-ai/batch-record/1",
        "as_of": "2026-02-01",
        "catalogue": whole["catalogue"],
        "provenance": {**whole["provenance"], "only_measures": ["little-giant-award"]},
        "shape": "long",
        "lenient": True,
        "strict": False,
    }
    assert output.with_name(f"{output.name}.meta.json").exists() == (suffix == "csv")


def test_what_stood_beside_an_earlier_result_does_not_stay(run: Command, tmp_path: Path) -> None:
    table, output = tmp_path / "firms.csv", tmp_path / "r.parquet"
    table.write_text(TABLE, encoding="utf-8")
    output.with_name("r.parquet.meta.json").write_text("{}", encoding="utf-8")
    assert run("batch", str(table), "-o", str(output), *DAY).code == 0
    assert not output.with_name("r.parquet.meta.json").exists()


def test_an_input_is_not_overwritten_by_it(run: Command, tmp_path: Path) -> None:
    table = tmp_path / "r.csv.meta.json"
    table.write_text(TABLE, encoding="utf-8")
    assert run("batch", str(table), "-o", str(tmp_path / "r.csv"), *DAY).code != 0
    assert table.read_text(encoding="utf-8") == TABLE
