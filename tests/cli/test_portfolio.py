"""The workbook of many applicants: what its sheets say is what the JSON of the same applicants says."""

import csv
import json
import zipfile
from collections import defaultdict
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

import guangdong_ai.api.portfolio
from guangdong_ai.catalogue.load import load_catalogue
from guangdong_ai.foundation.text import Language
from guangdong_ai.reports.wording.terms import ELIGIBILITY, WINDOW
from guangdong_ai.rules.value import Value
from tests.cli.conftest import Command
from tests.random_firms import answer

DAY = ("--as-of", "2026-11-29")
SHEETS = {
    "zh": ["汇总", "企业×措施", "明细", "称号", "答案", "剔除", "说明"],
    "en": ["Summary", "Firms × measures", "Details", "Titles", "Answers", "Rejected", "Notes"],
}
HOSTILE = [
    "<script>alert(1)</script>",
    "[bold]x[/bold]",
    "\x1b[31mred",
    "abc\u202edef",
    "长" * 150,
    "😀 公司",
    "=1+1",
    "@SUM(A1)",
    "../../x",
    "CON",
]


def cell(value: Value) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case frozenset():
            return ",".join(sorted(value)) or "none"
        case date():
            return value.isoformat()
        case _:
            return f"{value}"


def write_firms(path: Path, number: int, random: Random, names: list[str] | None = None) -> Path:
    """Firms with random gaps, and no two answers that exclude each other."""
    catalogue = load_catalogue()
    facts = [fact for fact in catalogue.facts.values() if fact.kind != "text"]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "enterprise.name", "备注", *(fact.id for fact in facts)])
        for row in range(number):
            known = random.choice([0.1, 0.6, 1.0])
            given = {fact.id: answer(fact, random) for fact in facts if random.random() < known}
            given = {name: value for name, value in given.items() if not (value == 0 and catalogue.facts[name].never is not None)}
            while conflicts := catalogue.conflicts(given, date.fromisoformat(DAY[1])):
                for conflict in conflicts:
                    given.pop(conflict.facts[-1], None)
            name = names[row] if names else f"Firm {row}"
            writer.writerow([f"F{row}", name, f"={row}", *(cell(given[fact.id]) if fact.id in given else "" for fact in facts)])
    return path


def read_sheet(path: Path, title: str) -> list[dict[str, Any]]:
    """The rows by their titles, empty cells as None."""
    head, *rows = CalamineWorkbook.from_path(path).get_sheet_by_name(title).to_python(skip_empty_area=False)
    return [{str(name): None if value == "" else value for name, value in zip(head, row, strict=True)} for row in rows]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sheet_says_what_the_json_says(run: Command, tmp_path: Path, language: Language) -> None:
    firms = write_firms(tmp_path / "firms.csv", 8, Random(f"portfolio {language}"))
    book, lines = tmp_path / "r.xlsx", tmp_path / "r.jsonl"
    for output in (book, lines):
        done = run("batch", str(firms), "-o", str(output), "--keep", "备注", "--lang", language, "--no-summary", *DAY)
        assert done.code == 0, done.err
    assessed = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    assert CalamineWorkbook.from_path(book).sheet_names == SHEETS[language]
    _, matrix, details, _, _, _, notes = SHEETS[language]
    titles = {name: measure.title.in_language(language) for name, measure in load_catalogue().measures.items()}
    rows = read_sheet(book, matrix)
    assert len(rows) == len(assessed)
    by_firm: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in read_sheet(book, details):
        by_firm[row["编号" if language == "zh" else "Id"]][row["措施" if language == "zh" else "Measure"]] = row
    for row, firm in zip(rows, assessed, strict=True):
        values = list(row.values())
        totals = firm["totals"]
        assert values[:2] == [firm["row"]["id"], firm["profile"]["name"]]
        assert values[3:6] == [totals["low"], totals["high"], totals["if_all_met"]]
        assert row["备注"] == firm["row"]["kept"]["备注"]
        for measure in firm["measures"]:
            word = ELIGIBILITY[measure["eligibility"]].in_language(language)
            told = row[titles[measure["id"]]]
            assert told.split("\n")[0].partition(" ")[2] == word
            if measure["eligibility"] == "ineligible":
                assert titles[measure["id"]] not in by_firm[firm["row"]["id"]]
                continue
            detail = list(by_firm[firm["row"]["id"]][titles[measure["id"]]].values())
            window = measure["window"]
            assert detail[4:7] == [word, measure["funding"]["low"], measure["funding"]["high"]]
            assert detail[7] == WINDOW[window["state"]].in_language(language)
            assert [day and day.isoformat() for day in (detail[14], detail[8])] == [window["opens"], window["closes"]]
            assert detail[9] == window["days_left"]
    said = str(read_sheet(book, notes))
    assert assessed[0]["catalogue"]["digest"] in said
    assert DAY[1] in said
    assert "enterprise.city" in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_its_answers_are_assessed_again_to_the_same(run: Command, tmp_path: Path, language: Language) -> None:
    firms = write_firms(tmp_path / "firms.csv", 8, Random(f"again {language}"))
    with firms.open(encoding="utf-8", newline="") as stream:
        given = list(csv.reader(stream))
    given[1][given[0].index("enterprise.revenue")] = "unknown"
    given[2][given[0].index("enterprise.fields")] = "none"
    with firms.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(given)
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    for source, book in ((firms, first), (first, second)):
        done = run("batch", str(source), "-o", str(book), "--lang", language, "--no-summary", *DAY)
        assert done.code == 0, done.err
    # Whose headers are those of the template, there is nothing to tell of them.
    assert " → " not in done.err
    *results, answered, rejected, _ = SHEETS[language]
    for sheet in (*results, rejected):
        assert read_sheet(first, sheet) == read_sheet(second, sheet)
    answers, again = read_sheet(first, answered), read_sheet(second, answered)
    assert len(answers) == 8
    for row, same in zip(answers, again, strict=True):  # a district's cell says its city, too
        assert {name: said for name, said in row.items() if said is not None}.items() <= same.items()
    assert list(answers[0].values()).count("不知道" if language == "zh" else "unknown") == 1
    done = run("check", "--replay", str(first), "--lang", language)
    assert done.code == 1
    assert "batch first.xlsx --output again-first.xlsx" in done.err


def test_names_do_no_harm(run: Command, tmp_path: Path) -> None:
    firms = write_firms(tmp_path / "firms.csv", len(HOSTILE), Random("names"), HOSTILE)
    done = run("batch", str(firms), "-o", str(tmp_path / "r.xlsx"), "--lang", "en", "--measure", "little-giant-award", *DAY)
    assert done.code == 0, done.err
    assert "\x1b" not in done.err + done.out
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        assert not any(b"<f>" in archive.read(name) or b"hyperlink" in archive.read(name) for name in archive.namelist())
    names = [row["Name"] for row in read_sheet(tmp_path / "r.xlsx", "Firms × measures")]
    # A name with an escape sequence or a direction mark is made unknown when it is read.
    assert names == [None if {"\x1b", "\u202e"} & set(name) else name for name in HOSTILE]


def test_rejected_rows_are_named(run: Command, tmp_path: Path) -> None:
    firms = tmp_path / "firms.csv"
    firms.write_text("id,enterprise.name,enterprise.city\nA1,甲公司,广州\nA2,乙公司,Atlantis\n", encoding="utf-8")
    done = run("batch", str(firms), "-o", str(tmp_path / "r.xlsx"), "--lang", "en", "--no-summary", *DAY)
    assert done.code == 1
    (row,) = read_sheet(tmp_path / "r.xlsx", "Rejected")
    assert (row["Row"], row["Id"], row["Name"], row["Given"], row["Effect"]) == (3, "A2", "乙公司", "Atlantis", "rejected")
    summary = {row["Item"]: row["Content"] for row in read_sheet(tmp_path / "r.xlsx", "Summary")}
    assert (summary["Read"], summary["Assessed"], summary["Rejected"]) == ("2 applicants", "1 applicant", "1 applicant")


def test_who_stands_there_twice_is_in_the_notes(run: Command, tmp_path: Path) -> None:
    firms = tmp_path / "firms.csv"
    firms.write_text("id,enterprise.name,enterprise.city\nA1,甲公司,广州\nA2,乙公司,深圳\nA1,甲公司,广州\n", encoding="utf-8")
    assert run("batch", str(firms), "-o", str(tmp_path / "r.xlsx"), "--lang", "en", "--no-summary", *DAY).code == 0
    *_, title, told = read_sheet(tmp_path / "r.xlsx", "Notes")
    assert title["Item"] == "Applicants that repeat"
    assert told["Item"] == str(firms)
    assert told["Content"] == '"id" repeats: 1 value in 2 rows, for example on lines 2, 4; each row was assessed'


def test_several_inputs_are_one_workbook(run: Command, tmp_path: Path) -> None:
    whole = write_firms(tmp_path / "whole.csv", 4, Random("parts"))
    lines = whole.read_text(encoding="utf-8").splitlines(keepends=True)
    for name, part in (("a", lines[:3]), ("b", [lines[0], *lines[3:]])):
        (tmp_path / f"{name}.csv").write_text("".join(part), encoding="utf-8")
    inputs = [str(tmp_path / "a.csv"), str(tmp_path / "b.csv")]
    assert run("batch", *inputs, "-o", str(tmp_path / "parts.xlsx"), "--lang", "en", *DAY).code == 0
    assert run("batch", str(whole), "-o", str(tmp_path / "whole.xlsx"), "--lang", "en", *DAY).code == 0
    for sheet in SHEETS["en"][:-1]:
        assert read_sheet(tmp_path / "parts.xlsx", sheet) == read_sheet(tmp_path / "whole.xlsx", sheet)


def test_more_than_a_sheet_holds_is_refused_before_the_run(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    firms = write_firms(tmp_path / "firms.csv", 3, Random("many"))
    monkeypatch.setattr(guangdong_ai.api.portfolio, "MOST_ROWS", 100)
    done = run("batch", str(firms), "-o", str(tmp_path / "r.xlsx"), "--lang", "en", *DAY)
    assert done.code == 1
    assert "--shape wide" in done.err
    assert not (tmp_path / "r.xlsx").exists()
    assert run("batch", str(firms), "-o", str(tmp_path / "r.xlsx"), "--shape", "wide", "--no-summary", *DAY).code == 0


def test_a_portfolio_is_a_workbook_only(run: Command, tmp_path: Path) -> None:
    firms = write_firms(tmp_path / "firms.csv", 1, Random("one"))
    done = run("batch", str(firms), "-o", str(tmp_path / "r.csv"), "--shape", "portfolio", "--lang", "en", *DAY)
    assert (done.code, done.out) == (2, "")
    assert ".xlsx" in done.err
