"""A file as Polars reads it: a frame, made piece after piece by Python code, and what is known of its records."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import polars as pl
from polars.io.plugins import register_io_source

from guangdong_ai.batch.read.applicant import Rejected
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import Layout, used_columns
from guangdong_ai.batch.read.parquet_rows import column_cells
from guangdong_ai.foundation.record import record

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


AS_THEY_ARE = (pl.String(), pl.Boolean())


def series_cells(series: pl.Series) -> list[Any]:
    """The cells as they come from a Parquet file that is read row by row."""
    if series.dtype.is_integer() or series.dtype in AS_THEY_ARE:
        return series.to_list()
    return column_cells(series.to_arrow(compat_level=pl.CompatLevel.oldest()))
