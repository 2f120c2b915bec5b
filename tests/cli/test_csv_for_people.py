"""CSV in a file is for a person's spreadsheet, with titles, words and a byte-order mark; with --plain-csv, in a pipe and on a screen it is for programs."""

import csv
import io
from codecs import BOM_UTF8
from pathlib import Path

import pytest

from guangdong_ai.foundation.text import LANGUAGES
from tests.cli.conftest import Command

DAY = ("--as-of", "2026-11-29")
TELL = (
    "check",
    "check titles",
    "explain",
    "what-if",
    "what-if set",
    "calendar",
    "prepare",
    "list",
    "show",
    "review",
    "diff",
    "profile",
    "since",
)


@pytest.fixture
def command(run: Command, demo: Path, tmp_path: Path, request: pytest.FixtureRequest) -> tuple[str, ...]:
    firm = str(demo)
    if request.param == "since":
        assert run("check", firm, "--as-of", "2026-03-01", "-o", str(tmp_path / "then.json")).code == 0
    return {
        "check": ("check", firm, *DAY),
        "check titles": ("check", firm, "--titles", *DAY),
        "explain": ("explain", "little-giant-award", firm, *DAY),
        "what-if": ("what-if", firm, *DAY),
        "what-if set": ("what-if", firm, "--set", "enterprise.city=shenzhen", *DAY),
        "calendar": ("calendar", firm, *DAY),
        "prepare": ("prepare", firm, "--measure", "little-giant-award", *DAY),
        "list": ("measures", "list", *DAY),
        "show": ("measures", "show", "little-giant-award"),
        "review": ("measures", "review", *DAY),
        "diff": ("measures", "diff", "2025-04-01", "2026-11-25"),
        "profile": ("profile", "show", firm),
        "since": ("check", firm, "--since", str(tmp_path / "then.json"), *DAY),
    }[request.param]


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("command", TELL, indirect=True)
def test_a_file_is_for_a_person_and_plain_for_a_program(run: Command, tmp_path: Path, command: tuple[str, ...]) -> None:
    """Each column has a title in each language, and everything else says the same."""
    heads = []
    for language in LANGUAGES:
        to = tmp_path / f"{language}.csv"
        assert run(*command, "-o", str(to), "--lang", language).code == 0
        content = to.read_bytes()
        assert content.startswith(BOM_UTF8)
        shown = run(*command, "--format", "csv", "--lang", language).out
        assert not shown.startswith("\ufeff")
        assert run(*command, "-o", str(to), "--lang", language, "--plain-csv").code == 0
        assert to.read_text(encoding="utf-8") == shown
        (titles, *told), (ids, *plain) = rows_of(content.decode("utf-8-sig")), rows_of(shown)
        assert len(set(titles)) == len(titles) == len(ids)
        assert len(told) == len(plain)
        assert titles != ids
        heads.append(titles)
        for row, same in zip(told, plain, strict=True):
            for name, cell, other in zip(ids, row, same, strict=True):
                worded = {"eligibility", "window", "funding_kind", "outcome", "confidence", "scope", "then"}
                assert cell == other or name.removesuffix("_before").removesuffix("_after") in worded
    assert not set(heads[0]) & set(heads[1])


def test_words_stand_in_the_place_of_ids(run: Command, demo: Path, tmp_path: Path) -> None:
    assert run("check", str(demo), *DAY, "--lang", "zh", "-o", str(tmp_path / "r.csv")).code == 0
    first = next(csv.DictReader(io.StringIO((tmp_path / "r.csv").read_text(encoding="utf-8-sig"))))
    assert (first["措施编号"], first["结果"], first["申报状态"], first["形式"]) == (
        "industry-alliance",
        "有条件符合",
        "申报时间未公布",
        "金额未公布",
    )


def test_only_csv_can_be_plain(run: Command, demo: Path, tmp_path: Path) -> None:
    refused = run("check", str(demo), "--plain-csv", "-o", str(tmp_path / "r.json"))
    assert refused.code == 2
    assert "--plain-csv" in refused.err
    assert not (tmp_path / "r.json").exists()


@pytest.mark.parametrize("engine", ["plain", "polars"])
@pytest.mark.parametrize("plain", [False, True])
def test_rejected_rows_say_whose_they_are(run: Command, tmp_path: Path, engine: str, plain: bool) -> None:
    firms = tmp_path / "firms.csv"
    firms.write_text("编号,单位名称,在广东省内注册,业务领域\nA1,甲公司,是,人工智能\nA2,乙公司,火星,人工智能\n", encoding="utf-8-sig")
    out = tmp_path / "out.csv"
    options = ["--plain-csv"] if plain else []
    done = run(
        "batch",
        str(firms),
        "-o",
        str(out),
        "--engine",
        engine,
        "--id",
        "编号",
        "--measure",
        "little-giant-award",
        *DAY,
        "--lang",
        "zh",
        *options,
    )
    assert done.code == 1
    content = (tmp_path / "out.csv.rejected.csv").read_bytes()
    assert content.startswith(BOM_UTF8) is not plain
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    names = ("id", "name", "column", "value") if plain else ("编号", "单位名称", "列", "内容")
    assert tuple(row[name] for name in names) == ("A2", "乙公司", "在广东省内注册", "火星")
    assert not out.read_bytes().startswith(BOM_UTF8)
