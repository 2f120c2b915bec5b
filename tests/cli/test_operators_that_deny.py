"""``not_in`` and ``none_of`` from a file of rules to what a person, a script, a table and a database get."""

import json
from pathlib import Path

import polars as pl
import pytest

from guangdong_ai.foundation.text import Text
from tests.cli.added_measure import add_measure, case, criterion
from tests.cli.conftest import Command

CRITERIA = criterion(
    "not-in-the-two-cities",
    Text("不在广州、深圳", "Not in Guangzhou or Shenzhen"),
    '{ fact = "enterprise.city", not_in = ["guangzhou", "shenzhen"] }',
) + criterion(
    "no-manufacturing",
    Text("不从事制造和软件", "Neither manufacturing nor software"),
    '{ fact = "enterprise.fields", none_of = ["manufacturing", "software"] }',
)
CASES = (
    case("elsewhere", '{ "enterprise.city" = "foshan", "enterprise.fields" = ["ai"] }', "eligible")
    + case("in Shenzhen", '{ "enterprise.city" = "shenzhen", "enterprise.fields" = ["ai"] }', "ineligible")
    + case("a manufacturer", '{ "enterprise.city" = "foshan", "enterprise.fields" = ["ai", "software"] }', "ineligible")
    + case("place unknown", '{ "enterprise.fields" = [] }', "undetermined")
    + case("fields unknown", '{ "enterprise.city" = "foshan" }', "undetermined")
)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    audience = Text("广州、深圳以外的企业", "Enterprises outside Guangzhou and Shenzhen")
    add_measure(tmp_path / "pack", "elsewhere", Text("异地支持", "Support elsewhere"), audience, CRITERIA, CASES)
    return tmp_path / "pack"


FIRMS = {
    ("foshan", "ai"): "eligible",
    ("foshan", ""): "eligible",
    ("shenzhen", "ai"): "ineligible",
    ("foshan", "software"): "ineligible",
    ("foshan", None): "undetermined",
    (None, "ai"): "undetermined",
    (None, "manufacturing"): "ineligible",
}


def test_the_rules_are_found_right_and_their_cases_hold(run: Command, pack: Path) -> None:
    for command in (["measures", "lint"], ["measures", "test", "elsewhere"]):
        done = (
            run(*command, "--policies", str(pack), "--as-of", "2026-03-01", "--lang", "en")
            if command[1] == "lint"
            else run(*command, "--policies", str(pack), "--lang", "en")
        )
        assert done.code == 0, done


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("not Guangzhou or Shenzhen", "does not include Manufacturing or Software")),
        ("zh", ("不是广州或深圳", "不含")),
    ],
)
def test_a_person_reads_them_in_words(run: Command, pack: Path, language: str, words: tuple[str, str]) -> None:
    done = run(
        "explain",
        "elsewhere",
        "--set",
        "enterprise.city=shenzhen",
        "--set",
        "enterprise.fields=software",
        "--policies",
        str(pack),
        "--lang",
        language,
    )
    assert done.code == 0
    for phrase in words:
        assert phrase in "".join(done.out.split("\n")) or phrase.replace(" ", "") in "".join(done.out.split())


def test_what_would_open_it_is_found(run: Command, pack: Path) -> None:
    done = run(
        "check",
        "--set",
        "enterprise.city=foshan",
        "--set",
        "enterprise.fields=ai,software",
        "--policies",
        str(pack),
        "--format",
        "json",
        "--as-of",
        "2026-03-01",
    )
    (miss,) = (miss for miss in json.loads(done.out)["near_misses"] if miss["measure"] == "elsewhere")
    (way,) = miss["ways"]
    assert [(change["fact"], change["target"]) for change in way["requirements"]] == [("enterprise.fields", ["ai"])]


@pytest.mark.parametrize("engine", ["plain", "polars"])
def test_every_engine_says_the_same(run: Command, pack: Path, tmp_path: Path, engine: str) -> None:
    rows = [
        {"id": str(number), "enterprise.city": city, "enterprise.fields": None if fields is None else fields or "none"}
        for number, (city, fields) in enumerate(FIRMS)
    ]
    pl.DataFrame(rows).write_csv(tmp_path / "firms.csv")
    out = tmp_path / f"{engine}.csv"
    done = run(
        "batch",
        str(tmp_path / "firms.csv"),
        "--output",
        str(out),
        "--engine",
        engine,
        "--policies",
        str(pack),
        "--as-of",
        "2026-03-01",
        "--shape",
        "status",
    )
    assert done.code == 0, done
    assert pl.read_csv(out)["elsewhere.status"].to_list() == list(FIRMS.values())
