"""What is wrong in the inputs, as a table: rows that were rejected, and cells that were made unknown."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from guangdong_ai.batch.applicant import Applicant, Row, WrongCell
from guangdong_ai.batch.outputs.column import OutputColumn
from guangdong_ai.batch.outputs.csv_writer import CsvWriter
from guangdong_ai.path_text import path_text
from guangdong_ai.record import record
from guangdong_ai.text import Language, Text

REJECTS_COLUMNS: Final = (
    OutputColumn("file", "text"),
    OutputColumn("line", "number"),
    OutputColumn("column", "text"),
    OutputColumn("value", "text"),
    OutputColumn("reason", "text"),
    OutputColumn("hint", "text"),
    OutputColumn("effect", "word"),
)

_REJECTED, _MADE_UNKNOWN = Text("整行剔除", "rejected"), Text("按未知处理", "made unknown")


@record(positional=True)
class Reject:
    """One thing that is wrong. ``lenient``: the cell was made unknown, and its row assessed."""

    wrong: WrongCell
    lenient: bool


def rejects_of(row: Row) -> Iterator[Reject]:
    """What is wrong with a row."""
    lenient = isinstance(row, Applicant)
    yield from (Reject(wrong, lenient) for wrong in (row.made_unknown if isinstance(row, Applicant) else row.wrong))


def rejects_path(output: Path) -> Path:
    """The file beside the result ``output`` that tells what is wrong."""
    return output.with_name(f"{output.name}.rejected.csv")


class RejectsWriter:
    """Writes the table as CSV, a line for each thing that is wrong, in one language."""

    def __init__(self, path: Path, language: Language) -> None:
        self._language = language
        self._writer = CsvWriter(path, REJECTS_COLUMNS)

    def write(self, reject: Reject) -> None:
        """Add a line."""
        wrong, effect = reject.wrong, _MADE_UNKNOWN if reject.lenient else _REJECTED
        hint = "" if wrong.hint is None else wrong.hint.in_language(self._language)
        reason = wrong.reason.in_language(self._language)
        self._writer.write((path_text(wrong.file), wrong.line, wrong.column, wrong.value, reason, hint, effect.in_language(self._language)))

    def close(self) -> None:
        """Close the file."""
        self._writer.finish()
