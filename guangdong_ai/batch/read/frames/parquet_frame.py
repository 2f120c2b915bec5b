"""Parquet files, read as the run row by row reads them: the columns come with their types, and a record's line is its number."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from guangdong_ai.batch.read.cell import exact_text
from guangdong_ai.batch.read.frames.frame import ROW, InputFrame, cell_name, frame_in_pieces, used_cells
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import Layout
from guangdong_ai.batch.read.parquet_pieces import ParquetPieces
from guangdong_ai.batch.read.parquet_rows import column_cells

_ROWS_AT_ONCE = 50_000

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
        for length, columns in opened.read(used, _ROWS_AT_ONCE, first, rows):
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
        column = column.cast(kind.value_type)
        kind = column.type
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


def _taken(column: Any) -> pl.Series:
    series = pl.from_arrow(column)
    if not isinstance(series, pl.Series):
        raise TypeError(series)
    return series
