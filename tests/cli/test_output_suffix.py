"""A file holds what its suffix says, or is not written."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

DAY = ("--as-of", "2026-11-20")


def written(run: Command, path: Path, *arguments: str) -> str:
    done = run(*arguments, "--output", str(path))
    assert done.code == 0, done.err
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("explain", "standards"), ("what-if",), ("calendar",), ("profile", "show")],
)
def test_json_by_its_suffix(run: Command, demo: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    day = () if arguments[0] == "profile" else DAY
    assert json.loads(written(run, tmp_path / "r.json", *arguments, str(demo), *day))
    assert json.loads(written(run, tmp_path / "R.JSON", *arguments, str(demo), *day))


def test_each_suffix_says_its_format(run: Command, demo: Path, tmp_path: Path) -> None:
    assert written(run, tmp_path / "r.csv", "check", str(demo), *DAY, "--plain-csv").startswith("measure,")
    assert written(run, tmp_path / "r.ics", "calendar", str(demo), *DAY).startswith("BEGIN:VCALENDAR")
    assert written(run, tmp_path / "r.md", "explain", "standards", str(demo), *DAY).startswith("# ")
    assert "schema = 1" in written(run, tmp_path / "r.toml", "profile", "template")
    assert json.loads(written(run, tmp_path / "s.json", "measures", "schema"))
    for name in ("r.txt", "result"):
        assert "Totals" in written(run, tmp_path / name, "check", str(demo), *DAY) or "CNY" in (tmp_path / name).read_text(encoding="utf-8")
    assert json.loads(written(run, tmp_path / "plain", "check", str(demo), *DAY, "--format", "json"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("arguments", "name", "accepted"),
    [
        (("check",), "r.pdf", ".txt, .json, .csv"),
        (("check",), "r.odt", ".json"),
        (("check", "--format", "json"), "r.pdf", ".json"),
        (("calendar",), "r.xlsx", ".ics"),
        (("explain", "standards"), "r.ics", ".md"),
        (("measures", "list"), "r.ods", ".json"),
        (("measures", "diff", "bundled", "bundled"), "r.xlsx", ".md"),
        (("profile", "template"), "r.xlsx", ".toml"),
        (("profile", "schema"), "r.toml", ".json"),
        (("measures", "compile", "--dialect", "duckdb"), "r.txt", ".sql"),
    ],
)
def test_another_suffix_is_refused(
    run: Command, tmp_path: Path, arguments: tuple[str, ...], name: str, accepted: str, language: str
) -> None:
    done = run(*arguments, "-o", str(tmp_path / name), "--lang", language)
    assert (done.code, done.out) == (2, "")
    assert accepted in done.err
    assert not (tmp_path / name).exists()


def test_a_format_that_contradicts_is_refused(run: Command, tmp_path: Path) -> None:
    for format_, suffix in (("json", ".json"), ("table", ".txt")):
        done = run("check", "--format", format_, "-o", str(tmp_path / "r.csv"))
        assert done.code == 2
        assert suffix in done.err
    assert not (tmp_path / "r.csv").exists()
    assert run("check", "--format", "csv", "-o", str(tmp_path / "r.csv")).code == 0
