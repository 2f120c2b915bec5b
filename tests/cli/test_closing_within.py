"""``--closing-within``: only what is due, in every command and format that has it, and totals that say so."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from guangdong_ai.assessment.closing import closing_within, last_day_to_apply
from guangdong_ai.catalogue.load import load_catalogue
from tests.cli.conftest import Command

DAY = ("--as-of", "2026-11-23")
DUE = {"cn-equipment-renewal-loan-subsidy", "cn-small-private-loan-subsidy"}
UNTIL = "2026-12-31"
NOTHING = ("--as-of", "2026-11-22", "--closing-within", "0")


def test_it_is_what_has_its_last_day_in_that_time_both_ends_included() -> None:
    catalogue, as_of = load_catalogue(), date(2026, 3, 1)
    for days in (0, 1, 30, 200, 9999):
        due = closing_within(catalogue, as_of, days)
        until = as_of + timedelta(days=days)
        assert due.chosen.closing_by == until
        for name, measure in catalogue.measures.items():
            last = last_day_to_apply(measure, catalogue, as_of)
            assert (name in due.measures) == (last is not None and as_of <= last <= until)
    last_days = {
        last for one in catalogue.measures.values() if (last := last_day_to_apply(one, catalogue, as_of)) is not None and last >= as_of
    }
    first = min(last_days)
    assert closing_within(catalogue, as_of, (first - as_of).days).measures
    assert not closing_within(catalogue, as_of, (first - as_of).days - 1).measures
    assert closing_within(catalogue, date(9999, 1, 1), 9999).chosen.closing_by == date.max


@pytest.mark.parametrize(("language", "words"), [("en", "only what closes by 2026-12-31"), ("zh", "只列 2026-12-31 以前")])
@pytest.mark.parametrize("columns", ["60", "80"])
def test_people_are_told_what_is_left_out(
    run: Command, monkeypatch: pytest.MonkeyPatch, demo: Path, language: str, words: str, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for command in ("check", "calendar", "prepare"):
        done = run(command, str(demo), *DAY, "--closing-within", "38", "--lang", language)
        assert done.code == 0, done
        assert words in done.out.replace("\n  ", " "), command
        assert "cn-small-private-loan-subsidy" in done.out
        assert "benchmark-user" not in done.out


def test_programs_get_the_same(run: Command, demo: Path) -> None:
    only = (*DAY, "--closing-within", "38")
    data = json.loads(run("check", str(demo), *only, "--format", "json").out)
    assert {measure["id"] for measure in data["measures"]} == DUE
    assert (data["provenance"]["closing_by"], set(data["provenance"]["only_measures"])) == (UNTIL, DUE)
    assert any(UNTIL in warning["en"] for warning in data["warnings"])
    rows = csv.DictReader(run("check", str(demo), *only, "--format", "csv").out.splitlines())
    assert {row["measure"] for row in rows} == DUE
    calendar = json.loads(run("calendar", str(demo), *only, "--format", "json").out)
    assert {event["day"] for event in calendar["events"]} == {UNTIL}
    assert calendar["past_calls"] == []
    assert "only what closes by" in run("calendar", str(demo), *only, "--format", "ics").out.replace("\r\n ", "").lower()
    plan = json.loads(run("prepare", str(demo), *only, "--format", "json").out)
    assert {measure["id"] for measure in (*plan["measures"], *plan["waiting"])} <= DUE


@pytest.mark.parametrize("language", ["zh", "en"])
def test_that_nothing_is_due_is_said(run: Command, demo: Path, tmp_path: Path, language: str) -> None:
    words = {"zh": "到 2026-11-22（含当日）没有措施截止", "en": "no measure closes by 2026-11-22"}[language]
    for command in ("check", "calendar", "prepare"):
        done = run(command, str(demo), *NOTHING, "--lang", language)
        assert (done.code, words in done.out) == (0, True), done
    for suffix in ("html", "md", "xlsx"):
        path = tmp_path / f"r.{suffix}"
        assert run("check", str(demo), *NOTHING, "--lang", language, "-o", str(path)).code == 0
        assert run("check", "--replay", str(path)).code == 0
    assert words in (tmp_path / "r.html").read_text(encoding="utf-8")
    (tmp_path / "firms.csv").write_text("企业名称,注册城市\n甲公司,深圳\n", encoding="utf-8")
    done = run("batch", str(tmp_path / "firms.csv"), "-o", str(tmp_path / "r.csv"), *NOTHING, "--lang", language)
    assert (done.code, words in done.err, (tmp_path / "r.csv").exists()) == (0, True, False)


@pytest.mark.parametrize("engine", ["plain", "polars"])
def test_a_batch_has_rows_of_what_is_due_alone_and_its_summary_says_so(run: Command, tmp_path: Path, engine: str) -> None:
    (tmp_path / "firms.csv").write_text("企业名称,注册城市\n甲公司,深圳\n乙公司,佛山\n", encoding="utf-8")
    output = tmp_path / "r.csv"
    done = run(
        "batch", str(tmp_path / "firms.csv"), "-o", str(output), "--shape", "long", "--engine", engine, *DAY, "--closing-within", "60"
    )
    assert done.code == 0, done
    assert "totals are of these alone" in done.out.replace("\n  ", " ")
    with output.open(encoding="utf-8-sig", newline="") as stream:
        assert {row["measure"] for row in csv.DictReader(stream)} == DUE
    record = json.loads(output.with_name("r.csv.meta.json").read_text(encoding="utf-8"))
    assert record["provenance"]["closing_by"] == "2027-01-22"


def test_a_result_of_it_is_done_again(run: Command, demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    assert run("check", str(demo), *DAY, "--closing-within", "60", "-o", str(path)).code == 0
    assert json.loads(run("check", "--replay", str(path), "--format", "json").out)["verdict"] == "same"


@pytest.mark.parametrize("days", ["-1", "x", "1.5", "99999", "", "60天"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_no_number_of_days_is_told(run: Command, demo: Path, days: str, language: str) -> None:
    done = run("check", str(demo), f"--closing-within={days}", "--lang", language)
    assert (done.code, "--closing-within" in done.err) == (2, True)


def test_a_window_of_which_only_the_last_day_was_seen_counts(run: Command) -> None:
    asked = ("check", "--set", "enterprise.fields=robotics", "--closing-within", "10", "--lang", "en", "--format", "json")
    told = [json.loads(run(*asked, "--as-of", day).out)["measures"] for day in ("2026-09-14", "2026-09-24", "2026-09-25", "2026-09-13")]
    with_it = ["robot-plus" in {one["id"] for one in measures} for measures in told]
    assert with_it == [True, True, False, False]
    words = run("explain", "robot-plus", "--as-of", "2026-09-24", "--lang", "en").out
    assert "until 2026-09-24, first day not seen" in words
