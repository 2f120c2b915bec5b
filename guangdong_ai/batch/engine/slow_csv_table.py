"""Text tables that are written in ways on which readers do not agree: read as the run row by row reads them."""

from collections.abc import Iterator, Sequence
from itertools import islice

import polars as pl

from guangdong_ai.batch.applicant import Rejected
from guangdong_ai.batch.engine.engine_table import ROW, EngineTable, cell_name, used_cells
from guangdong_ai.batch.engine.read_in_pieces import frame_in_pieces
from guangdong_ai.batch.inputs.csv_form import CsvForm
from guangdong_ai.batch.inputs.csv_rows import every_record
from guangdong_ai.batch.inputs.input_files import InputFile
from guangdong_ai.batch.inputs.layout import Layout
from guangdong_ai.batch.inputs.record_to_row import Fault, RowMaker

RECORDS_AT_ONCE = 20_000


def slow_csv_table(file: InputFile, form: CsvForm, layout: Layout) -> EngineTable:
    """The file."""
    read = _Read(file, form, layout)
    cells = {cell_name(index): pl.String() for index in used_cells(layout)}
    schema = pl.Schema({ROW: pl.Int64(), **cells})
    return EngineTable(
        file=file,
        layout=layout,
        frame=frame_in_pieces(read.pieces, schema),
        line=lambda numbers: numbers.map_batches(read.lines_while_reading, return_dtype=pl.Int64, is_elementwise=True),
        read=lambda: len(read.lines) + len(read.rejected),
        lines_of=lambda rows: [read.lines[row] for row in rows],
        unreadable=lambda: read.rejected,
        has_nul=True,
    )


class _Read:
    def __init__(self, file: InputFile, form: CsvForm, layout: Layout) -> None:
        self._file, self._form, self._layout = file, form, layout
        self.lines: list[int] = []
        self.rejected: list[Rejected] = []

    def pieces(self) -> Iterator[pl.DataFrame]:
        """The records in pieces, numbered in the order of the file."""
        used = used_cells(self._layout)
        self.lines, self.rejected = [], []
        records = self._records()
        while several := list(islice(records, RECORDS_AT_ONCE)):
            first = len(self.lines)
            self.lines += [line for line, _ in several]
            columns = {cell_name(index): pl.Series([cells[index] for _, cells in several], dtype=pl.String) for index in used}
            numbers = pl.int_range(first, len(self.lines), dtype=pl.Int64, eager=True)
            yield pl.DataFrame({ROW: numbers, **columns})

    def lines_while_reading(self, rows: pl.Series) -> pl.Series:
        """The lines of records that have been read, by their numbers."""
        return pl.Series([None if row is None else self.lines[row] for row in rows], dtype=pl.Int64)

    def _records(self) -> Iterator[tuple[int, Sequence[str]]]:
        maker = RowMaker(self._file, self._layout, lenient=False)
        for line, cells, text in every_record(self._file, self._form):
            if isinstance(cells, Fault):
                self.rejected.append(maker.rejected(line, cells, text))
            else:
                yield line, cells
