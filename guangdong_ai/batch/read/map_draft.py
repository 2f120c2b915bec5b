"""A first columns map for tables that somebody has: what every column was taken for, what it was not, and the cells that cannot be read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final

from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import FactColumn, Layout, value_key
from guangdong_ai.batch.read.read_options import ALL, ReadOptions
from guangdong_ai.batch.read.table import Applicant, ReadRow, open_table
from guangdong_ai.batch.read.unused_columns import nearest_fact
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.spelling import header_key

MOST_ROWS: Final = 100_000
"""Rows of each table that are looked at."""

_MOST_DIFFERENT: Final = 5_000
_MOST_CELLS: Final = 20
_MOST_EXAMPLES: Final = 3
_LONGEST_CELL: Final = 100


@record
class DraftedColumn:
    """A header; the fact it was taken for and how, else the one that may be meant.

    ``unreadable``: the most frequent cells that cannot be read, with their numbers of rows; ``others``: how many different ones there are besides.
    ``examples``: what stands in the column.
    """

    header: str
    fact: Fact | None
    by: str
    examples: tuple[str, ...] = ()
    unreadable: tuple[tuple[str, int], ...] = ()
    others: int = 0


@record
class MapDraft:
    """``columns`` of all tables in their order, each header once, from so many ``rows``."""

    files: tuple[InputFile, ...]
    columns: tuple[DraftedColumn, ...]
    rows: int
    warnings: tuple[Finding, ...]


class _Column:
    def __init__(self, header: str, column: FactColumn | None) -> None:
        self.header, self.column = header, column
        self.examples: dict[str, None] = {}
        self.unreadable: Counter[str] = Counter()
        self.spelled: dict[str, str] = {}

    def add_example(self, cell: str) -> None:
        if len(self.examples) < _MOST_EXAMPLES and cell.strip() and len(cell) <= _LONGEST_CELL:
            self.examples.setdefault(cell.strip())

    def add_unreadable(self, cell: str) -> None:
        key = value_key(cell)
        if key and len(cell) <= _LONGEST_CELL and (key in self.unreadable or len(self.unreadable) < _MOST_DIFFERENT):
            self.unreadable[key] += 1
            self.spelled.setdefault(key, cell.strip())

    def drafted(self, facts: Mapping[str, Fact]) -> DraftedColumn:
        most = self.unreadable.most_common(_MOST_CELLS)
        column = self.column
        return DraftedColumn(
            header=self.header,
            fact=nearest_fact(self.header, facts) if column is None else column.fact,
            by="" if column is None else column.by,
            examples=tuple(self.examples),
            unreadable=tuple((self.spelled[key], rows) for key, rows in most),
            others=len(self.unreadable) - len(most),
        )


def map_draft(files: Sequence[InputFile], facts: Mapping[str, Fact], reading: ReadOptions) -> MapDraft:
    """The draft for these tables; profiles have no columns. Raises Refused where a file cannot be read at all; wrong headers are no reason."""
    reading = replace(reading, drafting=True, lenient=True, keep=ALL)
    columns: dict[str, _Column] = {}
    warnings: list[Finding] = []
    rows = 0
    for file in files:
        table = open_table(file, facts, reading)
        warnings += table.warnings
        if table.layout is None:
            continue
        _add_headers(table.layout, columns, reading)
        for row in islice(table.rows, MOST_ROWS):
            rows += 1
            _add_cells(row, columns)
    return MapDraft(
        files=tuple(files),
        columns=tuple(column.drafted(facts) for column in columns.values()),
        rows=rows,
        warnings=tuple(warnings),
    )


def _add_headers(layout: Layout, columns: dict[str, _Column], reading: ReadOptions) -> None:
    ignored = {header_key(header) for header in reading.ignored}
    of_headers = {layout.headers[column.index]: column for column in reversed(layout.columns)}
    for index, header in enumerate(layout.headers):
        names_only = index == layout.id and header not in of_headers
        if header.strip() and not names_only and header_key(header) not in ignored:
            columns.setdefault(header, _Column(header, of_headers.get(header)))


def _add_cells(row: ReadRow, columns: Mapping[str, _Column]) -> None:
    if not isinstance(row, Applicant):
        return
    for header, cell in row.kept.items():
        if header in columns:
            columns[header].add_example(cell)
    for wrong in row.made_unknown:
        if wrong.column in columns:
            columns[wrong.column].add_unreadable(wrong.value)
