"""Files are read and written by the very names that they have, whatever stands in them."""

import os
from pathlib import Path

import pytest

from tests.batch.write.conftest import read_back
from tests.cli.conftest import Command
from tests.cli.test_batch import DAY, FIRMS, WRONG, table

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
NAMES = ["[*]", "a[1]", "what?", "~", "hf:x", "s3:y", "it's", "$HOME", "-x", "%41", "a b", "甲"]
NOT_UTF_8 = os.fsdecode(b"\xbc\xd7")


def firms(path: Path, name: str) -> Path:
    return table(path, [[f"{name}{number}", *FIRMS[0][1:]] for number in range(3)] + [WRONG])


@posix_only
@pytest.mark.parametrize("engine", ["plain", "polars"])
@pytest.mark.parametrize("name", [*NAMES, NOT_UTF_8])
def test_the_file_of_this_name_is_read_and_no_other(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for other in ("a1.csv", "x.csv", "y.csv", "b.csv"):
        firms(Path(other), "other")
    firms(Path(f"{name}.csv"), "meant")
    done = run("batch", f"./{name}.csv", "-o", "out.csv", "--engine", engine, *DAY)
    assert done.code == 1, done.err  # one row is wrong
    assert [row["id"] for row in read_back(Path("out.csv"))] == ["meant0", "meant1", "meant2"]
    told = read_back(Path("out.csv.rejected.csv"))[0]["file"]
    assert str(told).removeprefix("'") == f"{name}.csv".replace(NOT_UTF_8, "??")


@posix_only
@pytest.mark.parametrize("engine", ["plain", "polars"])
@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet", "xlsx"])
def test_names_that_are_not_utf_8_go_into_every_result(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str, suffix: str
) -> None:
    if engine == "polars" and suffix == "xlsx":
        pytest.skip("engines write no workbooks")
    monkeypatch.chdir(tmp_path)
    without_ids = [["", *firm[1:]] for firm in FIRMS]
    table(Path(f"{NOT_UTF_8}.csv"), without_ids)
    table(Path("b.csv"), without_ids)
    done = run("batch", f"{NOT_UTF_8}.csv", "b.csv", "-o", f"out.{suffix}", "--shape", "wide", "--engine", engine, *DAY)
    assert done.code == 0, done.err
    assert [row["id"] for row in read_back(Path(f"out.{suffix}"))] == [f"{name}.csv:{line}" for name in ("??", "b") for line in (2, 3, 4)]


@posix_only
@pytest.mark.parametrize("engine", ["plain", "polars"])
@pytest.mark.parametrize("name", [*NAMES, NOT_UTF_8])
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_result_of_any_name_is_written(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str, name: str, suffix: str
) -> None:
    monkeypatch.chdir(tmp_path)
    inputs = [str(firms(Path(f"{number}.csv"), str(number))) for number in range(2)]
    if engine == "polars" and name == NOT_UTF_8:
        refused = run("batch", *inputs, "-o", f"./{name}.{suffix}", "--engine", engine, *DAY)
        assert refused.code == 1
        assert "not UTF-8" in refused.err
        engine = "auto"
    done = run("batch", *inputs, "-o", f"./{name}.{suffix}", "--engine", engine, "--no-summary", *DAY)
    assert done.code == 1, done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["0.csv", "1.csv", f"{name}.{suffix}", f"{name}.{suffix}.rejected.csv", *([f"{name}.csv.meta.json"] if suffix == "csv" else [])]
    )


@posix_only
def test_a_working_directory_that_is_gone_is_told(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table(tmp_path / "firms.csv", FIRMS)
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    for arguments in (("batch", "firms.csv", "-o", "o.csv"), ("check", "p.toml"), ("batch", str(tmp_path / "firms.csv"), "-o", "o.csv")):
        done = run(*arguments, *DAY)
        assert done.code == 1, done.err
        assert "Traceback" not in done.err
    monkeypatch.chdir(tmp_path)
