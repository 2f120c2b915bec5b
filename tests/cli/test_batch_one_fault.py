"""One mistake in a whole column: told at once, and counted where the run goes on."""

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.batch.run.conftest import FEW
from tests.cli.conftest import Command, Run

HEADERS = ("id", "challenge.investment", "challenge.contract_sum")
ENGINES = {"plain": (), "polars": (), "dask": ("--scheduler", "tcp://127.0.0.1:9"), "spark": ("--master", "local[1]")}
"""The two on clusters are never reached: the first rows are looked at before."""


def rows(count: int, wrong: int) -> list[list[str]]:
    """So many rows, of which the last ``wrong`` have words in place of an amount."""
    return [[f"F{number}", "3000000" if number < count - wrong else f"some {number % 90}", "12"] for number in range(count)]


def written(path: Path, lines: list[list[str]]) -> Path:
    if path.suffix == ".parquet":
        pq.write_table(pa.table({header: [line[index] for line in lines] for index, header in enumerate(HEADERS)}), path)
    elif path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(dict(zip(HEADERS, line, strict=True))) + "\n" for line in lines))
    else:
        with path.open("w", newline="") as stream:
            csv.writer(stream).writerows([HEADERS, *lines])
    return path


def batch(run: Command, source: Path, *more: str) -> Run:
    return run("batch", str(source), "-o", str(source.parent / "out.csv"), *FEW, *more)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_stops_before_it_begins(run: Command, tmp_path: Path, engine: str) -> None:
    source = written(tmp_path / "firms.parquet", rows(1_100, 1_090))
    (tmp_path / "out.csv").write_text("before")
    done = batch(run, source, "--engine", engine, *ENGINES[engine])
    assert done.code == 1
    assert "990 of the first 1,000 rows cannot be read for one reason: challenge.investment: expected an amount" in done.err
    assert 'for example "some 10"' in done.err
    assert all(word in done.err for word in ("firms.parquet:11", "--columns", "ignore", "--lenient", "--go-on"))
    assert (tmp_path / "out.csv").read_text() == "before"
    assert {path.name for path in tmp_path.iterdir()} == {"firms.parquet", "out.csv"}
    assert "前 1,000 行中有 990 行因同一原因不能读取" in batch(run, source, "--engine", engine, *ENGINES[engine], "--lang", "zh").err


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
@pytest.mark.parametrize(("count", "wrong", "stops"), [(999, 999, False), (1_000, 950, True), (1_000, 949, False)])
def test_nearly_all_of_a_thousand(run: Command, tmp_path: Path, suffix: str, count: int, wrong: int, stops: bool) -> None:
    done = batch(run, written(tmp_path / f"firms.{suffix}", rows(count, wrong)), "--no-summary")
    assert done.code == 1
    assert (tmp_path / "out.csv").exists() is not stops
    if not stops:
        # Not one row is lost by having been looked at before.
        assert f"read {count} = assessed {count - wrong} + rejected {wrong}" in done.err
        assert len((tmp_path / "out.csv").read_text().splitlines()) == count - wrong + 1


def test_all_files_are_told_at_once(run: Command, tmp_path: Path) -> None:
    good = written(tmp_path / "good.csv", rows(20, 0))
    for name in ("a.csv", "b.csv"):
        written(tmp_path / name, rows(1_200, 1_200))
    done = run("batch", str(tmp_path / "a.csv"), str(good), str(tmp_path / "b.csv"), "-o", str(tmp_path / "out.csv"))
    assert ("a.csv:2" in done.err, "b.csv:2" in done.err, "good.csv" in done.err) == (True, True, False)


def test_rows_that_are_not_built_as_they_must_be(run: Command, tmp_path: Path) -> None:
    source = written(tmp_path / "firms.csv", [[*row, "one more"] for row in rows(1_050, 0)])
    done = batch(run, source, "--lenient")
    assert done.code == 1
    assert "1,000 of the first 1,000 rows cannot be read for one reason: not as many cells as the header, which has 3" in done.err
    assert "--go-on" in done.err
    assert "--lenient" not in done.err


def counted(done: Run) -> list[dict[str, Any]]:
    faults: list[dict[str, Any]] = json.loads(done.out)["faults"]
    return faults


@pytest.mark.parametrize("engine", ["plain", "polars"])
def test_counted_where_the_run_goes_on(run: Command, tmp_path: Path, engine: str) -> None:
    lines = rows(1_010, 1_005)
    lines[3][2], lines[4][2], lines[1_009][2] = "many", "=1+1", "a lot"
    source = written(tmp_path / "firms.csv", lines)
    done = batch(run, source, "--go-on", "--engine", engine, "--format", "json")
    assert f"read 1010 = assessed {3} + rejected {1007}" in done.err
    investments, sums = counted(done)
    assert (investments["column"], investments["rows"], investments["effect"]) == ("challenge.investment", 1_005, "rejected")
    assert investments["reason"]["en"].startswith("expected an amount in yuan")
    assert investments["example"] == {"file": str(source), "line": 7, "value": "some 5"}
    assert (sums["column"], sums["rows"], sums["example"]["value"]) == ("challenge.contract_sum", 3, "many")
    told = batch(run, source, "--lenient", "--engine", engine)
    assert "1,005 rows made unknown: challenge.investment: expected an amount in yuan" in " ".join(told.out.split())
    assert told.code == 0


def test_counted_over_several_files_in_parts(run: Command, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        written(tmp_path / name, rows(30, 7))
    done = run("batch", str(tmp_path / "?.csv"), "-o", str(tmp_path / "out.csv"), *FEW, "--format", "json")
    assert [(fault["rows"], fault["example"]["line"]) for fault in counted(done)] == [(14, 25)]


def test_nothing_wrong_is_an_empty_list(run: Command, tmp_path: Path) -> None:
    assert counted(batch(run, written(tmp_path / "firms.csv", rows(3, 0)), "--format", "json")) == []
