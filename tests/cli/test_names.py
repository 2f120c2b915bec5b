"""Names as people know them: titles of measures and sections, applicants, days, choices."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from guangdong_ai.api.named import named
from guangdong_ai.cli import terminal
from guangdong_ai.foundation.text import Text
from tests.cli.conftest import Command

TITLES = {
    "city-award": Text("“领航”企业奖励", "Award for pilots"),
    "city-loan": Text("企业贷款贴息", "Interest on loans"),
    "loan": Text("贷款", "Loan"),
}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("city-award", ["city-award"]),
        ("City Award", ["city-award"]),
        ("领航企业奖励", ["city-award"]),
        ("领航", ["city-award"]),
        ("award for PILOTS", ["city-award"]),
        ("pilots", ["city-award"]),
        ("loan", ["loan"]),
        ("cityl", ["city-loan"]),
        ("ity-award", []),
        ("yaw", []),
        ("贷款", ["loan"]),
        ("企业", ["city-award", "city-loan"]),
        ("qiye", ["city-award", "city-loan"]),
        ("linghang", ["city-award"]),
        ("lhqyjl", ["city-award"]),
        ("lh", []),
        ("“”", []),
        ("", []),
        ("无此措施", []),
    ],
)
def test_named(typed: str, found: list[str]) -> None:
    assert named(typed, TITLES) == found


@pytest.mark.parametrize("command", [("measures", "show"), ("explain",), ("measures", "test")])
def test_measures_are_named_by_their_titles(run: Command, command: tuple[str, ...]) -> None:
    by_id, by_title = (run(*command, name) for name in ("single-champion-award", "单项冠军"))
    assert by_id.code == 0
    assert by_title == by_id


def test_what_may_be_several_is_listed(run: Command) -> None:
    done = run("explain", "旗舰研发", "--lang", "zh")
    assert (done.code, done.out) == (1, "")
    assert "rnd-special-ai（" in done.err
    assert "rnd-special-robotics（" in done.err


def test_a_sitting_takes_titles(run: Command, tmp_path: Path) -> None:
    profile = tmp_path / "firm.toml"
    by_id, by_title = (run("ask", str(profile), "--no-input", *scope) for scope in (("--only", "leading-talent"), ("--only", "领军人才")))
    assert by_id == by_title
    assert "no such" not in by_id.err
    assert run("ask", str(profile), "--no-input", "--section", "titles") == run("ask", str(profile), "--no-input", "--section", "Titles")
    assert "no such section" in run("ask", str(profile), "--no-input", "--section", "zzzz").err


def test_batch_takes_titles(run: Command, tmp_path: Path, demo: Path) -> None:
    results: list[bytes] = []
    for name in ("single-champion-award", "单项冠军"):
        output = tmp_path / f"{len(results)}.csv"
        assert run("batch", str(demo), "-o", str(output), "--measure", name, "--no-summary").code == 0
        results.append(output.read_bytes())
    assert results[0] == results[1]


def test_a_profile_by_the_name_of_the_applicant(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "data" / "guangdong-ai" / "profiles"
    kept.mkdir(parents=True)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (kept / "云山 智能.toml").write_text('schema = 1\n[enterprise]\nname = "云山/智能"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("云山/智能", "云山 智能"):
        assert "云山/智能" in run("profile", "show", name).out
    Path("云山 智能").write_text('schema = 1\n[enterprise]\nname = "B"\n', encoding="utf-8")
    assert '"B"' in run("profile", "show", "云山 智能", "--format", "json").out
    assert run("check", "nobody").code == 1


@pytest.mark.parametrize("day", ["2026-03-01", "2026年3月1日", "２０２６／３／１", "20260301"])
def test_days_are_written_as_in_facts(run: Command, demo: Path, day: str) -> None:
    shown, expected = (run("check", str(demo), "--format", "json", "--as-of", each) for each in (day, "2026-03-01"))
    assert expected.code == 0
    assert shown == expected
    told = run("measures", "diff", day, "2026-11-01", "--format", "json")
    assert told == run("measures", "diff", "2026-03-01", "2026-11-01", "--format", "json")


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "soon", "", "0001-01-01"])
def test_what_is_no_day_is_refused(run: Command, day: str) -> None:
    assert run("check", "--as-of", day).code == 2


def test_a_profile_takes_labels(run: Command, tmp_path: Path) -> None:
    plain, labelled = tmp_path / "plain.toml", tmp_path / "labelled.toml"
    plain.write_text('schema = 1\n[enterprise]\ncity = "zhongshan"\nfields = ["ai", "robotics"]\n', encoding="utf-8")
    labelled.write_text('schema = 1\n[enterprise]\ncity = "中山"\nfields = ["人工智能", "Robotics"]\n', encoding="utf-8")
    assert run("check", str(labelled), "--format", "json") == run("check", str(plain), "--format", "json")
    labelled.write_text('schema = 1\n[enterprise]\nfields = ["人工智能", "ai"]\n', encoding="utf-8")
    assert "given twice" in run("check", str(labelled)).err


def test_the_width_of_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "61")
    assert terminal._width() == 61
    monkeypatch.setattr(os, "get_terminal_size", lambda _descriptor: os.terminal_size((132, 40)))
    for wrong in ("", "0", "wide", "9" * 5000, "²"):
        monkeypatch.setenv("COLUMNS", wrong)
        assert terminal._width() == 132


def test_without_a_terminal_it_is_80_columns(checked_catalogue: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "XDG_CACHE_HOME": str(checked_catalogue)}
    code = [sys.executable, "-m", "guangdong_ai", "measures", "list"]
    done = subprocess.run(code, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True, start_new_session=True)
    lines = [line for line in done.stdout.decode().splitlines() if not line.startswith("  guangdong-ai ")]
    assert 76 <= max(len(line) for line in lines) <= 80
