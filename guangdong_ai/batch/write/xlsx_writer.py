"""Results as a workbook with one sheet. Text is written as text: nothing in it runs."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped,unused-ignore]
from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped,unused-ignore]

from guangdong_ai.batch.write.result_formats import ColumnKind, OutputColumn, ResultCell
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.quotation import quoted

MOST_ROWS = 1_048_575
"""Rows that a sheet holds below its headers."""

MOST_COLUMNS = 16_384
LONGEST_TEXT = 32_767
"""UTF-16 units in a cell."""

_NEW = datetime(2000, 1, 1)  # noqa: DTZ001  # workbooks know no time zones
"""The same for every workbook, so that the same rows give the same bytes."""

_OTHERWISE = Text("请改用 .csv 或 .parquet 作为 --output 的后缀", "write a .csv or .parquet file instead")
_WIDTHS: dict[ColumnKind, int] = {"text": 24, "word": 14, "number": 14, "day": 12}


class XlsxWriter:
    """Writes each row at once, in constant memory. Raises Refused for more rows, columns or text than a sheet can hold."""

    def __init__(self, path: Path, columns: Sequence[OutputColumn]) -> None:
        if len(columns) > MOST_COLUMNS:
            raise _refused(Text(f"一张工作表最多 {MOST_COLUMNS:,} 列", f"a sheet holds at most {MOST_COLUMNS:,} columns"))
        self._folder = mkdtemp()
        self._workbook = Workbook(path, {"constant_memory": True, "tmpdir": self._folder})
        self._workbook.use_zip64()
        self._workbook.set_properties({"created": _NEW})
        self._sheet: Any = self._workbook.add_worksheet()
        self._columns = columns
        self._row = 0
        self._formats = {
            "number": self._workbook.add_format({"num_format": "#,##0"}),
            "day": self._workbook.add_format({"num_format": "yyyy-mm-dd"}),
            "text": self._workbook.add_format({"num_format": "@"}),
            "word": None,
        }
        self._sheet.freeze_panes(1, 1)
        try:
            self._write_headers()
        except Refused:
            self.give_up()
            raise

    def write(self, cells: Iterable[ResultCell]) -> None:
        """Add a row."""
        if self._row == MOST_ROWS:
            raise _refused(Text(f"一张工作表最多 {MOST_ROWS:,} 行", f"a sheet holds at most {MOST_ROWS:,} rows"))
        self._row += 1
        for index, (column, cell) in enumerate(zip(self._columns, cells, strict=True)):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                self._write_text(index, cell, self._formats[column.kind])
            elif isinstance(cell, int):
                self._sheet.write_number(self._row, index, cell, self._formats["number"])
            else:
                self._sheet.write_datetime(self._row, index, cell, self._formats["day"])

    def finish(self) -> None:
        """Write the complete workbook and close it. Raises OSError."""
        try:
            self._workbook.close()
        except FileCreateError as error:
            raise OSError(str(error)) from None
        finally:
            self.give_up()

    def give_up(self) -> None:
        """Discard the rows. An open workbook would write itself when it is garbage-collected."""
        self._workbook.fileclosed = True
        self._sheet.row_data_fh.close()
        rmtree(self._folder, ignore_errors=True)

    def _write_headers(self) -> None:
        heading = self._workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for index, column in enumerate(self._columns):
            self._sheet.set_column(index, index, _WIDTHS[column.kind])
            self._write_text(index, column.name, heading)

    def _write_text(self, index: int, text: str, cell_format: Any) -> None:
        if self._sheet.write_string(self._row, index, text, cell_format) != 0:
            name = quoted(self._columns[index].name)
            raise _refused(
                Text(
                    "第 {} 行{}列的文字太长，一个单元格最多 {:,} 个字符",
                    "the text in row {}, column {}, is too long: a cell holds at most {:,} characters",
                ).format(self._row + 1, name, LONGEST_TEXT)
            )


def _refused(message: Text) -> Refused:
    return Refused([Finding(message=message, hint=_OTHERWISE)])
