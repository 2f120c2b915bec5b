"""What is wrong in the inputs, as a table beside the result that is there only when something is."""

from pathlib import Path
from typing import Final

from guangdong_ai.batch.outcome import FaultCounter, Faults
from guangdong_ai.batch.read.applicant import Reject
from guangdong_ai.batch.write.csv_writer import CsvWriter
from guangdong_ai.batch.write.formats import OutputColumn
from guangdong_ai.foundation.atomic_file import PendingFile, PendingFolder
from guangdong_ai.foundation.deferred_signals import signals_deferred
from guangdong_ai.foundation.path_text import path_text
from guangdong_ai.foundation.text import Language, Text

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


class PendingRejects:
    """Writes into ``pending``, the file to take the place of ``file``, begun with the first thing that is told. Raises OSError when it cannot be written."""

    def __init__(self, file: Path, pending: PendingFile, language: Language) -> None:
        self._file, self._pending, self._language = file, pending, language
        self._writer: RejectsWriter | None = None
        self._counter = FaultCounter()

    def reject(self, reject: Reject) -> None:
        """Tell that something is wrong."""
        if self._writer is None:
            self._writer = RejectsWriter(self._pending.path, self._language)
        self._writer.write(reject)
        self._counter.add(reject)

    @property
    def faults(self) -> Faults:
        """What was told, counted."""
        return self._counter.counted()

    def close(self) -> None:
        """Close the file, where there is one."""
        if self._writer is not None:
            self._writer.close()

    def take_place_with(self, result: PendingFile | PendingFolder) -> None:
        """Replace the result, and what was told to be wrong in the run before. Of a closed file; where nothing is wrong, none stays."""
        result.get_ready()
        if self._writer is not None:
            self._pending.get_ready()
        with signals_deferred():
            # In this order: a result without what was wrong beside it would look right.
            if self._writer is not None:
                self._pending.take_place()
            result.take_place()
            if self._writer is None:
                self._file.unlink(missing_ok=True)
