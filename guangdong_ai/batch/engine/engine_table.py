"""A file as the engine reads it."""

from collections.abc import Callable, Sequence

import polars as pl

from guangdong_ai.batch.applicant import Rejected
from guangdong_ai.batch.inputs.input_files import InputFile
from guangdong_ai.batch.inputs.layout import Layout, used_columns
from guangdong_ai.record import record

ROW = "row"
"""The column that numbers the records from 0 in the order of the file."""


SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
"""What Python takes for a space: other programs do not agree."""


def cell_name(index: int) -> str:
    """The column with the cells under the header at ``index`` (from 0), whatever the header is."""
    return f"cell:{index}"


@record
class EngineTable:
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
