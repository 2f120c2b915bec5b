"""Parquet files: the columns come with their types, and a record's line is its number."""

from collections.abc import Mapping

import polars as pl

from guangdong_ai.batch.engine.engine_table import ROW, EngineTable, cell_name, used_cells
from guangdong_ai.batch.inputs.input_files import InputFile
from guangdong_ai.batch.inputs.layout import Layout


def parquet_table(file: InputFile, layout: Layout) -> EngineTable:
    """The file; the frame is read in pieces. Raises polars' errors where it is damaged."""
    headers: Mapping[str, str] = {layout.headers[index]: cell_name(index) for index in used_cells(layout)}
    raw = pl.scan_parquet(file.path, glob=False)
    # The column of numbers must not be called as one of the file's.
    frame = raw.select(pl.col(header).alias(name) for header, name in headers.items()).with_row_index(ROW)
    return EngineTable(
        file=file,
        layout=layout,
        frame=frame,
        read=lambda: int(raw.select(pl.len()).collect().item()),
        lines_of=lambda rows: [row + 1 for row in rows],
        unreadable=tuple,
    )
