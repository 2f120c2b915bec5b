"""A Guangzhou robot manufacturer with a loan of June 2025 is told on 2026-11-29 what it can do now: until which day, with which papers, where, and the address of the text."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command

DAY = ("--as-of", "2026-11-29")
LOAN = "gd-manufacturing-loan-subsidy"
FIRM = """schema = 1

[enterprise]
name = "粤智机器人有限公司"
kind = "enterprise"
city = "guangzhou"
fields = ["robotics", "manufacturing"]
founded = 2016-04-01
employees = 120
revenue = 80_000_000

[compliance]
serious_dishonesty_list = false

[loan]
kind = "fixed_asset"
granted = 2025-06-16
listed_bank = true
principal = 20_000_000
yearly_interest = 700_000
purposes = ["equipment"]
invested_in_guangdong = true
subsidies = []
"""
ADDRESS = "www.gdjr.gov.cn/gdjr/zwgk/tzgg/content/mpost_38655.html"


@pytest.fixture
def firm(tmp_path: Path) -> str:
    path = tmp_path / "firm.toml"
    path.write_text(FIRM, encoding="utf-8")
    return str(path)


def told(run: Command, *arguments: str) -> Any:
    done = run(*arguments, *DAY, "--format", "json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_check_calendar_and_prepare_tell_the_same_open_window(run: Command, firm: str) -> None:
    checked = {one["id"]: one for one in told(run, "check", firm)["measures"]}
    now = {name for name, one in checked.items() if one["eligibility"] in ("eligible", "conditional") and one["window"]["state"] == "open"}
    assert LOAN in now
    assert checked[LOAN]["eligibility"] == "eligible"
    assert checked[LOAN]["window"]["closes"] == "2027-12-31"
    prepared = {one["id"]: one for one in told(run, "prepare", firm)["measures"]}
    assert now <= set(prepared)
    assert all(prepared[name]["window"] == checked[name]["window"] for name in now)
    ends = [event for event in told(run, "calendar", firm)["events"] if event["day"] == "2027-12-31" and LOAN in json.dumps(event)]
    assert ends, "the last day is no event of the calendar"


def test_it_has_a_day_papers_somewhere_to_go_and_an_address(run: Command, firm: str) -> None:
    plan = told(run, "prepare", firm)
    (measure,) = (one for one in plan["measures"] if one["id"] == LOAN)
    assert (measure["window"]["state"], measure["window"]["closes"], measure["window"]["days_left"]) == ("open", "2027-12-31", 397)
    assert measure["document"]["address"] == ADDRESS
    assert measure["document"]["address_opened"] is None
    assert all(measure["apply_at"].values())
    papers = {paper["id"]: paper for paper in plan["papers"] if LOAN in paper["measures"]}
    assert {"business-licence", "credit-report", "loan-contract", "interest-statements", "loan-use"} <= set(papers)
    assert all(paper["held_by"] for paper in papers.values())


@pytest.mark.parametrize(
    ("language", "name", "by_which_day", "where", "paper"),
    [
        ("zh", "制造业和高新技术企业贷款贴息", "可申报至 2027-12-31", "通过贷款银行申报", "借款合同"),
        ("en", "Loan interest subsidy for manufacturers", "open until 2027-12-31", "Through the lending bank", "Loan contract"),
    ],
)
def test_it_is_told_in_both_languages(run: Command, firm: str, language: str, name: str, by_which_day: str, where: str, paper: str) -> None:
    plan = run("prepare", firm, *DAY, "--lang", language)
    calendar = run("calendar", firm, *DAY, "--lang", language)
    check = run("check", firm, *DAY, "--lang", language)
    assert (plan.code, calendar.code, check.code) == (0, 0, 0)
    assert all(words in plan.out for words in (name, by_which_day, where, paper, ADDRESS))
    assert all(name in done.out and "2027-12-31" in done.out for done in (calendar, check))


def test_a_loan_of_before_the_period_opens_nothing(run: Command, tmp_path: Path) -> None:
    early = tmp_path / "early.toml"
    early.write_text(FIRM.replace("granted = 2025-06-16", "granted = 2025-04-30"), encoding="utf-8")
    checked = {one["id"]: one for one in told(run, "check", str(early))["measures"]}
    assert checked[LOAN]["eligibility"] == "ineligible"
    assert LOAN not in {one["id"] for one in told(run, "prepare", str(early))["measures"]}
