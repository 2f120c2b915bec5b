"""A run of the engine that is stopped leaves everything as it was, and is taken up again to the same result."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pexpect  # type: ignore[import-untyped,unused-ignore]
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.batch.run.conftest import DAY, FEW, write_csv
from tests.cli.test_batch import files_in

COUNT = 150
LONGER = 60
"""Seconds after which a test gives up waiting."""


@pytest.fixture
def environment(checked_catalogue: Path) -> dict[str, str]:
    return {**os.environ, "XDG_CACHE_HOME": str(checked_catalogue), "LANG": "en_US.UTF-8"}


@pytest.fixture
def inputs(tmp_path: Path) -> list[str]:
    """Two files, of which each has a wrong row."""
    rows = [[f"F{number}", "gz" if number else "moon", str(number), "=x"] for number in range(COUNT)]
    header = ["id", "enterprise.city", "enterprise.employees", "note"]
    return [str(write_csv(tmp_path / f"{name}.csv", [header, *rows])) for name in "ab"]


def started(
    inputs: list[str], output: Path, environment: dict[str, str], *more: str, held_at: int | None = None, deaf: bool = False
) -> "subprocess.Popen[str]":
    """The command. ``held_at``: it stands still when that input (from 0) is assessed, and says so on standard output; ``deaf``: and never looks up."""
    arguments = ["batch", *inputs, "-o", str(output), "--engine", "polars", "--keep", "note", "--format", "json", *DAY, *FEW, *more]
    program = (
        "import sys\n"
        "from guangdong_ai.batch.run import polars_backend\n"
        "from guangdong_ai.batch.run import polars_table\n"
        "from guangdong_ai.cli.main import main\n"
        "from threading import Event\n"
        "from time import sleep\n"
        "begun, told, whole, passed = [], Event(), polars_backend.assess_table, polars_table.RejectedRows.__call__\n"
        "def counted(*arguments, **options):\n"
        "    begun.append(1)\n"
        "    return whole(*arguments, **options)\n"
        "def held(self, columns):\n"
        f"    if len(begun) == {held_at} + 1 and not told.is_set():\n"
        "        told.set()\n"
        "        print('held', flush=True)\n"
        "        while True:\n"
        "            sleep(0.01)\n"
        f"            {deaf} or self._passed(0)\n"
        "    return passed(self, columns)\n"
        "polars_backend.assess_table, polars_table.RejectedRows.__call__ = counted, held\n"
        "sys.exit(main())\n"
    )
    command = [sys.executable, *(["-m", "guangdong_ai"] if held_at is None else ["-c", program]), *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")


def stopped(process: "subprocess.Popen[str]", number: signal.Signals) -> tuple[int, str]:
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n", process.communicate(timeout=LONGER)
    process.send_signal(number)
    told = process.communicate(timeout=LONGER)[1]
    return process.returncode, told


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: str(number.name))
def test_a_run_of_several_inputs_is_taken_up_to_the_same_result(
    inputs: list[str], tmp_path: Path, environment: dict[str, str], number: signal.Signals
) -> None:
    output, parts = tmp_path / "out.csv", tmp_path / ".out.csv.parts"
    output.write_text("before")
    code, told = stopped(started(inputs, output, environment, held_at=1), number)
    assert code == 130, told
    assert "1 of 2 inputs done; run the same command with --resume" in told
    assert output.read_text() == "before"
    assert files_in(tmp_path) == [".out.csv.parts", "a.csv", "b.csv", "out.csv"]
    (entry,) = parts.glob("*.entry")
    made = entry.with_suffix(".rows").stat().st_mtime_ns
    assert not [path for path in parts.iterdir() if path.is_dir()]
    # A run that is killed leaves the parts as they are.
    code, _ = stopped(started(inputs, output, environment, "--resume", held_at=0), signal.SIGKILL)
    assert code == -signal.SIGKILL
    assert entry.with_suffix(".rows").stat().st_mtime_ns == made
    resumed = started(inputs, output, environment, "--resume")
    summary, told = resumed.communicate(timeout=LONGER)
    assert f"read {2 * COUNT} = assessed {2 * COUNT - 2} + rejected 2" in told
    assert not parts.exists()
    (tmp_path / "whole").mkdir()
    once = started(inputs, tmp_path / "whole" / "out.csv", environment)
    assert once.communicate(timeout=LONGER)[0] == summary
    for name in ("out.csv", "out.csv.rejected.csv"):
        assert (tmp_path / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


def test_a_run_of_one_input_leaves_nothing_behind(inputs: list[str], tmp_path: Path, environment: dict[str, str]) -> None:
    code, told = stopped(started(inputs[:1], tmp_path / "out.csv", environment, held_at=0), signal.SIGINT)
    assert (code, files_in(tmp_path)) == (130, ["a.csv", "b.csv"]), told
    assert "was not written" in told
    assert "--resume" not in told


def test_a_killed_run_leaves_the_old_result(inputs: list[str], tmp_path: Path, environment: dict[str, str]) -> None:
    output, rejects = tmp_path / "out.csv", tmp_path / "out.csv.rejected.csv"
    output.write_text("before")
    rejects.write_text("wrong before")
    code, _ = stopped(started(inputs[:1], output, environment, held_at=0), signal.SIGKILL)
    assert code == -signal.SIGKILL
    assert (output.read_text(), rejects.read_text()) == ("before", "wrong before")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: str(number.name))
def test_nobody_waits_for_what_never_looks_up(
    inputs: list[str], tmp_path: Path, environment: dict[str, str], number: signal.Signals
) -> None:
    code, told = stopped(started(inputs[:1], tmp_path / "out.csv", environment, held_at=0, deaf=True), number)
    assert (code, files_in(tmp_path)) == (130, ["a.csv", "b.csv"]), told
    assert "was not written" in told
    assert "Traceback" not in told


ROWS = 40_000


def floats(kind: str) -> list[float]:
    """Amounts of money that are read fast (whole yuan), or each by itself (more digits than a table shows)."""
    return [row + 1 / 3 if kind == "unusual" or (kind == "mixed" and row % 2) else float(row) for row in range(ROWS)]


@pytest.mark.parametrize(
    ("kind", "rows_in_a_group", "seconds"),
    [("usual", ROWS, 0.0), ("usual", 500, 0.2), ("unusual", ROWS, 0.1), ("unusual", 500, 0.4), ("mixed", ROWS, 0.3), ("mixed", 500, 0.0)],
)
def test_ctrl_c_in_a_terminal_at_several_moments(
    tmp_path: Path, environment: dict[str, str], kind: str, rows_in_a_group: int, seconds: float
) -> None:
    """``seconds`` after the run has begun to write; a run that is done before has its result."""
    firms = tmp_path / "firms.parquet"
    columns = {"enterprise.city": ["gz"] * ROWS, "enterprise.revenue": floats(kind)}
    pq.write_table(pa.table(columns), firms, row_group_size=rows_in_a_group)
    arguments = ["-m", "guangdong_ai", "batch", str(firms), "-o", str(tmp_path / "out.csv"), "--engine", "polars"]
    arguments += ["--lenient", "--no-summary", *DAY]
    process = pexpect.spawn(sys.executable, arguments, env=environment, encoding="utf-8", timeout=LONGER, dimensions=(24, 200))
    deadline = time.monotonic() + LONGER
    while ".out.csv.parts" not in files_in(tmp_path) and process.isalive() and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(seconds)
    process.sendintr()
    process.expect(pexpect.EOF)
    process.close()
    told = str(process.before)
    assert process.signalstatus is None, told
    if process.exitstatus == 130:
        assert files_in(tmp_path) == ["firms.parquet"], told
        assert "was not written" in told
    else:
        assert "written to" in told
