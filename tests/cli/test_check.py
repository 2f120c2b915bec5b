"""``check``: the main job, from answers to a report. The edges are those that the policy texts draw."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command

PROVINCE = [
    "national-project-match", "rnd-special-ai", "rnd-special-robotics", "innovation-centre", "industry-alliance", "single-champion-award",
    "little-giant-award", "ai-scenarios", "robot-plus", "benchmark-supplier", "benchmark-user", "key-projects", "data-elements",
    "open-source-operation", "leading-talent", "industry-fund", "standards", "exchange-platforms", "prudent-regulation",
]  # fmt: skip

FIRM = ("enterprise.in_guangdong=yes", "enterprise.kind=enterprise", "enterprise.independent_legal_person=yes")

BENCHMARK = (
    *FIRM, "enterprise.fields=ai", "enterprise.independent_civil_liability=yes", "benchmark.kind=industrial_model",
    "benchmark.in_guangdong=yes", "benchmark.finished=2025-07-31", "benchmark.invoices_in_period=yes",
    "compliance.serious_dishonesty_list=no", "compliance.abnormal_operations_list=no", "compliance.tax_compliant=yes",
    "compliance.honest_operation=yes", "compliance.major_dispute_3y=no", "compliance.fund_violation_3y=no", "compliance.major_accident_3y=no",
)  # fmt: skip

NATIONAL_PROJECT = (
    *FIRM, "enterprise.city=guangzhou", "enterprise.fields=ai", "national_project.in_major_project=yes", "national_project.field=ai",
    "national_project.meets_matching_conditions=yes", "national_project.contract_signed=yes", "national_project.first_tranche_received=yes",
    "national_project.role=lead",
)  # fmt: skip

RND = (*FIRM, "enterprise.fields=ai", "rnd_special.topic=ai", "rnd_special.lead=yes", "rnd_special.units=3")


def measures(run: Command, *settings: str, as_of: str = "2026-03-01") -> dict[str, Any]:
    """The measures of the JSON report by id."""
    arguments = [argument for setting in settings for argument in ("--set", setting)]
    done = run("check", "--format", "json", "--as-of", as_of, *arguments)
    assert done.code == 0, done.err
    return {measure["id"]: measure for measure in json.loads(done.out)["measures"]}


def outcome(measure: dict[str, Any], criterion: str) -> str:
    return next(str(item["outcome"]) for item in measure["criteria"] if item["id"] == criterion)


def test_the_catalogue_has_all_nineteen_provincial_measures(run: Command) -> None:
    found = measures(run)
    assert set(PROVINCE) <= set(found)
    assert {found[name]["article"] for name in PROVINCE} == {str(article) for article in range(1, 13)}


def test_with_an_empty_profile_nothing_with_criteria_on_the_applicant_is_decided(run: Command) -> None:
    for measure in measures(run).values():
        if any(item["facts"] for item in measure["criteria"]):
            assert measure["eligibility"] == "undetermined", measure["id"]
            assert measure["missing"], measure["id"]


@pytest.mark.parametrize(
    ("started", "expected"), [("2022-06-30", "ineligible"), ("2022-07-01", "conditional"), ("2022-07-02", "conditional")]
)
def test_a_benchmark_project_starts_on_2022_07_01_or_later(run: Command, started: str, expected: str) -> None:
    assert measures(run, *BENCHMARK, f"benchmark.started={started}")["benchmark-supplier"]["eligibility"] == expected


@pytest.mark.parametrize(("funds", "expected"), [("19999999", "not_met"), ("20000000", "met"), ("2000万", "met")])
def test_central_funds_from_twenty_million(run: Command, funds: str, expected: str) -> None:
    measure = measures(run, *NATIONAL_PROJECT, f"national_project.central_funds={funds}")["national-project-match"]
    assert outcome(measure, "central-funds") == expected
    assert (measure["eligibility"] == "ineligible") == (expected == "not_met")


@pytest.mark.parametrize(
    ("guide", "share", "expected"),
    [
        ("no", "0.4999", "ineligible"), ("no", "0.5", "conditional"), ("no", "50%", "conditional"),
        ("yes", "0.6999", "ineligible"), ("yes", "0.7", "conditional"),
        (None, "0.6", "undetermined"), (None, "0.4999", "ineligible"), (None, "0.7", "conditional"),
    ],
)  # fmt: skip
def test_own_funding_of_the_rnd_special(run: Command, guide: str | None, share: str, expected: str) -> None:
    given = [f"rnd_special.own_funding_share={share}", *([f"rnd_special.guide_requires_enterprise_lead={guide}"] if guide else [])]
    assert measures(run, *RND, *given)["rnd-special-ai"]["eligibility"] == expected


def test_a_foshan_champion_may_get_nothing_or_three_million(run: Command) -> None:
    settings = ("enterprise.in_guangdong=yes", "enterprise.city=foshan", "enterprise.fields=robotics", "titles.single_champion_year=2025")
    funding = measures(run, *settings)["single-champion-award"]["funding"]
    assert (funding["low"], funding["high"]) == (0, 3_000_000)


def test_a_guangzhou_little_giant_of_2025_gets_exactly_one_million(run: Command) -> None:
    settings = (
        "enterprise.kind=enterprise",
        "enterprise.in_guangdong=yes",
        "enterprise.city=guangzhou",
        "enterprise.fields=robotics",
        "titles.little_giant_year=2025",
    )
    measure = measures(run, *settings)["little-giant-award"]
    assert measure["eligibility"] == "conditional"
    assert (measure["funding"]["low"], measure["funding"]["high"]) == (1_000_000, 1_000_000)
    assert measure["funding"]["estimated_from"], "an estimate from the table says that it is one"


def test_an_award_that_is_known_beats_the_table(run: Command) -> None:
    settings = (
        "enterprise.kind=enterprise", "enterprise.in_guangdong=yes", "enterprise.city=guangzhou", "enterprise.fields=robotics",
        "titles.little_giant_year=2025", "titles.little_giant_city_award=80万",
    )  # fmt: skip
    funding = measures(run, *settings)["little-giant-award"]["funding"]
    assert (funding["low"], funding["high"], funding["estimated_from"]) == (800_000, 800_000, [])


@pytest.mark.parametrize("day", ["2028-01-01", "2035-06-30"])
def test_after_the_last_valid_day_everything_is_closed(run: Command, day: str) -> None:
    found = measures(run, *BENCHMARK, as_of=day)
    assert {measure["window"]["state"] for measure in found.values()} == {"closed"}


def test_on_the_last_valid_day_not_everything_is_closed(run: Command) -> None:
    found = measures(run, as_of="2027-12-31")
    assert found["little-giant-award"]["window"]["state"] == "unannounced"


def test_before_the_first_valid_day_the_province_is_upcoming(run: Command) -> None:
    found = measures(run, as_of="2025-03-01")
    assert {found[name]["window"]["state"] for name in PROVINCE} == {"upcoming"}


def test_shenzhen_units_are_matched_by_shenzhen(run: Command) -> None:
    settings = [item for item in NATIONAL_PROJECT if not item.startswith("enterprise.city")]
    given = (*settings, "enterprise.city=shenzhen", "national_project.central_funds=3000万", "national_project.own_funding=4000万")
    found = measures(run, *given)
    assert found["national-project-match"]["eligibility"] == "ineligible"
    funding = found["shenzhen-national-project-match"]["funding"]
    assert (funding["low"], funding["high"]) == (0, 20_000_000)  # at most half of the unit's own funding


def test_flags_beat_the_file(run: Command, demo: Path) -> None:
    done = run("check", str(demo), "--enterprise-city", "佛山", "--format", "json", "--as-of", "2026-03-01")
    assert json.loads(done.out)["profile"]["facts"]["enterprise.city"] == "foshan"


@pytest.mark.parametrize("flag", ["--enterprise-city", "--enterprise.city", "--enterprise_city"])
def test_a_flag_may_be_written_like_the_fact(run: Command, flag: str) -> None:
    done = run("check", flag, "gz", "--format", "json")
    assert json.loads(done.out)["profile"]["facts"] == {"enterprise.city": "guangzhou"}


def test_unknown_is_an_answer(run: Command, demo: Path) -> None:
    done = run("check", str(demo), "--set", "enterprise.city=不知道", "--format", "json")
    profile = json.loads(done.out)["profile"]
    assert "enterprise.city" not in profile["facts"]
    assert profile["dont_know"] == ["enterprise.city"]


def test_choices_may_be_given_one_by_one(run: Command) -> None:
    done = run("check", "--enterprise-fields", "ai", "--enterprise-fields", "机器人", "--format", "json")
    assert json.loads(done.out)["profile"]["facts"]["enterprise.fields"] == ["ai", "robotics"]


def test_csv_has_a_row_for_each_measure(run: Command, demo: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("check", str(demo), "--format", "csv").out)))
    assert set(PROVINCE) <= {row["measure"] for row in rows}
    assert {row["eligibility"] for row in rows} <= {"eligible", "conditional", "undetermined", "ineligible"}


def test_totals_never_count_what_is_excluded(run: Command) -> None:
    three = ("--enterprise-city", "gz", "--enterprise-fields", "ai", "--enterprise-kind", "enterprise")
    done = run(
        "check", *three, "--scope", "policy", "--format", "json", "--as-of", "2026-03-01"
    )  # beside the policy is support without a cap
    totals = json.loads(done.out)["totals"]
    counted = set(totals["counted"])
    assert not {"benchmark-supplier", "benchmark-user"} <= counted
    assert (totals["low"], totals["high"]) == (0, 0)
    assert totals["if_all_met"] > 0
    left_out = {item["id"] for item in totals["left_out"]}
    assert left_out & {"benchmark-supplier", "benchmark-user"}
    assert all(item["because"]["zh"] and item["because"]["en"] for item in totals["left_out"])
