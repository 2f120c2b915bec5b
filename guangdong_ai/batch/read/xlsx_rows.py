"""Tables in workbooks: .xlsx, .xlsm, .ods. Line numbers are the rows that the spreadsheet program shows."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from guangdong_ai.batch.read.byte_stream import readable
from guangdong_ai.batch.read.cell import exact_text, may_be_day_number
from guangdong_ai.batch.read.header_match import FactHeaders, headers_of
from guangdong_ai.batch.read.header_words import column_letters
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import FactColumn, Layout, layout_of
from guangdong_ai.batch.read.read_options import ReadOptions
from guangdong_ai.batch.read.record_to_row import Fault, RowMaker
from guangdong_ai.batch.read.table import InputTable, ReadRow
from guangdong_ai.batch.read.table_head import HEADERS_WITHIN, TableHead, head_by_looks, table_head
from guangdong_ai.batch.read.workbook_archive import Position, damaged
from guangdong_ai.batch.read.workbook_kinds import WorkbookKind, workbook_kind
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.spelling import folded
from guangdong_ai.foundation.text import Text, counted
from guangdong_ai.profiles.quotation import one_line, quoted

_SIGNATURE = 8
Cells = list[Any]


@record
class _Sheet:
    """A sheet with headers, its cells from A1. ``merged``: first and last position of each range."""

    name: str
    cells: list[Cells]
    head: TableHead
    merged: tuple[tuple[Position, Position], ...]
    kind: WorkbookKind
    hidden: tuple[str, ...] = ()
    """The names of hidden sheets beside it."""

    @property
    def header_row(self) -> int:
        """The last row (from 0) of the headers."""
        return self.head.last


def xlsx_table(file: InputFile, facts: Mapping[str, Fact], reading: ReadOptions) -> InputTable:
    """The table in the visible sheet whose headers, in its first 20 rows, name most facts (see ``table_head``), or in the one that is named.

    Blank rows are passed over. Of merged cells only the first holds the value: the others, where a used column is concerned, reject their
    row, and so do cells that show an error and formulas whose result was not stored. A formula with a result is that result; that one is
    out of date, or a 0 that some program stored without computing, cannot be told. Raises Refused.
    """
    sheet, others = _best_sheet(file, headers_of(facts, reading), reading.sheet, drafting=reading.drafting)
    headers = _headers(sheet)
    layout = layout_of(
        headers,
        facts,
        reading,
        place=Place(file=file.path, line=sheet.head.first + 1),
        above=sheet.head.above,
        units=sheet.head.units,
    )
    maker = RowMaker(file, layout, lenient=reading.lenient, answer_rules=reading.answer_rules, day_numbers=True)
    faults = _faults(file, sheet, layout, maker)
    _show_percentages(file, sheet, layout)
    warnings = [*_sheets_not_read(file, sheet, others), *_hidden(file, sheet), *layout.warnings]
    return InputTable(file=file, layout=layout, warnings=tuple(warnings), rows=_rows(sheet, maker, faults, len(headers)))


def xlsx_row_count(file: InputFile, limit: int) -> int:
    """At most how many rows the largest sheet has, its headers included; where there are more than ``limit``, a number above it."""
    with _workbook(file) as workbook:
        largest = 0
        for metadata in workbook.sheets_metadata:
            if not _is_shown(metadata):
                continue
            end = workbook.get_sheet_by_name(metadata.name).end
            largest = max(largest, end[0] + 1 if end else 0)
            if largest > limit:
                break
    return largest


class _workbook:  # noqa: N801  # read as a word of the with statement
    """The open workbook; what the library raises about a file that it cannot read becomes Refused."""

    def __init__(self, file: InputFile) -> None:
        self._file = file
        self._opened: Any = None

    def __enter__(self) -> Any:
        from python_calamine import CalamineWorkbook

        with readable(self._file.path), self._file.path.open("rb") as stream:
            self.kind = workbook_kind(self._file.path, stream.read(_SIGNATURE))
        if self.kind is not None:
            self.kind.check_size(self._file.path)
        try:
            self._opened = CalamineWorkbook.from_path(self._file.path)
        except BaseException as error:
            self._refuse(error)
            raise
        return self._opened

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._opened.close()
        if error is not None:
            self._refuse(error)

    def _refuse(self, error: BaseException) -> None:
        from python_calamine import CalamineError, PasswordError

        if isinstance(error, PasswordError):
            message = Text("工作簿有密码保护", "the workbook is protected by a password")
            hint = Text("请去掉密码后另存", "save it without a password")
        elif isinstance(error, CalamineError | OSError | ValueError) or type(error).__name__ == "PanicException":
            raise damaged(self._file.path) from None
        else:
            return
        raise Refused([Finding(message=message, hint=hint, place=Place(file=self._file.path))]) from None


def _best_sheet(file: InputFile, headers: FactHeaders, wanted: str | None, *, drafting: bool) -> tuple[_Sheet, list[str]]:
    """The sheet that is read, the first of those that name most facts, and the names of others that name some.

    ``drafting``: where none names any, the first that has anything in it, as it looks.
    """
    heads: dict[str, TableHead] = {}
    seen: list[str] = []
    opening = _workbook(file)
    with opening as workbook:
        hidden = [metadata.name for metadata in workbook.sheets_metadata if _is_hidden(metadata)]
        shown = [metadata.name for metadata in workbook.sheets_metadata if _is_shown(metadata)]
        for name in shown if wanted is None else [_named_sheet(file, wanted, shown)]:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=HEADERS_WITHIN + 2)
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
        sheet = workbook.get_sheet_by_name(best)
        cells = sheet.to_python(skip_empty_area=False)
        merged = tuple(sheet.merged_cell_ranges or ())
    kind = opening.kind
    if kind is None:
        raise damaged(file.path)
    if kind.merged_cells is not None:
        merged = kind.merged_cells(file.path, best)
    # Another sheet that only explains is told where it comes first: who opens the workbook sees that one.
    others = [name for name in shown if name in heads or (wanted is None and name == shown[0])]
    return _Sheet(name=best, cells=cells, head=heads[best], merged=merged, kind=kind, hidden=tuple(hidden)), [
        name for name in others if name != best
    ]


def _named_sheet(file: InputFile, wanted: str, shown: Sequence[str]) -> str:
    """The sheet of that name, in upper or lower case, or of that number from 1. Raises Refused."""
    named = [name for name in shown if name == wanted] or [name for name in shown if folded(name) == folded(wanted)]
    if named:
        return named[0]
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(shown):
        return shown[int(wanted) - 1]
    given, there = quoted(wanted), [one_line(name) for name in shown]
    message = Text("没有工作表{}", "there is no sheet {}").format(given)
    hint = Text(
        f"有这些：{'、'.join(there)}；也可以写第几张，如 --sheet 1",
        f"there are {', '.join(there)}; a number is accepted too, like --sheet 1",
    )
    raise Refused([Finding(message=message, hint=hint, place=Place(file=file.path))])


def _is_shown(metadata: Any) -> bool:
    return str(metadata.visible).rpartition(".")[2] == "Visible" and str(metadata.typ).rpartition(".")[2] == "WorkSheet"


def _is_hidden(metadata: Any) -> bool:
    """Whether it is a sheet of cells that somebody hid; one that no menu shows (very hidden) belongs to a program, as the lists of our template do."""
    return str(metadata.visible).rpartition(".")[2] == "Hidden" and str(metadata.typ).rpartition(".")[2] == "WorkSheet"


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
    if sheet.hidden:
        named = [one_line(name) for name in sheet.hidden]
        yield Finding(
            message=Text(f"隐藏的工作表没有读取：{'、'.join(named)}", f"hidden sheets are not read: {', '.join(named)}"),
            hint=Text("需要时请取消隐藏", "unhide them if they are needed"),
            place=Place(file=file.path),
            severity="warning",
        )
    rows = [number for number in sheet.kind.hidden_rows(file.path, sheet.name) if sheet.header_row + 1 < number <= len(sheet.cells)]
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


def _show_percentages(file: InputFile, sheet: _Sheet, layout: Layout) -> None:
    """In columns that count in per cent a number that is shown with a percent sign is read as it is shown: 0.35 as 35%."""
    columns = {column.index for column in layout.columns if column.unit == "%"}
    for row, index in sheet.kind.percent_cells(file.path, sheet.name, columns) if columns else ():
        cells = sheet.cells[row] if sheet.header_row < row < len(sheet.cells) else []
        if index < len(cells) and isinstance(cells[index], int | float):
            cells[index] = f"{Decimal(repr(cells[index])) * 100:f}%"


def _rows(sheet: _Sheet, maker: RowMaker, faults: Mapping[int, Mapping[int, Fault]], width: int) -> Iterator[ReadRow]:
    # The library leaves out what comes after the last value, rows that show nothing but errors too.
    for number in range(sheet.header_row + 1, max(len(sheet.cells), *(number + 1 for number in faults), 0)):
        cells = sheet.cells[number] if number < len(sheet.cells) else []
        wrong = faults.get(number)
        if wrong is None and not any(cell != "" and not (isinstance(cell, str) and not cell.strip()) for cell in cells):
            continue
        yield maker.row(number + 1, cells if len(cells) >= width else [*cells, *[""] * (width - len(cells))], faults=wrong)


def _faults(file: InputFile, sheet: _Sheet, layout: Layout, maker: RowMaker) -> Mapping[int, Mapping[int, Fault]]:
    """What is wrong with cells of used columns, by row and column from 0. A blank row has nothing wrong: merged cells may run over it."""
    faults: dict[int, dict[int, Fault]] = {}
    for column in layout.columns if sheet.kind.counts_otherwise(file.path) else ():
        _refuse_day_numbers(sheet, column, faults)
    _refuse_merged_over_each_other(file, sheet, len(layout.headers))
    for (top, left), (bottom, right) in sheet.merged:
        in_row, below = _merged(top, left, in_row=True), _merged(top, left, in_row=False)
        for number in range(max(top, sheet.header_row + 1), min(bottom + 1, len(sheet.cells))):
            if any(cell != "" for cell in sheet.cells[number]):
                for index in range(left, min(right + 1, len(layout.headers))):
                    if (number, index) != (top, left) and maker.looks_at(index):
                        faults.setdefault(number, {})[index] = in_row if number == top else below
    for (number, index), fault in sheet.kind.faulty_cells(file.path, sheet.name).items():
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
