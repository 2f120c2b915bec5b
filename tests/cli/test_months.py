"""A fact that is a length of time in months, from its declaration to every place where it is asked for, read, compared, shown and written."""

import json
import re
import zipfile
from pathlib import Path

import polars as pl
import pytest

from guangdong_ai.foundation.text import Text
from tests.cli.added_measure import add_measure, case, criterion
from tests.cli.conftest import Command

FACT = """
section = "project"
title = { zh = "项目", en = "Project" }
order = 95

[[facts]]
id = "project.length"
kind = "months"
label = { zh = "项目期限", en = "Length of the project" }
question = { zh = "项目要做多久？", en = "How long does the project run?" }
change = "slow"
change_reason = { zh = "要重新安排项目", en = "The project has to be planned anew" }
"""
CRITERION = criterion(
    "long-enough", Text("项目期限12个月至36个月", "A project of 12 to 36 months"), '{ fact = "project.length", between = [12, 36] }'
)
CASES = {11: "ineligible", 12: "eligible", 36: "eligible", 37: "ineligible"}


@pytest.fixture
def pack(tmp_path: Path) -> str:
    folder = tmp_path / "pack"
    (folder / "facts").mkdir(parents=True)
    (folder / "facts" / "project.toml").write_text(FACT, encoding="utf-8")
    cases = "".join(case(f"{length} months", f'{{ "project.length" = {length} }}', said) for length, said in CASES.items())
    title, audience = Text("长期项目支持", "Support for long projects"), Text("期限12至36个月的项目", "Projects of 12 to 36 months")
    add_measure(folder, "long-projects", title, audience, CRITERION, cases + case("not known", "{}", "undetermined"))
    return str(folder)


def test_the_declaration_the_rule_and_its_cases_are_right(run: Command, pack: str) -> None:
    linted = run("measures", "lint", "--policies", pack, "--as-of", "2026-03-01")
    assert linted.code == 0, linted
    assert run("measures", "test", "long-projects", "--policies", pack).code == 0


def test_a_threshold_beside_which_no_case_stands_is_named(run: Command, pack: str) -> None:
    path = Path(pack) / "guangdong" / "long-projects.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"project.length" = 37', '"project.length" = 40').replace("37 months", "40 months"),
        encoding="utf-8",
    )
    done = run("measures", "lint", "--policies", pack, "--as-of", "2026-03-01", "--lang", "en")
    assert "37" in done.out + done.err


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Length of the project: from 12 months to 36 months", "1 month")),
        ("zh", ("项目期限：12个月至36个月", "1个月")),
    ],
)
def test_it_is_worded_in_both_languages(run: Command, pack: str, language: str, words: tuple[str, ...]) -> None:
    done = run("explain", "long-projects", "--set", "project.length=1", "--policies", pack, "--lang", language)
    assert done.code == 0, done
    for phrase in words:
        assert "".join(phrase.split()) in "".join(done.out.split())


@pytest.mark.parametrize("typed", ["18", "18个月", "1年6个月", "一年半", "1 year 6 months"])
def test_its_flag_takes_what_people_type(run: Command, pack: str, typed: str) -> None:
    done = run("check", "--project-length", typed, "--policies", pack, "--format", "json")
    assert json.loads(done.out)["profile"]["facts"] == {"project.length": 18}


def test_what_would_open_a_measure_is_told_in_months(run: Command, pack: str) -> None:
    done = run("check", "--project-length", "9", "--policies", pack, "--format", "json", "--as-of", "2026-03-01")
    (miss,) = (miss for miss in json.loads(done.out)["near_misses"] if miss["measure"] == "long-projects")
    assert [(change["now"], change["target"]) for change in miss["ways"][0]["requirements"]] == [(9, 12)]


def test_a_template_and_a_schema_speak_of_months(run: Command, pack: str) -> None:
    assert "# length = 18" in run("profile", "template", "--policies", pack).out
    schema = json.loads(run("profile", "schema", "--policies", pack).out)
    assert (
        schema["properties"]["project"]["properties"]["length"]["type"],
        schema["properties"]["project"]["properties"]["length"]["maximum"],
    ) == ("integer", 1_200)


def test_the_workbook_to_fill_in_asks_for_whole_numbers(run: Command, pack: str, tmp_path: Path) -> None:
    done = run("batch", "--template", str(tmp_path / "t.xlsx"), "--policies", pack)
    assert done.code == 0, done
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert re.search(r'<dataValidation type="whole"[^>]*>\s*<formula1>0</formula1>\s*<formula2>1200</formula2>', sheet)


@pytest.mark.parametrize("engine", ["plain", "polars"])
@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("项目期限", ["11", "1年", "36", "37个月", "不知道"]),
        ("项目期限（年）", ["0.5", "1", "3", "4", "unknown"]),
        ("Length of the project (months)", ["11", "12", "36", "37", "unknown"]),
    ],
)
def test_every_engine_reads_the_cells_alike(run: Command, pack: str, tmp_path: Path, engine: str, header: str, cells: list[str]) -> None:
    rows = tmp_path / "firms.csv"
    rows.write_text("\n".join([f"id,{header}", *(f"{number},{cell}" for number, cell in enumerate(cells))]) + "\n", encoding="utf-8")
    out = tmp_path / "out.csv"
    done = run(
        "batch", str(rows), "--output", str(out), "--engine", engine, "--policies", pack, "--as-of", "2026-03-01", "--shape", "status"
    )
    assert done.code == 0, done
    assert pl.read_csv(out)["long-projects.status"].to_list() == ["ineligible", "eligible", "eligible", "ineligible", "undetermined"]


@pytest.mark.parametrize("header", ["合作年限", "天数", "length in days"])
def test_a_column_that_counts_in_other_times_is_refused(run: Command, pack: str, tmp_path: Path, header: str) -> None:
    rows, columns = tmp_path / "firms.csv", tmp_path / "columns.toml"
    rows.write_text(f"id,{header}\n1,2\n", encoding="utf-8")
    columns.write_text(f'[columns]\n"{header}" = "project.length"\n', encoding="utf-8")
    done = run("batch", str(rows), "--output", str(tmp_path / "o.csv"), "--columns", str(columns), "--policies", pack, "--lang", "en")
    assert done.code == 1
    assert "accepted are (months) and (years)" in done.err
