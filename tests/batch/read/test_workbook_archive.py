"""Workbooks as archives: parts with unusual names, cells far outside the table, and archives that unpack to more than they look like."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped,unused-ignore]

from guangdong_ai.batch.read import workbook_size
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.table import count_at_most
from guangdong_ai.foundation.errors import Refused
from tests.batch.read.conftest import Facts, outcome

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A table of three firms; one shows an error, and of one a formula was never computed. Bare numbers are days."""
    written = Workbook(tmp_path / "whole.xlsx", {"date_1904": True})
    sheet = written.add_worksheet("一")
    sheet.write_row(0, 0, ["编号", "营业收入", "成立日期"])
    sheet.write_row(1, 0, ["甲", 5])
    sheet.write_row(2, 0, ["乙"])
    sheet.write_formula(2, 1, "=NA()", None, "#N/A")
    sheet.write_row(3, 0, ["丙"])
    sheet.write_formula(3, 1, "=A1*2", None, "")
    sheet.write_row(4, 0, ["丁", 6, 40_000])
    written.close()
    return tmp_path / "whole.xlsx"


def changed(workbook: Path, name: Callable[[str], str] = str, /, **contents: Callable[[str], str]) -> Path:
    """The workbook with its parts renamed, and the text of some changed (``sheet1``: that of the part of this name)."""
    target = workbook.with_name("changed.xlsx")
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in source.namelist():
            text = source.read(part).decode()
            change = contents.get(Path(part).name.split(".", 1)[0])
            archive.writestr(name(part), change(text) if change and part.endswith(".xml") else text)
    return target


@pytest.mark.parametrize(
    "name",
    [
        str,
        lambda part: part.replace("/", "\\"),
        str.upper,
        lambda part: part.replace("sheet1", "Sheet1"),
        lambda part: part.replace("workbook.xml", "Workbook.xml"),
        lambda part: part.replace("/_rels/", "\\_Rels\\"),
    ],
    ids=["usual", "backslashes", "upper case", "a sheet", "the workbook", "relations"],
)
def test_errors_are_seen_whatever_parts_are_called(workbook: Path, facts: Facts, name: Callable[[str], str]) -> None:
    done = outcome(changed(workbook, name), facts)
    assert [row.id for row in done.applicants] == ["甲"]
    told = [cell.reason.en for row in done.rejected for cell in row.wrong]
    assert [any(said in reason for reason in told) for said in ("#N/A", "was not stored", "counts days from 1904")] == [True] * 3


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("workbook", "<sheets>", '<sheets><sheet name="二" sheetId="9" r:id="rId99"/>'),
        ("sheet1", "<sheetData>", "<sheetData><"),
    ],
)
def test_what_cannot_be_looked_at_is_refused(workbook: Path, facts: Facts, part: str, old: str, new: str) -> None:
    with pytest.raises(Refused) as refused:
        outcome(changed(workbook, **{part: lambda text: text.replace(old, new)}), facts)
    assert refused.value.findings[0].place.file == workbook.with_name("changed.xlsx")


def test_two_parts_of_one_name_are_refused(workbook: Path, facts: Facts) -> None:
    source = changed(workbook)
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr(SHEET.upper(), "<worksheet/>")
    with pytest.raises(Refused, match="is in the workbook twice"):
        outcome(source, facts)


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t> </t></is></c></row>', "the cell XFD1048576 stands"),
        ('<row r="6"><c r="XFD6"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>', "A1048576 and XFD6 stand"),
        ('<row r="1048570"><c r="Q1048570"><v>1</v></c></row>', "the cell Q1048570 stands"),
        ("<row r='1048576'><c/><c t='n' r='XFD1048576'><v>1</v></c></row>", "the cell XFD1048576 stands"),
        ('<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>', "the cell A4294967295 stands"),
        ('<row r="1048576">' + "<c><v>1</v></c>" * 20 + "</row>", "the cell T1048576 stands"),
    ],
    ids=["corner", "row and column", "column Q", "no place", "beyond", "implied"],
)
def test_a_cell_far_outside_is_named(workbook: Path, facts: Facts, rows: str, named: str) -> None:
    source = changed(workbook, sheet1=lambda text: text.replace("</sheetData>", f"{rows}</sheetData>"))
    with pytest.raises(Refused) as refused:
        outcome(source, facts)
    assert named in refused.value.findings[0].message.en
    with pytest.raises(Refused):
        count_at_most(InputFile(path=source, format="xlsx"), 10)


def test_cells_that_are_only_formatted_are_not_in_the_way(workbook: Path, facts: Facts) -> None:
    rows = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    done = outcome(changed(workbook, sheet1=lambda text: text.replace("</sheetData>", f"{rows}</sheetData>")), facts)
    assert [row.id for row in done.applicants] == ["甲"]


@pytest.mark.parametrize(("old", "new"), [("uniqueCount=.[0-9]+", 'uniqueCount="1200242034320'), ("encoding=.UTF-8", 'encoding="XFD1')])
def test_texts_that_are_announced_and_not_there_are_refused(workbook: Path, facts: Facts, old: str, new: str) -> None:
    # The library asks for memory for all of them at once, and ends the process where there is not so much.
    def altered(text: str) -> str:
        assert re.search(old, text)
        return re.sub(old, new, text)

    with pytest.raises(Refused, match=r"not an \.xlsx workbook, or damaged"):
        outcome(changed(workbook, sharedStrings=altered), facts)


def test_what_unpacks_to_too_much_is_refused(workbook: Path, facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_size, "LARGEST_TEXTS", 1_000_000)
    source = changed(workbook, sharedStrings=lambda text: text + " " * 2_000_000)
    with pytest.raises(Refused, match="unpacks to 2 MB"):
        outcome(source, facts)


def test_a_long_text_in_many_cells_is_refused(tmp_path: Path, facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_size, "MOST_CHARACTERS", 100_000)
    for rows, named in ((99, ""), (101, 'sheet "一": its cells hold more than 100,000 characters')):
        written = Workbook(tmp_path / "long.xlsx")
        sheet = written.add_worksheet("一")
        sheet.write_row(0, 0, ["编号", "营业收入", "备注"])
        for row in range(1, rows + 1):
            sheet.write_row(row, 0, [str(row), 5, "长" * 1_000])
        written.close()
        if named:
            with pytest.raises(Refused, match=named):
                outcome(tmp_path / "long.xlsx", facts)
        else:
            assert len(outcome(tmp_path / "long.xlsx", facts).applicants) == rows


def test_merged_cells_that_lie_over_each_other_are_refused(workbook: Path, facts: Facts) -> None:
    merged = "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 20 + "</mergeCells>"
    source = changed(workbook, sheet1=lambda text: text.replace("</sheetData>", f"</sheetData>{merged}"))
    with pytest.raises(Refused, match="merged cells overlap"):
        outcome(source, facts)
