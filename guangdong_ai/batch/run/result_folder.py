"""A result in parts, each written by one worker, that takes its place whole or not at all."""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from guangdong_ai.atomic_file import pending_file
from guangdong_ai.batch.checkpoints.hidden_folder import EARLIER, scratch_folder
from guangdong_ai.batch.deferred_signals import interrupted_afterwards
from guangdong_ai.batch.outcome import Faults
from guangdong_ai.batch.run.interruptible import collected
from guangdong_ai.batch.run.polars_results import written
from guangdong_ai.batch.write.formats import OutputFormat
from guangdong_ai.batch.write.rejected_rows import PendingRejects, rejects_path
from guangdong_ai.text import Language


class PartsResult:
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
def parts_result(output: Path, language: Language, format_: OutputFormat) -> Iterator[PartsResult]:
    """The result for a block of code. When the block ends, a folder of its parts stands at ``output``, or the file that they make.

    The folder is for Parquet: a dataset as tools on several machines write it. When the block is left by an exception nothing has changed.
    Raises OSError when something cannot be written, and FileExistsError where a folder stands that is no earlier result.
    """
    _refuse_other_folder(output)
    rejects_file = rejects_path(output)
    with scratch_folder(output) as scratch, pending_file(rejects_file, folder=scratch) as pending_rejects:
        parts, rejects = scratch / "parts", PendingRejects(pending_rejects, language)
        parts.mkdir()
        try:
            yield PartsResult(parts, rejects)
        finally:
            rejects.close()
        # A folder takes its place as it is: there is no file to prepare for it.
        with contextlib.nullcontext() if format_ == "parquet" else pending_file(output, folder=scratch) as pending:
            if pending is not None:
                frames = [pl.scan_parquet(file, glob=False) for file in sorted(parts.glob("*.parquet"))]
                collected(written(pl.concat(frames), pending.path, format_))
                pending.get_ready()
            rejects.get_ready()
            with interrupted_afterwards():
                rejects.take_place()
                if pending is None:
                    _take_place(parts, output, scratch / EARLIER)
                else:
                    pending.take_place()
                if not rejects.has_rejects:
                    rejects_file.unlink(missing_ok=True)


def _refuse_other_folder(output: Path) -> None:
    """What a user keeps in a folder of that name must not go away with it."""
    if output.is_dir() and not all(file.match("part-*.parquet") for file in output.iterdir()):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(output))


def _take_place(parts: Path, output: Path, earlier: Path) -> None:
    """Put the folder where the output is to be; what stood there waits in ``earlier``, and comes back when that fails or is interrupted."""
    parts.chmod(0o755)
    try:
        if output.exists():
            output.rename(earlier)
        parts.rename(output)
    except BaseException:
        if earlier.exists() and not output.exists():
            earlier.rename(output)
        raise
