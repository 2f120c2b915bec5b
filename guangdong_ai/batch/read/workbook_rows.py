"""Tables in workbooks of all kinds. Line numbers are the rows that the spreadsheet program shows."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice

from guangdong_ai.batch.read.another_table import HeadersBelow, under_other_headers
from guangdong_ai.batch.read.cell import exact_text, may_be_day_number
from guangdong_ai.batch.read.header_match import FactHeaders, headers_of
from guangdong_ai.batch.read.header_words import column_letters
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import FactColumn, Layout, layout_of
from guangdong_ai.batch.read.read_options import ReadOptions
from guangdong_ai.batch.read.record_to_row import Fault, RowMaker
from guangdong_ai.batch.read.table import InputTable, ReadRow, Rejected
from guangdong_ai.batch.read.table_head import HEADERS_WITHIN, TableHead, head_by_looks, table_head
from guangdong_ai.batch.read.workbook import Cells, MergedCells, OpenWorkbook
from guangdong_ai.batch.read.workbook_kinds import opened_workbook
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.spelling import folded
from guangdong_ai.foundation.text import Text, counted
from guangdong_ai.profiles.quotation import one_line, quoted


@record
class _Sheet:
    """A sheet with headers, its cells from A1. ``merged``: first and last position of each range."""

    name: str
    cells: list[Cells]
    head: TableHead
    merged: tuple[MergedCells, ...]
    workbook: OpenWorkbook

    @property
    def header_row(self) -> int:
        """The last row (from 0) of the headers."""
        return self.head.last


def workbook_table(file: InputFile, facts: Mapping[str, Fact], reading: ReadOptions) -> InputTable:
    """The table in the visible sheet whose headers, in its first 20 rows, name most facts (see ``table_head``), or in the one that is named.

    Blank rows are passed over. Of merged cells only the first holds the value: the others, where a used column is concerned, reject their
    row, and so do cells that show an error and formulas whose result was not stored. A formula with a result is that result; that one is
    out of date, or a 0 that some program stored without computing, cannot be told. Raises Refused.
    """
    known = headers_of(facts, reading)
    sheet, others = _best_sheet(file, known, reading.sheet, drafting=reading.drafting)
    headers = _headers(sheet)
    layout = layout_of(
        headers,
        facts,
        reading,
        place=Place(file=file.path, line=sheet.head.first + 1),
        above=sheet.head.above,
        units=sheet.head.units,
    )
    maker = RowMaker(file, layout, lenient=reading.lenient, drafting=reading.drafting, answer_rules=reading.answer_rules, day_numbers=True)
    faults = _faults(file, sheet, layout, maker)
    _show_percentages(sheet, layout)
    warnings = [*_sheets_not_read(file, sheet, others), *_hidden(file, sheet), *layout.warnings]
    return InputTable(
        file=file,
        layout=layout,
        warnings=tuple(warnings),
        rows=_rows(sheet.cells, sheet.header_row + 1, maker, faults, HeadersBelow(known, layout), len(headers)),
    )


def workbook_row_count(file: InputFile, limit: int) -> int:
    """At most how many rows the largest sheet has, its headers included; where there are more than ``limit``, a number above it."""
    with opened_workbook(file.path) as workbook:
        largest = 0
        for name in workbook.named("shown"):
            largest = max(largest, workbook.height(name))
            if largest > limit:
                break
    return largest


def _best_sheet(file: InputFile, headers: FactHeaders, wanted: str | None, *, drafting: bool) -> tuple[_Sheet, list[str]]:
    """The sheet that is read, the first of those that name most facts, and the names of others that name some.

    ``drafting``: where none names any, the first that has anything in it, as it looks.
    """
    heads: dict[str, TableHead] = {}
    seen: list[str] = []
    with opened_workbook(file.path) as workbook:
        shown = workbook.named("shown")
        for name in shown if wanted is None else [_named_sheet(file, wanted, shown, workbook.named("hidden"))]:
            rows = workbook.rows(name, HEADERS_WITHIN + 2)
            head = table_head(rows, headers)
            if head is None and drafting and not heads:
                head = head_by_looks(rows)
            if head is None:
                seen += [exact_text(cell) for cells in rows for cell in cells if exact_text(cell).strip()][:HEADERS_WITHIN]
            else:
                heads[name] = head
        if not heads:
            raise _no_headers(file, seen)
        best = max(heads, key=lambda name: heads[name].facts)
        cells, merged = workbook.rows(best, None), workbook.merged_cells(best)
    # Another sheet that only explains is told where it comes first: who opens the workbook sees that one.
    others = [name for name in shown if name in heads or (wanted is None and name == shown[0])]
    return _Sheet(name=best, cells=cells, head=heads[best], merged=merged, workbook=workbook), [name for name in others if name != best]


def _named_sheet(file: InputFile, wanted: str, shown: Sequence[str], hidden: Sequence[str]) -> str:
    """The sheet of that name, in upper or lower case, or of that number from 1. Raises Refused."""
    named = [name for name in shown if name == wanted] or [name for name in shown if folded(name) == folded(wanted)]
    if named:
        return named[0]
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(shown):
        return shown[int(wanted) - 1]
    if folded(wanted) in map(folded, hidden):
        message = Text("工作表{}是隐藏的，不读取", "the sheet {} is hidden, and not read").format(quoted(wanted))
        raise Refused([Finding(message=message, hint=Text("需要时请取消隐藏", "unhide it if it is needed"), place=Place(file=file.path))])
    given, there = quoted(wanted), [one_line(name) for name in shown]
    message = Text("没有工作表{}", "there is no sheet {}").format(given)
    hint = Text(
        f"有这些：{'、'.join(there)}；也可以写第几张，如 --sheet 1",
        f"there are {', '.join(there)}; a number is accepted too, like --sheet 1",
    )
    raise Refused([Finding(message=message, hint=hint, place=Place(file=file.path))])


def _no_headers(file: InputFile, seen: Sequence[str]) -> Refused:
    if not seen:
        message = Text("工作簿里没有内容", "the workbook is empty")
        return Refused([Finding(message=message, place=Place(file=file.path))])
    shown = [one_line(text) for text in islice(dict.fromkeys(seen), 10)]
    message = Text(
        f"前 {HEADERS_WITHIN} 行中没有一个列名对应已知的信息项",
        f"none of the first {HEADERS_WITHIN} rows holds the header of a fact that is known",
    )
    hint = Text(
        f"读到：{'、'.join(shown)}。可以用 --columns 说明各列的含义（--make-map 写出初稿），或用 --template 生成一份可填写的表格",
        f"it begins: {', '.join(shown)}. Say with --columns what the headers mean (--make-map writes a first file), or write a table to fill in with --template",
    )
    return Refused([Finding(message=message, hint=hint, place=Place(file=file.path))])


def _headers(sheet: _Sheet) -> tuple[str, ...]:
    """The headers, without columns at the right end in which nothing stands at all."""
    headers = list(sheet.head.headers)
    while headers and not headers[-1].strip() and not any(_stands(cells, len(headers) - 1) for cells in sheet.cells[sheet.header_row :]):
        headers.pop()
    return tuple(headers)


def _stands(cells: Cells, index: int) -> bool:
    return index < len(cells) and cells[index] != ""


def _sheets_not_read(file: InputFile, sheet: _Sheet, others: Sequence[str]) -> Iterator[Finding]:
    if others:
        named = [one_line(name) for name in others]
        yield Finding(
            message=Text(
                f"只读取工作表“{one_line(sheet.name)}”，没有读取：{'、'.join(named)}",
                f'only the sheet "{one_line(sheet.name)}" is read, and not {", ".join(named)}',
            ),
            hint=Text("要读另一张，请用 --sheet 写出表名", "name another one with --sheet to read that"),
            place=Place(file=file.path),
            severity="warning",
        )


def _hidden(file: InputFile, sheet: _Sheet) -> Iterator[Finding]:
    """What is hidden: sheets are not read, rows are."""
    if hidden := sheet.workbook.named("hidden"):
        named = [one_line(name) for name in hidden]
        yield Finding(
            message=Text(f"隐藏的工作表没有读取：{'、'.join(named)}", f"hidden sheets are not read: {', '.join(named)}"),
            hint=Text("需要时请取消隐藏", "unhide them if they are needed"),
            place=Place(file=file.path),
            severity="warning",
        )
    rows = [number for number in sheet.workbook.hidden_rows(sheet.name) if sheet.header_row + 1 < number <= len(sheet.cells)]
    if rows:
        count = counted(len(rows), "row")
        yield Finding(
            message=Text(
                f"有 {len(rows)} 行是隐藏的或被筛选掉的，同样读取（从第 {rows[0]} 行起）",
                f"{count} hidden, by a filter or by hand, read like all others; the first is row {rows[0]}",
            ),
            hint=Text("不需要的行请删除", "delete the rows that do not belong to it"),
            place=Place(file=file.path, line=rows[0]),
            severity="warning",
        )


def _show_percentages(sheet: _Sheet, layout: Layout) -> None:
    """In columns that count in per cent a number that is shown with a percent sign is read as it is shown: 0.35 as 35%."""
    columns = {column.index for column in layout.columns if column.unit == "%"}
    for row, index in sheet.workbook.percent_cells(sheet.name, columns) if columns else ():
        cells = sheet.cells[row] if sheet.header_row < row < len(sheet.cells) else []
        if index < len(cells) and isinstance(cells[index], int | float):
            cells[index] = f"{Decimal(repr(cells[index])) * 100:f}%"


def _rows(
    rows: Sequence[Cells], first: int, maker: RowMaker, faults: Mapping[int, Mapping[int, Fault]], headers: HeadersBelow, width: int
) -> Iterator[ReadRow]:
    below: Fault | None = None
    # The library leaves out what comes after the last value, rows that show nothing but errors too.
    for number in range(first, max(len(rows), *(number + 1 for number in faults), 0)):
        cells = rows[number] if number < len(rows) else []
        wrong = faults.get(number)
        if wrong is None and not any(cell != "" and not (isinstance(cell, str) and not cell.strip()) for cell in cells):
            continue
        whole = cells if len(cells) >= width else [*cells, *[""] * (width - len(cells))]
        row = maker.row(number + 1, whole, faults=wrong)
        if below is None and (isinstance(row, Rejected) or row.made_unknown) and headers.are_in(whole[:width]):
            below = under_other_headers(number + 1)
        yield row if below is None else maker.rejected(number + 1, below, next((exact_text(cell) for cell in whole if cell != ""), ""))


def _faults(file: InputFile, sheet: _Sheet, layout: Layout, maker: RowMaker) -> Mapping[int, Mapping[int, Fault]]:
    """What is wrong with cells of used columns, by row and column from 0. A blank row has nothing wrong: merged cells may run over it."""
    faults: dict[int, dict[int, Fault]] = {}
    for column in layout.columns if sheet.workbook.counts_otherwise() else ():
        _refuse_day_numbers(sheet, column, faults)
    _refuse_merged_over_each_other(file, sheet, len(layout.headers))
    for (top, left), (bottom, right) in sheet.merged:
        in_row, below = _merged(top, left, in_row=True), _merged(top, left, in_row=False)
        for number in range(max(top, sheet.header_row + 1), min(bottom + 1, len(sheet.cells))):
            if any(cell != "" for cell in sheet.cells[number]):
                for index in range(left, min(right + 1, len(layout.headers))):
                    if (number, index) != (top, left) and maker.looks_at(index):
                        faults.setdefault(number, {})[index] = in_row if number == top else below
    for (number, index), fault in sheet.workbook.faulty_cells(sheet.name).items():
        if sheet.header_row < number and maker.looks_at(index):
            faults.setdefault(number, {})[index] = fault
    return faults


def _refuse_merged_over_each_other(file: InputFile, sheet: _Sheet, width: int) -> None:
    """Merged ranges that cover more cells than there are lie over each other, which no spreadsheet program allows: looking at them may never end."""
    height = len(sheet.cells)
    covered = sum(
        max(min(bottom + 1, height) - top, 0) * max(min(right + 1, width) - left, 0) for (top, left), (bottom, right) in sheet.merged
    )
    if covered > height * width:
        message = Text("合并单元格互相重叠，文件已损坏", "merged cells overlap: the file is damaged")
        hint = Text("请在表格软件中打开，取消合并后保存", "open it in a spreadsheet program, unmerge them and save it")
        raise Refused([Finding(message=message, hint=hint, place=Place(file=file.path))])


def _merged(top: int, left: int, *, in_row: bool) -> Fault:
    first = f"{column_letters(left)}{top + 1}"
    return Fault(
        Text(f"是合并单元格的一部分，值只在 {first}", f"it belongs to merged cells whose value is only in {first}"),
        Text("请取消合并，每一行都填上自己的值", "unmerge them and give each row its own value"),
        is_part=in_row,
    )


def _refuse_day_numbers(sheet: _Sheet, column: FactColumn, faults: dict[int, dict[int, Fault]]) -> None:
    """In a workbook that counts days from 1904 a bare number means another day than in all others."""
    fault = Fault(
        Text(
            "这个工作簿从 1904 年起算日期，单独的数字不能当作日期",
            "this workbook counts days from 1904: a bare number is not read as a day",
        ),
        Text("请设为日期格式，或写成 2025-07-31 的形式", "format it as a date, or write it like 2025-07-31"),
    )
    if may_be_day_number(column.fact):
        for number in range(sheet.header_row + 1, len(sheet.cells)):
            cells = sheet.cells[number]
            if column.index < len(cells) and isinstance(cells[column.index], float):
                faults.setdefault(number, {})[column.index] = fault
