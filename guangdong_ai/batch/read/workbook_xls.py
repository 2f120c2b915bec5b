"""Workbooks as Excel 97–2003 and 5 wrote them (.xls), read by xlrd from records that were looked at first."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, time
from io import TextIOBase
from itertools import islice
from pathlib import Path
from typing import Any, Final

from guangdong_ai.batch.read.byte_stream import readable
from guangdong_ai.batch.read.compound_file import CompoundFile, DamagedError
from guangdong_ai.batch.read.record_to_row import Fault
from guangdong_ai.batch.read.workbook import Cells, MergedCells, OpenWorkbook, SheetState
from guangdong_ai.batch.read.workbook_archive import Position, damaged, error_shown, password_protected
from guangdong_ai.batch.read.workbook_marks import is_percent_format
from guangdong_ai.batch.read.workbook_size import MOST_CELLS, far, too_large
from guangdong_ai.batch.read.xls_records import EncryptedError, SheetRecords, WorkbookRecords, workbook_records

LARGEST_FILE: Final = 100_000_000
_STREAMS: Final = ("Workbook", "Book")
_ENCRYPTED: Final = "EncryptedPackage"
_STATES: Final[tuple[SheetState, ...]] = ("shown", "hidden", "very hidden", "very hidden")


def xls_workbook(path: Path) -> OpenWorkbook:
    """The workbook. Raises Refused for one that is damaged, has a password, or would take too much memory."""
    with readable(path):
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise too_large(path, size)
        content = path.read_bytes()
    records = _records(path, content)
    with _refusing(path):
        book = _load(records.readable)
        sheets = dict(zip(book.sheet_names(), records.sheets, strict=True))
    for name, sheet in sheets.items():
        if (sheet.last_row[0] + 1) * (sheet.last_column[1] + 1) > MOST_CELLS:
            raise far(path, name, sheet.last_row, sheet.last_column)
    opened = _Book(path, book, sheets)
    return OpenWorkbook(
        sheets={name: _STATES[sheet.hiding] for name, sheet in sheets.items()},
        rows=opened.rows,
        height=opened.height,
        merged_cells=opened.merged_cells,
        hidden_rows=opened.hidden_rows,
        faulty_cells=opened.faulty_cells,
        percent_cells=opened.percent_cells,
        counts_otherwise=lambda: bool(book.datemode),
    )


def _records(path: Path, content: bytes) -> WorkbookRecords:
    try:
        file = CompoundFile(content)
        if _ENCRYPTED in file:
            raise password_protected(path)
        stream = next((name for name in _STREAMS if name in file), None)
        if stream is None:
            raise damaged(path)
        return workbook_records(file.stream(stream))
    except DamagedError:
        raise damaged(path) from None
    except EncryptedError:
        raise password_protected(path) from None


class _Nowhere(TextIOBase):
    """Where the reader writes what it thinks of a file."""

    def write(self, text: str) -> int:
        """Lets it be."""
        return len(text)


def _load(records: bytes) -> Any:
    import xlrd  # type: ignore[import-untyped,unused-ignore]

    return xlrd.open_workbook(file_contents=records, formatting_info=True, on_demand=True, ragged_rows=True, logfile=_Nowhere())


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except Exception:  # noqa: BLE001  # the library says of no error that a damaged file causes it: assertions, look-ups, arithmetic, structs
        raise damaged(path) from None


class _Book:
    """What is told of the sheets; each is read when something of it is asked."""

    def __init__(self, path: Path, book: Any, reach: Mapping[str, SheetRecords]) -> None:
        self._path, self._book, self._reach = path, book, reach

    def rows(self, name: str, most: int | None) -> list[Cells]:
        """The cells."""
        sheet = self._sheet(name)
        rows = islice(range(min(self.height(name), sheet.nrows)), most)
        return [_cells(sheet, row, self._book.datemode) for row in rows]

    def height(self, name: str) -> int:
        """How many rows there are up to the last that holds a cell."""
        reach = self._reach[name]
        return 0 if reach.is_empty else reach.last_row[0] + 1

    def merged_cells(self, name: str) -> tuple[MergedCells, ...]:
        """Its merged cells."""
        return tuple(((top, left), (end - 1, right - 1)) for top, end, left, right in self._sheet(name).merged_cells)

    def hidden_rows(self, name: str) -> list[int]:
        """The hidden rows, from 1."""
        return sorted(row + 1 for row, said in self._sheet(name).rowinfo_map.items() if said.hidden)

    def faulty_cells(self, name: str) -> dict[Position, Fault]:
        """The cells that show an error."""
        import xlrd

        sheet = self._sheet(name)
        shown = xlrd.error_text_from_code
        return {
            (row, column): error_shown(shown.get(sheet.cell_value(row, column), "#ERROR"))
            for row in range(sheet.nrows)
            for column, kind in enumerate(sheet.row_types(row))
            if kind == xlrd.XL_CELL_ERROR
        }

    def percent_cells(self, name: str, columns: Collection[int]) -> frozenset[Position]:
        """The cells of these columns with such a format."""
        import xlrd

        sheet = self._sheet(name)
        formats = (self._book.format_map.get(style.format_key) for style in self._book.xf_list)
        percent = {place for place, its in enumerate(formats) if is_percent_format(getattr(its, "format_str", None) or "")}
        return frozenset(
            (row, column)
            for row in range(sheet.nrows)
            for column in columns
            if column < sheet.row_len(row)
            and sheet.cell_type(row, column) == xlrd.XL_CELL_NUMBER
            and sheet.cell_xf_index(row, column) in percent
        )

    def _sheet(self, name: str) -> Any:
        with _refusing(self._path):
            return self._book.sheet_by_name(name)


def _cells(sheet: Any, row: int, first_day: int) -> Cells:
    return [_VALUES[kind](value, first_day) for kind, value in zip(sheet.row_types(row), sheet.row_values(row), strict=True)]


def _moment(number: float, first_day: int) -> datetime | time | float:
    from xlrd.xldate import xldate_as_datetime  # type: ignore[import-untyped,unused-ignore]

    try:
        moment: datetime = xldate_as_datetime(number, first_day)
    except (ArithmeticError, ValueError):
        return number
    return moment if number >= 1 else moment.time() if number >= 0 else number


def _as_it_is(value: Any, _first_day: int) -> Any:
    return value


def _truth(value: Any, _first_day: int) -> bool:
    return bool(value)


def _nothing(_value: Any, _first_day: int) -> str:
    return ""


_VALUES: Final[tuple[Callable[[Any, int], Any], ...]] = (_nothing, _as_it_is, _as_it_is, _moment, _truth, _nothing, _nothing)
"""What a cell of each of xlrd's types holds: empty, text, number, date, boolean, error, blank."""
