"""An input file as Polars reads it, whatever its format: a frame, made piece after piece by Python code, and what is known of its records.

Parquet comes with its types, as the run row by row reads it, and a record's line is its number. Text tables on which readers do not agree are
read record by record.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from polars.io.plugins import register_io_source

from guangdong_ai.batch.read.cell import exact_text
from guangdong_ai.batch.read.csv_form import CsvForm, csv_form
from guangdong_ai.batch.read.csv_rows import every_record
from guangdong_ai.batch.read.header_match import headers_of
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import Layout, used_columns
from guangdong_ai.batch.read.parquet_pieces import MOST_AT_ONCE, ParquetPieces
from guangdong_ai.batch.read.parquet_rows import column_cells
from guangdong_ai.batch.read.read_options import ReadOptions
from guangdong_ai.batch.read.record_to_row import Fault, RowMaker
from guangdong_ai.batch.read.table import Rejected, open_table
from guangdong_ai.batch.read.text_file import transcoded
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.path_text import is_utf_8
from guangdong_ai.foundation.record import record, replace

ROW = "row"
"""The column that numbers the records from 0 in the order of the file."""


SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
"""What Python takes for a space: other programs do not agree."""


def cell_name(index: int) -> str:
    """The column with the cells under the header at ``index`` (from 0), whatever the header is."""
    return f"cell:{index}"


@record
class InputFrame:
    """``frame`` has the column ROW and one for each header that is used (``cell_name``).

    ``line`` makes of the numbers of records, null where nobody asks, their physical lines, known while the frame is read. ``read`` says how
    many records there are, ``lines_of`` gives the physical lines of records by their numbers, and ``unreadable`` the records that are none of the frame's because
    they are not built as they must be; all once the frame has been read to its end. ``has_nul``: there may be NUL bytes in cells, which
    are texts; no such cell can be used.
    """

    file: InputFile
    layout: Layout
    frame: pl.LazyFrame
    line: Callable[[pl.Expr], pl.Expr]
    read: Callable[[], int]
    lines_of: Callable[[Sequence[int]], Sequence[int]]
    unreadable: Callable[[], Sequence[Rejected]]
    has_nul: bool = False


def used_cells(layout: Layout) -> tuple[int, ...]:
    """The positions of the headers whose cells are looked at."""
    return tuple(sorted(used_columns(layout) | set(layout.labels)))


def frame_in_pieces(pieces: Callable[[], Iterator[pl.DataFrame]], schema: pl.Schema) -> pl.LazyFrame:
    """The frame. ``pieces`` gives them all, with these columns in whatever order; it may be closed early, and called again."""

    def read(
        with_columns: list[str] | None, predicate: pl.Expr | None, n_rows: int | None, batch_size: int | None
    ) -> Iterator[pl.DataFrame]:
        del batch_size
        for piece in pieces():
            rows = piece if n_rows is None else piece.head(n_rows)
            n_rows = n_rows if n_rows is None else n_rows - len(rows)
            rows = rows if predicate is None else rows.filter(predicate)
            yield rows if with_columns is None else rows.select(with_columns)
            if n_rows == 0:
                return

    return register_io_source(read, schema=schema, is_pure=True)


class ReadOtherwise(Exception):  # noqa: N818  # no error: the file can be read, but not by DuckDB
    """Raised while the frame is read, or what is not built right is looked for: DuckDB reads this file otherwise than a row by row run."""


def series_cells(series: pl.Series) -> list[Any]:
    """The cells as they come from a Parquet file that is read row by row."""
    if series.dtype.is_integer() or series.dtype in (pl.String, pl.Boolean):
        return series.to_list()
    return column_cells(series.to_arrow(compat_level=pl.CompatLevel.oldest()))


RECORDS_AT_ONCE = 20_000


def csv_frame_by_record(file: InputFile, form: CsvForm, layout: Layout) -> InputFrame:
    """The csv file as a frame that is read record by record, for what DuckDB reads otherwise."""
    read = _RecordByRecord(file, form, layout)
    cells = {cell_name(index): pl.String() for index in used_cells(layout)}
    schema = pl.Schema({ROW: pl.Int64(), **cells})
    return InputFrame(
        file=file,
        layout=layout,
        frame=frame_in_pieces(read.pieces, schema),
        line=lambda numbers: numbers.map_batches(read.lines_while_reading, return_dtype=pl.Int64, is_elementwise=True),
        read=lambda: len(read.lines) + len(read.rejected),
        lines_of=lambda rows: [read.lines[row] for row in rows],
        unreadable=lambda: read.rejected,
        has_nul=True,
    )


class _RecordByRecord:
    def __init__(self, file: InputFile, form: CsvForm, layout: Layout) -> None:
        self._file, self._form, self._layout = file, form, layout
        self.lines: list[int] = []
        self.rejected: list[Rejected] = []

    def pieces(self) -> Iterator[pl.DataFrame]:
        """The records in pieces, numbered in the order of the file."""
        used = used_cells(self._layout)
        self.lines, self.rejected = [], []
        records = self._records()
        while several := list(islice(records, RECORDS_AT_ONCE)):
            first = len(self.lines)
            self.lines += [line for line, _ in several]
            columns = {cell_name(index): pl.Series([cells[index] for _, cells in several], dtype=pl.String) for index in used}
            numbers = pl.int_range(first, len(self.lines), dtype=pl.Int64, eager=True)
            yield pl.DataFrame({ROW: numbers, **columns})

    def lines_while_reading(self, rows: pl.Series) -> pl.Series:
        """The lines of records that have been read, by their numbers."""
        return pl.Series([None if row is None else self.lines[row] for row in rows], dtype=pl.Int64)

    def _records(self) -> Iterator[tuple[int, Sequence[str]]]:
        maker = RowMaker(self._file, self._layout, lenient=False)
        for line, cells, text in every_record(self._file, self._form):
            if isinstance(cells, Fault):
                self.rejected.append(maker.rejected(line, cells, text))
            else:
                yield line, cells


_UTF_8 = ("utf-8", "utf-8-sig")
_USUAL_DELIMITERS = (",", "\t", ";", "|")
"""Another one, which a line ``sep=`` may name, nobody has tried with DuckDB."""


def input_frame(file: InputFile, facts: Mapping[str, Fact], reading: ReadOptions, work: Path, *, slow: bool = False) -> InputFrame:
    """The table. ``work`` is an empty folder, for a copy of a text file that is not in UTF-8. Raises Refused.

    ``slow``: a text table is read record by record, as it must be where the engine raises ReadOtherwise.
    """
    layout = open_table(file, facts, reading).layout
    if layout is None:
        raise TypeError(file.format)
    if file.format == "parquet":
        return parquet_frame(file, layout)
    from guangdong_ai.batch.read.frames.csv_frame import csv_frame, may_be_read_otherwise  # loads DuckDB, which text tables alone need

    form = csv_form(file, headers_of(facts, reading))
    if slow or not form.skipped_plainly or form.delimiter not in _USUAL_DELIMITERS:
        return csv_frame_by_record(file, form, layout)
    text = file.path
    if form.encoding not in _UTF_8:
        text = work / "utf-8.csv"
        transcoded(file.path, file.compression, text)
    copy = file if text == file.path else replace(file, path=text, compression=None)
    return (
        csv_frame_by_record(file, form, layout)
        if not is_utf_8(text) or may_be_read_otherwise(copy, form)
        else csv_frame(file, form, layout, text)
    )


_AS_THEY_ARE = (
    pa.types.is_null,
    pa.types.is_boolean,
    pa.types.is_integer,
    pa.types.is_float32,
    pa.types.is_float64,
    pa.types.is_decimal128,
    pa.types.is_date32,
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_string_view,
)
"""Types of columns that Polars has too, with all their values."""


def rows_in_file(path: Path) -> int:
    """How many rows a Parquet file has, as it says itself."""
    return int(pq.read_metadata(path).num_rows)


def parquet_frame(file: InputFile, layout: Layout, path: Path | None = None, first: int = 0, rows: int | None = None) -> InputFrame:
    """The file, or ``rows`` of it from ``first`` (from 0); read in pieces. ``path``: where it is, if not where it is named.

    Raises Refused where it is damaged, also while it is read.
    """
    opened = ParquetPieces(path or file.path, file.path)
    used = used_cells(layout)
    read = [0]

    def frame(columns: Sequence[Any], number: int, length: int) -> pl.DataFrame:
        numbers = pl.int_range(number, number + length, dtype=pl.Int64, eager=True)
        return pl.DataFrame({ROW: numbers, **{cell_name(index): _series(column) for index, column in zip(used, columns, strict=True)}})

    def pieces() -> Iterator[pl.DataFrame]:
        read[0] = 0
        for length, columns in opened.read(used, MOST_AT_ONCE, first, rows, in_bulk=True):
            piece = frame(columns, first + read[0], length)
            read[0] += length
            yield piece

    return InputFrame(
        file=file,
        layout=layout,
        frame=frame_in_pieces(pieces, frame(opened.empty(used), first, 0).schema),
        line=lambda numbers: numbers + 1,
        read=lambda: read[0],
        lines_of=lambda numbers: [number + 1 for number in numbers],
        unreadable=tuple,
    )


def _series(column: Any) -> pl.Series:
    """The column as Polars has it. What Polars has not is made of the texts that say the same, for which every cell is taken anyway."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _looked_up(column)
    if any(is_one(kind) for is_one in _AS_THEY_ARE) or (pa.types.is_timestamp(kind) and kind.tz is None):
        return _taken(column)
    if pa.types.is_float16(kind):
        return pl.Series([None if cell is None else float(cell) for cell in column_cells(column)], dtype=pl.Float64())
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        if any(is_one(kind.value_type) for is_one in _AS_THEY_ARE):
            return _taken(column)
        lists = [None if parts is None else [exact_text(part) for part in parts] for parts in column_cells(column)]
        return pl.Series(lists, dtype=pl.List(pl.String()))
    return pl.Series([None if cell is None else exact_text(cell) for cell in column_cells(column)], dtype=pl.String())


def _looked_up(column: Any) -> pl.Series:
    """The column of which each different cell is stored once: Polars only points to those, so that none of them is copied."""
    chunks = [_series(chunk.dictionary).gather(_taken(chunk.indices)) for chunk in column.chunks]
    return pl.concat(chunks, rechunk=False) if chunks else _series(column.cast(column.type.value_type))


def _taken(column: Any) -> pl.Series:
    series = pl.from_arrow(column)
    if not isinstance(series, pl.Series):
        raise TypeError(series)
    return series
