"""Cells of a sheet that hold no value though they look as if they did: errors, and formulas that were never computed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from guangdong_ai.batch.read.record_to_row import Fault
from guangdong_ai.batch.read.workbook_archive import Position, opened, parts_of
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.text import Text

_REFERENCE: Final = lazy_pattern(r"([A-Z]{1,3})([0-9]{1,7})")
_SUSPICIOUS: Final = lazy_pattern(rb"""t\s*=\s*["']e["']|<(?:\w+:)?f[\s>/]""")


def faulty_cells(path: Path, sheet: str) -> dict[Position, Fault]:
    """The cells of the sheet of this name that show an error or hold a formula without a result, and what to say of them. Raises Refused."""
    with opened(path) as archive:
        part = parts_of(path, archive).sheets.get(sheet)
        if part is None:
            raise KeyError(sheet)
        return dict(_found(archive, part)) if _suspicious(archive, part) else {}


def counts_from_1904(path: Path) -> bool:
    """Whether the workbook counts days from 1904. Raises Refused."""
    with opened(path) as archive:
        return parts_of(path, archive).from_1904


def _suspicious(archive: ZipFile, part: str) -> bool:
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(1 << 20):
            if _SUSPICIOUS.search(tail + chunk):
                return True
            tail = chunk[-64:]
    return False


def _found(archive: ZipFile, part: str) -> Iterator[tuple[Position, Fault]]:
    import xml.etree.ElementTree as ET

    row = -1
    column = -1
    with archive.open(part) as stream:
        for event, element in ET.iterparse(stream, events=("start", "end")):  # noqa: S314  # expat, as every supported Python has it, stops entities that grow
            name = element.tag.rpartition("}")[2]
            if event == "start":
                if name == "row":
                    row = int(element.get("r", row + 2)) - 1
                    column = -1
                elif name == "c":
                    row, column = _position(element.get("r", "")) or (row, column + 1)
            elif name == "c":
                fault = _fault(element.get("t", ""), {child.tag.rpartition("}")[2]: child.text or "" for child in element})
                if fault:
                    yield (row, column), fault
            elif name == "row":
                element.clear()


def _fault(kind: str, parts: dict[str, str]) -> Fault | None:
    if kind == "e":
        shown = parts.get("v") or "#ERROR"
        return Fault(Text(f"单元格显示错误 {shown}", f"the cell shows the error {shown}"), Text("请改正公式", "correct the formula"))
    if "f" in parts and not parts.get("v") and kind != "str":
        return Fault(
            Text("公式没有保存计算结果", "the result of the formula was not stored"),
            Text("请用表格软件打开，重新计算并保存", "open it in a spreadsheet program, let it compute, and save"),
        )
    return None


def _position(reference: str) -> Position | None:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
