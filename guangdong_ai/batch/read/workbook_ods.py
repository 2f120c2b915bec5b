"""OpenDocument spreadsheets: whether reading one takes more memory than any table needs, and what its cells do not say themselves.

A few bytes can ask for any number of cells: a row or a cell says how often it is repeated.
"""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

from guangdong_ai.batch.read.record_to_row import Fault
from guangdong_ai.batch.read.workbook_archive import Position, error_shown, opened
from guangdong_ai.batch.read.workbook_size import LARGEST_ARCHIVE, MOST_CELLS, MOST_CHARACTERS, far, too_large, too_long, too_many

CellRange = tuple[int, int, int, int]
"""First row, rows, first column, columns; from 0."""

_CONTENT: Final = "content.xml"
_USUAL_FIRST_DAY: Final = "1899-12-30"
_MOST: Final = 1 << 40


def check_size(path: Path) -> None:
    """Raises Refused where reading the workbook would take more than ``MOST_CELLS`` or ``MOST_CHARACTERS``, or it is none."""
    with opened(path) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > LARGEST_ARCHIVE:
            raise too_large(path, unpacked)
        if _has_password(archive):
            return
        total = 0
        # All of its sheets are read at once.
        for sheet in _sheets(archive):
            cells = (sheet.last_row[0] + 1) * (sheet.last_column[1] + 1)
            total += cells
            if cells > MOST_CELLS:
                raise far(path, sheet.name, sheet.last_row, sheet.last_column)
            if sheet.characters > MOST_CHARACTERS:
                raise too_long(path, sheet.name)
        if total > MOST_CELLS:
            raise too_many(path, total)


def counts_otherwise(path: Path) -> bool:
    """Whether a number that is no date counts days from another one than the 30th of December 1899. Raises Refused."""
    with opened(path) as archive:
        return any(sheet.first_day != _USUAL_FIRST_DAY for sheet in _sheets(archive))


def faulty_cells(path: Path, name: str) -> dict[Position, Fault]:
    """The cells of the sheet of this name that show an error. Raises Refused."""
    sheet = _sheet(path, name)
    return {place: error_shown(shown) for at, shown in sheet.errors for place in _places(at, sheet)}


def hidden_rows(path: Path, name: str) -> list[int]:
    """The hidden rows (from 1) of the sheet of this name. Raises Refused."""
    sheet = _sheet(path, name)
    return [row + 1 for first, rows in sheet.hidden for row in range(first, min(first + rows, sheet.last_row[0] + 1))]


def percent_cells(path: Path, name: str, columns: Collection[int]) -> frozenset[Position]:
    """The cells in these columns (from 0) whose numbers are percentages. Raises Refused."""
    sheet = _sheet(path, name)
    return frozenset(place for at in sheet.percentages for place in _places(at, sheet) if place[1] in columns)


def merged_cells(path: Path, name: str) -> tuple[tuple[Position, Position], ...]:
    """First and last position of each range of merged cells. Raises Refused."""
    return tuple(_sheet(path, name).merged)


def _places(at: CellRange, sheet: "_Sheet") -> Iterator[Position]:
    row, rows, column, columns = at
    for number in range(row, min(row + rows, sheet.last_row[0] + 1)):
        for index in range(column, min(column + columns, sheet.last_column[1] + 1)):
            yield number, index


class _Sheet:
    def __init__(self, name: str, first_day: str) -> None:
        self.name, self.first_day = name, first_day
        self.last_row: Position = (0, 0)
        self.last_column: Position = (0, 0)
        self.characters = 0
        self.errors: list[tuple[CellRange, str]] = []
        self.percentages: list[CellRange] = []
        self.hidden: list[tuple[int, int]] = []
        self.merged: list[tuple[Position, Position]] = []


def _sheet(path: Path, name: str) -> _Sheet:
    with opened(path) as archive:
        found = [sheet for sheet in _sheets(archive) if sheet.name == name]
    if not found:
        raise KeyError(name)
    return found[0]


def _has_password(archive: ZipFile) -> bool:
    name = "META-INF/manifest.xml"
    return name in archive.namelist() and archive.getinfo(name).file_size < 1 << 24 and b"encryption-data" in archive.read(name)


def _sheets(archive: ZipFile) -> list[_Sheet]:
    from xml.parsers.expat import ParserCreate

    reader = _Reader()
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = reader.start, reader.end, reader.text
    with archive.open(_CONTENT) as stream:
        parser.ParseFile(stream)
    return reader.sheets


class _Reader:
    """Sees the elements of the content pass by."""

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self._first_day = _USUAL_FIRST_DAY
        self._row = self._rows = self._column = self._columns = 0
        self._cell: dict[str, str] | None = None
        self._length = 0
        self._shown: list[str] = []

    def start(self, tag: str, given: dict[str, Any]) -> None:
        """An element begins."""
        kind = tag.rpartition(" ")[2]
        attributes = {
            name.rpartition(" ")[2] if name.rpartition(" ")[2] != "value-type" else _value_type(name): value
            for name, value in given.items()
        }
        if kind == "null-date":
            self._first_day = attributes.get("date-value", _USUAL_FIRST_DAY)
        elif kind == "table":
            self.sheets.append(_Sheet(attributes.get("name", ""), self._first_day))
            self._row = 0
        elif kind == "table-row" and self.sheets:
            self._rows, self._column = _count(attributes.get("number-rows-repeated")), 0
            if attributes.get("visibility", "visible") != "visible":
                self.sheets[-1].hidden.append((self._row, self._rows))
        elif kind in ("table-cell", "covered-table-cell") and self.sheets:
            self._cell, self._columns = attributes, _count(attributes.get("number-columns-repeated"))
            self._length, self._shown = len(attributes.get("string-value", "")), []
        elif kind == "s" and self._cell is not None:
            self._length += _count(attributes.get("c"))

    def text(self, content: str) -> None:
        """A text, or a part of one."""
        if self._cell is not None:
            self._length += len(content)
            if len(self._shown) < 2:
                self._shown.append(content[:40])

    def end(self, tag: str) -> None:
        """An element ends."""
        kind = tag.rpartition(" ")[2]
        if kind == "table-row" and self.sheets:
            self._row += self._rows
        elif kind in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._end_cell(self._cell)
            self._column += self._columns
            self._cell = None

    def _end_cell(self, cell: dict[str, str]) -> None:
        sheet = self.sheets[-1]
        if not self._length and "office:value-type" not in cell:
            return
        at = (self._row, self._rows, self._column, self._columns)
        last = (self._row + self._rows - 1, self._column + self._columns - 1)
        sheet.last_row = last if last[0] >= sheet.last_row[0] else sheet.last_row
        sheet.last_column = last if last[1] >= sheet.last_column[1] else sheet.last_column
        sheet.characters += self._length * self._rows * self._columns
        if cell.get("value-type") == "error":
            sheet.errors.append((at, "".join(self._shown)))
        if cell.get("office:value-type") == "percentage":
            sheet.percentages.append(at)
        down, across = _count(cell.get("number-rows-spanned")), _count(cell.get("number-columns-spanned"))
        if down > 1 or across > 1:
            sheet.merged.append(((self._row, self._column), (self._row + down - 1, self._column + across - 1)))


def _value_type(name: str) -> str:
    """The type that counts, and the one that LibreOffice adds, which knows errors."""
    return "office:value-type" if name.startswith("urn:oasis:names:tc:opendocument:xmlns:office") else "value-type"


def _count(given: str | None) -> int:
    if given is None or not (given.isascii() and given.isdigit()):
        return 1
    return min(int(given), _MOST) if len(given) < len(str(_MOST)) else _MOST
