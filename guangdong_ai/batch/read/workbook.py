"""A workbook that is open, of whatever kind: its sheets, their cells, and what the cells do not say themselves."""

from collections.abc import Callable, Collection
from typing import Any, Literal

from guangdong_ai.batch.read.record_to_row import Fault
from guangdong_ai.batch.read.workbook_archive import Position
from guangdong_ai.foundation.record import record

Cells = list[Any]
"""A row: texts, numbers, booleans, days and moments; "" for an empty cell and for one that shows an error."""

MergedCells = tuple[Position, Position]
"""First and last position."""

SheetState = Literal["shown", "hidden", "very hidden"]
"""Very hidden: no menu shows it, so that it belongs to a program, as the lists of our template do."""


@record
class OpenWorkbook:
    """All functions raise Refused, and take the name of a sheet. Rows count from 1, positions from 0.

    ``sheets``: those with cells, in their order. ``rows``: from A1, the first so many or all (None); they may be of different lengths.
    ``height``: how many there are. ``counts_otherwise``: whether bare numbers count days from another day than usual. ``faulty_cells``: those
    that show no value. ``percent_cells``: those in the given columns whose numbers are shown as percentages.
    """

    sheets: dict[str, SheetState]
    rows: Callable[[str, int | None], list[Cells]]
    height: Callable[[str], int]
    merged_cells: Callable[[str], tuple[MergedCells, ...]]
    hidden_rows: Callable[[str], list[int]]
    faulty_cells: Callable[[str], dict[Position, Fault]]
    percent_cells: Callable[[str, Collection[int]], frozenset[Position]]
    counts_otherwise: Callable[[], bool]

    def named(self, state: SheetState) -> list[str]:
        """The sheets in this state."""
        return [name for name, its in self.sheets.items() if its == state]
