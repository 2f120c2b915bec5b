"""Parquet files: the columns come with their types, and a record's line is its number."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
from polars.datatypes import DataType, DataTypeClass

from guangdong_ai.batch.engine.arrow_scan import read_by_arrow
from guangdong_ai.batch.engine.engine_table import ROW, EngineTable, cell_name, used_cells
from guangdong_ai.batch.inputs.input_files import InputFile
from guangdong_ai.batch.inputs.layout import Layout


def rows_in_file(path: Path) -> int:
    """How many rows a Parquet file has, as it says itself."""
    return int(pq.read_metadata(path).num_rows)


def parquet_table(file: InputFile, layout: Layout, path: Path | None = None, first: int = 0, rows: int | None = None) -> EngineTable:
    """The file, or ``rows`` of it from ``first`` (from 0); read in pieces. ``path``: where it is, if not where it is named.

    Raises polars' errors where it is damaged.
    """
    raw = pl.scan_parquet(path or file.path, glob=False).slice(first, rows)
    try:
        columns = list(_flat(raw.collect_schema()))
    except pl.exceptions.DuplicateError:
        raw = read_by_arrow(path or file.path, used_cells(layout)).slice(first, rows)
        columns = [pl.col(cell_name(index)) for index in range(len(layout.headers))]
    # Columns are renamed first: that of the numbers must not be called as one of the file's.
    frame = raw.select(columns[index].alias(cell_name(index)) for index in used_cells(layout)).with_row_index(ROW, first)
    return EngineTable(
        file=file,
        layout=layout,
        frame=frame,
        line=lambda numbers: numbers + 1,
        read=lambda: int(raw.select(pl.len()).collect().item()),
        lines_of=lambda numbers: [number + 1 for number in numbers],
        unreadable=tuple,
    )


def _flat(schema: pl.Schema) -> Iterator[pl.Expr]:
    """The columns in their order; of a column that is a table of columns those. By their places: a name may be taken for a pattern."""
    for place, dtype in enumerate(schema.dtypes()):
        yield from _fields(pl.nth(place), dtype)


def _fields(column: pl.Expr, dtype: DataType | DataTypeClass) -> Iterator[pl.Expr]:
    if not isinstance(dtype, pl.Struct):
        yield column
        return
    for field in dtype.fields:
        yield from _fields(column.struct.field(field.name), field.dtype)
