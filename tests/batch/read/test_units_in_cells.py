"""What a cell means in a column that counts in a unit: its own unit goes before the column's, and no unit is never yuan there."""

from pathlib import Path

import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped,unused-ignore]

from tests.batch.read.conftest import Facts, Read, outcome

IN_TEN_THOUSANDS = {
    "300": 3_000_000,
    "¥300": 3_000_000,
    "￥1,200.5": 12_005_000,
    "CNY 300": 3_000_000,
    "RMB300": 3_000_000,
    "300 人民币": 3_000_000,
    "叁佰": 3_000_000,
    "三千": 30_000_000,
    "人民币贰拾": 200_000,
    "300元": 300,
    "300 yuan": 300,
    "叁佰元整": 300,
    "300万": 3_000_000,
    "1.2亿": 120_000_000,
    "300(万元人民币)": 3_000_000,
    "12（千元）": 12_000,
}


@pytest.mark.parametrize(("cell", "yuan"), IN_TEN_THOUSANDS.items())
def test_a_cell_in_a_column_of_ten_thousands(read: Read, cell: str, yuan: int) -> None:
    found = read("a.csv", f'单位名称;资产总额（万元）\n甲;"{cell}"\n')
    assert [facts["enterprise.assets"] for facts in found.facts] == [yuan], found.reasons


@pytest.mark.parametrize("cell", ["3千", "5百", "USD 300", "$300", "300万美元", "300(万美元)", "-300", "300(元/股)"])
def test_what_may_be_another_amount_is_not_read(read: Read, cell: str) -> None:
    found = read("a.csv", f"单位名称,资产总额（万元）\n甲,{cell}\n")
    assert not found.applicants


@pytest.mark.parametrize(
    ("cell", "yuan"), [("200(万元人民币)", 2_000_000), ("183.8000(万人民币元)", 1_838_000), ("4,281.5（千元）", 4_281_500)]
)
def test_a_unit_in_brackets_behind_an_amount(read: Read, cell: str, yuan: int) -> None:
    found = read("a.csv", f'单位名称,资产总额\n甲,"{cell}"\n')
    assert [facts["enterprise.assets"] for facts in found.facts] == [yuan]


def test_a_line_above_the_headers_of_a_sheet_states_the_unit(tmp_path: Path, facts: Facts) -> None:
    path = tmp_path / "a.xlsx"
    workbook = Workbook(path)
    sheet = workbook.add_worksheet()
    for number, cells in enumerate((["企业情况表"], ["填报单位：某局", "", "金额单位：人民币千元"], ["单位名称", "资产总额"], ["甲", 45])):
        sheet.write_row(number, 0, cells)
    workbook.close()
    assert [applicant["enterprise.assets"] for applicant in outcome(path, facts).facts] == [45_000]
