"""Parquet files that Polars does not open: several of their columns have one name."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from guangdong_ai.batch.engine.engine_table import cell_name
from guangdong_ai.batch.engine.read_in_pieces import frame_in_pieces
from guangdong_ai.batch.inputs.parquet_rows import flat

_ROWS_AT_ONCE = 100_000


def read_by_arrow(path: Path, used: Sequence[int]) -> pl.LazyFrame:
    """The columns at these places (from 0), as ``cell_name`` calls them, read in pieces."""

    def piece(table: pa.Table) -> pl.DataFrame:
        columns = flat(table)
        return pl.DataFrame({cell_name(place): pl.from_arrow(columns.column(place)) for place in used})

    def pieces() -> Iterator[pl.DataFrame]:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_ROWS_AT_ONCE):
                yield piece(pa.Table.from_batches([batch]))

    return frame_in_pieces(pieces, piece(pq.read_schema(path).empty_table()).schema)
