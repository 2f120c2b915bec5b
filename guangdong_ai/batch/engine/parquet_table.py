"""Parquet files: the columns come with their types, and a record's line is its number."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from guangdong_ai.batch.engine.engine_table import ROW, EngineTable, cell_name, used_cells
from guangdong_ai.batch.inputs.input_files import InputFile
from guangdong_ai.batch.inputs.layout import Layout


def parquet_table(file: InputFile, layout: Layout, path: Path | None = None, first: int = 0, rows: int | None = None) -> EngineTable:
    """The file, or ``rows`` of it from ``first`` (from 0); read in pieces. ``path``: where it is, if not where it is named.

    Raises polars' errors where it is damaged.
    """
    headers: Mapping[str, str] = {layout.headers[index]: cell_name(index) for index in used_cells(layout)}
    raw = pl.scan_parquet(path or file.path, glob=False).slice(first, rows)
    # Columns are renamed first: that of the numbers must not be called as one of the file's.
    frame = raw.select(pl.col(header).alias(name) for header, name in headers.items()).with_row_index(ROW, first)
    return EngineTable(
        file=file,
        layout=layout,
        frame=frame,
        line=pl.col(ROW) + 1,
        read=lambda: int(raw.select(pl.len()).collect().item()),
        lines_of=lambda numbers: [number + 1 for number in numbers],
        unreadable=tuple,
    )
