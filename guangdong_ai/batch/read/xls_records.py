"""The records of an .xls workbook, passed by before they are read: how far its sheets reach, and which records the reader is to see.

What is no cell (names, charts, macros, links) is blanked: a few bytes there can ask a reader for any amount of memory and time.
"""

from struct import error as StructError  # noqa: N812  # its own name says nothing
from struct import unpack_from
from typing import Final

from guangdong_ai.batch.read.compound_file import DamagedError
from guangdong_ai.foundation.record import record

_BOF, _EOF, _CONTINUE, _BOUND_SHEET, _PASSWORD = 0x0809, 0x000A, 0x003C, 0x0085, 0x002F
_MANY_NUMBERS = 0x00BD
_CELLS: Final = frozenset({0x0203, 0x027E, _MANY_NUMBERS, 0x0204, 0x00FD, 0x00D6, 0x0006, 0x0205})
"""NUMBER, RK, MULRK, LABEL, LABELSST, RSTRING, FORMULA, BOOLERR: all begin with row and column."""
_OF_FORMULAS: Final = frozenset({0x0207, 0x0221, 0x04BC, 0x0236})
"""STRING, a result; ARRAY, SHRFMLA and TABLE, which may stand between a formula and its result."""
_OF_SHEETS: Final = frozenset({0x0208, 0x00E5})
"""ROW and MERGEDCELLS."""
_OF_THE_WORKBOOK: Final = frozenset({0x0042, 0x0022, 0x00FC, 0x041E, 0x00E0, _BOUND_SHEET})
"""CODEPAGE, DATEMODE, SST, FORMAT, XF, BOUNDSHEET."""
_SEEN: Final = _CELLS | _OF_FORMULAS | _OF_SHEETS | _OF_THE_WORKBOOK | {_BOF, _EOF}
_BLANK: Final = b"\xff\xff"
"""The number of no record: readers pass over it."""
_WORKSHEET = 0


class EncryptedError(Exception):
    """The workbook has a password."""


@record
class SheetRecords:
    """A sheet of cells. ``last_row`` and ``last_column``: row and column (from 0) of a cell in the last row, and of one in the last column."""

    hiding: int
    """0: shown, 1: hidden, 2: very hidden."""
    is_empty: bool
    last_row: tuple[int, int]
    last_column: tuple[int, int]


@record
class WorkbookRecords:
    """``readable``: the records that are needed, others blanked, all at their places. ``sheets``: in their order, without those that hold no cells."""

    readable: bytes
    sheets: tuple[SheetRecords, ...]


def workbook_records(stream: bytes) -> WorkbookRecords:
    """The records of the stream, looked at. Raises DamagedError, EncryptedError."""
    try:
        return _looked_at(stream)
    except StructError:
        raise DamagedError from None


def _looked_at(stream: bytes) -> WorkbookRecords:
    readable = bytearray(stream)
    declared: list[tuple[int, int]] = []
    reaches: dict[int, _Reach] = {}
    inside: list[_Reach] = []
    at, end = 0, len(stream)
    is_blanked = False
    while at + 4 <= end:
        number, length = unpack_from("<HH", stream, at)
        if number in _CELLS:
            row, column = unpack_from("<HH", stream, at + 4)
            if number == _MANY_NUMBERS:
                (column,) = unpack_from("<H", stream, at + 2 + length)
            if inside:
                inside[-1].take(row, column)
        elif number == _BOF:
            inside.append(reaches.setdefault(at, _Reach()))
        elif number == _EOF:
            del inside[-1:]
        elif number == _PASSWORD:
            raise EncryptedError
        elif number == _BOUND_SHEET:
            place, state, kind = unpack_from("<IBB", stream, at + 4)
            if kind == _WORKSHEET:
                declared.append((place, state & 3))
        if number != _CONTINUE:
            is_blanked = number not in _SEEN
        if is_blanked:
            readable[at : at + 2] = _BLANK
        at += 4 + length
    if 0 not in reaches or not all(place in reaches for place, _ in declared):
        raise DamagedError
    sheets = [
        SheetRecords(hiding=state, is_empty=reach.is_empty, last_row=reach.last_row, last_column=reach.last_column)
        for reach, state in ((reaches[place], state) for place, state in declared)
    ]
    return WorkbookRecords(readable=bytes(readable), sheets=tuple(sheets))


class _Reach:
    """How far the cells of a sheet reach."""

    def __init__(self) -> None:
        self.is_empty = True
        self.last_row = self.last_column = (0, 0)

    def take(self, row: int, column: int) -> None:
        """A cell is there."""
        self.is_empty = False
        if row >= self.last_row[0]:
            self.last_row = (row, column)
        if column >= self.last_column[1]:
            self.last_column = (row, column)
