"""Spark, in one process or as a cluster of its own with two workers on this machine, gives what Polars gives."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.rules.value import Facts
from tests.batch.run.conftest import CONTRARY, DAY, typed_column, with_contrary
from tests.batch.run.processes import free_port, python, started, wait_until

MEASURES = (
    "little-giant-award",
    "single-champion-award",
    "benchmark-supplier",
    "benchmark-user",
    "rnd-special-ai",
    "shenzhen-model-voucher",
)
"""With amounts from tables, in several readings, under a rule that lets one count, and with alternatives among their criteria."""


def _needs_java() -> None:
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        if os.environ.get("CI"):
            pytest.fail("CI must have Java: Spark needs it")
        pytest.skip("Spark needs Java")


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    import pyspark

    home, folder = Path(pyspark.__file__).parent, tmp_path_factory.mktemp("spark")
    start = [str(home / "bin" / "spark-class")]
    environment = {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_WORKER_DIR": str(folder)}
    port, log = free_port(), folder / "log"
    address = f"spark://127.0.0.1:{port}"
    scheduler = [*start, "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"]
    worker = [*start, "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", "0"]
    with started([scheduler], log, environment):
        wait_until(lambda: b"I have been elected leader" in log.read_bytes(), "the master")
        with started([[*worker, address], [*worker, address]], log, environment):
            wait_until(lambda: log.read_bytes().count(b"Successfully registered with master") == 2, "two workers")
            yield address


def batch(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with a day and the measures; in that folder."""
    measures = [word for measure in MEASURES for word in ("--measure", measure)]
    return subprocess.run(
        python("guangdong_ai", "batch", *arguments, *DAY, *measures, "--format", "json", "--lang", "en"),
        cwd=folder,
        env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("lenient", "alone"), [((), False), (("--lenient",), True)], ids=["strict, on a cluster", "lenient, in one process"]
)
def test_it_gives_what_polars_gives(
    request: pytest.FixtureRequest, facts: Mapping[str, Fact], firms: list[Facts], tmp_path: Path, lenient: Sequence[str], alone: bool
) -> None:
    """Also of cells that are unusual, of others that are wrong or contradict each other, and with columns carried through.

    Row by row the same comes out: rejects byte for byte, and each applicant's result.
    """
    _needs_java()
    master = "local[1]" if alone else request.getfixturevalue("master")
    import pyarrow as pa
    import pyarrow.parquet as pq

    firms = with_contrary(firms)
    columns = {fact.id: typed_column(fact, firms) for fact in facts.values()}
    cities = columns["enterprise.city"].to_pylist()
    cities[3], cities[90], cities[201], cities[399] = "atlantis", "广州", "不知道", ""
    columns["enterprise.city"] = pa.array(cities, pa.string())
    for name in ("enterprise.district", "enterprise.region"):  # nothing that the city would contradict
        cells = columns[name].to_pylist()
        cells[3] = cells[90] = cells[201] = cells[399] = None
        columns[name] = pa.array(cells, columns[name].type)
    funds = [None if cell is None else float(cell) for cell in columns["national_project.central_funds"].to_pylist()]
    funds[7], funds[8] = float("nan"), 20_000_000.001
    columns["national_project.central_funds"] = pa.array(funds, pa.float64())
    ids = [None if number % 50 == 0 else f"F{number}" for number in range(len(firms))]
    # Beside a usual row: another one, one that is unusual, one that is rejected, and one whose id has spaces around it.
    ids[21], ids[23], ids[91], ids[4], ids[25] = "F20", "F20", "F90", "F3", " F24 "
    names = pa.array(ids)
    pq.write_table(pa.table({"id": names, "note": pa.array(["=1+1"] * len(firms)), **columns}), tmp_path / "firms.parquet")

    options = ("firms.parquet", "--keep", "note", *lenient)
    rows = batch(tmp_path, *options, "-o", "rows.parquet", "--engine", "plain")
    polars = batch(tmp_path, *options, "-o", "one.parquet", "--engine", "polars")
    spark = batch(tmp_path, *options, "-o", "many.parquet", "--engine", "spark", "--master", master)
    assert spark.returncode == polars.returncode == rows.returncode == (0 if lenient else 1), spark.stderr
    assert spark.stdout == polars.stdout == rows.stdout
    counts = {next(line for line in done.stderr.splitlines() if line.startswith("read ")) for done in (rows, polars, spark)}
    rejected = 0 if lenient else 1 + len(CONTRARY)
    (counted,) = counts
    assert counted.startswith(f"read 400 = assessed {400 - rejected} + rejected {rejected}; ")
    told = {tuple(line for line in done.stderr.splitlines() if " repeats: " in line) for done in (rows, polars, spark)}
    (repeats,) = told
    assert (
        f'"id" repeats: {4 if lenient else 3} values in {9 if lenient else 7} rows, for example on lines {"4, 5" if lenient else "21, 22, 24"}'
        in repeats[0]
    )
    files = [tmp_path / f"{name}.parquet.rejected.csv" for name in ("rows", "one", "many")]
    assert len({file.read_bytes() for file in files if file.exists()}) == len({file.exists() for file in files}) == 1
    together = pl.concat([pl.read_parquet(file) for file in sorted((tmp_path / "many.parquet").iterdir())])
    for name in ("rows", "one"):
        expected = pl.read_parquet(tmp_path / f"{name}.parquet").cast(together.schema)
        assert together.sort(together.columns).to_dicts() == expected.sort(together.columns).to_dicts()
