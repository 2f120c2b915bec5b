"""Writes .xls workbooks, whole or damaged: the few records that tables consist of, in the file of files that holds them.

Of our own, since no library that writes this format is kept any more, and none writes what is damaged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from struct import pack
from typing import Any

BOF, EOF, NUMBER, LABEL, BOOLERR, FORMULA, STRING = 0x0809, 0x000A, 0x0203, 0x0204, 0x0205, 0x0006, 0x0207
ROW, MERGED, FORMAT, XF, DATE_MODE, BOUND_SHEET, PASSWORD, NAME = 0x0208, 0x00E5, 0x041E, 0x00E0, 0x0022, 0x0085, 0x002F, 0x0018
SHARED, LABEL_OF_SHARED, CONTINUE, MANY_NUMBERS, RK = 0x00FC, 0x00FD, 0x003C, 0x00BD, 0x027E
FORMATS = ("General", "yyyy-mm-dd", "0.0%", 'yyyy"年"m"月"d"日"', '0.0"%"', "h:mm")
"""The first format of cells is that of cell style 0, and so on."""


@dataclass
class Shown:
    """A number in one of ``FORMATS``."""

    number: float
    format: str


@dataclass
class Error:
    """A cell that shows an error: 7 is #DIV/0!, 42 is #N/A."""

    code: int


@dataclass
class Computed:
    """A formula, of which only the result is written; "" as Excel writes it, in the formula itself."""

    result: "float | str | bool | Error"


@dataclass
class Sheet:
    """``merged``: first row, last row, first column, last column; from 0. ``state``: 0 shown, 1 hidden, 2 very hidden."""

    rows: Sequence[Sequence[Any]]
    name: str = "名单"
    state: int = 0
    hidden_rows: Sequence[int] = ()
    merged: Sequence[tuple[int, int, int, int]] = ()
    more: bytes = b""
    kind: int = 0


@dataclass
class Written:
    """What a workbook holds besides its sheets."""

    from_1904: bool = False
    more: bytes = b""
    streams: Mapping[str, bytes] = field(default_factory=dict)


def rec(number: int, content: bytes = b"") -> bytes:
    """One record."""
    return pack("<HH", number, len(content)) + content


def text(said: str, length: str = "<H") -> bytes:
    """A text with its length."""
    return pack(length, len(said.encode("utf-16-le")) // 2) + b"\x01" + said.encode("utf-16-le")


def cell(row: int, column: int, value: Any) -> bytes:
    """The records of a cell."""
    at = pack("<HHH", row, column, 0)
    if isinstance(value, Shown):
        return rec(NUMBER, pack("<HHHd", row, column, FORMATS.index(value.format), value.number))
    if isinstance(value, Error):
        return rec(BOOLERR, at + bytes([value.code, 1]))
    if isinstance(value, bool):
        return rec(BOOLERR, at + bytes([value, 0]))
    if isinstance(value, int | float):
        return rec(NUMBER, at + pack("<d", value))
    if isinstance(value, Computed):
        return _formula(at, value.result)
    return rec(LABEL, at + text(value)) if value else b""


def _formula(at: bytes, result: Any) -> bytes:
    def formula(stored: bytes) -> bytes:
        return rec(FORMULA, at + stored + bytes(8))

    if isinstance(result, Error):
        return formula(bytes([2, 0, result.code, 0, 0, 0, 255, 255]))
    if isinstance(result, bool):
        return formula(bytes([1, 0, result, 0, 0, 0, 255, 255]))
    if isinstance(result, str):
        stored = formula(bytes([0 if result else 3, 0, 0, 0, 0, 0, 255, 255]))
        return stored + rec(STRING, text(result)) if result else stored
    return formula(pack("<d", result))


def records(*sheets: Sheet, written: Written | None = None) -> bytes:
    """The stream of a workbook of these sheets."""
    of = written or Written()
    begin = rec(BOF, pack("<HHHHII", 0x0600, 5, 3515, 1996, 0, 6)) + rec(DATE_MODE, pack("<H", of.from_1904))
    for number, shown in enumerate(FORMATS[1:], start=164):
        begin += rec(FORMAT, pack("<H", number) + text(shown))
    for number in range(len(FORMATS)):
        begin += rec(XF, pack("<HHH", 0, 163 + number if number else 0, 1) + bytes(14))
    begin += of.more
    bodies = [_body(sheet) for sheet in sheets]
    lengths = [len(rec(BOUND_SHEET, bytes(6) + text(sheet.name, "<B"))) for sheet in sheets]
    place = len(begin) + sum(lengths) + len(rec(EOF))
    for sheet, body in zip(sheets, bodies, strict=True):
        begin += rec(BOUND_SHEET, pack("<IBB", place, sheet.state, sheet.kind) + text(sheet.name, "<B"))
        place += len(body)
    return begin + rec(EOF) + b"".join(bodies)


def _body(sheet: Sheet) -> bytes:
    body = rec(BOF, pack("<HHHHII", 0x0600, 16, 3515, 1996, 0, 6))
    for number in sheet.hidden_rows:
        body += rec(ROW, pack("<HHHHHHI", number, 0, 256, 255, 0, 0, 0x120))
    for number, cells in enumerate(sheet.rows):
        body += b"".join(cell(number, column, value) for column, value in enumerate(cells))
    if sheet.merged:
        ranges = (pack("<HHHH", top, bottom, left, right) for top, bottom, left, right in sheet.merged)
        body += rec(MERGED, pack("<H", len(sheet.merged)) + b"".join(ranges))
    return body + sheet.more + rec(EOF)


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A file of these files, each padded to where it is stored by sectors of 512 bytes."""
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    chains: list[int] = []
    entries = [_entry("Root Entry", 5, child=1)]
    body = b""
    for place, (name, content) in enumerate(padded.items(), start=1):
        count = -(-len(content) // 512)
        entries.append(_entry(name, 2, right=place + 1 if place < len(padded) else None, first=len(chains), size=len(content)))
        chains += [*range(len(chains) + 1, len(chains) + count), 0xFFFFFFFE]
        body += content.ljust(count * 512, b"\0")
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * 512, b"\0")
    of_directory = len(chains)
    sectors = len(directory) // 512
    chains += [*range(of_directory + 1, of_directory + sectors), 0xFFFFFFFE]
    tables = 1
    while tables * 128 < len(chains) + tables:
        tables += 1
    of_tables = [len(chains) + number for number in range(tables)]
    chains += [0xFFFFFFFD] * tables
    table = pack(f"<{tables * 128}I", *chains, *[0xFFFFFFFF] * (tables * 128 - len(chains)))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += pack("<IIIIIIIII", 0, tables, of_directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    return header + pack("<109I", *of_tables, *[0xFFFFFFFF] * (109 - tables)) + body + directory + table


def _entry(name: str, kind: int, child: int | None = None, right: int | None = None, first: int = 0xFFFFFFFE, size: int = 0) -> bytes:
    called = name.encode("utf-16-le") + b"\0\0"
    none = 0xFFFFFFFF
    tree = pack("<III", none, none if right is None else right, none if child is None else child)
    return called.ljust(64, b"\0") + pack("<HBB", len(called), kind, 1) + tree + bytes(36) + pack("<IQ", first, size)


def xls(*sheets: Sheet, written: Written | None = None) -> bytes:
    """An .xls workbook of these sheets."""
    streams = written.streams if written else {}
    return compound({"Workbook": records(*sheets, written=written), **streams})
