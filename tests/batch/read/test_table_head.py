"""Where the headers of a sheet stand, and which sheet of a workbook is read."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped,unused-ignore]

from guangdong_ai.foundation.errors import Refused
from tests.batch.read.conftest import Facts, outcome

LIST: list[list[Any]] = [["序号", "单位名称", "注册地市", "资产总额"], [1, "甲", "广州", 5], [2, "乙", "深圳", 6]]
EXPLAINED: list[list[Any]] = [["填表说明"], ["指标", "怎么填"], ["单位名称", "全称"], ["注册地市", "地级市"], ["资产总额", "年末数"]]


def written(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    workbook = Workbook(path)
    for name, rows in sheets.items():
        sheet = workbook.add_worksheet(name)
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
    workbook.close()
    return path


@pytest.mark.parametrize("first", [EXPLAINED, [["单位名称", "注册地市"], ["全省", "广州"]]])
def test_the_sheet_that_names_most_facts_is_read_and_the_choice_told(tmp_path: Path, facts: Facts, first: list[list[Any]]) -> None:
    done = outcome(written(tmp_path / "a.xlsx", {"说明": first, "名单": LIST}), facts)
    assert [row.id for row in done.applicants] == ["1", "2"]
    assert 'only the sheet "名单" is read, and not 说明' in done.told


def test_a_sheet_can_be_named_or_counted(tmp_path: Path, facts: Facts) -> None:
    path = written(tmp_path / "a.xlsx", {"广州": LIST[:2], "Shenzhen": [LIST[0], LIST[2]]})
    assert [row.id for row in outcome(path, facts).applicants] == ["1"]
    for wanted in ("Shenzhen", "shenzhen", "2"):
        assert [row.id for row in outcome(path, facts, sheet=wanted).applicants] == ["2"]
    with pytest.raises(Refused, match="no sheet"):
        outcome(path, facts, sheet="3")


@pytest.mark.parametrize("headers", [["制定标准的角色"], ["摘要", "标准级别", "角色"], ["企业简介", "制定标准的角色", "类别"]])
def test_an_answer_that_is_called_like_a_fact_is_no_header(tmp_path: Path, facts: Facts, headers: list[str]) -> None:
    """``lead`` and ``city`` are answers, and names of facts."""
    answers = {"制定标准的角色": "lead", "标准级别": "sector", "类别": "city"}
    row = [answers.get(header, "x") for header in headers]
    done = outcome(written(tmp_path / "a.xlsx", {"名单": [headers, row, row]}), facts)
    assert [dict(firm) for firm in done.facts] == [
        {"standards.role": "lead"} if "制定标准的角色" in headers else {"standards.level": "sector"}
    ] * 2


def test_an_explanation_alone_is_no_table(tmp_path: Path, facts: Facts) -> None:
    with pytest.raises(Refused, match="first 20 rows"):
        outcome(written(tmp_path / "a.xlsx", {"说明": EXPLAINED}), facts)


def test_headers_may_stand_in_two_rows_with_units_below(tmp_path: Path, facts: Facts) -> None:
    rows: list[list[Any]] = [
        ["情况表"],
        ["单位名称", "经营情况", "", "注册地市"],
        ["", "资产总额", "从业人员", ""],
        ["", "万元", "人", ""],
        ["甲", 5, 7, "珠海"],
    ]
    done = outcome(written(tmp_path / "a.xlsx", {"a": rows}), facts)
    assert done.facts == [{"enterprise.name": "甲", "enterprise.assets": 50_000, "enterprise.employees": 7, "enterprise.city": "zhuhai"}]
