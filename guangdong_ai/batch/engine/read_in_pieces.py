"""A frame that is read in pieces by Python code, piece after piece as they are needed."""

from collections.abc import Callable, Iterator

import polars as pl
from polars.io.plugins import register_io_source


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
