"""What the cells of a sheet do not say themselves: which rows are hidden, and which numbers are shown as percentages."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

from guangdong_ai.batch.read.workbook_archive import LARGEST_INDEX, Position, cell_position, opened, part_key, parts_of
from guangdong_ai.foundation.lazy_pattern import lazy_pattern

_HIDDEN_ROW: Final = lazy_pattern(rb"""<(?:\w+:)?row\s(?=[^<>]*\bhidden\s*=\s*["'](?:1|true)["'])[^<>]*>""")
_ROW_NUMBER: Final = lazy_pattern(rb"""\sr\s*=\s*["']([0-9]{1,7})["']""")
_QUOTED: Final = lazy_pattern(r'"[^"]*"|\\.')
_PERCENT_FORMATS: Final = frozenset({"9", "10"})
"""Formats that every workbook has without declaring them: 0% and 0.00%."""
_LONGEST_TAG: Final = 4_096


def hidden_rows(path: Path, sheet: str) -> list[int]:
    """The hidden rows (from 1) of the sheet of this name that say their number. Raises Refused."""
    found: list[int] = []
    with opened(path) as archive, archive.open(parts_of(path, archive).sheets[sheet]) as stream:
        carried = b""
        while chunk := stream.read(1 << 20):
            text = carried + chunk
            cut = text.rfind(b"<")
            carried = text[cut:][:_LONGEST_TAG] if cut >= 0 else b""
            tags = _HIDDEN_ROW.findall(text[:cut] if cut >= 0 else text)
            found += [int(number[1]) for tag in tags if (number := _ROW_NUMBER.search(tag))]
    return found


def percent_cells(path: Path, sheet: str, columns: Collection[int]) -> frozenset[Position]:
    """The cells (row and column from 0) in these columns (from 0) whose numbers are shown as percentages: 0.35 as 35%. Raises Refused."""
    with opened(path) as archive:
        styles = _percent_styles(archive)
        return frozenset(_styled(archive, parts_of(path, archive).sheets[sheet], styles, frozenset(columns))) if styles else frozenset()


def is_percent_format(format_code: str) -> bool:
    """Whether a number in this format is shown as a percentage: with a sign that is not in quotes."""
    return "%" in _QUOTED.sub("", format_code)


def _percent_styles(archive: ZipFile) -> frozenset[str]:
    import xml.etree.ElementTree as ET

    entry = next((one for one in archive.infolist() if part_key(one.filename) == "xl/styles.xml"), None)
    if entry is None or entry.file_size > LARGEST_INDEX:
        return frozenset()
    root = ET.fromstring(archive.read(entry))  # noqa: S314  # expat, as every supported Python has it, stops entities that grow
    formats = {
        element.get("numFmtId", "")
        for element in root.iter()
        if element.tag.rpartition("}")[2] == "numFmt" and is_percent_format(element.get("formatCode", ""))
    }
    of_cells = next((element for element in root if element.tag.rpartition("}")[2] == "cellXfs"), None)
    shown = [] if of_cells is None else [element.get("numFmtId", "") for element in of_cells]
    return frozenset(str(place) for place, number in enumerate(shown) if number in formats or number in _PERCENT_FORMATS)


def _styled(archive: ZipFile, part: str, styles: frozenset[str], columns: frozenset[int]) -> Iterator[Position]:
    from xml.parsers.expat import ParserCreate

    found: list[Position] = []
    at: Position = (-1, -1)

    def start(tag: str, attributes: dict[str, Any]) -> None:
        nonlocal at
        kind = tag.rpartition(" ")[2]
        if kind == "c":
            at = cell_position(attributes.get("r", "")) or (at[0], at[1] + 1)
            if at[1] in columns and attributes.get("s") in styles:
                found.append(at)
        elif kind == "row":
            given = attributes.get("r", "")
            at = (int(given) - 1 if given.isascii() and given.isdigit() else at[0] + 1, -1)

    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    with archive.open(part) as stream:
        parser.ParseFile(stream)
    yield from found
