"""``profile from-table``: a profile for each row of a table, which the other commands go on with."""

import json
import re
import shlex
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guangdong_ai.api.profiles_from_table import _Names
from guangdong_ai.foundation.control_characters import is_acted_on
from tests.cli.conftest import Command

TABLE = "id,企业名称,注册城市,员工人数\n1,甲公司,深圳,12\n2,CON,佛山,3\n3,../../etc/passwd,广州,many\n,丙,东莞,\n2,con,佛山,4\n"
FILES = {"1 甲公司.toml", "2 CON.toml", "2 con row 6.toml", "丙.toml"}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "firms.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_row_that_can_be_read_becomes_a_profile(run: Command, table: Path, tmp_path: Path, language: str) -> None:
    folder = tmp_path / "pro files"
    done = run("profile", "from-table", str(table), "--to", str(folder), "--lang", language)
    assert done.code == 1  # a row was rejected
    assert {path.name for path in folder.iterdir()} == FILES
    assert {"zh": "读取 5 = 档案 4 + 剔除 1", "en": "read 5 = profiles 4 + rejected 1"}[language] in done.err
    assert "many" in (tmp_path / "pro files.rejected.csv").read_text(encoding="utf-8")
    command = shlex.split(done.err.strip().splitlines()[-1].partition("guangdong-ai ")[2])
    checked = run(*command)
    assert (checked.code, "甲公司" in checked.out) == (0, True)


def test_a_profile_says_what_batch_reads(run: Command, table: Path, tmp_path: Path) -> None:
    run("profile", "from-table", str(table), "--to", str(tmp_path / "p"))
    run("batch", str(table), "-o", str(tmp_path / "r.jsonl"), "--no-summary", "--as-of", "2026-11-23")
    for line in (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines():
        whole = json.loads(line)
        name = whole["profile"]["name"]
        (file,) = [path for path in (tmp_path / "p").iterdir() if f'name = "{name}"' in path.read_text(encoding="utf-8")]
        alone = json.loads(run("check", str(file), "--format", "json", "--as-of", "2026-11-23").out)
        assert (alone["profile"], alone["measures"], alone["totals"]) == (whole["profile"], whole["measures"], whole["totals"])


def test_a_workbook_with_a_map_and_some_rows_only(run: Command, tmp_path: Path) -> None:
    from xlsxwriter import Workbook  # type: ignore[import-untyped,unused-ignore]

    book = Workbook(tmp_path / "firms.xlsx")
    for name, rows in (("甲", [["x"]]), ("乙", [["编号", "什么", "注册城市"], ["a1", "甲公司", "深圳"], ["a2", "乙公司", "佛山"]])):
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    (tmp_path / "map.toml").write_text('[columns]\n"什么" = "enterprise.name"\n', encoding="utf-8")
    chosen = ("--columns", str(tmp_path / "map.toml"), "--sheet", "乙", "--id", "编号", "--only", "乙公司")
    done = run("profile", "from-table", str(tmp_path / "firms.xlsx"), "--to", str(tmp_path / "p"), *chosen)
    assert (done.code, [path.name for path in (tmp_path / "p").iterdir()]) == (0, ["a2 乙公司.toml"]), done
    assert "not asked for 1" in done.err


def test_what_is_there_and_the_same_stays_and_what_differs_is_not_overwritten(run: Command, table: Path, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    run("profile", "from-table", str(table), "--to", str(folder))
    assert "4 were there already, the same" in run("profile", "from-table", str(table), "--to", str(folder)).err
    (folder / "丙.toml").unlink()
    answered = folder / "1 甲公司.toml"
    answered.write_text(answered.read_text(encoding="utf-8") + "revenue = 5\n", encoding="utf-8")
    done = run("profile", "from-table", str(table), "--to", str(folder))
    assert (done.code, f"{answered}: the file exists" in done.err) == (1, True)
    assert "revenue" in answered.read_text(encoding="utf-8")
    assert not (folder / "丙.toml").exists()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_mistakes_are_told(run: Command, table: Path, tmp_path: Path, demo: Path, language: str) -> None:
    for more, code, words in (
        ((str(table),), 2, "--to"),
        ((str(table), "--to", str(table)), 1, str(table)),
        ((str(table), "--to", str(tmp_path / "p"), "--only", "9"), 1, "--only"),
        ((str(demo), "--to", str(tmp_path / "p")), 1, str(demo)),
        ((str(tmp_path / "nowhere.csv"), "--to", str(tmp_path / "p")), 1, "nowhere.csv"),
    ):
        done = run("profile", "from-table", *more, "--lang", language)
        assert (done.code, words in done.err) == (code, True), done
    assert not (tmp_path / "p").exists()


def test_cells_made_unknown_reject_nothing(run: Command, table: Path, tmp_path: Path) -> None:
    done = run("profile", "from-table", str(table), "--to", str(tmp_path / "p"), "--lenient")
    assert done.code == 0
    assert "cells made unknown" in done.err
    assert any("passwd" in path.name for path in (tmp_path / "p").iterdir())


@given(st.lists(st.lists(st.text(max_size=80), max_size=2), min_size=1, max_size=8))
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_no_two_files_are_called_alike_and_none_leaves_the_folder(called: list[list[str]]) -> None:
    names = _Names()
    made = [names.new(one, line) for line, one in enumerate([*called, *called], 2)]
    assert len({name.casefold() for name in made}) == len(made)
    for name in made:
        assert len(name.encode()) <= 255
        assert not any(map(is_acted_on, name))
        assert not re.search(r'[<>:"/\\|?*]', name)
        assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", name)
