"""Dask, with two worker processes on this machine, gives what Polars gives in one."""

import contextlib
import json
import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from distributed import Client

from guangdong_ai.batch.run import dask_backend
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.batch_progress import BatchProgress
from guangdong_ai.rules.value import Facts
from tests.batch.run.conftest import CONTRARY, DAY, FEW, text_rows, with_contrary, write_texts, write_typed
from tests.batch.run.processes import python, started, wait_until
from tests.cli.conftest import Command


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, Sequence[Any]]]:
    """The address of a scheduler, and its two workers."""
    file = folder / "scheduler.json"
    scheduler = python(
        "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file), "--no-dashboard"
    )
    worker = python(
        "distributed.cli.dask_worker",
        "--host",
        "127.0.0.1",
        "--scheduler-file",
        str(file),
        "--nthreads",
        "1",
        "--no-dashboard",
        "--no-nanny",
    )
    # A scheduler drops copies of what several workers hold, every few seconds: here at once.
    with started([scheduler], folder / "log", {"DASK_DISTRIBUTED__SCHEDULER__ACTIVE_MEMORY_MANAGER__INTERVAL": "20ms"}):
        wait_until(file.exists, "the scheduler")
        address = str(json.loads(file.read_text())["address"])
        with started([worker, worker], folder / "log") as workers:
            with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]  # Dask has no types here
                client.wait_for_workers(2)
            yield address, workers


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with cluster(tmp_path_factory.mktemp("dask")) as (address, _):
        yield address


@pytest.fixture
def few_rows_a_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_backend, "LEAST_ROWS", 40)


def rows_of(result: Path) -> list[dict[str, object]]:
    files = sorted(result.glob("*.parquet")) if result.is_dir() else [result]
    return pl.concat([pl.read_parquet(file) for file in files]).to_dicts()


def wrong_firms(path: Path, facts: Mapping[str, Fact], firms: list[Facts]) -> Path:
    """A table of texts, in which some rows are wrong, others contradict themselves and others are unusual."""
    header, *lines = text_rows(facts, with_contrary(firms))
    city, district, region = (header.index(f"enterprise.{name}") for name in ("city", "district", "region"))
    for number, text in ((3, "atlantis"), (90, "广州"), (201, "nowhere"), (399, "不知道")):
        lines[number][city], lines[number][district], lines[number][region] = text, "", ""  # nothing that the city would contradict
    return write_texts(path, [header, *lines])


@pytest.mark.usefixtures("few_rows_a_slice")
@pytest.mark.parametrize(("shape", "measures"), [("wide", ()), ("long", FEW)], ids=["wide", "long"])
def test_it_gives_what_polars_gives(
    run: Command, facts: Mapping[str, Fact], firms: list[Facts], tmp_path: Path, scheduler: str, shape: str, measures: Sequence[str]
) -> None:
    """Also with all measures."""
    source = write_typed(tmp_path / "firms.parquet", facts, firms)
    arguments = ("batch", str(source), "--shape", shape, *measures, "--keep", "enterprise.city", "--format", "json", *DAY)
    alone = run(*arguments, "-o", str(tmp_path / "one.parquet"), "--engine", "polars")
    together = run(*arguments, "-o", str(tmp_path / "many.parquet"), "--engine", "dask", "--scheduler", scheduler)
    assert (together.code, together.out) == (alone.code, alone.out)
    assert len(list((tmp_path / "many.parquet").iterdir())) > 1
    assert rows_of(tmp_path / "many.parquet") == rows_of(tmp_path / "one.parquet")


@pytest.mark.usefixtures("few_rows_a_slice")
@pytest.mark.parametrize("lenient", [(), ("--lenient",)], ids=["strict", "lenient"])
def test_it_tells_what_is_wrong_as_polars_does(
    run: Command, facts: Mapping[str, Fact], firms: list[Facts], tmp_path: Path, scheduler: str, lenient: Sequence[str]
) -> None:
    source = wrong_firms(tmp_path / "firms.parquet", facts, firms)
    said, written = [], []
    for name, engine in (("rows", ("plain",)), ("one", ("polars",)), ("many", ("dask", "--scheduler", scheduler))):
        folder = tmp_path / name
        folder.mkdir()
        done = run("batch", str(source), "-o", str(folder / "out.csv"), "--no-summary", *lenient, *FEW, *DAY, "--engine", *engine)
        said.append((done.code, done.err.replace(str(folder), "")))
        written.append({file.name: file.read_bytes() for file in folder.iterdir()})
    assert said[1] == said[0]
    assert said[2] == said[1]
    assert " repeats: " in said[0][1]
    assert written[2] == written[1] == written[0]
    assert f"rejected {0 if lenient else 2 + len(CONTRARY)}" in said[0][1]
    assert said[0][0] == (0 if lenient else 1)


@pytest.mark.usefixtures("few_rows_a_slice")
def test_a_worker_that_is_killed_changes_nothing(
    run: Command, facts: Mapping[str, Fact], firms: list[Facts], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_typed(tmp_path / "firms.parquet", facts, firms)
    arguments = ("batch", str(source), "--no-summary", *FEW, *DAY)
    run(*arguments, "-o", str(tmp_path / "one.parquet"), "--engine", "polars")
    (tmp_path / "cluster").mkdir()
    with cluster(tmp_path / "cluster") as (address, workers):
        killed: list[int] = []

        def kill_one(_self: BatchProgress, _more: int) -> None:
            """When the first slice is done there are others on the way. The worker goes that holds most of what no other one holds."""
            if not killed:
                with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]  # Dask has no types here
                    of_address = {worker.pid: worker for worker in workers}
                    processes = {place: of_address[pid] for place, pid in client.run(os.getpid).items()}
                    time.sleep(0.2)
                    alone = Counter(holders[0] for holders in client.who_has().values() if len(holders) == 1)
                ((holder, _),) = alone.most_common(1)
                processes[holder].kill()
                killed.append(processes[holder].wait())

        monkeypatch.setattr(BatchProgress, "__call__", kill_one)
        done = run(*arguments, "-o", str(tmp_path / "many.parquet"), "--engine", "dask", "--scheduler", address)
    assert done.code == 0, done.err
    assert killed
    assert rows_of(tmp_path / "many.parquet") == rows_of(tmp_path / "one.parquet")


def test_a_scheduler_that_is_not_there_is_told(
    run: Command, facts: Mapping[str, Fact], firms: list[Facts], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_backend, "_SECONDS_TO_CONNECT", 1)
    source = write_typed(tmp_path / "firms.parquet", facts, firms[:3])
    done = run("batch", str(source), "-o", str(tmp_path / "out.parquet"), *FEW, "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
    assert done.code == 1
    assert "tcp://127.0.0.1:9 cannot be reached" in done.err
    assert not (tmp_path / "out.parquet").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--engine", "dask"), "--engine dask needs --scheduler"),
        (("--scheduler", "tcp://127.0.0.1:9"), "--scheduler works only with --engine dask"),
        (("--engine", "dask", "--scheduler", "x", "--resume"), "--engine dask has no --resume"),
        (("--engine", "spark"), "--engine spark needs --master"),
        (("--engine", "polars", "--master", "local[1]"), "--master works only with --engine spark"),
    ],
)
def test_an_engine_and_its_address_go_together(run: Command, tmp_path: Path, options: Sequence[str], message: str) -> None:
    done = run("batch", "firms.parquet", "-o", str(tmp_path / "out.parquet"), *options)
    assert done.code == 2
    assert message in done.err
