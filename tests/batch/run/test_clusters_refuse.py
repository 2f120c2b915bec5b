"""What the engines on several machines do not do is told, and nothing is left of the attempt."""

import os
import shutil
import subprocess
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from guangdong_ai.batch.run.polars_plan import write_together
from guangdong_ai.batch.write.result_files import result_folder
from tests.batch.run.conftest import DAY, write_csv, write_texts
from tests.batch.run.processes import python
from tests.cli.conftest import Command
from tests.cli.test_batch import files_in


def test_only_parquet_is_read(run: Command, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "firms.csv", [["enterprise.city"], ["gz"]])
    for engine in (("dask", "--scheduler", "tcp://127.0.0.1:9"), ("spark", "--master", "local[1]")):
        done = run("batch", str(source), "-o", str(tmp_path / "out.csv"), "--engine", *engine)
        assert (done.code, files_in(tmp_path)) == (1, ["firms.csv"])
        assert f"{engine[0]} reads .parquet files only" in done.err


def test_an_address_that_is_none_is_told(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guangdong_ai.batch.run.dask_backend._SECONDS_TO_CONNECT", 1)
    source = write_texts(tmp_path / "firms.parquet", [["enterprise.city"], ["gz"]])
    done = run("batch", str(source), "-o", str(tmp_path / "out.csv"), "--engine", "dask", "--scheduler", "no address")
    assert (done.code, done.out, files_in(tmp_path)) == (1, "", ["firms.parquet"])
    assert "the Dask scheduler no address cannot be reached" in done.err


def test_columns_with_one_name_are_told_where_they_cannot_be_read(run: Command, tmp_path: Path) -> None:
    struct = pa.StructArray.from_arrays([pa.array([1]), pa.array([2])], names=["of", "of"])
    columns = [pa.array(["gz"]), pa.array(["x"]), pa.array(["y"]), struct]
    names = ["enterprise.city", "note", "note", "part"]
    pq.write_table(pa.Table.from_arrays(columns, names=names), tmp_path / "firms.parquet")
    done = run("batch", str(tmp_path / "firms.parquet"), "-o", str(tmp_path / "out.csv"), "--engine", "spark", "--master", "local[1]")
    assert (done.code, done.out, files_in(tmp_path)) == (1, "", ["firms.parquet"])
    for name in ("note", "part.of"):
        assert f"Spark cannot read a file with several columns of one name: {name}" in done.err


@pytest.mark.skipif(shutil.which("java") is None and "CI" not in os.environ, reason="Spark needs Java")
def test_a_master_that_is_none_is_told(tmp_path: Path) -> None:
    source = write_texts(tmp_path / "firms.parquet", [["enterprise.city"], ["gz"]])
    arguments = [
        "batch",
        str(source),
        "-o",
        str(tmp_path / "out.csv"),
        "--engine",
        "spark",
        "--master",
        "nothing://x",
        "--lang",
        "en",
        *DAY,
    ]
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"}
    command = python("guangdong_ai", *arguments)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert (done.returncode, done.stdout, files_in(tmp_path)) == (1, "", ["firms.parquet"])
    assert "Spark does not start, or nothing://x cannot be reached" in done.stderr


def test_a_folder_that_is_no_earlier_result_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "out.parquet"
    other.mkdir()
    (other / "thesis.txt").write_text("years of work")
    with pytest.raises(FileExistsError), result_folder(other, "en", "parquet", write_together):
        pass
    assert [file.name for file in other.iterdir()] == ["thesis.txt"]
    assert [file.name for file in tmp_path.iterdir()] == ["out.parquet"]


def test_an_earlier_result_stays_when_its_place_cannot_be_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = tmp_path / "out.parquet"
    earlier.mkdir()
    (earlier / "part-00000.parquet").write_bytes(b"earlier")
    rename = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt), result_folder(earlier, "en", "parquet", write_together):
        pass
    assert (earlier / "part-00000.parquet").read_bytes() == b"earlier"
    assert [file.name for file in tmp_path.iterdir()] == ["out.parquet"]
