"""Which files a user means."""

import gzip
from pathlib import Path

import pytest

from guangdong_ai.batch.read.input_files import InputFile, input_files
from guangdong_ai.batch.read.table import count_at_most
from guangdong_ai.foundation.errors import Refused


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.csv",
        "a.toml",
        "deep/er/c.jsonl",
        "deep/d.XLSX",
        "deep/e.csv.gz",
        "notes.txt",
        "deep/~$d.xlsx",
        ".hidden/x.csv",
        ".y.csv",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "empty").mkdir()
    return tmp_path


def names(folder: Path, files: tuple[InputFile, ...]) -> list[str]:
    return [file.path.relative_to(folder).as_posix() for file in files]


def messages(*named: str | Path) -> list[str]:
    with pytest.raises(Refused) as refused:
        input_files(named)
    return [finding.message.en + (f"; {finding.hint.en}" if finding.hint else "") for finding in refused.value.findings]


def test_a_folder_gives_every_file_in_it_that_can_be_read(folder: Path) -> None:
    files = input_files([folder])
    assert names(folder, files) == ["a.toml", "b.csv", "deep/d.XLSX", "deep/e.csv.gz", "deep/er/c.jsonl"]
    assert [(file.format, file.compression) for file in files] == [
        ("toml", None),
        ("csv", None),
        ("xlsx", None),
        ("csv", "gz"),
        ("jsonl", None),
    ]


def test_patterns_are_expanded(folder: Path) -> None:
    assert names(folder, input_files([str(folder / "*.csv")])) == ["b.csv"]
    assert names(folder, input_files([str(folder / "**" / "*.csv*")])) == ["b.csv", "deep/e.csv.gz"]
    assert names(folder, input_files([str(folder / "de?p")])) == ["deep/d.XLSX", "deep/e.csv.gz", "deep/er/c.jsonl"]


def test_each_file_is_taken_once_in_the_order_in_which_it_was_named(folder: Path) -> None:
    files = input_files([folder / "deep", folder / "deep" / ".." / "b.csv", folder])
    assert [file.path.name for file in files] == ["d.XLSX", "e.csv.gz", "c.jsonl", "b.csv", "a.toml"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(folder: Path) -> None:
    (folder / "x[1].csv").touch()
    assert names(folder, input_files([folder / "x[1].csv"])) == ["x[1].csv"]


def test_what_is_written_is_not_read(folder: Path) -> None:
    assert "b.csv" not in names(folder, input_files([folder], without=[folder / "b.csv"]))


def test_all_that_is_wrong_is_told_at_once(folder: Path) -> None:
    found = messages(
        folder / "c.csv", folder / "*.parquet", folder / "empty", folder / "notes.txt", folder / "deep" / "d.xls.gz", folder / "none"
    )
    assert len(found) == 6
    assert found[0] == "no such file; did you mean b.csv?"
    assert found[1].startswith("no file matches")
    assert found[2].startswith("there is no file in this folder that can be read; accepted are")
    assert "save it as .csv (commas)" in found[3]
    assert found[5].startswith("no such file")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.xlsb", "save it as .xlsx"),
        ("a.et", "save it as .xlsx"),
        ("a.json", "one JSON object a line"),
        ("a.xlsx.gz", "a compressed .xlsx file cannot be read; unpack it"),
        ("a.toml.zst", "a compressed .toml file cannot be read"),
        ("a.docx", "accepted are .toml, .csv"),
        ("a", "no suffix"),
        ("a.gz", "accepted are"),
    ],
)
def test_other_files_are_refused_with_what_to_do(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / name).touch()
    (message,) = messages(tmp_path / name)
    assert told in message


def test_records_are_counted_from_above(tmp_path: Path) -> None:
    text = "enterprise.city\r\n" + "gz\r\n" * 500
    for name, content in (("a.csv", text.encode()), ("b.csv.gz", gzip.compress(text.encode())), ("c.csv", text.replace("\n", "").encode())):
        (tmp_path / name).write_bytes(content)
        (file,) = input_files([tmp_path / name])
        assert 500 <= count_at_most(file, 1_000) <= 502
        assert count_at_most(file, 10) > 10
    (tmp_path / "d.toml").touch()
    assert count_at_most(input_files([tmp_path / "d.toml"])[0], 10) == 1
