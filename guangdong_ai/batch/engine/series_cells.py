"""The cells of a series as the reader of every input takes them."""

from typing import Any

import polars as pl

from guangdong_ai.batch.inputs.parquet_rows import column_cells

AS_THEY_ARE = (pl.String(), pl.Boolean(), pl.Date())


def series_cells(series: pl.Series) -> list[Any]:
    """The cells as they come from a Parquet file that is read row by row."""
    if series.dtype.is_integer() or series.dtype in AS_THEY_ARE:
        return series.to_list()
    return column_cells(series.to_arrow(compat_level=pl.CompatLevel.oldest()))
