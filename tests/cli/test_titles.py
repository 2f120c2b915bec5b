"""``check --titles``, titles in the other reports, and titles where measures are named."""

import csv
import io
import json
from pathlib import Path

import pytest

from guangdong_ai import assess, explain, near_misses, what_if
from tests.bundled_catalogue import bundled_catalogue
from tests.cli.conftest import Command

CATALOGUE = bundled_catalogue()
TITLES = [*CATALOGUE.titles]

FIRM = """\
schema = 1
[enterprise]
kind = "enterprise"
city = "foshan"
fields = ["robotics", "manufacturing"]
sector = "industry"
employees = 150
revenue = 100_000_000
assets = 80_000_000
[compliance]
serious_dishonesty_list = false
abnormal_operations_list = false
serious_violation_3y = false
[titles]
little_giant_year = 0
single_champion_year = 0
provincial_specialised_sme = false
innovative_sme = true
sme_score = 70
little_giant_in_group = false
[product]
years_in_niche = 8
niche_share = 0.12
[ip]
class_1_rights = 5
[finance]
main_business_revenue = 95_000_000
liabilities = 30_000_000
rnd_cost = 2_600_000
rnd_cost_1_year_earlier = 9_500_000
revenue_1_year_earlier = 90_000_000
revenue_2_years_earlier = 80_000_000
"""
DAY = ("--as-of", "2026-05-25")


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    path = tmp_path / "firm.toml"
    path.write_text(FIRM, encoding="utf-8")
    return path


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def test_titles_are_told_with_what_is_missing(run: Command, firm: Path) -> None:
    page = in_one_line(run("check", str(firm), "--titles", *DAY).out)
    assert "R&D share: now 2.6%; raise R&D cost of last year from CNY 2,600,000 to CNY 3,000,000 or more" in page
    assert "closes today" in page
    assert "only if won in 2026 at the latest" in page
    after = in_one_line(run("check", str(firm), "--titles", "--as-of", "2026-05-26").out)
    assert "the next round is not announced; to be had in 2027 at the earliest (inferred)" in after
    assert "too late, a title won from now on no longer counts (First recognised as a national little giant in 2024–2026)" in after
    chinese = "".join(run("check", str(firm), "--titles", *DAY, "--lang", "zh").out.split())
    assert "研发费用占比：现为2.6%；把“上年度研发费用”从260万元提高到300万元及以上" in chinese


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_title_is_there_and_no_measure_is_one(run: Command, firm: Path, language: str) -> None:
    page = run("check", str(firm), "--titles", "--all", *DAY, "--lang", language).out
    assert all(name in page for name in TITLES)
    rows = list(csv.DictReader(io.StringIO(run("check", str(firm), "--titles", "--format", "csv", *DAY, "--lang", language).out)))
    assert [row["title"] for row in rows] == TITLES
    plain = run("check", str(firm), "--format", "csv", *DAY).out
    assert not set(TITLES) & {row["measure"] for row in csv.DictReader(io.StringIO(plain))}
    held = next(row for row in rows if row["title"] == "innovative-sme-title")
    assert (held["holds"], held["would_open"], held["fact"]) == ("yes", "", "")


def test_the_json_has_titles_with_and_without_the_switch(run: Command, firm: Path) -> None:
    plain = json.loads(run("check", str(firm), "--format", "json", *DAY).out)
    assert plain == json.loads(run("check", str(firm), "--format", "json", "--titles", *DAY).out)
    assert plain == json.loads(assess(firm, as_of="2026-05-25").to_json())
    assert [title["id"] for title in plain["titles"]] == TITLES
    assert not {measure["id"] for measure in plain["measures"]} & set(TITLES)
    new = next(title for title in plain["titles"] if title["id"] == "little-giant-title")
    assert (new["holds"], new["can_be_won"], new["earliest"], new["window"]["state"]) == (False, True, 2026, "open")
    needed = next(one for one in new["shortfalls"] if one["criterion"] == "provincial-specialised-sme")
    assert needed["requirements"][0]["titles"] == ["provincial-specialised-sme-title"]
    award = next(one for one in new["opens"] if one["id"] == "little-giant-award")
    assert (award["won_by"], award["too_late"], award["low"]) == (2026, False, 0)


def test_a_plain_check_names_the_nearest_titles_only(run: Command, firm: Path) -> None:
    page = run("check", str(firm), *DAY).out
    start = page.index("Titles near:")
    told = page[start : page.index("\n\n", start)]
    assert "Provincial specialised SME: raise R&D cost" in in_one_line(told)
    assert f"guangdong-ai check {firm} --titles --as-of 2026-05-25" in told
    assert len(told.splitlines()) < 20
    assert f"{len(TITLES)} titles: add --titles" in run("check", str(firm), *DAY, "--set", "enterprise.employees=151").out
    nothing = run("check", *DAY).out
    assert "Titles near:" not in nothing
    assert f"{len(TITLES)} titles: add --titles" in nothing


def test_one_figure_opens_what_comes_after_it(run: Command, firm: Path) -> None:
    change = ("--set", "finance.rnd_cost=300万")
    page = in_one_line(run("what-if", str(firm), *change, *DAY).out)
    assert "(provincial-specialised-sme-title): × ineligible → √ eligible" in page
    assert "once Provincial specialised SME is had: National little giant" in page
    compared = json.loads(run("what-if", str(firm), *change, "--format", "json", *DAY).out)
    assert compared == json.loads(what_if(firm, {"finance.rnd_cost": "300万"}, as_of="2026-05-25").to_json())
    assert [(step["title"], step["after"]) for step in compared["title_steps"]] == [
        ("provincial-specialised-sme-title", []),
        ("little-giant-title", ["provincial-specialised-sme-title"]),
    ]
    assert "little-giant-award" not in compared["totals"]["after"]["counted"]
    steps = what_if(firm, {"finance.rnd_cost": "300万"}, as_of="2026-05-25").titles.steps
    assert [step.readiness.title.id for step in steps] == [step["title"] for step in compared["title_steps"]]
    searched = json.loads(run("what-if", str(firm), "--format", "json", *DAY).out)
    assert searched == json.loads(near_misses(firm, as_of="2026-05-25").to_json())
    assert "provincial-specialised-sme-title" in {goal["near_miss"]["measure"] for goal in searched["title_goals"]}
    goals = near_misses(firm, as_of="2026-05-25").title_goals
    assert [goal.miss.measure.id for goal in goals] == [goal["near_miss"]["measure"] for goal in searched["title_goals"]]
    whole = in_one_line(run("what-if", str(firm), "--all", *DAY).out)
    assert "comes with the title National little giant (conditions from 2026-04-01) (little-giant-title)" in whole
    assert "comes with the title Provincial specialised SME (provincial-specialised-sme-title)" in whole


@pytest.mark.parametrize("name", TITLES)
def test_a_title_is_explained(run: Command, firm: Path, name: str) -> None:
    for language in ("zh", "en"):
        done = run("explain", name, str(firm), *DAY, "--lang", language)
        assert done.code == 0
        assert ("作为称号" if language == "zh" else "As a title") in done.out
    data = json.loads(run("explain", name, str(firm), "--format", "json", *DAY).out)
    assert data["title"]["id"] == name
    assert data == explain(name, firm, as_of="2026-05-25").to_dict()
    assert run("explain", name, *DAY).code == 0


def test_a_measure_says_which_title_would_open_it(run: Command, firm: Path) -> None:
    data = json.loads(run("explain", "little-giant-award", str(firm), "--format", "json", *DAY).out)
    assert data["title"] is None
    assert [(one["id"], [opened["id"] for opened in one["opens"]]) for one in data["opened_by"]] == [
        ("little-giant-title", ["little-giant-award"])
    ]
    page = in_one_line(run("explain", "little-giant-award", str(firm), *DAY).out)
    assert "Titles that would open it" in page
    assert "only if won in 2026 at the latest" in page
    late = in_one_line(run("explain", "little-giant-award", str(firm), "--as-of", "2026-05-26").out)
    assert "too late, a title won from now on no longer counts" in late
    for other in ("robot-plus", "industry-fund"):
        assert json.loads(run("explain", other, str(firm), "--format", "json", *DAY).out)["opened_by"] == []


def test_the_page_of_a_title_says_what_looks_at_it(run: Command) -> None:
    page = run("measures", "show", "little-giant-title").out
    after = page[page.index("Measures whose criteria look at this title") :]
    assert all(name in after for name in ("little-giant-award", "gd-specialised-sme-loan-subsidy", "provincial-single-champion-title"))
    assert "look at this title" not in run("measures", "show", "little-giant-award").out


def test_a_change_that_is_a_title_says_how_far_that_is(run: Command, firm: Path) -> None:
    page = in_one_line(run("check", str(firm), *DAY, "--set", "titles.high_tech=no", "--set", "enterprise.founded=2015-03-01").out)
    assert "change High-tech enterprise from no to yes, of the title's criteria:" in page


@pytest.mark.parametrize("name", TITLES)
def test_a_questionnaire_may_be_about_a_title(run: Command, firm: Path, name: str) -> None:
    assert run("ask", str(firm), "--only", name, "--no-input", *DAY).code in (0, 2)


def test_no_question_of_a_plain_sitting_is_for_a_title_only() -> None:
    from datetime import date

    from guangdong_ai.assessment.questionnaire import plan
    from guangdong_ai.profiles.profile import EMPTY

    plain = plan(CATALOGUE, EMPTY, date(2026, 5, 25))
    of_title = plan(CATALOGUE, EMPTY, date(2026, 5, 25), only="little-giant-title")
    assert "titles.sme_score" in of_title.remaining
    assert "titles.sme_score" not in plain.remaining


def test_the_calendar_has_the_rounds_of_titles_that_can_be_won(run: Command, firm: Path) -> None:
    ready = ("--set", "finance.rnd_cost=300万", "--set", "titles.provincial_specialised_sme=yes")
    of_round = "little-giant-title.cn-little-giant-2026-8.window-closes"
    for day, told in (("2026-05-25", True), ("2026-05-26", False)):
        calendar = json.loads(run("calendar", str(firm), *ready, "--format", "json", "--as-of", day).out)
        assert (of_round in {event["key"] for event in calendar["events"]}) == told
        assert not set(calendar["measures"]) & set(TITLES)
        assert not {entry["measure"] for entry in calendar["undated"]} & set(TITLES)
    held = json.loads(run("calendar", str(firm), *ready, "--set", "titles.little_giant_year=2025", "--format", "json", *DAY).out)
    assert of_round not in {event["key"] for event in held["events"]}
    failing = json.loads(run("calendar", str(firm), "--format", "json", *DAY).out)
    assert of_round not in {event["key"] for event in failing["events"]}
    everything = json.loads(run("calendar", str(firm), "--all", "--format", "json", *DAY).out)
    assert of_round in {event["key"] for event in everything["events"]}


def test_titles_and_an_earlier_result_are_two_reports(run: Command, firm: Path, tmp_path: Path) -> None:
    earlier = str(tmp_path / "result.json")
    assert run("check", str(firm), *DAY, "--output", earlier).code == 0
    assert run("check", str(firm), *DAY, "--since", earlier).code == 0
    refused = run("check", str(firm), *DAY, "--since", earlier, "--titles")
    assert (refused.code, refused.out) == (2, "")
    assert "--since and --titles cannot stand together" in refused.err


def test_what_is_no_measure_is_refused_where_one_is_needed(firm: Path) -> None:
    from guangdong_ai import Refused

    with pytest.raises(Refused):
        assess(firm, as_of="2026-05-25").measure("little-giant-title")
    assert [one.title.id for one in assess(firm, as_of="2026-05-25").titles] == TITLES
