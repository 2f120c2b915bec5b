"""Text tables, read by DuckDB: it keeps account of every record, also of those that are not built as they must be.

It does not say on which physical line a record begins: that is found by quotes and line breaks alone, fast enough for any file.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

import duckdb
import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from guangdong_ai.batch.read.byte_stream import CHUNK, byte_stream
from guangdong_ai.batch.read.csv_form import CsvForm
from guangdong_ai.batch.read.csv_rows import records_in
from guangdong_ai.batch.read.frames.frame import ROW, SPACES, InputFrame, ReadOtherwise, cell_name, frame_in_pieces, used_cells
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import Layout
from guangdong_ai.batch.read.record_to_row import Fault, RowMaker
from guangdong_ai.batch.read.table import Rejected
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.record import record, replace

LONGEST_RECORD = 2_000_000
"""Bytes. A record that is longer has lost a quote."""

RECORDS_AT_ONCE = 100_000
_MEMORY = "400MB"
_BLANK = "blank"
_LONGEST_SPACES = 64
_NEVER = "\x1f a cell that is never written \x1f"
"""What stands for null. Were it the empty text, as usual, empty cells beyond the header's would not be told."""

_READING_AHEAD = Lock()
_GLOB_SIGNS = lazy_pattern(r"([*?\[])")
"""What DuckDB takes for a pattern, and in brackets for itself. It takes hf: and the like for addresses, but not in an absolute path."""
_COMPRESSIONS: Mapping[str | None, Any] = {None: "none", "gz": "gzip", "zst": "zstd"}


def may_be_read_otherwise(file: InputFile, form: CsvForm) -> bool:
    """Whether there is something in the file of which DuckDB and Python take different views.

    That is a space or a tab between a quote and the end of a cell, a carriage return alone, a NUL byte and an end mark.
    """
    spaces = [space for space in (b" ", b"\t") if space != form.delimiter.encode()]
    either = b"[" + b"".join(spaces) + b"]+"
    end = b"[" + form.delimiter.encode() + b"\r\n]"
    pattern = re.compile(b"(?:" + end + b"|^)" + either + b'"|"' + either + b"(?:" + end + b"|$)")
    pairs = [(space, pair) for space in spaces for pair in (b'"' + space, space + b'"')]
    before = b""
    with byte_stream(file.path, file.compression) as stream:
        while chunk := stream.read(CHUNK):
            if chunk.endswith(b"\r"):
                chunk += stream.read(1)
            piece = before + chunk
            if b"\x00" in chunk or b"\x1a" in chunk or (b"\r" in chunk and chunk.count(b"\r") != chunk.count(b"\r\n")):
                return True
            # Looking for single bytes is many times faster than for two: mostly they say already that there is nothing.
            if any(space in piece and pair in piece for space, pair in pairs) and pattern.search(piece):
                return True
            before = piece[-_LONGEST_SPACES:]
    return False


def csv_frame(file: InputFile, form: CsvForm, layout: Layout, utf_8: Path) -> InputFrame:
    """The file. ``utf_8`` is where its text is in UTF-8: itself, or a copy (then unpacked)."""
    read = _Read(file, form, layout, utf_8)
    cells = {cell_name(index): pl.String() for index in used_cells(layout)}
    schema = pl.Schema({ROW: pl.Int64(), _BLANK: pl.Boolean(), **cells})
    frame = frame_in_pieces(read.pieces, schema).filter(~pl.col(_BLANK)).drop(_BLANK)
    return InputFrame(
        file=file,
        layout=layout,
        frame=frame,
        line=lambda numbers: numbers.map_batches(read.lines_while_reading, return_dtype=pl.Int64, is_elementwise=True),
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
        self._duckdb.execute("SET arrow_output_version = '1.4'")  # earlier ones have no string views
        self._source = self._duckdb.read_csv(
            _GLOB_SIGNS.sub(r"[\1]", str(utf_8.absolute())),
            columns={f"c{index}": "VARCHAR" for index in range(len(form.headers))},
            auto_detect=False,
            header=True,
            skiprows=form.skipped,
            delimiter=form.delimiter,
            quotechar='"',
            escapechar='"',
            na_values=[_NEVER],
            compression=_COMPRESSIONS[self._text.compression],
            store_rejects=True,
            rejects_limit=0,
            strict_mode=True,
            max_line_size=LONGEST_RECORD,
        )

    def pieces(self) -> Iterator[pl.DataFrame]:
        """The records in pieces, numbered in the order of the file."""
        names = [f"c{index}" for index in range(len(self._form.headers))]
        anything = ", ".join(f"nullif(trim({name}, '{SPACES}'), '')" for name in names)
        cells = ", ".join(f"nullif(c{index}, '') AS \"{cell_name(index)}\"" for index in used_cells(self._layout))
        first = blank = 0
        try:
            # Mostly the first cell says that there is something: only where it does not, the others are looked at, which takes long.
            blank_record = f"CASE WHEN c0 >= '!' AND c0 <= '~' THEN false ELSE coalesce({anything}) IS NULL END"
            for batch in self._source.project(f"{blank_record} AS {_BLANK}, {cells}").to_arrow_reader(RECORDS_AT_ONCE):
                piece = pl.DataFrame(batch).with_columns(pl.int_range(first, first + batch.num_rows, dtype=pl.Int64).alias(ROW))
                first += len(piece)
                blank += int(piece[_BLANK].sum())
                yield piece
        except (duckdb.Error, pa.ArrowException, OSError):
            raise ReadOtherwise from None
        self._records, self._blank = first, blank

    def records_read(self) -> int:
        """How many records with anything in them there are, those that cannot be read too; counted by their lines."""
        return len(self.lines) - self._blank + len(self.unreadable())

    @cached_property
    def _faulty(self) -> Sequence[tuple[int, str]]:
        """Of each record that is not built as it must be the byte (from 0) at which it begins, and its text."""
        found: dict[int, str] = {}
        query = "SELECT line_byte_position, csv_line FROM reject_errors ORDER BY line_byte_position"
        try:
            reported = self._duckdb.execute(query).fetchall()
        except duckdb.Error:
            raise ReadOtherwise from None
        for place, text in reported:
            # Blank lines before a record are taken for its beginning.
            record = text.lstrip("\r\n")
            found.setdefault(place - 1 + len(text) - len(record), record)
        return sorted(found.items())

    def lines_while_reading(self, rows: pl.Series) -> pl.Series:
        """The lines of records by their numbers, before the file has been read to its end: it is read once more to know them."""
        if rows.null_count() == len(rows):
            return rows.cast(pl.Int64)
        lines = self._read_before.lines[rows.fill_null(0).to_numpy()]
        return pl.Series(lines, dtype=pl.Int64).set(rows.is_null(), None)

    @cached_property
    def _read_before(self) -> "_Read":
        with _READING_AHEAD:
            read = _Read(self._file, self._form, self._layout, self._utf_8)
            for _ in read.pieces():
                pass
            return read

    @cached_property
    def _found_lines(self) -> "RecordLines":
        with byte_stream(self._text.path, self._text.compression) as stream:
            found = record_lines(stream, {place for place, _ in self._faulty}, self._form.delimiter)
        # Of files with line ends of two kinds DuckDB loses records without a word.
        if found is None or len(lines := found.of_records[found.of_records > self._form.last]) != self._records:
            raise ReadOtherwise
        return replace(found, of_records=lines)

    @property
    def lines(self) -> "Numbers":
        """The lines of the records."""
        return self._found_lines.of_records

    def unreadable(self) -> Sequence[Rejected]:
        """The records that are not built as they must be; those without anything in them are none."""
        return self._rejected

    def lines_of(self, rows: Sequence[int]) -> Sequence[int]:
        """The lines of records by their numbers."""
        return [int(self.lines[row]) for row in rows]

    @cached_property
    def _rejected(self) -> Sequence[Rejected]:
        if not self._faulty:
            return ()
        maker = RowMaker(self._file, self._layout, lenient=False)
        lines = self._found_lines.of_places
        rejected = []
        for place, text in self._faulty:
            records = records_in(text, lines[place], self._form)
            if text and not records:
                continue
            fault, of_fault = records[0] if len(records) == 1 else (None, "")
            if not isinstance(fault, Fault) or of_fault != text.rstrip("\r\n"):
                raise ReadOtherwise
            rejected.append(maker.rejected(lines[place], fault, of_fault))
        return rejected


BLOCK = 1 << 24
"""Bytes that are looked at together."""
_BREAK, _RETURN, _QUOTE = ord("\n"), ord("\r"), ord('"')

Numbers = npt.NDArray[np.int64]


@record
class RecordLines:
    """``of_records``: the line of each record (from 1), the header first; ``of_places``: that of each byte (from 0) that was asked about."""

    of_records: Numbers
    of_places: Mapping[int, int]


def record_lines(stream: BinaryIO, left_out: Collection[int], delimiter: str = ",") -> RecordLines | None:
    """The lines of all records but those that begin at the bytes (from 0) ``left_out``, and of these bytes. A blank line is no record.

    A line break between quotes parts no records. None where a quote stands inside a cell that is not quoted: there only reading the file
    cell by cell tells.
    """
    pieces, of_places = [], dict[int, int]()
    try:
        for of_records, places, of_these in _pieces(stream, np.array(sorted(left_out), dtype=np.int64), delimiter):
            pieces.append(of_records)
            of_places |= zip(places.tolist(), of_these.tolist(), strict=True)
    except _StrayQuote:
        return None
    return RecordLines(of_records=np.concatenate([np.empty(0, dtype=np.int64), *pieces]), of_places=of_places)


class _StrayQuote(Exception):  # noqa: N818  # no error: another way has to be taken
    pass


def _pieces(stream: BinaryIO, left_out: Numbers, delimiter: str) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """For each chunk the records among the lines that end in it, the bytes of ``left_out`` in it, and their lines."""
    before_quote = np.frombuffer(f'{delimiter}\n\r"'.encode(), dtype=np.uint8)
    position, line, quotes_before, last_byte = 0, 1, 0, _BREAK
    start, start_quoted = 0, False
    while content := _chunk(stream):
        data = np.frombuffer(content, dtype=np.uint8)
        if position == 0 and content.startswith(BOM_UTF8):
            data = data.copy()
            data[: len(BOM_UTF8)] = ord(delimiter)
        breaks, quotes = _breaks(data), np.flatnonzero(data == _QUOTE)
        opening = quotes[quotes_before::2]
        before = np.where(opening > 0, data[opening - 1], last_byte)
        if not np.isin(before, before_quote).all():
            raise _StrayQuote
        places = left_out[(left_out >= position) & (left_out < position + len(content))]
        of_places = line + np.searchsorted(breaks, places - position)
        of_records = np.empty(0, dtype=np.int64)
        if len(breaks):
            after_break = (quotes_before + np.searchsorted(quotes, breaks)) % 2 == 1
            starts = np.concatenate([[start], position + breaks[:-1] + 1])
            quoted = np.concatenate([[start_quoted], after_break[:-1]])
            lengths = position + breaks - starts
            before_break = np.where(breaks > 0, data[breaks - 1], last_byte)
            blank = (lengths == 0) | ((lengths == 1) & (before_break == _RETURN))
            of_records = line + np.flatnonzero(~quoted & ~blank & ~np.isin(starts, left_out))
            start, start_quoted, line = int(position + breaks[-1] + 1), bool(after_break[-1]), line + len(breaks)
        yield of_records, places, of_places
        quotes_before = (quotes_before + len(quotes)) % 2
        position, last_byte = position + len(content), int(data[-1])
    if position > start and not start_quoted and start not in left_out:
        nowhere = np.empty(0, dtype=np.int64)
        yield np.array([line], dtype=np.int64), nowhere, nowhere


def _chunk(stream: BinaryIO) -> bytes:
    """The next bytes; a carriage return is not parted from what comes after it."""
    content = stream.read(BLOCK)
    more: list[bytes] = []
    while (more or [content])[-1].endswith(b"\r") and (one := stream.read(1)):
        more.append(one)
    return content + b"".join(more)


def _breaks(data: npt.NDArray[np.uint8]) -> Numbers:
    """Where lines end: at a line feed, and at a carriage return without one."""
    if not (data == _RETURN).any():
        return np.flatnonzero(data == _BREAK)
    lone = data == _RETURN
    lone[:-1] &= data[1:] != _BREAK
    return np.flatnonzero(lone | (data == _BREAK))
