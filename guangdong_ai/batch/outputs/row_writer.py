"""What every format of a result has in common: it takes rows, and is then finished or given up."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from guangdong_ai.batch.outputs.column import Cell, OutputColumn
from guangdong_ai.batch.outputs.output_format import OutputFormat


class RowWriter(Protocol):
    """Takes the rows of one file, each with a cell for every column."""

    def write(self, cells: Iterable[Cell]) -> None:
        """Add a row."""

    def finish(self) -> None:
        """Write what is left, and close the file: it is whole now."""

    def give_up(self) -> None:
        """Let go of the file, whatever is in it; nothing to do once it is finished."""


def row_writer(format_: OutputFormat, path: Path, columns: Sequence[OutputColumn]) -> RowWriter:
    """The writer of a format into the file at ``path``. Raises Refused when what it needs is not installed, OSError as files do."""
    return _MAKERS[format_](path, columns)


def _csv(path: Path, columns: Sequence[OutputColumn]) -> RowWriter:
    from guangdong_ai.batch.outputs.csv_writer import CsvWriter

    return CsvWriter(path, columns)


def _jsonl(path: Path, columns: Sequence[OutputColumn]) -> RowWriter:
    from guangdong_ai.batch.outputs.jsonl_writer import JsonlWriter

    return JsonlWriter(path, columns)


def _parquet(path: Path, columns: Sequence[OutputColumn]) -> RowWriter:
    from guangdong_ai.batch.outputs.parquet_writer import ParquetWriter

    return ParquetWriter(path, columns)


def _xlsx(path: Path, columns: Sequence[OutputColumn]) -> RowWriter:
    from guangdong_ai.batch.outputs.xlsx_writer import XlsxWriter

    return XlsxWriter(path, columns)


_MAKERS: dict[OutputFormat, Callable[[Path, Sequence[OutputColumn]], RowWriter]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "xlsx": _xlsx,
}
