"""A result in parts, each written by one worker, that takes its place whole or not at all."""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from guangdong_ai.batch.checkpoints.hidden_folder import scratch_folder
from guangdong_ai.batch.outcome import Faults
from guangdong_ai.batch.run.interruptible import collected
from guangdong_ai.batch.run.polars_plan import written
from guangdong_ai.batch.write.formats import OutputFormat
from guangdong_ai.batch.write.rejected_rows import PendingRejects, rejects_path
from guangdong_ai.foundation.atomic_file import PendingFolder, pending_file, pending_folder
from guangdong_ai.foundation.text import Language


class ResultFolder:
    """Takes what is wrong; workers write Parquet files (``part-….parquet``) into ``folder``, which in the end are all there is in it."""

    def __init__(self, folder: Path, rejects: PendingRejects) -> None:
        self.folder = folder
        self.reject = rejects.reject
        self._rejects = rejects

    @property
    def faults(self) -> Faults:
        """What was told to be wrong, counted."""
        return self._rejects.faults


@contextlib.contextmanager
def result_folder(output: Path, language: Language, format_: OutputFormat) -> Iterator[ResultFolder]:
    """The result for a block of code. When the block ends, a folder of its parts stands at ``output``, or the file that they make.

    The folder is for Parquet: a dataset as tools on several machines write it. When the block is left by an exception nothing has changed.
    Raises OSError when something cannot be written, and FileExistsError where a folder stands that is no earlier result.
    """
    _refuse_other_folder(output)
    rejects_file = rejects_path(output)
    with (
        scratch_folder(output) as scratch,
        pending_folder(output, folder=scratch) if format_ == "parquet" else pending_file(output, folder=scratch) as pending,
        pending_file(rejects_file, folder=scratch) as pending_rejects,
    ):
        parts = pending.path if isinstance(pending, PendingFolder) else scratch / "parts"
        parts.mkdir(exist_ok=True)
        rejects = PendingRejects(rejects_file, pending_rejects, language)
        try:
            yield ResultFolder(parts, rejects)
        finally:
            rejects.close()
        if format_ != "parquet":
            frames = [pl.scan_parquet(file, glob=False) for file in sorted(parts.glob("*.parquet"))]
            collected(written(pl.concat(frames), pending.path, format_))
        rejects.take_place_with(pending)


def _refuse_other_folder(output: Path) -> None:
    """What a user keeps in a folder of that name must not go away with it."""
    if output.is_dir() and not all(file.match("part-*.parquet") for file in output.iterdir()):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(output))
