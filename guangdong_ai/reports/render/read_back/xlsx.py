"""Workbooks: the record stands in a hidden sheet, in cells of the first column, which every program keeps that saves a workbook."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.record import record
from guangdong_ai.reports.render.read_back.office_archive import OfficeArchive, XmlHandlers, opened, read_xml
from guangdong_ai.reports.render.read_back.told import ReadBack, ToldLine, told_line

RECORD_SHEET: Final = "guangdong-ai"
_WORKBOOK: Final = "xl/workbook.xml"
_IN_A_CELL: Final = 30_000
"""Characters of the record in a cell; Excel takes 32,767."""
_MOST_SHEETS: Final = 60
_DAY_ZERO: Final = date(1899, 12, 30)
_ESCAPED: Final = lazy_pattern(r"_x([0-9A-Fa-f]{4})_")


@record
class _Cell:
    place: str
    said: str


def record_cells(sealed_record: str) -> list[str]:
    """The record in pieces, a cell each from A1 down."""
    return [sealed_record[start : start + _IN_A_CELL] for start in range(0, len(sealed_record), _IN_A_CELL)]


def told_in_cell(sheet: str, row: int, column: int, value: str | int | date | None) -> ToldLine | None:
    """What a cell (from 0) tells, as it is read back: a day is the number of days that workbooks count it by."""
    said = str((value - _DAY_ZERO).days) if isinstance(value, date) else "" if value is None else str(value)
    return told_line(said, f"{sheet}!{_letters(column)}{row + 1}")


def is_workbook(names: Sequence[str]) -> bool:
    """Whether an archive with parts of these names is a workbook."""
    return _WORKBOOK in names


def read_workbook(content: bytes) -> ReadBack:
    """The cells of all sheets, row by row. Raises Refused."""
    with opened(content) as archive:
        texts = _shared_texts(archive.part("xl/sharedStrings.xml"))
        kept: str | None = None
        told: list[ToldLine] = []
        for name, part in _sheets(archive)[:_MOST_SHEETS]:
            cells = _cells(archive.part(part), texts)
            if name == RECORD_SHEET:
                kept = "".join(cell.said for cell in cells) or None
            else:
                lines = (told_line(cell.said, f"{name}!{cell.place}") for cell in cells)
                told += [line for line in lines if line is not None]
        return ReadBack(record=kept, told=tuple(told))


def _sheets(archive: OfficeArchive) -> list[tuple[str, str]]:
    """The sheets with their parts, in the order in which they are shown."""
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []

    def relation(name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"

    def sheet(name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            sheets.append((attributes.get("name", ""), targets.get(attributes.get("id", ""), "")))

    read_xml(archive.part("xl/_rels/workbook.xml.rels"), XmlHandlers(start=relation, end=_nothing, text=_nothing))
    read_xml(archive.part(_WORKBOOK), XmlHandlers(start=sheet, end=_nothing, text=_nothing))
    return sheets


def _nothing(_: str) -> None:
    """What does not matter."""


def _shared_texts(content: bytes) -> list[str]:
    """The texts that cells name by their number."""
    texts: list[str] = []
    within: list[str] = []
    words: list[str] = []

    def end(name: str) -> None:
        within.pop()
        if name == "si":
            texts.append(_unescaped("".join(words)))
            words.clear()

    def text(said: str) -> None:
        if within[-1:] == ["t"] and "rPh" not in within:  # how a text is read aloud stands beside it in some
            words.append(said)

    read_xml(content, XmlHandlers(start=lambda name, _: within.append(name), end=end, text=text))
    return texts


def _cells(content: bytes, texts: Sequence[str]) -> list[_Cell]:
    """The cells in which something stands."""
    cells: list[_Cell] = []
    within: list[str] = []
    words: list[str] = []
    cell: dict[str, str] = {}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        within.append(name)
        if name == "c":
            cell.clear()
            cell.update(attributes)
            words.clear()

    def end(name: str) -> None:
        within.pop()
        if name == "c" and words:
            cells.append(_Cell(place=cell.get("r", ""), said=_said("".join(words), cell.get("t", "n"), texts)))

    def text(said: str) -> None:
        if within[-1:] == ["v"] or (within[-1:] == ["t"] and "is" in within):
            words.append(said)

    read_xml(content, XmlHandlers(start=start, end=end, text=text))
    return cells


def _said(value: str, kind: str, texts: Sequence[str]) -> str:
    if kind == "s":
        number = int(value)
        return texts[number] if 0 <= number < len(texts) else ""
    if kind == "n":
        number_read = float(value)
        return str(int(number_read)) if number_read.is_integer() else repr(number_read)
    return _unescaped(value)


def _unescaped(text: str) -> str:
    """The text as it was before characters that XML does not take were written as their codes."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _letters(column: int) -> str:
    letters = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        letters, column = chr(ord("A") + letter) + letters, column - 1
    return letters
