"""A result in parts, each written by one worker, that takes its place whole or not at all."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from guangdong_ai.atomic_file import PendingFile, pending_file
from guangdong_ai.batch.engine.result_frames import written
from guangdong_ai.batch.outputs.output_format import OutputFormat
from guangdong_ai.batch.rejects import Reject, RejectsWriter, rejects_path
from guangdong_ai.text import Language


class PartsResult:
    """Takes what is wrong; workers write Parquet files into ``folder``, which in the end are all there is in it."""

    def __init__(self, folder: Path, rejects: PendingFile, language: Language) -> None:
        self.folder = folder
        self._pending, self._language = rejects, language
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
def parts_result(output: Path, language: Language, format_: OutputFormat) -> Iterator[PartsResult]:
    """The result for a block of code. When the block ends, a folder of its parts stands at ``output``, or the file that they make.

    The folder is for Parquet: a dataset as tools on several machines write it. When the block is left by an exception nothing has changed.
    """
    rejects_file = rejects_path(output)
    with TemporaryDirectory(dir=output.parent, prefix=f".{output.name[:40]}-") as work, pending_file(rejects_file) as pending_rejects:
        parts = Path(work, "parts")
        parts.mkdir()
        result = PartsResult(parts, pending_rejects, language)
        try:
            yield result
        finally:
            result.close_rejects()
        if format_ == "parquet":
            if result.has_rejects:
                pending_rejects.take_place()
            if output.exists():
                output.rename(Path(work, "earlier"))
            parts.chmod(0o755)
            parts.rename(output)
        else:
            with pending_file(output) as pending:
                files = sorted(parts.glob("*.parquet"))
                written(pl.concat([pl.scan_parquet(file, glob=False) for file in files]), pending.path, format_).collect(engine="streaming")
                if result.has_rejects:
                    pending_rejects.take_place()
                pending.take_place()
        if not result.has_rejects:
            rejects_file.unlink(missing_ok=True)
