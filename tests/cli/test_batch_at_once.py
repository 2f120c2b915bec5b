"""Several runs that write one result: one of them writes it, the others are told, and nothing of either is mixed or left."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from guangdong_ai.batch.checkpoints.claim import hidden_folder, remove_what_was_left, scratch_folder
from tests.batch.write.conftest import read_back
from tests.cli.conftest import Command
from tests.cli.test_batch import DAY, FIRMS, WRONG, files_in, table

ROWS = 40
PAIRS = 3


@pytest.fixture
def inputs(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "in"
    folder.mkdir()
    return [table(folder / f"{name}.csv", [*([f"{name}{row}", *FIRMS[row % 3][1:]] for row in range(ROWS)), WRONG]) for name in "abc"]


def begun(inputs: list[Path], output: Path, checked_catalogue: Path, *more: str) -> "subprocess.Popen[str]":
    command = [
        sys.executable,
        "-m",
        "guangdong_ai",
        "batch",
        *map(str, inputs),
        "-o",
        str(output),
        "--no-summary",
        "--lang",
        "en",
        *DAY,
        *more,
    ]
    environment = {**os.environ, "XDG_CACHE_HOME": str(checked_catalogue)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")


@pytest.mark.parametrize("engine", ["plain", "polars"])
def test_of_two_runs_at_once_each_writes_all_or_is_refused(
    inputs: list[Path], tmp_path: Path, checked_catalogue: Path, engine: str
) -> None:
    output = tmp_path / "out" / "r.csv"
    output.parent.mkdir()
    for pair in range(PAIRS):
        both = []
        for _ in range(2):
            both.append(begun(inputs, output, checked_catalogue, "--engine", engine))
            time.sleep(0.05 * pair)
        told = [process.communicate(timeout=120)[1] for process in both]
        wrote = [text for text in told if f"read {3 * ROWS + 3} = assessed {3 * ROWS} + rejected 3" in text]
        refused = [text for text in told if "another run is writing this result" in text]
        assert len(wrote) >= 1
        assert len(wrote) + len(refused) == 2, told
        assert [process.returncode for process in both] == [1, 1]  # there are rejected rows
        assert len(read_back(output)) == 3 * ROWS
        assert len({row["file"] for row in read_back(output.with_name("r.csv.rejected.csv"))}) == 3
        assert files_in(output.parent) == ["r.csv", "r.csv.meta.json", "r.csv.rejected.csv"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_who_writes_it_is_told_and_what_it_has_made_stays(
    run: Command, inputs: list[Path], tmp_path: Path, checked_catalogue: Path, language: str
) -> None:
    output = tmp_path / "r.csv"
    first = begun(inputs, output, checked_catalogue)
    parts = hidden_folder(output)
    while not list(parts.glob("*.entry")) and first.poll() is None:
        time.sleep(0.01)
    first.send_signal(signal.SIGSTOP)
    before = files_in(parts)
    for name in ("r.csv", "link.csv"):  # also by another name of the same file
        if name != output.name:
            output.touch()
            (tmp_path / name).symlink_to(output)
        done = run("batch", *map(str, inputs), "-o", str(tmp_path / name), "--lang", language, *DAY)
        assert done.code == 1
        assert str(first.pid) in done.err
        assert {"zh": "开始", "en": ", since 20"}[language] in done.err
        assert "--output" in done.err
    assert files_in(parts) == before
    first.send_signal(signal.SIGCONT)
    assert f"assessed {3 * ROWS}" in first.communicate(timeout=120)[1]
    assert len(read_back(output)) == 3 * ROWS


def test_what_killed_runs_left_is_removed_by_the_next(run: Command, inputs: list[Path], tmp_path: Path, checked_catalogue: Path) -> None:
    output = tmp_path / "r.csv"
    for count in (1, 3):  # in one go, and in parts
        process = begun(inputs[:count], output, checked_catalogue)
        while not hidden_folder(output).exists() and process.poll() is None:
            time.sleep(0.005)
        process.kill()
        process.communicate(timeout=60)
        assert ".r.csv.lock" in files_in(tmp_path)
    assert run("batch", *map(str, inputs), "-o", str(output), *DAY).code == 1
    assert files_in(tmp_path) == ["in", "r.csv", "r.csv.meta.json", "r.csv.rejected.csv"]


def interrupted_after_one(inputs: list[Path], output: Path, checked_catalogue: Path) -> None:
    process = begun(inputs, output, checked_catalogue)
    while not list(hidden_folder(output).glob("*.entry")) and process.poll() is None:
        time.sleep(0.005)
    process.kill()
    process.communicate(timeout=60)


def test_another_content_of_the_same_size_and_time_is_another_input(
    run: Command, inputs: list[Path], tmp_path: Path, checked_catalogue: Path
) -> None:
    output = tmp_path / "r.csv"
    interrupted_after_one(inputs, output, checked_catalogue)
    status, before = inputs[0].stat(), inputs[0].read_bytes()
    inputs[0].write_bytes(before.replace(b"a0,", b"X0,"))
    os.utime(inputs[0], ns=(status.st_atime_ns, status.st_mtime_ns))
    assert inputs[0].stat().st_size == status.st_size
    assert run("batch", *map(str, inputs), "-o", str(output), "--resume", *DAY).code == 1
    assert read_back(output)[0]["id"] == "X0"


@pytest.mark.parametrize("kind", ["rows", "rejects"])
def test_a_part_of_the_same_size_in_which_something_changed_is_made_again(
    run: Command, inputs: list[Path], tmp_path: Path, checked_catalogue: Path, kind: str
) -> None:
    output = tmp_path / "r.csv"
    interrupted_after_one(inputs, output, checked_catalogue)
    (changed, *_) = [entry.with_suffix(f".{kind}") for entry in hidden_folder(output).glob("*.entry")]
    changed.write_bytes(changed.read_bytes().replace(b"a", b"b"))
    assert run("batch", *map(str, inputs), "-o", str(output), "--resume", *DAY).code == 1
    whole = tmp_path / "whole.csv"
    assert run("batch", *map(str, inputs), "-o", str(whole), *DAY).code == 1
    assert output.read_bytes() == whole.read_bytes()
    assert (tmp_path / "r.csv.rejected.csv").read_bytes() == (tmp_path / "whole.csv.rejected.csv").read_bytes()


def test_a_link_in_the_place_of_the_hidden_folder_is_not_followed(run: Command, inputs: list[Path], tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.entry").touch()
    hidden_folder(tmp_path / "r.csv").symlink_to(elsewhere)
    assert run("batch", *map(str, inputs), "-o", str(tmp_path / "r.csv"), *DAY).code == 1
    assert files_in(elsewhere) == ["kept.entry"]


def test_parts_that_others_may_write_to_are_not_believed(tmp_path: Path) -> None:
    output = tmp_path / "r.csv"
    for mode, expected in ((0o700, True), (0o777, False)):
        folder = hidden_folder(output)
        folder.mkdir()
        (folder / "a.entry").touch()
        folder.chmod(mode)
        remove_what_was_left(output, keep_checkpoints=True)
        assert folder.exists() == expected
        remove_what_was_left(output, keep_checkpoints=False)
        assert not folder.exists()


def test_a_folder_that_was_just_being_replaced_comes_back(tmp_path: Path) -> None:
    output = tmp_path / "r.parquet"
    with scratch_folder(output) as scratch:
        (scratch / "earlier").mkdir()
        (scratch / "earlier" / "part-0.parquet").touch()
        remove_what_was_left(output, keep_checkpoints=False)
    assert files_in(output) == ["part-0.parquet"]
    assert files_in(tmp_path) == ["r.parquet"]
