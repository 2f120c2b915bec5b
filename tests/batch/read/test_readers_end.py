"""Whatever is named as an input, reading it comes to an end, and what cannot be read is told."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

import pytest

from guangdong_ai.batch.read import text_file
from guangdong_ai.batch.read.cell import CellReader
from guangdong_ai.batch.read.input_files import input_files
from guangdong_ai.batch.read.layout import FactColumn
from guangdong_ai.catalogue.source_files import read_files
from guangdong_ai.cli.profile_files import profile_files
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding
from tests.batch.read.conftest import Facts, outcome


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a folder in it that may not be read; who runs the tests may be allowed to read everything."""
    inside = tmp_path / "all" / "closed"
    inside.mkdir(parents=True)
    (tmp_path / "all" / "open.toml").write_text("", "utf-8")
    scandir = os.scandir

    def refusing(path: Any = ".") -> Any:
        if Path(path) == inside:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    return inside


@pytest.mark.parametrize("name", ["", "*", "**", "**/*.toml", "*/*.toml", "clo*d/*.csv", "**/closed/**/a.csv"])
def test_folders_of_inputs_that_may_not_be_read_are_told(closed: Path, name: str) -> None:
    with pytest.raises(Refused) as refused:
        input_files([closed.parent / name])
    finding = refused.value.findings[0]
    assert (finding.place.file, finding.severity) == (closed, "error")
    assert "this folder cannot be read" in finding.message.en


def test_profiles_in_folders_that_may_not_be_read_are_told(closed: Path) -> None:
    files, (finding,) = profile_files([closed.parent])
    assert files == (closed.parent / "open.toml",)
    assert (finding.place.file, finding.severity) == (closed, "error")


def test_patterns_do_not_follow_links_round_and_round(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("", "utf-8")
    for name in ("b", "c", "d"):
        (tmp_path / name).symlink_to(tmp_path)
    assert [file.path for file in input_files([tmp_path / "**" / "*.toml"])] == [tmp_path / "a.toml"]


def test_folders_of_a_catalogue_that_may_not_be_read_are_told(closed: Path) -> None:
    with pytest.raises(Refused, match="cannot be read: Permission denied") as refused:
        read_files([closed.parent])
    assert refused.value.findings[0].place.file == closed


@pytest.mark.parametrize("kind", ["pipe", "device"])
@pytest.mark.parametrize("suffix", ["toml", "csv", "jsonl", "parquet", "xlsx"])
def test_pipes_and_devices_are_refused(tmp_path: Path, kind: str, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    for named in (path, tmp_path, tmp_path / "*"):
        with pytest.raises(Refused, match="not a regular file"):
            input_files([named])
    if suffix == "toml":
        with pytest.raises(Refused, match="not a regular file"):
            read_files([tmp_path])
        files, (finding,) = profile_files([tmp_path])
        assert (files, finding.place.file) == ((), path)


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl"])
def test_a_line_without_an_end_is_refused(tmp_path: Path, facts: Facts, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(text_file, "LONGEST_LINE", 100_000)
    monkeypatch.setattr(text_file, "LONGEST_LINE", 100_000)
    first = '{"enterprise.city": "广州"}\n' if name == "a.jsonl" else "enterprise.city\n"
    (tmp_path / name).write_text(first + "x" * 100_001, "utf-8")
    with pytest.raises(Refused, match="more than 100,000 characters") as refused:
        outcome(tmp_path / name, facts)
    assert refused.value.findings[0].place.line == 2


def test_keys_that_are_data_are_refused(tmp_path: Path, facts: Facts) -> None:
    lines = [json.dumps({"enterprise.city": "guangzhou", f"firm {number}": 1}) for number in range(6_000)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    with pytest.raises(Refused, match="more than 5,000 different keys") as refused:
        outcome(tmp_path / "a.jsonl", facts)
    assert refused.value.findings[0].place.line == 5_000


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_a_quote_that_never_closes_is_refused_before_it_takes_the_whole_file(
    tmp_path: Path, facts: Facts, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(text_file, "LONGEST_LINE", 10_000)
    (tmp_path / name).write_text('enterprise.city\n"gz' + "\n" * 10_001, "utf-8")
    with pytest.raises(Refused, match="this line or record has more than"):
        outcome(tmp_path / name, facts)


@pytest.mark.parametrize("packed", ["a.csv.gz", "a.jsonl.gz"])
def test_of_a_compressed_line_without_an_end_no_more_is_unpacked_than_tells_so(
    tmp_path: Path, facts: Facts, monkeypatch: pytest.MonkeyPatch, packed: str
) -> None:
    monkeypatch.setattr(text_file, "LONGEST_LINE", 100_000)
    unpacked = 0

    class Counting(text_file.TextShape):
        def add(self, chunk: bytes) -> None:
            nonlocal unpacked
            unpacked += len(chunk)
            super().add(chunk)

    monkeypatch.setattr(text_file, "TextShape", Counting)
    first = b'{"enterprise.city": "gz"}\n' if "jsonl" in packed else b"enterprise.city\n"
    (tmp_path / packed).write_bytes(gzip.compress(first + b"x" * 30_000_000, 1))
    with pytest.raises(Refused, match="more than 100,000 characters") as refused:
        outcome(tmp_path / packed, facts)
    assert refused.value.findings[0].place.line == 2
    assert unpacked < 3_000_000


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"enterprise.city\ngz\n" + b"\r" * 4_000_000, "blank lines in a row"),
        (b"enterprise.city\ngz\n" + b"\r\n" * 2_000_000, "blank lines in a row"),
        (b"enterprise.city,enterprise.name\ngz,a\n" + b', ;""\n' * 1_500_000, "blank lines in a row"),
        (b"enterprise.city\n" + b"gz,\n" * 4_000_000, "bytes unpacks to more than"),
    ],
)
def test_what_unpacks_to_next_to_nothing_is_refused(
    tmp_path: Path, facts: Facts, monkeypatch: pytest.MonkeyPatch, content: bytes, told: str
) -> None:
    monkeypatch.setattr(text_file, "MOST_BLANK_LINES", 1_000_000)
    monkeypatch.setattr(text_file, "MOST_UNPACKED", 10_000_000)
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(content))
    with pytest.raises(Refused, match=told):
        outcome(tmp_path / "a.csv.gz", facts)


def test_what_is_remembered_of_wrong_and_long_cells_has_a_bound(facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guangdong_ai.batch.read.cell._MOST_WRONG_REMEMBERED", 40)
    reader = CellReader(FactColumn(index=0, header="city", fact=facts["enterprise.city"]))
    for number in range(150):
        assert isinstance(reader.read(f"nowhere {number}"), Finding)
        assert isinstance(reader.read("x" * 10_000 + str(number)), Finding)
        assert len(reader.texts) <= 41
        assert sum(len(text) for text in reader.texts) < 1_000


def test_standard_input_is_no_table() -> None:
    with pytest.raises(Refused, match="a table cannot be read from standard input"):
        input_files(["-"])


@pytest.mark.parametrize("arguments", [["check", "-"], ["profile", "validate", "-"]])
def test_of_standard_input_without_an_end_no_more_is_read_than_tells_so(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "guangdong_ai", *arguments, "--lang", "en"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        written = _written_until_closed(process.stdin, 50_000_000)
        assert written < 50_000_000
        assert b"larger than 1,048,576 bytes" in process.stderr.read()
        assert process.wait() == 1


def _written_until_closed(pipe: IO[bytes], most: int) -> int:
    written = 0
    try:
        with pipe:
            while written < most:
                written += pipe.write(b"# no end\n" * 10_000)
    except BrokenPipeError:
        pass
    return written
