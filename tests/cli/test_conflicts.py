"""Answers that exclude each other are told together, with their names, values and place; what lies after the day is a warning."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

DAY = ("--as-of", "2026-11-25")
PAIRS = {
    "a city and not in Guangdong": ("enterprise.city=jieyang", "enterprise.in_guangdong=no"),
    "finished before it started": ("benchmark.started=2025-03-01", "benchmark.finished=2025-02-28"),
    "a title before the founding": ("enterprise.founded=2021-01-01", "titles.single_champion_year=2020"),
    "an age that the founding day does not make": ("enterprise.founded=2025-05-26", "enterprise.age=18"),
    "a legal person without liability": ("enterprise.independent_legal_person=yes", "enterprise.independent_civil_liability=no"),
}
FINE = {
    "finished on the day of the start": ("benchmark.started=2025-03-01", "benchmark.finished=2025-03-01"),
    "titled in the year of the founding": ("enterprise.founded=2021-12-31", "titles.single_champion_year=2021"),
    "the age that the founding day makes": ("enterprise.founded=2025-05-25", "enterprise.age=18"),
    "the month before it is over": ("enterprise.founded=2025-05-26", "enterprise.age=17"),
    "never titled": ("enterprise.founded=2021-01-01", "titles.single_champion_year=never"),
    "a city and in Guangdong": ("enterprise.city=jieyang", "enterprise.in_guangdong=yes"),
    "no legal person and no liability": ("enterprise.independent_legal_person=no", "enterprise.independent_civil_liability=no"),
}


def settings(answers: tuple[str, ...]) -> list[str]:
    return [word for one in answers for word in ("--set", one)]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
@pytest.mark.parametrize("command", [("check",), ("explain", "little-giant-award")], ids=["check", "explain"])
def test_both_answers_are_named(run: Command, command: tuple[str, ...], pair: tuple[str, str], language: str) -> None:
    done = run(*command, *settings(pair), *DAY, "--lang", language)
    assert (done.code, done.out) == (1, "")
    assert len(done.err.splitlines()) == 2
    for one in pair:
        assert one.partition("=")[0] in done.err.partition("（" if language == "zh" else ": ")[2]
    assert ("提示：" if language == "zh" else "hint: ") in done.err


@pytest.mark.parametrize("pair", FINE.values(), ids=FINE)
def test_what_can_be_is_not_refused(run: Command, pair: tuple[str, str]) -> None:
    done = run("check", *settings(pair), *DAY)
    assert (done.code, done.err) == (0, "")


CONTRADICTING = "schema = 1\n[enterprise]\nin_guangdong = false\nfounded = 2022-05-01\n[titles]\nlittle_giant_year = 2021\n"


def test_the_place_is_that_in_the_file_and_all_are_told_at_once(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text(CONTRADICTING, encoding="utf-8")
    done = run("check", str(path), "--enterprise-city", "yf", *DAY)
    assert done.code == 1
    first, _, second, _, count = done.err.splitlines()
    assert first.startswith(f"error: {path}:3:1: enterprise.in_guangdong: ")
    assert first.endswith("City of registration (enterprise.city) is Yunfu, Registered in Guangdong (enterprise.in_guangdong) is no")
    assert second.startswith(f"error: {path}:6:1: titles.little_giant_year: ")
    assert count == "2 findings"
    assert run("profile", "validate", str(path), *DAY).code == 1


def test_the_command_line_can_put_it_right(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text(CONTRADICTING, encoding="utf-8")
    assert run("check", str(path), "--set", "enterprise.founded=2020-05-01", *DAY).code == 0


def test_what_if_refuses_an_answer_that_the_profile_contradicts(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text("schema = 1\n[enterprise]\nin_guangdong = false\n", encoding="utf-8")
    done = run("what-if", str(path), "--set", "enterprise.city=foshan", *DAY)
    assert (done.code, done.out) == (1, "")
    assert "enterprise.in_guangdong" in done.err
    assert run("what-if", str(path), "--set", "enterprise.city=foshan", "--set", "enterprise.in_guangdong=yes", *DAY).code == 0


@pytest.mark.parametrize("answer", ["titles.little_giant_year=2027", "enterprise.founded=2026-11-26", "benchmark.finished=2027-01-31"])
def test_what_lies_after_the_day_is_a_warning(run: Command, tmp_path: Path, answer: str) -> None:
    done = run("check", "--set", answer, *DAY)
    assert done.code == 0
    assert done.err.startswith(f"warning: --set {answer.partition('=')[0]}: lies after the as-of date (2026-11-25): ")
    assert run("check", "--set", answer, "--as-of", "2027-12-01").err == ""


def test_a_valid_profile_with_a_doubt_is_valid(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "firm.toml"
    path.write_text("schema = 1\n[titles]\nlittle_giant_year = 2027\n", encoding="utf-8")
    done = run("profile", "validate", str(path), *DAY)
    assert done.code == 0
    assert done.err.startswith(f"warning: {path}:3:1: titles.little_giant_year: ")


def test_an_age_that_was_right_is_a_contradiction_on_a_later_day(run: Command) -> None:
    both = settings(("enterprise.founded=2025-05-25", "enterprise.age=18"))
    assert run("check", *both, "--as-of", "2026-12-24").code == 0
    done = run("check", *both, "--as-of", "2026-12-25", "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert "do not agree on 2026-12-25" in done.err
    assert "(enterprise.founded) is 2025-05-25" in done.err
    assert "(enterprise.age) is 18 months" in done.err
    assert "leave out what is worked out" in done.err


@pytest.mark.parametrize(
    ("agree", "apart"),
    [
        (
            ("finance.rnd_cost=12010000", "finance.rnd_cost_2_years=12000000"),
            ("finance.rnd_cost=12010001", "finance.rnd_cost_2_years=12000000"),
        ),
        (
            ("enterprise.revenue=300030000", "finance.average_revenue_3_years=100000000"),
            ("enterprise.revenue=300030001", "finance.average_revenue_3_years=100000000"),
        ),
        (
            ("finance.rnd_share_3_years=5%", "finance.rnd_cost=5", "enterprise.revenue=100", "finance.revenue_1_year_earlier=900"),
            (
                "finance.rnd_share_3_years=5%",
                "finance.rnd_cost=5",
                "finance.rnd_cost_1_year_earlier=1",
                "finance.rnd_cost_2_years_earlier=1",
                "enterprise.revenue=100",
                "finance.revenue_1_year_earlier=900",
            ),
        ),
    ],
)
def test_some_of_the_parts_can_be_too_much_for_the_whole(run: Command, agree: tuple[str, ...], apart: tuple[str, ...]) -> None:
    assert run("check", *settings(agree), *DAY).code == 0
    done = run("check", *settings(apart), *DAY, "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert "do not agree" in done.err
    for answer in apart:
        assert f"({answer.partition('=')[0]}) is " in done.err


@pytest.mark.parametrize(("year", "doubted"), [(0, False), (2024, False), (2025, True), (2026, True)])
def test_a_champion_of_a_year_without_a_known_selection_is_noted_not_refused(run: Command, year: int, doubted: bool) -> None:
    firm = ("--set", "enterprise.kind=enterprise", "--set", "enterprise.fields=robotics", "--set", "enterprise.city=foshan")
    done = run("check", *firm, "--set", f"titles.single_champion_year={year}", "--as-of", "2026-12-01", "--lang", "en", "--format", "json")
    assert ("the last national selection of single champions was that of 2024" in done.err) == doubted
    assert "as-of" not in done.err, "it is so on every day"
    (award,) = [one for one in json.loads(done.out)["measures"] if one["id"] == "single-champion-award"]
    assert award["eligibility"] == ("conditional" if year else "ineligible")
