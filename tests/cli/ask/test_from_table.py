"""A row of a table goes back into the questionnaire: what it says is saved, what cannot be read is told and asked for first."""

from pathlib import Path

import pytest

from guangdong_ai.cli.ask.draft import Draft
from guangdong_ai.cli.ask.from_table import WantedRow, row_answers
from guangdong_ai.cli.ask.question import open_question
from guangdong_ai.cli.ask.question_wording import remarks
from guangdong_ai.cli.ask.session import AskedFor, begin
from guangdong_ai.foundation.errors import Refused
from tests.cli.conftest import Command, checked_catalogue, run

from .bundled import CATALOGUE, FACTS, ON

__all__ = ["checked_catalogue", "run"]

TABLE = """2026年企业名单,,,,
编号,单位名称,注册地市,从业人员,高新技术企业
A1,甲机器人有限公司,深圳市南山区科技园1号,120,□
A2,乙智能有限公司,佛山,约120,是
A3,丙智能有限公司,东莞,不知道,是
A3,丁智能有限公司,东莞,5,否
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "firms.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_the_row_is_the_one_that_the_spreadsheet_program_counts(table: Path) -> None:
    row = row_answers(WantedRow(table=table, line=3), CATALOGUE)
    assert row.answers.profile.facts == {
        "enterprise.name": "甲机器人有限公司",
        "enterprise.city": "shenzhen",
        "enterprise.district": "shenzhen_nanshan",
        "enterprise.employees": 120,
        "titles.high_tech": False,
    }
    assert [text.en for text in row.told][1:] == ['高新技术企业 "□": an empty box, read as no']
    assert row_answers(WantedRow(table=table, id="A2"), CATALOGUE).answers.profile.name == "乙智能有限公司"
    assert row_answers(WantedRow(table=table, line=5), CATALOGUE).answers.profile.dont_know == ("enterprise.employees",)


def test_what_cannot_be_read_is_saved_as_it_stands_and_asked_for_first(table: Path, tmp_path: Path) -> None:
    start = row_answers(WantedRow(table=table, line=4), CATALOGUE).answers
    assert set(start.refused) == {"enterprise.employees"}
    question = open_question(begin(CATALOGUE, start.profile, ON, AskedFor(), refused=start.refused))
    assert question is not None
    assert question.fact.id == "enterprise.employees"
    assert any("约120" in remark.zh for remark in remarks(question))
    path = tmp_path / "firm.toml"
    with Draft(path, FACTS, start) as draft:
        draft.save(start.profile, start.refused)
    with Draft(path, FACTS) as again:
        assert set(again.earlier.refused) == {"enterprise.employees"}
        assert again.earlier.profile.facts == start.profile.facts


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"line": 2}, "there is no record in row 2"),
        ({"line": 99}, "there is no record in row 99"),
        ({"id": "A9"}, "no row has the id"),
        ({"id": "A3"}, "several rows have the id"),
    ],
)
def test_a_row_that_is_none_is_told(table: Path, wanted: dict[str, int | str], said: str) -> None:
    with pytest.raises(Refused) as refused:
        row_answers(WantedRow(table=table, **wanted), CATALOGUE)  # type: ignore[arg-type]  # as the parameters are
    assert said in refused.value.findings[0].message.en


def test_the_command_says_what_is_wrong(run: Command, table: Path, tmp_path: Path) -> None:
    new = str(tmp_path / "new.toml")
    assert run("ask", new, "--row", "3").code == 2
    assert run("ask", new, "--from", str(table)).code == 2
    done = run("ask", new, "--from", str(table), "--row", "4", "--no-input", "--lang", "en")
    assert done.code == 2
    assert "enterprise.employees" in done.err
    (tmp_path / "old.toml").write_text("schema = 1\n", encoding="utf-8")
    done = run("ask", str(tmp_path / "old.toml"), "--from", str(table), "--row", "4", "--lang", "en")
    assert done.code == 1
    assert "is not replaced" in done.err
