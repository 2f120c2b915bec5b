"""The kinds of workbooks: what a file is, and what opens it.

What stands in a file says what it is, not its suffix: systems hand out a new workbook, a page or plain text under the name of an old one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from guangdong_ai.batch.read.byte_stream import readable
from guangdong_ai.batch.read.compound_file import SIGNATURE
from guangdong_ai.batch.read.workbook import OpenWorkbook
from guangdong_ai.batch.read.workbook_archive import opened, part_key, refused
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.text import Text

_XLS, _ODS = ".xls", ".ods"
_ARCHIVE = b"PK\x03\x04"
_BEGINNING = 512
_BEFORE_EXCEL_5: Final = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
"""What workbooks of Excel 2, 3 and 4 begin with."""
_UTF_16 = b"\xff\xfe"
_SPACES: Final = b"\t\r\n\f\x1a"
_SAVE_AS: Final = Text("请用表格软件打开，另存为 .xlsx", "open it in a spreadsheet program and save it as .xlsx")


@contextmanager
def opened_workbook(path: Path) -> Iterator[OpenWorkbook]:
    """The workbook, whose cells are read inside the ``with``. Raises Refused for what is none, is damaged, has a password or is too large."""
    with readable(path), path.open("rb") as stream:
        beginning = stream.read(_BEGINNING)
    if beginning.startswith(SIGNATURE):
        from guangdong_ai.batch.read.workbook_xls import xls_workbook

        yield xls_workbook(path)
        return
    is_xls = path.suffix.lower() == _XLS
    if is_xls and not beginning.startswith(_ARCHIVE):
        raise _no_xls(path, beginning)
    from guangdong_ai.batch.read.workbook_calamine import ods_workbook, xlsx_workbook

    is_ods = _holds_ods(path) if is_xls else path.suffix.lower() == _ODS
    with ods_workbook(path) if is_ods else xlsx_workbook(path) as workbook:
        yield workbook


def _holds_ods(path: Path) -> bool:
    with opened(path) as archive:
        return "content.xml" in map(part_key, archive.namelist())


def _no_xls(path: Path, beginning: bytes) -> Refused:
    """The refusal of a file that is called .xls and is something else."""
    if beginning.startswith(_BEFORE_EXCEL_5):
        return refused(path, Text("Excel 4 或更早版本的文件，不能读取", "a file of Excel 4 or older cannot be read"), _SAVE_AS)
    plain = beginning.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(_UTF_16).lstrip()
    if plain.startswith(b"<"):
        message = Text("后缀是 .xls，内容却是网页或 XML，不是工作簿", "called .xls, but it holds a web page or XML, not a workbook")
        return refused(path, message, _SAVE_AS)
    if beginning.startswith(_UTF_16) or (plain and not any(byte < ord(" ") and byte not in _SPACES for byte in plain)):
        message = Text("后缀是 .xls，内容却是纯文本，不是工作簿", "called .xls, but it holds plain text, not a workbook")
        hint = Text(
            "请把后缀改为 .csv，或用表格软件打开后另存为 .xlsx",
            "rename it to .csv, or open it in a spreadsheet program and save it as .xlsx",
        )
        return refused(path, message, hint)
    return refused(path, Text("不是 .xls 工作簿，或已损坏", "not an .xls workbook, or damaged"), _SAVE_AS)
