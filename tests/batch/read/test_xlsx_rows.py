"""Workbooks, and what people do to them."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped,unused-ignore]

from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.table import count_at_most
from guangdong_ai.foundation.errors import Refused
from tests.batch.read.conftest import Facts, Outcome, Read, outcome

Fill = Callable[[Any, Any], None]
Sheet = Callable[..., Outcome]


@pytest.fixture
def sheet(tmp_path: Path, facts: Facts) -> Sheet:
    """Writes a workbook with a function that fills it, or with rows of plain cells, and reads it."""

    def written(fill: Fill | list[list[Any]], options: dict[str, Any] | None = None, **reading: Any) -> Outcome:
        workbook = Workbook(tmp_path / "a.xlsx", options or {})
        worksheet = workbook.add_worksheet("一")
        if callable(fill):
            fill(workbook, worksheet)
        else:
            for number, cells in enumerate(fill):
                worksheet.write_row(number, 0, cells)
        workbook.close()
        return outcome(tmp_path / "a.xlsx", facts, **reading)

    return written


def test_numbers_booleans_and_text_are_read_exactly(sheet: Sheet) -> None:
    done = sheet(
        [
            [
                "id",
                "单位名称",
                "营业收入",
                "从业人员",
                "高新技术企业",
                "自筹经费占比",
                "成立日期",
                "业务领域",
                "首次认定国家级专精特新“小巨人”的年份",
            ],
            [1, "甲", 0.1, 12, True, 0.7, "2020年1月2日", "人工智能、机器人", 2025],
            ["2", 360, "300万", "1,200", "否", "70%", 20200102, "无", "没有"],
            [3.5, "", "", 7, "", "", "", "", ""],
        ]
    )
    assert done.facts[0] == {
        "enterprise.name": "甲",
        "enterprise.revenue": Decimal("0.1"),
        "enterprise.employees": 12,
        "titles.high_tech": True,
        "rnd_special.own_funding_share": Decimal("0.7"),
        "enterprise.founded": date(2020, 1, 2),
        "enterprise.fields": frozenset({"ai", "robotics"}),
        "titles.little_giant_year": 2025,
    }
    assert done.facts[1] == {
        "enterprise.name": "360",
        "enterprise.revenue": Decimal(3_000_000),
        "enterprise.employees": 1200,
        "titles.high_tech": False,
        "rnd_special.own_funding_share": Decimal("0.7"),
        "enterprise.founded": date(2020, 1, 2),
        "enterprise.fields": frozenset(),
        "titles.little_giant_year": 0,
    }
    assert [(row.id, row.line) for row in done.applicants] == [("1", 2), ("2", 3), ("3.5", 4)]


def test_days_are_read_from_date_cells_and_from_excels_numbers(sheet: Sheet) -> None:
    def fill(workbook: Any, worksheet: Any) -> None:
        dated = workbook.add_format({"num_format": "yyyy-mm-dd"})
        worksheet.write(0, 0, "成立日期")
        worksheet.write_datetime(1, 0, datetime(2025, 8, 1), dated)  # noqa: DTZ001  # cells have no zone
        worksheet.write(2, 0, 45870)
        worksheet.write(3, 0, 1)
        worksheet.write_datetime(4, 0, datetime(2025, 8, 1, 12), dated)  # noqa: DTZ001  # as above
        worksheet.write(5, 0, 2025)
        worksheet.write(6, 0, 60)
        worksheet.write(7, 0, 45870.5)

    first = date(2025, 8, 1)
    assert [fact["enterprise.founded"] for fact in sheet(fill).facts] == [first, first, date(1900, 1, 1), first]  # noon is a guess
    done = sheet(fill, strict=True)
    assert [fact["enterprise.founded"] for fact in done.facts] == [first, first, date(1900, 1, 1)]
    assert [row.line for row in done.rejected] == [5, 6, 7, 8]
    assert "2025 may be a year" in done.reasons[1]


def test_digits_that_a_calculation_left_are_told_not_rounded(sheet: Sheet, tmp_path: Path, facts: Facts) -> None:
    sheet([["营业收入"], [0.3]])
    rewritten(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", "<v>0.3</v>", "<v>0.30000000000000004</v>")
    (row,) = outcome(tmp_path / "a.xlsx", facts).rejected
    assert row.wrong[0].value == "0.30000000000000004"
    assert row.wrong[0].hint is not None
    assert "=ROUND" in row.wrong[0].hint.en


def test_a_workbook_that_counts_from_1904_has_no_bare_day_numbers(sheet: Sheet) -> None:
    def fill(workbook: Any, worksheet: Any) -> None:
        worksheet.write(0, 0, "成立日期")
        worksheet.write(1, 0, 45870)
        worksheet.write_datetime(2, 0, datetime(2025, 8, 1), workbook.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001  # as above

    done = sheet(fill, {"date_1904": True})
    assert done.facts == [{"enterprise.founded": date(2025, 8, 1)}]
    assert "1904" in done.reasons[0]


def test_a_date_is_no_amount_and_a_long_number_no_code(sheet: Sheet) -> None:
    def fill(workbook: Any, worksheet: Any) -> None:
        worksheet.write_row(0, 0, ["营业收入", "统一社会信用代码"])
        worksheet.write_datetime(1, 0, datetime(2025, 8, 1), workbook.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001  # as above
        worksheet.write(2, 1, 914403001922038216)

    done = sheet(fill)
    assert not done.applicants
    assert "15th digit is lost" in done.reasons[-1]


def test_error_cells_and_formulas_without_a_result_reject_their_rows(sheet: Sheet) -> None:
    def fill(_: Any, worksheet: Any) -> None:
        worksheet.write_row(0, 0, ["id", "从业人员", "note"])
        worksheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        worksheet.write_formula(2, 1, "=10+2", None, 12)
        worksheet.write_formula(3, 2, "=NA()", None, "#N/A")
        worksheet.write(3, 1, 5)
        worksheet.write(4, 1, "#REF!")

    done = sheet(fill)
    assert done.facts == [{"enterprise.employees": 12}, {"enterprise.employees": 5}]
    assert done.rejected[0].wrong[0].column == "从业人员"
    assert done.reasons == ["the cell shows the error #DIV/0!", 'given "#REF!", expected ' + done.reasons[1].partition(", expected ")[2]]
    assert [row.line for row in done.rejected] == [2, 5]


def test_a_formula_that_was_never_computed_rejects_its_row(sheet: Sheet, tmp_path: Path, facts: Facts) -> None:
    sheet([["从业人员"], [77]])
    rewritten(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", "<v>77</v>", "<f>1+1</f>")
    assert outcome(tmp_path / "a.xlsx", facts).reasons == ["the result of the formula was not stored"]


def test_merged_cells_reject_the_rows_whose_value_stands_elsewhere(sheet: Sheet) -> None:
    def fill(_: Any, worksheet: Any) -> None:
        worksheet.merge_range(0, 0, 0, 3, "2026 年企业汇总表")
        worksheet.write_row(1, 0, ["id", "注册地市", "从业人员", "备注"])
        worksheet.write_column(2, 0, [1, 2, 3])
        worksheet.merge_range(2, 1, 3, 1, "广州")
        worksheet.write_column(2, 2, [5, 6, 7])
        worksheet.merge_range(2, 3, 4, 3, "同上")

    done = sheet(fill)
    assert [row.id for row in done.applicants] == ["1", "3"]
    assert [(row.line, row.wrong[0].column) for row in done.rejected] == [(4, "注册地市")]
    assert "value is only in B3" in done.reasons[0]
    assert [row.id for row in sheet(fill, lenient=True).applicants] == ["1", "2", "3"]


def test_the_header_may_stand_below_a_title_and_blank_rows_are_passed_over(sheet: Sheet) -> None:
    done = sheet([["汇总"], [], ["", "id", "注册地市"], [], ["", 1, "广州"], ["", " ", ""], ["", 2, "深圳"]])
    assert [(row.id, row.line) for row in done.applicants] == [("1", 5), ("2", 7)]
    assert not done.rejected


def test_the_first_visible_sheet_with_headers_is_read_and_others_are_told(sheet: Sheet) -> None:
    def fill(workbook: Any, worksheet: Any) -> None:
        worksheet.write(0, 0, "说明")
        for name in ("藏", "数据", "更多"):
            another = workbook.add_worksheet(name)
            another.write_row(0, 0, ["id", "注册地市"])
            another.write_row(1, 0, [name, "广州"])
        workbook.get_worksheet_by_name("藏").hide()

    done = sheet(fill)
    assert [row.id for row in done.applicants] == ["数据"]
    assert 'only the sheet "数据" is read, and not 一, 更多' in done.told


def test_formulas_as_text_are_text(sheet: Sheet) -> None:
    def fill(_: Any, worksheet: Any) -> None:
        worksheet.write_row(0, 0, ["单位名称", "从业人员"])
        worksheet.write_string(1, 0, "=HYPERLINK(1)")
        worksheet.write(1, 1, 3)

    assert sheet(fill).facts == [{"enterprise.name": "=HYPERLINK(1)", "enterprise.employees": 3}]


def test_a_thousand_columns_are_read(sheet: Sheet) -> None:
    done = sheet([["注册地市", *(f"c{number}" for number in range(999))], ["广州", *range(999)]])
    assert done.facts == [{"enterprise.city": "guangzhou"}]


def test_rows_are_counted_from_above(sheet: Sheet, tmp_path: Path) -> None:
    sheet([["注册地市"], *[["广州"]] * 50])
    assert count_at_most(InputFile(path=tmp_path / "a.xlsx", format="xlsx"), 100) == 51


def test_workbooks_without_headers_and_empty_ones_are_refused(sheet: Sheet) -> None:
    with pytest.raises(Refused, match="none of the first 20 rows"):
        sheet([["a", "b"], [1, 2]])
    with pytest.raises(Refused, match="the workbook is empty"):
        sheet([])


@pytest.mark.parametrize("content", [b"", b"PK", b"<html></html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_what_is_no_workbook_is_refused(read: Read, content: bytes) -> None:
    with pytest.raises(Refused, match=r"not an \.xlsx workbook"):
        read("a.xlsx", content)


def rewritten(path: Path, part: str, old: str, new: str) -> None:
    """The workbook with ``old`` in one part of its archive replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part].decode()
    parts[part] = parts[part].decode().replace(old, new, 1).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_what_is_hidden_is_said(sheet: Sheet, tmp_path: Path, facts: Facts) -> None:
    def fill(workbook: Any, worksheet: Any) -> None:
        for number, cells in enumerate([["注册地市", "从业人员"], ["广州", 1], ["深圳", 2], ["珠海", 3]]):
            worksheet.write_row(number, 0, cells)
        worksheet.set_row(2, None, None, {"hidden": True})
        aside = workbook.add_worksheet("旧表")
        aside.write_row(0, 0, ["注册地市", "从业人员"])
        aside.hide()

    done = sheet(fill)
    assert len(done.applicants) == 3
    assert "hidden sheets are not read: 旧表" in done.told
    assert "1 row hidden, by a filter or by hand, read like all others; the first is row 3" in done.told
    # The same workbook with macros.
    (tmp_path / "a.xlsx").rename(tmp_path / "a.xlsm")
    assert len(outcome(tmp_path / "a.xlsm", facts).applicants) == 3


def test_numbers_that_are_shown_as_percentages_are_read_as_shown(sheet: Sheet) -> None:
    def fill(workbook: Any, worksheet: Any) -> None:
        worksheet.write_row(0, 0, ["注册地市", "自筹经费占比（%）"])
        for number, form in enumerate(["0%", "0.00%", '0.0"%"'], start=1):
            worksheet.write(number, 0, "广州")
            worksheet.write(number, 1, 0.35, workbook.add_format({"num_format": form}))
        worksheet.write_row(4, 0, ["广州", 35])

    done = sheet(fill)
    assert [facts["rnd_special.own_funding_share"] for facts in done.facts] == [Decimal("0.35")] * 3
    assert [row.line for row in done.rejected] == [4], "a sign in quotes changes nothing: it may be either"


def test_a_second_table_below_is_not_read_under_the_headers_of_the_first(sheet: Sheet) -> None:
    done = sheet(
        [
            ["企业名称", "从业人员", "营业收入（万元）", "备注"],
            ["甲", 10, 300, "企业名称"],
            ["企业名称", "从业人员", "营业收入（万元）", "第2页"],
            ["乙", "约20", 400, "从业人员"],
            [],
            ["二、拟入园企业"],
            ["企业名称", "营业收入（万元）", "从业人员", ""],
            ["丙", 500, 30, ""],
            ["丁", 600, 40, ""],
        ]
    )
    assert [facts["enterprise.name"] for facts in done.facts] == ["甲"]
    told = [(row.line, row.wrong[0].reason.en) for row in done.rejected]
    assert [line for line, _ in told] == [3, 4, 6, 7, 8, 9], "headers that come again as they were begin no other table"
    assert ["another table with other headers begins in row 7" in reason for _, reason in told] == [False] * 3 + [True] * 3


def test_titles_in_a_wrong_row_are_no_headers(sheet: Sheet) -> None:
    rows = [["企业名称", "企业类型", "从业人员"], ["甲", "高新技术企业、专精特新企业", "约20"], ["乙", "高新技术企业", "x"], ["丙", "", 5]]
    assert [facts["enterprise.name"] for facts in sheet(rows).facts] == ["丙"]


def test_a_header_in_both_languages_names_what_both_name(sheet: Sheet) -> None:
    rows = [["Revenue 营业收入 (RMB 10k)", "从业人员 Employees", "Employees 营业收入", "注册地市"], [300, 12, 5, "广州"]]
    assert dict(sheet(rows).facts[0]) == {"enterprise.revenue": 3_000_000, "enterprise.employees": 12, "enterprise.city": "guangzhou"}
