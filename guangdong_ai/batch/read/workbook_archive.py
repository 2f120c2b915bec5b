"""The archive that a workbook is: which part holds which sheet, and which cells hold no value though they look as if they did.

Parts are found as the reader of cells finds them, in upper or lower case, with slashes of either kind. What it finds and this does not is
refused: nobody could tell then which cells show errors.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from guangdong_ai.batch.read.record_to_row import Fault
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.quotation import one_line

Position = tuple[int, int]
"""Row and column, from 0."""

LARGEST_INDEX: Final = 16_000_000
_REFERENCE: Final = lazy_pattern(r"([A-Z]{1,3})([0-9]{1,7})")
_SUSPICIOUS: Final = lazy_pattern(rb"""t\s*=\s*["']e["']|<(?:\w+:)?f[\s>/]""")
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
    except (
        OSError,
        LookupError,
        ValueError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        BadZipFile,
        zlib.error,
        ET.ParseError,
        ExpatError,
    ):
        raise damaged(path) from None


def damaged(path: Path) -> Refused:
    """The refusal of a file that is not what its suffix says."""
    suffix = one_line(path.suffix.lower())
    return refused(path, Text(f"不是 {suffix} 工作簿，或已损坏", f"not an {suffix} workbook, or damaged"))


def password_protected(path: Path) -> Refused:
    """The refusal of a workbook that only a password opens."""
    message = Text("工作簿有密码保护", "the workbook is protected by a password")
    return refused(path, message, Text("请去掉密码后另存", "save it without a password"))


def refused(path: Path, message: Text, hint: Text = _SAVE_AGAIN) -> Refused:
    """The refusal of the file."""
    return Refused([Finding(message=message, hint=hint, place=Place(file=path))])


def parts_of(path: Path, archive: ZipFile) -> WorkbookParts:
    """Where the sheets stand in the archive. Raises Refused where they are not found, or two parts have one name."""
    import xml.etree.ElementTree as ET

    names: dict[str, str] = {}
    for name in archive.namelist():
        if names.setdefault(part_key(name), name) is not name:
            shown = one_line(part_key(name))
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
            target = part_key(targets.get(reference, ""))
            part = names.get(target if target.startswith("xl/") else f"xl/{target}") or names.get(target)
            if part is None:
                message = Text(
                    f"找不到工作表“{one_line(name)}”的内容，无法检查其中有没有错误值",
                    f'the content of the sheet "{one_line(name)}" is not found: whether cells show errors cannot be checked',
                )
                raise refused(path, message)
            sheets[name] = part
    return WorkbookParts(sheets=sheets, from_1904=from_1904)


def part_key(name: str) -> str:
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
    if name is None or archive.getinfo(name).file_size > LARGEST_INDEX:
        raise damaged(path)
    return archive.read(name)


def column_place(letters: str) -> int:
    """Where (from 0) the column of these letters stands; letters beyond the seventh do not count."""
    column = 0
    for letter in letters.upper()[:7]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


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
                    row, column = cell_position(element.get("r", "")) or (row, column + 1)
            elif name == "c":
                fault = _fault(element.get("t", ""), {child.tag.rpartition("}")[2]: child.text or "" for child in element})
                if fault:
                    yield (row, column), fault
            elif name == "row":
                element.clear()


def _fault(kind: str, parts: dict[str, str]) -> Fault | None:
    if kind == "e":
        shown = parts.get("v") or "#ERROR"
        return error_shown(shown)
    if "f" in parts and not parts.get("v") and kind != "str":
        return Fault(
            Text("公式没有保存计算结果", "the result of the formula was not stored"),
            Text("请用表格软件打开，重新计算并保存", "open it in a spreadsheet program, let it compute, and save"),
        )
    return None


def error_shown(shown: str) -> Fault:
    """What to say of a cell that shows an error like #DIV/0!."""
    return Fault(Text(f"单元格显示错误 {shown}", f"the cell shows the error {shown}"), Text("请改正公式", "correct the formula"))


def cell_position(reference: str) -> Position | None:
    """The row and column (from 0) of a reference like B7; None for anything else."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    return int(match[2]) - 1, column_place(match[1])
