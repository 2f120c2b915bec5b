"""Text tables, read by DuckDB: it keeps account of every record, also of those that are not built as they must be."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import numpy as np
import polars as pl
from polars.io.plugins import register_io_source

from guangdong_ai.batch.applicant import Rejected
from guangdong_ai.batch.engine.engine_table import ROW, EngineTable, cell_name, used_cells
from guangdong_ai.batch.engine.record_lines import Numbers, lines_at, record_lines
from guangdong_ai.batch.inputs.byte_stream import byte_stream
from guangdong_ai.batch.inputs.csv_rows import CsvForm, broken_record, complete_records
from guangdong_ai.batch.inputs.input_files import InputFile
from guangdong_ai.batch.inputs.layout import Layout
from guangdong_ai.batch.inputs.record_to_row import RowMaker
from guangdong_ai.errors import Refused
from guangdong_ai.finding import Finding, Place
from guangdong_ai.record import replace
from guangdong_ai.text import Text

LONGEST_RECORD = 16_000_000
"""Bytes. A record that is longer has lost a quote."""

RECORDS_AT_ONCE = 50_000
_MEMORY = "400MB"
_BLANK = "blank"
_READING_AHEAD = Lock()
_COMPRESSIONS: Mapping[str | None, Any] = {None: "none", "gz": "gzip", "zst": "zstd"}


def csv_table(file: InputFile, form: CsvForm, layout: Layout, utf_8: Path) -> EngineTable:
    """The file. ``utf_8`` is where its text is in UTF-8: itself, or a copy (then unpacked)."""
    read = _Read(file, form, layout, utf_8)
    cells = {cell_name(index): pl.String() for index in used_cells(layout)}
    schema = pl.Schema({ROW: pl.Int64(), _BLANK: pl.Boolean(), **cells})
    frame = register_io_source(read.pieces, schema=schema, is_pure=True).filter(~pl.col(_BLANK)).drop(_BLANK)
    line = pl.col(ROW).map_batches(read.lines_while_reading, return_dtype=pl.Int64, is_elementwise=True)
    return EngineTable(
        file=file,
        layout=layout,
        frame=frame,
        line=line,
        read=read.records_read,
        lines_of=read.lines_of,
        unreadable=read.unreadable,
    )


class _Read:
    def __init__(self, file: InputFile, form: CsvForm, layout: Layout, utf_8: Path) -> None:
        self._file, self._form, self._layout, self._utf_8 = file, form, layout, utf_8
        self._text = file if utf_8 == file.path else replace(file, path=utf_8, compression=None)
        self._duckdb = duckdb.connect()
        self._duckdb.execute(f"SET memory_limit = '{_MEMORY}'")
        self._duckdb.execute("SET produce_arrow_string_view = true")
        self._source = self._duckdb.read_csv(
            str(utf_8).replace("*", "[*]").replace("?", "[?]"),
            columns={f"c{index}": "VARCHAR" for index in range(len(form.headers))},
            auto_detect=False,
            header=True,
            skiprows=form.line - 1,
            delimiter=form.delimiter,
            quotechar='"',
            escapechar='"',
            compression=_COMPRESSIONS[self._text.compression],
            store_rejects=True,
            rejects_limit=0,
            strict_mode=True,
            max_line_size=LONGEST_RECORD,
        )

    def pieces(
        self, with_columns: list[str] | None, predicate: pl.Expr | None, n_rows: int | None, batch_size: int | None
    ) -> Iterator[pl.DataFrame]:
        """The records in pieces, numbered in the order of the file."""
        del batch_size
        names = [f"c{index}" for index in range(len(self._form.headers))]
        anything = ", ".join(f"nullif(trim({name}), '')" for name in names)
        cells = ", ".join(f'c{index} AS "{cell_name(index)}"' for index in used_cells(self._layout))
        first = blank = 0
        try:
            for batch in self._source.project(f"coalesce({anything}) IS NULL AS {_BLANK}, {cells}").to_arrow_reader(RECORDS_AT_ONCE):
                piece = pl.DataFrame(batch).with_columns(pl.int_range(first, first + batch.num_rows, dtype=pl.Int64).alias(ROW))
                first += len(piece)
                blank += int(piece[_BLANK].sum())
                if predicate is not None:
                    piece = piece.filter(predicate)
                if n_rows is not None:
                    piece = piece.head(n_rows)
                    n_rows -= len(piece)
                yield piece if with_columns is None else piece.select(with_columns)
                if n_rows == 0:
                    return
        except duckdb.Error as error:
            raise self._refused(str(error)) from None
        self._records, self._blank = first, blank

    def records_read(self) -> int:
        """How many records with anything in them there are, those that cannot be read too."""
        return self._records - self._blank + len(self.unreadable())

    def _refused(self, reason: str) -> Refused:
        message = Text(f"无法读取：{reason.splitlines()[0]}", f"cannot be read: {reason.splitlines()[0]}")
        hint = Text("用 --engine plain 逐行读取", "let --engine plain read it line by line")
        return Refused([Finding(message=message, hint=hint, place=Place(file=self._file.path))])

    @cached_property
    def _faulty(self) -> Sequence[tuple[int, str]]:
        """Of each record that is not built as it must be the byte (from 0) at which it begins, and its text."""
        found: dict[int, str] = {}
        for place, text in self._duckdb.execute(
            "SELECT line_byte_position, csv_line FROM reject_errors ORDER BY line_byte_position"
        ).fetchall():
            # Blank lines before a record are taken for its beginning.
            record = text.lstrip("\r\n")
            found.setdefault(place - 1 + len(text) - len(record), record)
        return sorted(found.items())

    def lines_while_reading(self, rows: pl.Series) -> pl.Series:
        """The lines of records by their numbers, before the file has been read to its end: it is read once more to know them."""
        if rows.null_count() == len(rows):
            return rows.cast(pl.Int64)
        return pl.Series(self._read_before.lines_of(rows.fill_null(0).to_list()), dtype=pl.Int64)

    @cached_property
    def _read_before(self) -> "_Read":
        with _READING_AHEAD:
            read = _Read(self._file, self._form, self._layout, self._utf_8)
            for _ in read.pieces(None, None, None, None):
                pass
            return read

    @cached_property
    def _lines(self) -> Numbers:
        with byte_stream(self._text.path, self._text.compression) as stream:
            lines = record_lines(stream, {place for place, _ in self._faulty})[1:]
        if len(lines) == self._records:
            return lines
        # Quotes stand where they part nothing: only reading the file cell by cell tells the lines.
        return np.fromiter(complete_records(self._text, self._form), dtype=np.int64)

    def lines_of(self, rows: Sequence[int]) -> Sequence[int]:
        """The lines of records by their numbers."""
        return [int(self._lines[row]) for row in rows]

    def unreadable(self) -> Sequence[Rejected]:
        """The records that are not built as they must be; those without anything in them are none."""
        faulty = [(place, text) for place, text in self._faulty if text.strip(f' \t\r\n"{self._form.delimiter}')]
        if not faulty:
            return ()
        maker = RowMaker(self._file, self._layout, lenient=False)
        with byte_stream(self._text.path, self._text.compression) as stream:
            lines = lines_at(stream, [place for place, _ in faulty])
        return [maker.rejected(lines[place], broken_record(text, lines[place], self._form), text.rstrip("\r\n")) for place, text in faulty]
