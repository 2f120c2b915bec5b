"""The files of one run, each written whole or not at all: the result, and beside it what is wrong in the inputs."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from guangdong_ai.atomic_file import PendingFile, pending_file
from guangdong_ai.batch.outputs.row_writer import RowWriter
from guangdong_ai.batch.rejects import Reject, RejectsWriter, rejects_path
from guangdong_ai.text import Language


class ResultFiles:
    """Takes the rows of the result, and what is wrong; a file with that is there only when something is.

    ``path`` is where the result is written: an engine writes it itself.
    """

    def __init__(self, path: Path, rows: RowWriter, rejects: PendingFile, language: Language) -> None:
        self.path = path
        self.write = rows.write
        self._pending = rejects
        self._language = language
        self._rejects: RejectsWriter | None = None

    def reject(self, reject: Reject) -> None:
        """Tell that something is wrong."""
        if self._rejects is None:
            self._rejects = RejectsWriter(self._pending.path, self._language)
        self._rejects.write(reject)

    @property
    def has_rejects(self) -> bool:
        """Whether something was told to be wrong."""
        return self._rejects is not None

    def close_rejects(self) -> None:
        """Close the file with what is wrong, where there is one."""
        if self._rejects is not None:
            self._rejects.close()


@contextlib.contextmanager
def result_files(output: Path, language: Language, make: Callable[[Path], RowWriter]) -> Iterator[ResultFiles]:
    """The files for a block of code. They take their places when it ends; when it is left by an exception nothing has changed.

    An earlier file with what was wrong is removed when nothing is. Raises OSError when a file cannot be written.
    """
    rejects_file = rejects_path(output)
    with pending_file(output) as pending, pending_file(rejects_file) as pending_rejects:
        rows = make(pending.path)
        files = ResultFiles(pending.path, rows, pending_rejects, language)
        try:
            yield files
            rows.finish()
        finally:
            rows.give_up()
            files.close_rejects()
        # First what is wrong: a result without it would look as if nothing were.
        if files.has_rejects:
            pending_rejects.take_place()
        pending.take_place()
        if not files.has_rejects:
            rejects_file.unlink(missing_ok=True)
