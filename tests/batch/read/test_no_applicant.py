"""Rows of a table that describe no applicant are rejected with what they are; a firm with an unusual name is a firm."""

from pathlib import Path

import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped,unused-ignore]

from tests.batch.read.conftest import Facts, Outcome, Read, outcome

NONE = {
    "合计": "a total",
    "总　计": "a total",
    "本页合计": "a total",
    "小计：": "a total",
    "合计（3家）": "a total",
    "共12家企业": "a total",
    "广州市小计": "a total",
    "Grand Total": "a total",
    "sub-total": "a total",
    "Guangzhou subtotal": "a total",
    "Total (3)": "a total",
    "平均": "an average",
    "户均值": "an average",
    "中位数": "an average",
    "最大值：": "an average",
    "其中：规模以上企业": "an average",
    "占比": "an average",
    "同比增长": "an average",
    "上年同期": "an average",
    "Average": "an average",
    "Of which: listed": "an average",
    "备注：数据为预计数": "a note",
    "注1：口径见附件": "a note",
    "说明": "a note",
    "Note: unaudited": "a note",
    "制表人：某某": "a note",
    "填报日期：2026-01-01": "a note",
}


@pytest.mark.parametrize(("label", "reason"), NONE.items())
@pytest.mark.parametrize("row", ["{},,gz,100", ",{},gz,100"])
def test_a_row_with_such_a_label_is_no_applicant(read: Read, label: str, reason: str, row: str) -> None:
    done = read("a.csv", f"序号,企业名称,注册地市,从业人员\n{row.format(label)}\n", lenient=True)
    assert not done.applicants
    assert reason in done.reasons[0]


@pytest.mark.parametrize(
    "name",
    [
        "合计科技有限公司",
        "广州总计机器人公司",
        "小计算机有限公司",
        "注册会计师事务所",
        "Totaljoy Robotics",
        "Notes AI Ltd",
        "深圳说明书公司",
        "共计设计院",
        "其中科技有限公司",
        "均值智能",
        "最高智能机器人公司",
        "去年今日公司",
        "Mean Machines",
    ],
)
def test_a_firm_with_such_a_name_is_a_firm(read: Read, name: str) -> None:
    assert len(read("a.csv", f"序号,企业名称,注册地市\n1,{name},gz\n").applicants) == 1


def test_who_has_a_credit_code_is_a_firm_whatever_it_is_called(read: Read) -> None:
    assert len(read("a.csv", "企业名称,统一社会信用代码,注册地市\n总计,91110000600037341L,gz\n").applicants) == 1


def test_a_record_without_an_answer_is_no_applicant(read: Read) -> None:
    assert read("a.csv", "企业名称,注册地市,note\n甲,,x\n").reasons == ["nothing but the name is given; this is not taken for an applicant"]
    assert len(read("a.jsonl", '{"enterprise.city": "gz"}\n{}\n{"enterprise.name": "x"}\n').rejected) == 2
    assert len(read("a.toml", "schema = 1\n").applicants) == 1  # who names the file of a profile means one applicant
    assert len(read("a.csv", "企业名称,注册地市\n甲,不知道\n").applicants) == 1


def test_headers_that_come_again_are_no_applicant(read: Read) -> None:
    done = read("a.csv", "序号,企业名称,注册地市\n1,甲,gz\n序号,企业名称,注册地市\n2,乙,sz\n", lenient=True)
    assert [row.id for row in done.applicants] == ["1", "2"]
    assert done.reasons == ["this row repeats the headers; it is not an applicant"]


def test_a_title_merged_over_a_row_is_no_applicant(tmp_path: Path, facts: Facts) -> None:
    workbook = Workbook(tmp_path / "a.xlsx")
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, ["序号", "企业名称", "注册地市", "从业人员"])
    sheet.merge_range(1, 0, 1, 3, "一、广州市")
    sheet.write_row(2, 0, [1, "甲", "广州", 5])
    sheet.merge_range(3, 0, 3, 1, "合计")
    sheet.write(3, 3, 5)
    workbook.close()
    done: Outcome = outcome(tmp_path / "a.xlsx", facts)
    assert [row.id for row in done.applicants] == ["1"]
    assert [row.line for row in done.rejected] == [2, 4]
    assert "total" in done.reasons[1]


def test_what_no_measure_uses_rejects_nothing(read: Read) -> None:
    done = read("a.csv", "企业名称,注册地市,成立日期\n甲,gz,2012年\n乙,mars,2012年\n", used=frozenset({"enterprise.city"}))
    assert [row.profile.facts["enterprise.name"] for row in done.applicants] == ["甲"]
    assert [wrong.column for wrong in done.applicants[0].made_unknown] == ["成立日期"]
    assert [wrong.column for wrong in done.rejected[0].wrong] == ["注册地市"]
    done = read("a.toml", 'schema = 1\n[enterprise]\ncity = "zhuhai"\nfounded = "soon"\n', used=frozenset({"enterprise.city"}))
    assert [row.made_unknown[0].value for row in done.applicants] == ["soon"]
