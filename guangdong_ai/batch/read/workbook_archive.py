"""The archive that a workbook is: which part holds which sheet, and whether reading it takes more memory than any table needs.

Checkpoints are found as the reader of cells finds them, in upper or lower case, with slashes of either kind. What it finds and this does not is
refused: nobody could tell then which cells show errors. A few bytes in an archive can ask for any amount of memory, so that it is looked
at before it is read.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from guangdong_ai.batch.read.byte_stream import CHUNK
from guangdong_ai.batch.read.header_match import column_letters
from guangdong_ai.batch.read.workbook_texts import check_texts, text_lengths
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.quotation import one_line

Position = tuple[int, int]
"""Row and column, from 0."""

MOST_CELLS: Final = 10_000_000
"""From A1 to the last row and the last column in which anything stands: so many are held at once."""

MOST_CHARACTERS: Final = 100_000_000
"""In the cells of a sheet. A text that many cells show is written once, and held for each of them."""

LARGEST_ARCHIVE: Final = 600_000_000
LARGEST_TEXTS: Final = 200_000_000
_LARGEST_INDEX: Final = 16_000_000
_LONGEST_TAG: Final = 16_000_000
_BEYOND: Final = 1 << 40
_MANY_ROWS: Final = 10_000
_MANY_COLUMNS: Final = MOST_CELLS // _MANY_ROWS

_CELL: Final = lazy_pattern(rb"<(?:[\w.-]+:)?c[\s/>]")
_PLACED: Final = lazy_pattern(rb"""<(?:[\w.-]+:)?c\s(?:[^<>]*?\s)?r\s*=\s*["']([A-Za-z]{1,9})([0-9]{1,9})["']""")
_REFERENCE: Final = lazy_pattern(r"([A-Za-z]+)([0-9]+)")
_SAVE_AGAIN: Final = Text("请在表格软件中打开并另存为 .xlsx", "open it in a spreadsheet program and save it as .xlsx")


@record
class WorkbookParts:
    """``sheets``: the part of each visible sheet, by its name. ``from_1904``: days are counted from 1904."""

    sheets: dict[str, str]
    from_1904: bool


@contextmanager
def opened(path: Path) -> Iterator[ZipFile]:
    """The archive. Raises Refused for a file that is none or is damaged, here or inside the ``with``."""
    import xml.etree.ElementTree as ET
    import zlib
    from xml.parsers.expat import ExpatError

    try:
        with ZipFile(path) as archive:
            yield archive
    except (OSError, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError, BadZipFile, zlib.error, ET.ParseError, ExpatError):
        raise refused(path, Text("不是 .xlsx 工作簿，或已损坏", "not an .xlsx workbook, or damaged")) from None


def refused(path: Path, message: Text, hint: Text = _SAVE_AGAIN) -> Refused:
    """The refusal of the file."""
    return Refused([Finding(message=message, hint=hint, place=Place(file=path))])


def check_size(path: Path) -> None:
    """Raises Refused where reading the workbook would take more than ``MOST_CELLS``, or it unpacks to more than a table can be."""
    with opened(path) as archive:
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        texts = sum(entry.file_size for entry in entries if _key(entry.filename).endswith("sharedstrings.xml"))
        if unpacked > LARGEST_ARCHIVE or texts > LARGEST_TEXTS:
            message = Text(
                f"工作簿解压后有 {unpacked // 1_000_000:,} MB，没有读取",
                f"the workbook unpacks to {unpacked // 1_000_000:,} MB, and is not read",
            )
            raise refused(path, message, Text("请另存为 .csv", "save it as .csv"))
        parts = parts_of(path, archive)
        lengths = [
            length
            for entry in entries
            if _key(entry.filename) == "xl/sharedstrings.xml"
            for length in text_lengths(archive, entry.filename)
        ]
        for name, part in parts.sheets.items():
            row, column = _farthest(archive, part)
            cells = (row[0] + 1) * (column[1] + 1)
            if cells > MOST_CELLS:
                raise _far(path, name, row, column)
            if max(lengths, default=0) * cells > MOST_CHARACTERS:
                check_texts(archive, part, lengths, MOST_CHARACTERS, _long(path, name))
        # What an archive says of the size of a part is believed above: a part that is longer, or damaged, raises here.
        sheets = set(parts.sheets.values())
        for entry in entries:
            if entry.filename not in sheets and _key(entry.filename).endswith((".xml", ".rels")):
                with archive.open(entry) as stream:
                    while stream.read(CHUNK):
                        pass


def parts_of(path: Path, archive: ZipFile) -> WorkbookParts:
    """Where the sheets stand in the archive. Raises Refused where they are not found, or two parts have one name."""
    import xml.etree.ElementTree as ET

    names: dict[str, str] = {}
    for name in archive.namelist():
        if names.setdefault(_key(name), name) is not name:
            shown = one_line(_key(name))
            raise refused(path, Text(f"工作簿中 {shown} 出现了两次", f"{shown} is in the workbook twice"))
    targets = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in ET.fromstring(_index(path, archive, names, "xl/_rels/workbook.xml.rels"))  # noqa: S314  # expat, as every supported Python has it, stops entities that grow
    }
    sheets: dict[str, str] = {}
    from_1904 = False
    for element in ET.fromstring(_index(path, archive, names, "xl/workbook.xml")).iter():  # noqa: S314  # as above
        kind = element.tag.rpartition("}")[2]
        if kind == "workbookPr":
            from_1904 = element.get("date1904", "0").strip().lower() in ("1", "true")
        elif kind == "sheet" and element.get("state", "visible") == "visible":
            name = element.get("name", "")
            reference = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "id"), "")
            target = _key(targets.get(reference, ""))
            part = names.get(target if target.startswith("xl/") else f"xl/{target}") or names.get(target)
            if part is None:
                message = Text(
                    f"找不到工作表“{one_line(name)}”的内容，无法检查其中有没有错误值",
                    f'the content of the sheet "{one_line(name)}" is not found: whether cells show errors cannot be checked',
                )
                raise refused(path, message)
            sheets[name] = part
    return WorkbookParts(sheets=sheets, from_1904=from_1904)


def _key(name: str) -> str:
    """What names of parts that mean the same have in common."""
    parts: list[str] = []
    for part in name.replace("\\", "/").lower().split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _index(path: Path, archive: ZipFile, names: dict[str, str], key: str) -> bytes:
    name = names.get(key)
    if name is None or archive.getinfo(name).file_size > _LARGEST_INDEX:
        raise refused(path, Text("不是 .xlsx 工作簿，或已损坏", "not an .xlsx workbook, or damaged"))
    return archive.read(name)


def _farthest(archive: ZipFile, part: str) -> tuple[Position, Position]:
    """The cells with something in them in the last row, and in the last column; or others that are nearly as far, where all are near."""
    row, column = _farthest_written(archive, part)
    if (row[0] + 1) * (column[1] + 1) <= MOST_CELLS:
        return row, column
    return _farthest_filled(archive, part)


def _farthest_written(archive: ZipFile, part: str) -> tuple[Position, Position]:
    """As far as any cell is written, empty ones too; found fast. Where cells do not say where they stand, as far as can be."""
    row = column = (0, 0)
    carried = b""
    cells = placed = 0
    with archive.open(part) as stream:
        while True:
            chunk = stream.read(CHUNK)
            text = carried + chunk
            cut = text.rfind(b"<") if chunk else len(text)
            text, carried = text[: max(cut, 0)], text[max(cut, 0) :]
            if len(carried) > _LONGEST_TAG:
                raise ValueError(part)
            cells += len(_CELL.findall(text))
            for letters, number in _PLACED.findall(text):
                placed += 1
                at = int(number) - 1, _column(letters.decode())
                row, column = (at if at[0] >= row[0] else row), (at if at[1] >= column[1] else column)
            if not chunk:
                break
    if placed < cells or not cells:
        return (_BEYOND, 0), (0, _BEYOND)
    return row, column


def _farthest_filled(archive: ZipFile, part: str) -> tuple[Position, Position]:
    from xml.parsers.expat import ParserCreate

    seen = _Seen()
    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = seen.start
    with archive.open(part) as stream:
        parser.ParseFile(stream)
    return seen.row, seen.column


class _Seen:
    """Sees the elements of a sheet pass by, and remembers how far those with a value reach."""

    def __init__(self) -> None:
        self.row: Position = (0, 0)
        self.column: Position = (0, 0)
        self._at: Position = (-1, -1)

    def start(self, tag: str, attributes: dict[str, Any]) -> None:
        """An element begins."""
        kind = tag.rpartition(" ")[2]
        if kind == "c":
            match = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._at = (_number(match[2]) - 1, _column(match[1])) if match else (self._at[0], self._at[1] + 1)
        elif kind == "row":
            given = attributes.get("r", "")
            self._at = (_number(given) - 1 if given.isascii() and given.isdigit() else self._at[0] + 1, -1)
        elif kind in ("v", "is"):
            self.row = self._at if self._at[0] >= self.row[0] else self.row
            self.column = self._at if self._at[1] >= self.column[1] else self.column


def _number(digits: str) -> int:
    return int(digits) if len(digits) < len(str(_BEYOND)) else _BEYOND


def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper()[:7]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _long(path: Path, sheet: str) -> Refused:
    return refused(
        path,
        Text(
            f"工作表“{one_line(sheet)}”的单元格文字合计超过 {MOST_CHARACTERS:,} 个字符，没有读取",
            f'sheet "{one_line(sheet)}": its cells hold more than {MOST_CHARACTERS:,} characters, and it is not read',
        ),
        Text("请删除过长的文字，或另存为 .csv", "delete the texts that are so long, or save it as .csv"),
    )


def _far(path: Path, sheet: str, row: Position, column: Position) -> Refused:
    # One of the two is far at least: with so few rows and so few columns a table is not too large.
    far = [*([row] if row[0] >= _MANY_ROWS else []), *([column] if column[1] >= _MANY_COLUMNS else [])]
    named = [f"{column_letters(at[1])}{at[0] + 1}" for at in dict.fromkeys(far)]
    size = f"{row[0] + 1:,} × {column[1] + 1:,}"
    stands = "stands" if len(named) == 1 else "stand"
    cells = "cell" if len(named) == 1 else "cells"
    return refused(
        path,
        Text(
            f"工作表“{one_line(sheet)}”的单元格 {'、'.join(named)} 离表格太远：整张表会有 {size} 格，最多读取 {MOST_CELLS:,} 格",
            f'sheet "{one_line(sheet)}": the {cells} {" and ".join(named)} {stands} far outside the table, which would have {size} cells; at most '
            f"{MOST_CELLS:,} are read",
        ),
        Text(
            "请删除表格之外的行和列后保存；确实有这么大的表请另存为 .csv",
            "delete the rows and columns outside the table and save it; save a table that is so large as .csv",
        ),
    )
