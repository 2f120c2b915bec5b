"""The kinds of workbooks, an entry each: how one is looked at besides the values of its cells."""

from collections.abc import Callable, Collection
from pathlib import Path

from guangdong_ai.batch.read import workbook_archive, workbook_marks, workbook_ods, workbook_size
from guangdong_ai.batch.read.record_to_row import Fault
from guangdong_ai.batch.read.workbook_archive import Position
from guangdong_ai.foundation.record import record

_COMPOUND = b"\xd0\xcf\x11\xe0"
"""What files begin with in which workbooks with a password are."""


@record
class WorkbookKind:
    """All of them raise Refused. ``check_size`` is the first to be asked: it refuses what would take too much memory.

    ``counts_otherwise``: whether numbers count days from another day than usual; ``faulty_cells``: those that show no value; ``merged_cells``: None
    where the reader of cells knows them. Sheets are named; rows count from 1, positions from 0.
    """

    check_size: Callable[[Path], None]
    counts_otherwise: Callable[[Path], bool]
    faulty_cells: Callable[[Path, str], dict[Position, Fault]]
    hidden_rows: Callable[[Path, str], list[int]]
    percent_cells: Callable[[Path, str, Collection[int]], frozenset[Position]]
    merged_cells: Callable[[Path, str], tuple[tuple[Position, Position], ...]] | None = None


_XLSX = WorkbookKind(
    check_size=workbook_size.check_size,
    counts_otherwise=workbook_archive.counts_from_1904,
    faulty_cells=workbook_archive.faulty_cells,
    hidden_rows=workbook_marks.hidden_rows,
    percent_cells=workbook_marks.percent_cells,
)
_ODS = WorkbookKind(
    check_size=workbook_ods.check_size,
    counts_otherwise=workbook_ods.counts_otherwise,
    faulty_cells=workbook_ods.faulty_cells,
    hidden_rows=workbook_ods.hidden_rows,
    percent_cells=workbook_ods.percent_cells,
    merged_cells=workbook_ods.merged_cells,
)


def workbook_kind(path: Path, beginning: bytes) -> WorkbookKind | None:
    """What the file is, by its suffix; None for one with a password, of which nothing can be looked at. ``beginning``: its first bytes."""
    if beginning.startswith(_COMPOUND):
        return None
    return _ODS if path.suffix.lower() == ".ods" else _XLSX
