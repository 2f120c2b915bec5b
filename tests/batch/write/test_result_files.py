"""The files of a run take their places together, or nothing changes."""

from pathlib import Path

import pytest

from guangdong_ai.batch.read.table import Reject, WrongCell
from guangdong_ai.batch.write.result_files import result_files, rows_into
from guangdong_ai.batch.write.result_formats import OutputColumn, RowWriter, row_writer
from guangdong_ai.foundation.text import Text
from tests.batch.write.conftest import read_back

WRONG = WrongCell(
    file=Path("in.csv"), line=3, column="=员工", value="@abc", reason=Text("读不懂", "not understood"), hint=Text("提示", "hint")
)


def make(path: Path) -> RowWriter:
    return row_writer("csv", path, (OutputColumn("id", "text"),))


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_after_an_exception_everything_is_as_it_was(tmp_path: Path, error: type[BaseException]) -> None:
    output, rejects = tmp_path / "out.csv", tmp_path / "out.csv.rejected.csv"
    output.write_text("before")
    rejects.write_text("wrong before")

    def fail() -> None:
        with result_files(output, "en") as files, rows_into(files.path, make) as rows:
            rows.write(["1"])
            files.reject(Reject(WRONG, False))
            raise error

    with pytest.raises(error):
        fail()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "out.csv.rejected.csv"]
    assert (output.read_text(), rejects.read_text()) == ("before", "wrong before")


def test_until_the_end_the_former_result_stays(tmp_path: Path) -> None:
    output = tmp_path / "out.csv"
    output.write_text("before")
    with result_files(output, "en") as files, rows_into(files.path, make) as rows:
        rows.write(["1"])
        assert output.read_text() == "before"
    assert output.read_text() == "id\n1\n"


def test_what_is_wrong_is_told_in_the_language_of_the_run_and_runs_nothing(tmp_path: Path) -> None:
    for language, expected in (
        ("zh", ("读不懂", "提示", "整行剔除", "按未知处理")),
        ("en", ("not understood", "hint", "rejected", "made unknown")),
    ):
        with result_files(tmp_path / "out.csv", "zh" if language == "zh" else "en", plain=True) as files, rows_into(files.path, make):
            files.reject(Reject(WRONG, False))
            files.reject(Reject(WRONG, True))
        rows = read_back(tmp_path / "out.csv.rejected.csv")
        assert [row["effect"] for row in rows] == list(expected[2:])
        first = {
            "file": "in.csv",
            "line": "3",
            "id": "",
            "name": "",
            "column": "'=员工",
            "value": "'@abc",
            "reason": expected[0],
            "hint": expected[1],
        }
        assert rows[0] == {**first, "effect": expected[2]}


def test_an_old_file_with_what_was_wrong_is_removed_when_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "out.csv.rejected.csv").write_text("old")
    with result_files(tmp_path / "out.csv", "en") as files, rows_into(files.path, make):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
