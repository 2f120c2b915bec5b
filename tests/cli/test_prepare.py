"""``prepare`` from the outside: both languages, narrow and wide, each format, standard input, and what is refused."""

import csv
import io
import json
from pathlib import Path

import pytest
from rich.cells import cell_len

import guangdong_ai
from tests.cli.conftest import Command

DAY = ("--as-of", "2026-11-29")
LOAN = "gd-manufacturing-loan-subsidy"
FIRM = """schema = 1
[enterprise]
name = "粤智机器人"
kind = "enterprise"
city = "guangzhou"
fields = ["robotics", "manufacturing"]
encouraged_class = false
[titles]
high_tech = false
[compliance]
serious_dishonesty_list = false
[loan]
kind = "fixed_asset"
granted = 2025-06-15
listed_bank = true
purposes = ["equipment"]
invested_in_guangdong = true
yearly_interest = 1_000_000
subsidies = []
other_subsidy_sum = 0
"""


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    path = tmp_path / "firm.toml"
    path.write_text(FIRM, encoding="utf-8")
    return path


@pytest.mark.parametrize(("language", "box"), [("zh", "[ ] 借款合同（通常）"), ("en", "[ ] Loan contract (usually)")])
@pytest.mark.parametrize("columns", [80, 60])
def test_the_plan_fits_the_page(run: Command, firm: Path, monkeypatch: pytest.MonkeyPatch, language: str, box: str, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    done = run("prepare", str(firm), *DAY, "--lang", language)
    assert done.code == 0, done.err
    assert box in done.out
    assert "2027-12-31" in done.out
    assert "www.gdjr.gov.cn" in done.out
    assert all(cell_len(line) <= columns for line in done.out.splitlines() if "guangdong-ai " not in line)


@pytest.mark.parametrize(("language", "who"), [("zh", "## 财务"), ("en", "## Finance")])
def test_in_markdown_each_paper_is_a_box_to_tick_with_what_belongs_to_it(run: Command, firm: Path, language: str, who: str) -> None:
    lines = run("prepare", str(firm), *DAY, "--format", "markdown", "--lang", language).out.splitlines()
    boxes = [number for number, line in enumerate(lines) if line.startswith("- [ ] ")]
    assert len(boxes) >= 5
    assert all(lines[number + 1].startswith("  - ") for number in boxes)
    assert who in lines
    assert not any("guangdong-ai" in line for line in lines)


def test_json_holds_what_the_page_tells(run: Command, firm: Path) -> None:
    plain = json.loads(run("prepare", str(firm), "--measure", LOAN, *DAY, "--format", "json").out)
    assert (plain["schema"], plain["chosen"]) == ("guangdong-ai/preparation/1", True)
    (measure,) = plain["measures"]
    assert (measure["id"], measure["window"]["closes"]) == (LOAN, "2027-12-31")
    assert measure["document"]["address"].startswith("www.gdjr.gov.cn/")
    assert measure["document"]["address_opened"] is None
    holders = {holder["id"] for holder in plain["holders"]}
    assert all(set(paper["held_by"]) <= holders for paper in plain["papers"])
    assert next(paper for paper in plain["papers"] if paper["id"] == "loan-contract")["usual"] is True


def test_csv_has_a_row_for_each_paper(run: Command, firm: Path) -> None:
    chosen = ("--measure", LOAN, "--measure", "national-project-match")
    rows = list(csv.DictReader(io.StringIO(run("prepare", str(firm), *chosen, *DAY, "--format", "csv", "--lang", "en").out)))
    assert next((row["paper"], row["held_by"]) for row in rows if row["text"] == "National approval of the project") == (
        "national-approval",
        "rnd",
    )
    assert {row["paper"] for row in rows if row["held_by"].split()[:1] == ["finance"]} == {
        "loan-contract",
        "interest-statements",
        "loan-use",
    }


def test_measures_are_named_by_a_part_of_their_title_and_answers_are_tried(run: Command, firm: Path) -> None:
    plain = json.loads(
        run("prepare", str(firm), "--measure", "国家科技重大专项", "--set", "enterprise.city=深圳", *DAY, "--format", "json").out
    )
    assert [measure["id"] for measure in plain["measures"]] == ["national-project-match"]
    assert plain["profile"]["facts"]["enterprise.city"] == "shenzhen"


def test_a_scope_leaves_out_the_measures_of_others(run: Command, firm: Path) -> None:
    plain = json.loads(run("prepare", str(firm), "--scope", "province", *DAY, "--format", "json").out)
    assert [measure["id"] for measure in plain["measures"]] == [LOAN]


def test_a_measure_outside_the_scopes_is_refused_and_a_title_is_not(run: Command, firm: Path) -> None:
    outside = run("prepare", str(firm), "--scope", "policy", "--measure", LOAN, *DAY, "--lang", "en")
    assert (outside.code, outside.out) == (1, "")
    assert f"{LOAN} is in none of the scopes that were asked for" in outside.err
    assert "its scope: province" in outside.err
    assert run("prepare", str(firm), "--scope", "policy", "--measure", "little-giant-title", *DAY).code == 0


def test_a_profile_comes_from_standard_input_and_no_command_names_it(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FIRM.encode()), encoding="utf-8"))
    done = run("prepare", "-", "--measure", LOAN, *DAY, "--lang", "zh")
    assert done.code == 0, done.err
    assert "粤智机器人" in done.out
    assert "prepare -" not in done.out


def test_check_names_it_to_go_on_with(run: Command, firm: Path) -> None:
    done = run("check", str(firm), *DAY, "--lang", "en")
    assert f"guangdong-ai prepare {firm}" in done.out.replace("'", "")
    assert "guangdong-ai prepare" not in run("check", "--set", "enterprise.city=foshan", *DAY).out


def test_what_is_wrong_is_told_all_at_once(run: Command, tmp_path: Path) -> None:
    done = run("prepare", "--measure", "no-such", "--measure", "nor-this", "--lang", "en")
    assert done.code == 1
    assert "no-such" in done.err
    assert "nor-this" in done.err
    assert run("prepare", str(tmp_path / "none.toml")).code == 1
    assert run("prepare", "--format", "ics").code == 2
    assert run("prepare", "--measure").code == 2


def test_python_gives_the_same(run: Command, firm: Path) -> None:
    plan = guangdong_ai.prepare(str(firm), [LOAN], as_of="2026-11-29")
    assert [result.id for result in plan.now] == [LOAN]
    assert plan.to_dict() == json.loads(run("prepare", str(firm), "--measure", LOAN, *DAY, "--format", "json").out)
    assert "- [ ] " in plan.to_markdown("zh")
    assert repr(plan) == "<PreparationPlan 2026-11-29: measures 1, now 1>"
    with pytest.raises(guangdong_ai.Refused) as refused:
        guangdong_ai.prepare({"enterprise.city": "nowhere"}, ["no-such"])
    assert len(refused.value.findings) == 2
