"""``not_in`` and ``none_of`` from a file of rules to what a person, a script, a table and a database get."""

import json
from pathlib import Path

import polars as pl
import pytest

from tests.cli.conftest import Command

MEASURE = """
id = "elsewhere"
document = "gd-measures-2025"
article = "2"
reviewed_on = 2026-11-23
title = { zh = "异地支持", en = "Support elsewhere" }
benefit = { zh = "资助1万元。", en = "A grant of 10,000 yuan." }
audience = { zh = "广州、深圳以外的企业", en = "Enterprises outside Guangzhou and Shenzhen" }
department = { zh = "某部门", en = "Some department" }
apply_at = { zh = "某平台", en = "Some platform" }

[[criteria]]
id = "not-in-the-two-cities"
text = { zh = "不在广州、深圳", en = "Not in Guangzhou or Shenzhen" }
when = { fact = "enterprise.city", not_in = ["guangzhou", "shenzhen"] }
source = { document = "gd-measures-2025", article = "2", confidence = "inferred" }

[[criteria]]
id = "no-manufacturing"
text = { zh = "不从事制造和软件", en = "Neither manufacturing nor software" }
when = { fact = "enterprise.fields", none_of = ["manufacturing", "software"] }
source = { document = "gd-measures-2025", article = "2", confidence = "inferred" }

[funding]
kind = "cash"
award = "formula"
amount = 10_000

[[funding.sources]]
figure = { zh = "1万元", en = "10,000 yuan" }
document = "gd-measures-2025"
article = "2"
confidence = "inferred"

[[cases]]
name = "elsewhere"
on = 2026-03-01
facts = { "enterprise.city" = "foshan", "enterprise.fields" = ["ai"] }
expect = { eligibility = "eligible", low = 10_000, high = 10_000 }

[[cases]]
name = "in Shenzhen"
on = 2026-03-01
facts = { "enterprise.city" = "shenzhen", "enterprise.fields" = ["ai"] }
expect = { eligibility = "ineligible" }

[[cases]]
name = "a manufacturer"
on = 2026-03-01
facts = { "enterprise.city" = "foshan", "enterprise.fields" = ["ai", "software"] }
expect = { eligibility = "ineligible" }

[[cases]]
name = "place unknown"
on = 2026-03-01
facts = { "enterprise.fields" = [] }
expect = { eligibility = "undetermined" }

[[cases]]
name = "fields unknown"
on = 2026-03-01
facts = { "enterprise.city" = "foshan" }
expect = { eligibility = "undetermined" }
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "pack" / "guangdong").mkdir(parents=True)
    (tmp_path / "pack" / "guangdong" / "elsewhere.toml").write_text(MEASURE, encoding="utf-8")
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
