"""The files of one run, each written whole or not at all: the result, and beside it what is wrong in the inputs."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from guangdong_ai.batch.checkpoints.hidden_folder import scratch_folder
from guangdong_ai.batch.outcome import Faults
from guangdong_ai.batch.write.formats import RowWriter
from guangdong_ai.batch.write.rejected_rows import PendingRejects, rejects_path
from guangdong_ai.foundation.atomic_file import pending_file
from guangdong_ai.foundation.text import Language


class ResultFiles:
    """Takes the rows of the result, and what is wrong. ``path`` is where the result is written: an engine writes it itself."""

    def __init__(self, path: Path, rows: RowWriter, rejects: PendingRejects) -> None:
        self.path = path
        self.write = rows.write
        self.reject = rejects.reject
        self._rejects = rejects

    @property
    def faults(self) -> Faults:
        """What was told to be wrong, counted."""
        return self._rejects.faults


@contextlib.contextmanager
def result_files(output: Path, language: Language, make: Callable[[Path], RowWriter]) -> Iterator[ResultFiles]:
    """The files for a block of code. They take their places when it ends; when it is left by an exception nothing has changed.

    An earlier file with what was wrong is removed when nothing is. Raises OSError when a file cannot be written.
    """
    rejects_file = rejects_path(output)
    with (
        scratch_folder(output) as scratch,
        pending_file(output, folder=scratch) as pending,
        pending_file(rejects_file, folder=scratch) as pending_rejects,
    ):
        rows, rejects = make(pending.path), PendingRejects(rejects_file, pending_rejects, language)
        try:
            yield ResultFiles(pending.path, rows, rejects)
            rows.finish()
        finally:
            rows.give_up()
            rejects.close()
        rejects.take_place_with(pending)
