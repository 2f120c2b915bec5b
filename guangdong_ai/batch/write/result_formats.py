"""The shapes and formats of a result, its columns, and the writer of each format: what every writer has in common is that it takes rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, get_args, runtime_checkable

from guangdong_ai.foundation.missing_extra import missing_extra
from guangdong_ai.foundation.record import record

if TYPE_CHECKING:
    from guangdong_ai.batch.outcome import Counts
    from guangdong_ai.batch.read.table import Reject
    from guangdong_ai.batch.summary import Summary

Shape = Literal["wide", "status", "long", "assessment", "portfolio"]
SHAPES: tuple[Shape, ...] = get_args(Shape)
DESCRIBED: tuple[Shape, ...] = ("wide", "status", "long", "assessment")
"""The shapes for programs, whose columns are described."""
SHAPES_OF_ROWS = tuple(shape for shape in SHAPES if shape != "portfolio")
"""Those for programs: rows of columns with ids. A portfolio is a workbook for people."""


ColumnKind = Literal["text", "word", "number", "day"]
"""``word``: one of few texts, all of them ours. ``number``: whole yuan, or how many."""

ResultCell = str | int | date | None
"""None where there is nothing to say."""


@record(positional=True)
class OutputColumn:
    """One column, by its header."""

    name: str
    kind: ColumnKind


OutputFormat = Literal["csv", "jsonl", "parquet", "xlsx"]
OUTPUT_FORMATS: tuple[OutputFormat, ...] = get_args(OutputFormat)


def output_format(path: Path) -> OutputFormat | None:
    """The format of the suffix, in upper or lower case; None where no result has that format."""
    return next((name for name in OUTPUT_FORMATS if path.suffix.lower() == f".{name}"), None)


def require_packages(format_: OutputFormat, path: Path) -> None:
    """Raises Refused, with how to install it, when what writes the format is not installed."""
    needs = WRITERS[format_].needs
    if needs is not None and find_spec(needs.module) is None:
        raise missing_extra(needs.extra, needs.package, path)


class RowWriter(Protocol):
    """Takes the rows of one file, each with a cell for every column."""

    def write(self, cells: Iterable[ResultCell]) -> None:
        """Add a row."""

    def finish(self) -> None:
        """Write what is buffered and close the complete file. Raises OSError."""

    def give_up(self) -> None:
        """Close the file, incomplete as it is; does nothing once it is finished."""


@runtime_checkable
class RunWriter(RowWriter, Protocol):
    """A writer whose file tells of the whole run, not only of its rows. All is told before ``finish``."""

    def reject(self, reject: "Reject") -> None:
        """Take one finding about the inputs."""

    def summarise(self, counts: "Counts", summary: "Summary") -> None:
        """Take how many records there were, and their summary."""


RECORD_KEY = "guangdong-ai"
"""The key in the metadata of Parquet under which stands what the result comes from, as JSON."""


def row_writer(format_: OutputFormat, path: Path, columns: Sequence[OutputColumn], record_text: str = "") -> RowWriter:
    """The writer of a format into the file at ``path``; ``record_text``: what the result comes from, for Parquet.

    Raises Refused when what it needs is not installed, OSError as files do.
    """
    if format_ == "parquet" and record_text:
        from guangdong_ai.batch.write.parquet_writer import ParquetWriter

        return ParquetWriter(path, columns, {RECORD_KEY: record_text})
    return WRITERS[format_].make(path, columns)


def _csv(path: Path, columns: Sequence[OutputColumn]) -> RowWriter:
    from guangdong_ai.batch.write.text_writers import CsvWriter

    return CsvWriter(path, columns)


def _jsonl(path: Path, columns: Sequence[OutputColumn]) -> RowWriter:
    from guangdong_ai.batch.write.text_writers import JsonlWriter

    return JsonlWriter(path, columns)


def _parquet(path: Path, columns: Sequence[OutputColumn]) -> RowWriter:
    from guangdong_ai.batch.write.parquet_writer import ParquetWriter

    return ParquetWriter(path, columns)


def _xlsx(path: Path, columns: Sequence[OutputColumn]) -> RowWriter:
    from guangdong_ai.batch.write.xlsx_writer import XlsxWriter

    return XlsxWriter(path, columns)


@record
class Needed:
    """A package that a format needs: the extra that brings it, what it is called, and its module."""

    extra: str
    package: str
    module: str


@record
class Writer:
    """How a format is written: row by row with ``make``, and, where ``by_engines``, by an engine itself."""

    make: Callable[[Path, Sequence[OutputColumn]], RowWriter]
    needs: Needed | None = None
    by_engines: bool = True


WRITERS: Mapping[OutputFormat, Writer] = {
    "csv": Writer(make=_csv),
    "jsonl": Writer(make=_jsonl),
    "parquet": Writer(make=_parquet, needs=Needed(extra="engine", package="pyarrow", module="pyarrow")),
    "xlsx": Writer(make=_xlsx, by_engines=False),
}
