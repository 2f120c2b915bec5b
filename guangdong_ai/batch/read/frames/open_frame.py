"""An input file as a frame, whatever its format; text tables on which readers do not agree are read record by record."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import polars as pl

from guangdong_ai.batch.read.applicant import Rejected
from guangdong_ai.batch.read.csv_form import CsvForm, csv_form
from guangdong_ai.batch.read.csv_rows import every_record
from guangdong_ai.batch.read.encoding import transcoded
from guangdong_ai.batch.read.frames.frame import ROW, InputFrame, cell_name, frame_in_pieces, used_cells
from guangdong_ai.batch.read.frames.parquet_frame import parquet_frame
from guangdong_ai.batch.read.header_match import FactHeaders
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import Layout
from guangdong_ai.batch.read.read_options import ReadOptions
from guangdong_ai.batch.read.record_to_row import Fault, RowMaker
from guangdong_ai.batch.read.table import open_table
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.path_text import is_utf_8
from guangdong_ai.foundation.record import replace

RECORDS_AT_ONCE = 20_000


def csv_frame_by_record(file: InputFile, form: CsvForm, layout: Layout) -> InputFrame:
    """The csv file as a frame that is read record by record, for what DuckDB reads otherwise."""
    read = _RecordByRecord(file, form, layout)
    cells = {cell_name(index): pl.String() for index in used_cells(layout)}
    schema = pl.Schema({ROW: pl.Int64(), **cells})
    return InputFrame(
        file=file,
        layout=layout,
        frame=frame_in_pieces(read.pieces, schema),
        line=lambda numbers: numbers.map_batches(read.lines_while_reading, return_dtype=pl.Int64, is_elementwise=True),
        read=lambda: len(read.lines) + len(read.rejected),
        lines_of=lambda rows: [read.lines[row] for row in rows],
        unreadable=lambda: read.rejected,
        has_nul=True,
    )


class _RecordByRecord:
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


_UTF_8 = ("utf-8", "utf-8-sig")
_USUAL_DELIMITERS = (",", "\t", ";", "|")
"""Another one, which a line ``sep=`` may name, nobody has tried with DuckDB."""


def input_frame(file: InputFile, facts: Mapping[str, Fact], reading: ReadOptions, work: Path, *, slow: bool = False) -> InputFrame:
    """The table. ``work`` is an empty folder, for a copy of a text file that is not in UTF-8. Raises Refused.

    ``slow``: a text table is read record by record, as it must be where the engine raises ReadOtherwise.
    """
    layout = open_table(file, facts, reading).layout
    if layout is None:
        raise TypeError(file.format)
    if file.format == "parquet":
        return parquet_frame(file, layout)
    from guangdong_ai.batch.read.frames.csv_frame import csv_frame, may_be_read_otherwise  # loads DuckDB, which text tables alone need

    form = csv_form(file, FactHeaders(facts, reading.names))
    if slow or not form.skipped_plainly or form.delimiter not in _USUAL_DELIMITERS:
        return csv_frame_by_record(file, form, layout)
    text = file.path
    if form.encoding not in _UTF_8:
        text = work / "utf-8.csv"
        transcoded(file.path, file.compression, text)
    copy = file if text == file.path else replace(file, path=text, compression=None)
    return (
        csv_frame_by_record(file, form, layout)
        if not is_utf_8(text) or may_be_read_otherwise(copy, form)
        else csv_frame(file, form, layout, text)
    )
