"""Marks that stand for an empty cell are read as one."""

import pytest

from tests.batch.read.conftest import Read


@pytest.mark.parametrize(
    "mark", ["N/A", "n/a", "NULL", "None", "NaN", "-", "--", "—", "——", "/", "\\", "\\N", "暂无", "空", "待定", "未填写", "—/—"]
)
@pytest.mark.parametrize("fact", ["资产总额（万元）", "从业人员", "成立日期", "titles.little_giant_year"])
def test_a_mark_for_nothing_is_an_empty_cell(read: Read, mark: str, fact: str) -> None:
    done = read("a.csv", f"单位名称,单位类型,{fact}\n甲,企业,{mark}\n")
    assert [set(facts) for facts in done.facts] == [{"enterprise.name", "enterprise.kind"}]
    assert not done.applicants[0].made_unknown
    assert [(cell.column, cell.kind, cell.value) for cell in done.applicants[0].guesses] == [(fact, "nothing", mark)]


@pytest.mark.parametrize("mark", ["同上", "〃", "#REF!", "#N/A", "保密"])
def test_what_is_no_such_mark_is_told(read: Read, mark: str) -> None:
    assert not read("a.csv", f"单位名称,从业人员\n甲,{mark}\n").applicants


def test_a_choice_that_is_called_none_is_an_answer(read: Read) -> None:
    assert read("a.csv", "rnd_special.topic\nnone\n").facts == [{"rnd_special.topic": "none"}]


def test_none_of_several_choices_is_an_answer(read: Read) -> None:
    assert read("a.csv", "单位名称,业务领域\n甲,none\n乙,无\n丙,N/A\n丁,—\n").facts == [
        {"enterprise.name": "甲", "enterprise.fields": frozenset()},
        {"enterprise.name": "乙", "enterprise.fields": frozenset()},
    ]
