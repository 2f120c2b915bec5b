"""``calendar`` from the outside: formats, files, languages, and days in the past."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import vobject

from tests.cli.conftest import Command


def test_the_table_shows_what_matters_to_the_profile(run: Command, demo: Path) -> None:
    done = run("calendar", str(demo), "--as-of", "2026-11-25")
    assert done.code == 0
    assert "2027-12-31" in done.out
    assert "shenzhen-training-voucher" not in done.out
    assert "shenzhen-training-voucher" in run("calendar", str(demo), "--all", "--as-of", "2026-11-25").out
    assert "shenzhen-training-voucher" in run("calendar", "--as-of", "2026-11-25").out


def test_set_changes_what_matters(run: Command, demo: Path) -> None:
    done = run("calendar", str(demo), "--set", "enterprise.city=深圳", "--as-of", "2026-11-25", "--lang", "zh", "--format", "json")
    plain = json.loads(done.out)
    assert plain["events"][0]["day"] == "2026-12-17"
    assert plain["profile"]["facts"]["enterprise.city"] == "shenzhen"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_file_opens_in_another_program(run: Command, tmp_path: Path, language: str) -> None:
    path = tmp_path / "申报.ics"
    in_shenzhen = ("calendar", "--set", "enterprise.city=sz", "--as-of", "2026-11-25", "--lang", language)
    done = run(*in_shenzhen, "--format", "ics", "--output", str(path))
    assert (done.code, done.out) == (0, "")
    assert str(path) in done.err
    found = vobject.readOne(path.read_bytes().decode())
    days = [str(event.dtstart.value) for event in found.vevent_list]
    assert days == [event["day"] for event in json.loads(run(*in_shenzhen, "--format", "json").out)["events"]]
    assert (days[0], "2027-12-31" in days) == ("2026-12-17", True)
    assert ("文件到期" if language == "zh" else "Document ends") in found.vevent.summary.value


def test_to_standard_output_go_the_same_bytes_whatever_the_encoding_of_the_console(run: Command, tmp_path: Path, demo: Path) -> None:
    arguments = ("calendar", str(demo), "--as-of", "2026-11-25", "--format", "ics", "--lang", "zh")
    assert run(*arguments, "--output", str(tmp_path / "one.ics")).code == 0
    written = (tmp_path / "one.ics").read_bytes()
    assert run(*arguments).out.encode() == written
    environment = {**os.environ, "PYTHONIOENCODING": "gbk"}
    done = subprocess.run([sys.executable, "-m", "guangdong_ai", *arguments], capture_output=True, check=True, env=environment)
    assert done.stdout == written


def test_what_is_wrong_is_refused(run: Command, tmp_path: Path) -> None:
    assert run("calendar", str(tmp_path / "none.toml")).code == 1
    assert run("calendar", "--set", "enterprise.town=gz").code == 1
    assert run("calendar", "--format", "pdf").code == 2
    assert run("calendar", "--as-of", "soon").code == 2


def test_policies_add_windows(run: Command, tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    calls.mkdir()
    (calls / "gd-titles-2027.toml").write_text(
        """
        id = "gd-titles-2027"
        measures = ["little-giant-award"]
        document = "gd-fund-rules-2025"
        title = { zh = "2027年申报", en = "Call of 2027" }
        posted = 2026-11-01
        opens = 2027-01-04
        closes = 2027-01-29
        source = { document = "gd-fund-rules-2025", confidence = "official" }
        """,
        encoding="utf-8",
    )

    def days(as_of: str) -> list[str]:
        done = run("calendar", "--policies", str(tmp_path), "--format", "json", "--as-of", as_of)
        assert done.code == 0, done.err
        return [event["day"] for event in json.loads(done.out)["events"] if event["measures"] == ["little-giant-award"]]

    assert days("2026-10-31") == []
    assert days("2026-11-01") == ["2027-01-04", "2027-01-29"]
    assert days("2027-01-05") == ["2027-01-29"]


def test_an_earlier_day_gives_what_was_published_by_then(run: Command) -> None:
    def windows(as_of: str) -> dict[str, str]:
        done = run("check", "--format", "json", "--as-of", as_of)
        return {measure["id"]: measure["window"]["state"] for measure in json.loads(done.out)["measures"]}

    before, after = windows("2025-05-22"), windows("2025-05-23")
    assert before["zhuhai-compute-voucher"] == "upcoming"
    assert {name for name in before if before[name] != after[name]} == {
        "zhuhai-compute-voucher",
        "zhuhai-filing-awards",
        "zhuhai-model-voucher",
    }


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_help_in_both_languages(run: Command, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert "ics" in run("calendar", "-h", "--lang", "zh").out
    assert "calendar" in run("-h", "--lang", "zh").out
    assert "…" not in run("calendar", "-h", "--lang", "en").out
