"""Figures looked up by a key and a day: for example what a document grants in one city while it is in force."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.money_range import OPEN, MoneyRange
from guangdong_ai.rules.source import Source


@record
class TableRow:
    """One figure, in yuan, from ``valid_from`` to ``valid_until`` (days, inclusive; None: not limited).

    Neither ``low`` nor ``high``: the figure was looked for and not found; its range is open.
    """

    key: str
    column: str
    valid_from: date | None = None
    valid_until: date | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    source: Source | None = None
    note: Text | None = None

    @property
    def range(self) -> MoneyRange:
        """The figure as a range of yuan."""
        return OPEN if self.low is None else MoneyRange(self.low, self.high)

    def holds_on(self, day: date) -> bool:
        """Whether the figure is in force on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_until is None or day <= self.valid_until)


@record
class Table:
    """Figures by the value of the fact ``key``, in named columns."""

    id: str
    title: Text
    key: str
    columns: Mapping[str, Text]
    rows: tuple[TableRow, ...]

    def row_for(self, column: str, key: object, day: date) -> TableRow | None:
        """The row of a column that is in force for the key on that day; None without one. Lint sees to it that there is at most one."""
        return next((row for row in self.rows if row.column == column and row.key == key and row.holds_on(day)), None)


def overlapping(rows: Sequence[TableRow]) -> list[int]:
    """Of rows with the same key and column that share a day the position of the later one. As fast as sorting: a table may be long."""
    of_figure: dict[tuple[str, str], list[tuple[date, date, int]]] = defaultdict(list)
    for index, row in enumerate(rows):
        first, last = row.valid_from or date.min, row.valid_until or date.max
        if first <= last:
            of_figure[row.key, row.column].append((first, last, index))
    found: set[int] = set()
    for periods in of_figure.values():
        furthest, of = None, 0
        for first, last, index in sorted(periods):
            if furthest is not None and first <= furthest:
                found.add(max(index, of))
            if furthest is None or last > furthest:
                furthest, of = last, index
    return sorted(found)


Tables = Mapping[str, Table]
