"""Whether reading a workbook takes more memory than any table needs. A few bytes in an archive can ask for any amount of it: it is looked at first.

A workbook holds each text once, however many cells show it, and its cells may stand anywhere.
"""

from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

from guangdong_ai.batch.read.byte_stream import CHUNK
from guangdong_ai.batch.read.header_words import column_letters
from guangdong_ai.batch.read.workbook_archive import Position, column_place, opened, part_key, parts_of, refused
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.quotation import one_line

MOST_CELLS: Final = 10_000_000
"""From A1 to the last row and the last column in which anything stands: so many are held at once."""

MOST_CHARACTERS: Final = 100_000_000
"""In the cells of a sheet. A text that many cells show is written once, and held for each of them."""

LARGEST_ARCHIVE: Final = 600_000_000
LARGEST_TEXTS: Final = 200_000_000
_LONGEST_TAG: Final = 16_000_000
_BEYOND: Final = 1 << 40
_MANY_ROWS: Final = 10_000
_MANY_COLUMNS: Final = MOST_CELLS // _MANY_ROWS

_CELL: Final = lazy_pattern(rb"<(?:[\w.-]+:)?c[\s/>]")
_PLACED: Final = lazy_pattern(rb"""<(?:[\w.-]+:)?c\s(?:[^<>]*?\s)?r\s*=\s*["']([A-Za-z]{1,9})([0-9]{1,9})["']""")
_REFERENCE: Final = lazy_pattern(r"([A-Za-z]+)([0-9]+)")


def check_size(path: Path) -> None:
    """Raises Refused where reading the workbook would take more than ``MOST_CELLS``, or it unpacks to more than a table can be."""
    with opened(path) as archive:
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        texts = sum(entry.file_size for entry in entries if part_key(entry.filename).endswith("sharedstrings.xml"))
        if unpacked > LARGEST_ARCHIVE or texts > LARGEST_TEXTS:
            raise too_large(path, unpacked)
        parts = parts_of(path, archive)
        lengths = [
            length
            for entry in entries
            if part_key(entry.filename) == "xl/sharedstrings.xml"
            for length in _text_lengths(archive, entry.filename)
        ]
        for name, part in parts.sheets.items():
            row, column = _farthest(archive, part)
            cells = (row[0] + 1) * (column[1] + 1)
            if cells > MOST_CELLS:
                raise far(path, name, row, column)
            if max(lengths, default=0) * cells > MOST_CHARACTERS:
                _check_texts(archive, part, lengths, MOST_CHARACTERS, too_long(path, name))
        # What an archive says of the size of a part is believed above: a part that is longer, or damaged, raises here.
        sheets = set(parts.sheets.values())
        for entry in entries:
            if entry.filename not in sheets and part_key(entry.filename).endswith((".xml", ".rels")):
                with archive.open(entry) as stream:
                    while stream.read(CHUNK):
                        pass


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
                at = int(number) - 1, column_place(letters.decode())
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
            self._at = (_number(match[2]) - 1, column_place(match[1])) if match else (self._at[0], self._at[1] + 1)
        elif kind == "row":
            given = attributes.get("r", "")
            self._at = (_number(given) - 1 if given.isascii() and given.isdigit() else self._at[0] + 1, -1)
        elif kind in ("v", "is"):
            self.row = self._at if self._at[0] >= self.row[0] else self.row
            self.column = self._at if self._at[1] >= self.column[1] else self.column


def _number(digits: str) -> int:
    return int(digits) if len(digits) < len(str(_BEYOND)) else _BEYOND


def too_large(path: Path, size: int) -> Refused:
    """The refusal of a workbook that holds so many bytes."""
    message = Text(
        f"工作簿解压后有 {size // 1_000_000:,} MB，没有读取", f"the workbook unpacks to {size // 1_000_000:,} MB, and is not read"
    )
    return refused(path, message, Text("请另存为 .csv", "save it as .csv"))


def too_many(path: Path, cells: int) -> Refused:
    """The refusal of a workbook whose sheets together have so many cells."""
    message = Text(
        f"各工作表合计有 {cells:,} 格，最多读取 {MOST_CELLS:,} 格",
        f"its sheets have {cells:,} cells together; at most {MOST_CELLS:,} are read",
    )
    return refused(path, message, Text("请把要读的一张另存为 .xlsx", "save the sheet that is meant as .xlsx"))


def too_long(path: Path, sheet: str) -> Refused:
    """The refusal of a sheet with more than ``MOST_CHARACTERS`` in its cells."""
    return refused(
        path,
        Text(
            f"工作表“{one_line(sheet)}”的单元格文字合计超过 {MOST_CHARACTERS:,} 个字符，没有读取",
            f'sheet "{one_line(sheet)}": its cells hold more than {MOST_CHARACTERS:,} characters, and it is not read',
        ),
        Text("请删除过长的文字，或另存为 .csv", "delete the texts that are so long, or save it as .csv"),
    )


def far(path: Path, sheet: str, row: Position, column: Position) -> Refused:
    """The refusal of a sheet with cells in this row and this column, which are far away."""
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


def _text_lengths(archive: ZipFile, part: str) -> list[int]:
    """The characters of each shared text. Raises ValueError where more are announced than can be there: memory is asked for so many at once."""
    from xml.parsers.expat import ParserCreate

    lengths: list[int] = []
    size = archive.getinfo(part).file_size

    def start(tag: str, attributes: dict[str, Any]) -> None:
        kind = tag.rpartition(" ")[2]
        if kind == "si":
            lengths.append(0)
        elif kind == "sst" and any(_announced(attributes.get(name, "")) > size for name in ("uniqueCount", "count")):
            raise ValueError(part)

    def text(content: str) -> None:
        if lengths:
            lengths[-1] += len(content)

    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    with archive.open(part) as stream:
        parser.ParseFile(stream)
    return lengths


def _announced(count: str) -> int:
    return _number(count) if count.isascii() and count.isdigit() else 0


def _check_texts(archive: ZipFile, sheet: str, lengths: list[int], most: int, refusal: Refused) -> None:
    """Raises ``refusal`` where the shared texts that the cells of the sheet show have more than ``most`` characters together."""
    from xml.parsers.expat import ParserCreate

    total = 0
    shared = False
    number: list[str] | None = None

    def start(tag: str, attributes: dict[str, Any]) -> None:
        nonlocal shared, number
        kind = tag.rpartition(" ")[2]
        if kind == "c":
            shared = attributes.get("t") == "s"
        elif kind == "v" and shared:
            number = []

    def text(content: str) -> None:
        if number is not None:
            number.append(content)

    def end(_tag: str) -> None:
        nonlocal total, number
        if number is not None:
            place = "".join(number).strip()
            number = None
            if len(place) < 10 and place.isascii() and place.isdigit() and int(place) < len(lengths):
                total += lengths[int(place)]
                if total > most:
                    raise refusal

    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.CharacterDataHandler, parser.EndElementHandler = start, text, end
    with archive.open(sheet) as stream:
        parser.ParseFile(stream)
