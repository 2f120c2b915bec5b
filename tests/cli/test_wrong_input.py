"""Wrong input and wrong usage: a message with place and hint, the right exit code, never a traceback, nothing overwritten."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command

WRONG_FILES: dict[str, tuple[bytes, str]] = {
    "unknown table": (b'schema = 1\n[firm]\nname = "x"\n', "firm"),
    "unknown key": (b'schema = 1\n[enterprise]\ncitty = "guangzhou"\n', "did you mean city"),
    "wrong type": (b'schema = 1\n[enterprise]\nemployees = "many"\n', "employees"),
    "wrong choice": (b'schema = 1\n[enterprise]\ncity = "gangzhou"\n', "did you mean guangzhou"),
    "wrong date": (b'schema = 1\n[benchmark]\nstarted = "soon"\n', "benchmark.started"),
    "wrong code": (b'schema = 1\n[enterprise]\ncredit_code = "91110000600037341M"\n', "credit_code"),
    "wrong money": (b"schema = 1\n[benchmark]\ncost = -5\n", "benchmark.cost"),
    "duplicate key": (b'schema = 1\n[enterprise]\ncity = "guangzhou"\ncity = "foshan"\n', "TOML"),
    "broken TOML": (b'schema = 1\n[enterprise\ncity = "guangzhou"\n', "TOML"),
    "empty": (b"", "template"),
    "not UTF-8": ('schema = 1\n[enterprise]\nname = "粤智"\n'.encode("gbk"), "UTF-8"),
    "noise": (bytes(range(256)) * 40, "byte"),
    "ten megabytes of noise": (os.urandom(1) * 10_000_000, "larger than"),
    "deep nesting": (b"a = " + b"[" * 100_000, "nested"),
    "no schema": (b'[enterprise]\ncity = "guangzhou"\n', "schema"),
    "another schema": (b"schema = 2\n", "schema"),
}


@pytest.mark.parametrize("what", WRONG_FILES)
def test_a_wrong_profile_is_refused_with_its_place(run: Command, tmp_path: Path, what: str) -> None:
    content, told = WRONG_FILES[what]
    path = tmp_path / "粤智.toml"
    path.write_bytes(content)
    done = run("check", str(path), "--format", "json")
    assert done.code == 1
    assert done.out == ""
    assert "粤智.toml" in done.err
    assert told in done.err
    assert "Traceback" not in done.err
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbfschema = 1\n[enterprise]\ncity = 'foshan'\n", b"schema = 1\r\n[enterprise]\r\ncity = 'foshan'\r\n"]
)
def test_a_byte_order_mark_and_crlf_are_no_fault(run: Command, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "profile.toml"
    path.write_bytes(content)
    assert run("profile", "validate", str(path)).code == 0


def test_all_findings_are_shown_at_once(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "profile.toml"
    path.write_text(
        'schema = 1\n[enterprise]\ncity = "x"\nemployees = -1\nnope = 1\n[titles]\nlittle_giant_year = "2025"\n', encoding="utf-8"
    )
    done = run("check", str(path))
    assert done.code == 1
    for line in (3, 4, 5, 7):
        assert f"{path}:{line}:" in done.err


def test_what_is_wrong_in_the_file_and_on_the_command_line_is_shown_together(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "profile.toml"
    path.write_text('schema = 1\n[enterprise]\nkind = "x"\n', encoding="utf-8")
    done = run("check", str(path), "--enterprise-city", "hongkong", "--set", "no.fact=1")
    assert done.code == 1
    for told in ("enterprise.kind", "--enterprise-city", "no.fact"):
        assert told in done.err


@pytest.mark.parametrize(("name", "told"), [("no-such.toml", "no such file"), (".", "folder")])
def test_a_missing_file_and_a_folder(run: Command, tmp_path: Path, name: str, told: str) -> None:
    done = run("check", str(tmp_path / name))
    assert done.code == 1
    assert told in done.err


def test_wrong_answers_on_the_command_line_are_shown_together(run: Command) -> None:
    done = run("check", "--enterprise-city", "x", "--set", "titles.little_giant_year=soon", "--set", "enterprise.cty=gz")
    assert done.code == 1
    assert "--enterprise-city" in done.err
    assert "titles.little_giant_year" in done.err
    assert "did you mean enterprise.city" in done.err


def test_an_answer_given_twice_is_refused(run: Command) -> None:
    done = run("check", "--enterprise-city", "gz", "--set", "enterprise.city=sz")
    assert done.code == 1
    assert "2 times" in done.err


WRONG_USAGE = [
    (["chek"], "chek"),
    (["check", "--enterprise-citty", "gz"], "--enterprise-city"),
    (["check", "a.toml", "b.toml"], "b.toml"),
    (["check", "--set"], "--set"),
    (["check", "--set", "enterprise.city"], "--set"),
    (["check", "--as-of", "tomorrow"], "--as-of"),
    (["check", "--format", "xml"], "json"),
    (["check", "--lang", "fr"], "zh"),
    (["check", "--all=3"], "--all"),
    (["measures", "show"], "MEASURE"),
    (["measures", "schema", "nothing"], "documents"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG_USAGE, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_wrong_usage_exits_with_2(run: Command, arguments: list[str], told: str) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert told in done.err
    assert done.err.startswith("error: ")


@pytest.mark.parametrize(("arguments", "told"), [case for case in WRONG_USAGE if "fr" not in case[0]])
def test_wrong_usage_speaks_chinese_too(run: Command, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    done = run(*arguments)
    assert done.code == 2
    assert done.err.startswith("错误：")


def test_a_wrong_catalogue_folder_is_refused(run: Command, tmp_path: Path) -> None:
    assert run("check", "--policies", str(tmp_path / "none")).code == 1
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "half.toml").write_text('id = "half"\n', encoding="utf-8")
    done = run("check", "--policies", str(tmp_path))
    assert done.code == 1
    assert "half.toml" in done.err


def test_a_result_is_written_whole_or_not_at_all(run: Command, tmp_path: Path, demo: Path) -> None:
    target = tmp_path / "result.json"
    assert run("check", str(demo), "--format", "json", "--output", str(target)).code == 0
    before = target.read_bytes()
    assert run("check", str(demo), "--set", "enterprise.city=x", "--format", "json", "--output", str(target)).code == 1
    assert target.read_bytes() == before
    done = run("check", str(demo), "--output", str(tmp_path / "no" / "folder.txt"))
    assert done.code == 1
    assert "folder.txt" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["result.json"]


def test_a_reader_that_stops_early_is_no_error(demo: Path) -> None:
    command = [sys.executable, "-m", "guangdong_ai", "check", str(demo), "--format", "json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 0
    assert errors == b""


def test_a_profile_from_standard_input(demo: Path) -> None:
    command = [sys.executable, "-m", "guangdong_ai", "check", "-", "--format", "csv"]
    done = subprocess.run(command, input=demo.read_bytes(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"measure,")
    wrong = subprocess.run(command, input=b"schema = 1\n[x]\n", capture_output=True, check=False)
    assert wrong.returncode == 1
    assert b"Traceback" not in wrong.stderr
