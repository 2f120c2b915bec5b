"""The same answer everywhere: one table of made-up firms with gaps, assessed by every way there is, and compared cell by cell.

Row by row, Polars, Dask with two worker processes, Spark with two workers of a cluster of its own (``local-cluster``), and the printed SQL in
DuckDB. Status, low and high of each measure, the totals and the number of missing facts must be the same for every firm. Most firms do not say
what can be derived or follows from their other answers, so that each way has to find it. The firms come in pieces, which are compared one by
one. A smaller run of it is among the tests. Needs Java for Spark.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

import duckdb
import polars as pl
from batch_peers.firms_with_gaps import write_firms

from guangdong_ai.catalogue.load import load_catalogue

AS_OF = date(2026, 3, 1)
COMMAND = (sys.executable, "-m", "guangdong_ai")
WAYS = ("plain", "polars", "dask", "spark", "sql")
"""The engines, of which the first is the run row by row that all others are compared with, and the printed SQL."""


def main() -> int:
    """Assess and compare; 1 where something differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="firms (default: 100,000)")
    parser.add_argument("--piece", type=int, default=25_000, help="firms that are assessed and compared at a time (default: 25,000)")
    parser.add_argument("--seed", type=int, default=7, help="of the first piece; the next has the next")
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=WAYS, metavar="WAY", help=f"of {', '.join(WAYS)} (default: all)")
    options = parser.parse_args()
    same = True
    for number, first in enumerate(range(0, options.rows, options.piece)):
        same &= piece(min(options.piece, options.rows - first), options.seed + number, options.ways)
    return 0 if same else 1


def piece(rows: int, seed: int, ways: Sequence[str]) -> bool:
    """Make so many firms, assess them by each way and compare it with the first. Whether all are the same; each is told."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        firms = folder / "firms.parquet"
        left_out = write_firms(firms, load_catalogue(), AS_OF, rows, seed)
        print(f"{rows:,} firms (seed {seed}); left to be found: {left_out['derived']:,} derived, {left_out['implied']:,} implied answers")
        expected: pl.DataFrame | None = None
        same = True
        for way, result, seconds in results(firms, folder, ways):
            expected = result if expected is None else expected
            differing = [column for column in expected.columns if column not in result or not result[column].equals(expected[column])]
            same &= not differing and result.columns == expected.columns
            told = "the same" if not differing else f"differs in {', '.join(differing[:5])}"
            print(f"{way}: {result.height:,} firms, {result.width:,} columns: {told} ({seconds:.0f} s)", flush=True)
    return same


def results(firms: Path, folder: Path, ways: Sequence[str]) -> Iterator[tuple[str, pl.DataFrame, float]]:
    """The name of each way, its result in the order of the ids, and how long it took."""
    for way in ways:
        if way == "dask":
            from distributed import LocalCluster

            with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:  # type: ignore[no-untyped-call]
                yield timed(way, firms, folder, ["--scheduler", cluster.scheduler_address])
        elif way == "sql":
            yield in_duckdb(firms)
        else:
            yield timed(way, firms, folder, ["--master", "local-cluster[2,1,1024]"] if way == "spark" else [])


def in_duckdb(firms: Path) -> tuple[str, pl.DataFrame, float]:
    """The result of the printed SQL."""
    start = perf_counter()
    query = subprocess.run(
        [*COMMAND, "measures", "compile", "--dialect", "duckdb", "--as-of", AS_OF.isoformat()], check=True, capture_output=True, text=True
    ).stdout
    with duckdb.connect() as database:
        database.read_parquet(str(firms)).create_view("applicants")
        table = pl.DataFrame(database.sql(query).to_arrow_table())
    return "printed SQL in DuckDB", in_order(table), perf_counter() - start


def timed(engine: str, firms: Path, folder: Path, options: Sequence[str]) -> tuple[str, pl.DataFrame, float]:
    """One engine's result."""
    target = folder / f"{engine}.parquet"
    start = perf_counter()
    command = [*COMMAND, "batch", str(firms), "--output", str(target), "--engine", engine, "--as-of", AS_OF.isoformat(), "--no-summary"]
    done = subprocess.run([*command, *options], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    seconds = perf_counter() - start
    files = sorted(target.glob("*.parquet")) if target.is_dir() else [target]
    return engine, in_order(pl.concat([pl.read_parquet(file) for file in files])), seconds


def in_order(table: pl.DataFrame) -> pl.DataFrame:
    """By the ids; words as texts, whatever the engine keeps them as."""
    words = [name for name in table.columns if name.endswith(".status")]
    return table.with_columns(pl.col(words).cast(pl.String)).sort("id")


if __name__ == "__main__":
    sys.exit(main())
