"""The files of one run, all of them written whole or none: the result, a file or a folder of parts, and beside it what is wrong in the inputs."""

import contextlib
import errno
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from guangdong_ai.batch.checkpoints.claim import record_path, rejects_path, scratch_folder
from guangdong_ai.batch.outcome import FaultCounter, Faults
from guangdong_ai.batch.read.table import Reject
from guangdong_ai.batch.write.result_formats import OutputColumn, OutputFormat, RowWriter
from guangdong_ai.batch.write.text_writers import CsvWriter
from guangdong_ai.foundation.atomic_file import PendingFile, PendingFolder, pending_file, pending_folder
from guangdong_ai.foundation.deferred_signals import signals_deferred
from guangdong_ai.foundation.path_text import path_text
from guangdong_ai.foundation.text import Language, Text

_REJECTS: Final = {
    OutputColumn("file", "text"): Text("文件", "file"),
    OutputColumn("line", "number"): Text("行", "line"),
    OutputColumn("id", "text"): Text("编号", "id"),
    OutputColumn("name", "text"): Text("单位名称", "name"),
    OutputColumn("column", "text"): Text("列", "column"),
    OutputColumn("value", "text"): Text("内容", "value"),
    OutputColumn("reason", "text"): Text("原因", "reason"),
    OutputColumn("hint", "text"): Text("提示", "hint"),
    OutputColumn("effect", "word"): Text("处理", "effect"),
}
REJECTS_COLUMNS: Final = tuple(_REJECTS)

_BESIDE: Final = (".csv", ".parquet")
"""Suffixes of results that may have a file beside them that says what they come from."""

_REJECTED, _MADE_UNKNOWN = Text("整行剔除", "rejected"), Text("按未知处理", "made unknown")


class ResultFiles:
    """``path`` is where the result is written, or the folder for its parts. Takes what is wrong, a line of CSV for each thing, in one language.

    The file for it is begun with the first thing that is told: it is there only when something is wrong. ``plain``: it is for a program.
    """

    def __init__(
        self, path: Path, rejects: PendingFile, language: Language, record: PendingFile | None = None, *, plain: bool = False
    ) -> None:
        self.path = path
        self._rejects, self._language, self._record, self._plain = rejects, language, record, plain
        self._writer: CsvWriter | None = None
        self._counter = FaultCounter()

    def reject(self, reject: Reject) -> None:
        """Write one finding about the inputs. Raises OSError when it cannot be written."""
        if self._writer is None:
            titles = None if self._plain else [title.in_language(self._language) for title in _REJECTS.values()]
            self._writer = CsvWriter(self._rejects.path, REJECTS_COLUMNS, titles)
        wrong, effect = reject.wrong, _MADE_UNKNOWN if reject.lenient else _REJECTED
        hint = "" if wrong.hint is None else wrong.hint.in_language(self._language)
        reason = wrong.reason.in_language(self._language)
        row = (path_text(wrong.file), wrong.line, reject.id, reject.name, wrong.column, wrong.value, reason, hint)
        self._writer.write((*row, effect.in_language(self._language)))
        self._counter.add(reject)

    @property
    def faults(self) -> Faults:
        """How many rows have each finding, by column and reason."""
        return self._counter.counted()

    def close(self) -> None:
        """Close the file of rejected rows. Raises OSError."""
        if self._writer is not None:
            self._writer.finish()

    def take_place(self, result: PendingFile | PendingFolder, output: Path) -> None:
        """Replace the result and what stands beside it of the run before; without findings the file of them is removed. Call after ``close``."""
        rejects = rejects_path(output)
        result.get_ready()
        if self._record is not None:
            self._record.get_ready()
        if self._writer is not None:
            self._rejects.get_ready()
        with signals_deferred():
            # In this order: a result without what was wrong beside it would look right.
            if self._writer is not None:
                self._rejects.take_place()
            result.take_place()
            if self._record is not None:
                self._record.take_place()
            elif output.suffix.lower() in _BESIDE:
                record_path(output).unlink(missing_ok=True)
            if self._writer is None:
                rejects.unlink(missing_ok=True)


@contextlib.contextmanager
def result_files(
    output: Path, language: Language, format_: OutputFormat | None = None, record: str = "", *, plain: bool = False
) -> Iterator[ResultFiles]:
    """The files for a block of code. They take their places when it ends; when it is left by an exception nothing has changed.

    ``record``: what the result comes from; beside CSV it is a file. An earlier file with what was wrong is removed when nothing is. Raises OSError when a file cannot be written.
    """
    with (
        scratch_folder(output) as scratch,
        pending_file(output, folder=scratch) as pending,
        _files(output, pending.path, scratch, language, record if format_ == "csv" else "", plain=plain) as files,
    ):
        yield files
        files.close()
        files.take_place(pending, output)


@contextlib.contextmanager
def result_folder(
    output: Path,
    language: Language,
    format_: OutputFormat,
    put_together: Callable[[Sequence[Path], Path, OutputFormat], None],
    record: str = "",
    *,
    plain: bool = False,
) -> Iterator[ResultFiles]:
    """The same for workers, each of which writes Parquet files (``part-….parquet``) into the folder; in the end they are all there is in it.

    The folder stands at ``output`` for Parquet: a dataset as tools on several machines write it. Any other format is one file, which is
    ``put_together`` from the parts. Raises FileExistsError too, where a folder stands that is no earlier result.
    """
    _refuse_other_folder(output)
    beside = record if format_ in ("csv", "parquet") else ""
    with (
        scratch_folder(output) as scratch,
        pending_folder(output, folder=scratch) if format_ == "parquet" else pending_file(output, folder=scratch) as pending,
        _files(
            output, pending.path if isinstance(pending, PendingFolder) else scratch / "parts", scratch, language, beside, plain=plain
        ) as files,
    ):
        files.path.mkdir(exist_ok=True)
        yield files
        files.close()
        if isinstance(pending, PendingFile):
            put_together(sorted(files.path.glob("*.parquet")), pending.path, format_)
        files.take_place(pending, output)


@contextlib.contextmanager
def rows_into(path: Path, make: Callable[[Path], RowWriter]) -> Iterator[RowWriter]:
    """A writer for a ``with`` block: the file is finished when the block ends, and closed incomplete when an exception ends it."""
    rows = make(path)
    try:
        yield rows
        rows.finish()
    finally:
        rows.give_up()


@contextlib.contextmanager
def _files(output: Path, path: Path, scratch: Path, language: Language, record: str, *, plain: bool) -> Iterator[ResultFiles]:
    with contextlib.ExitStack() as stack:
        pending_rejects = stack.enter_context(pending_file(rejects_path(output), folder=scratch))
        pending_record = stack.enter_context(pending_file(record_path(output), folder=scratch)) if record else None
        if pending_record is not None:
            pending_record.path.write_text(f"{record}\n", encoding="utf-8")
        files = ResultFiles(path, pending_rejects, language, pending_record, plain=plain)
        try:
            yield files
        finally:
            files.close()


def _refuse_other_folder(output: Path) -> None:
    """Raise FileExistsError for a folder that is no earlier result: what a user keeps in it must not be lost."""
    if output.is_dir() and not all(file.is_file() and file.match("part-*.parquet") for file in output.iterdir()):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(output))
