"""The rows with cells that cannot be read, set aside as they stand while the others run past."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Lock

import polars as pl

from guangdong_ai.batch.read.frames.frame import ROW

HELD = 20_000
"""Rows. When so many are held they go to a file: a wrong file may have millions of them."""


class RejectedRows:
    """Takes pieces of a frame in any order, from several threads, and gives them back sorted by ROW.

    ``folder`` is empty, and its own. ``passed`` is told of each piece how many rows it has, and may raise to end the query.
    """

    def __init__(self, folder: Path, passed: Callable[[int], None]) -> None:
        self._folder, self._passed, self._lock = folder, passed, Lock()
        self._held: list[pl.DataFrame] = []
        self._files = 0

    def __call__(self, columns: Sequence[pl.Series]) -> pl.Series:
        """For ``pl.map_batches``: of which rows something is wrong (not false or 0), then their columns. Gives the first one back."""
        verdict, *cells = columns
        self._passed(len(verdict))
        wrong = verdict.cast(pl.Boolean)
        if wrong.any():
            self._take(_alone(pl.DataFrame(cells).filter(wrong)))
        return verdict

    def _take(self, rows: pl.DataFrame) -> None:
        with self._lock:
            self._held.append(rows)
            if sum(len(held) for held in self._held) >= HELD:
                self._write()

    def _write(self) -> None:
        pl.concat(self._held).write_ipc(self._folder / f"{self._files}.arrow")
        self._files += 1
        self._held.clear()

    def pieces(self, most: int) -> Iterator[pl.DataFrame]:
        """All rows, each once, in the order of their numbers, at most so many at a time."""
        # The engine may have looked at a piece twice.
        if not self._files:
            if self._held:
                yield from pl.concat(self._held).unique(ROW).sort(ROW).iter_slices(most)
            return
        if self._held:
            self._write()
        files = [pl.scan_ipc(self._folder / f"{number}.arrow", glob=False) for number in range(self._files)]
        yield from pl.concat(files).unique(ROW).sort(ROW).collect(engine="streaming").iter_slices(most)


def _alone(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows with texts of their own: as filtered, they keep all texts of the piece in memory."""
    copied = pl.from_arrow(rows.to_arrow(compat_level=pl.CompatLevel.oldest()))
    if not isinstance(copied, pl.DataFrame):
        raise TypeError(copied)
    return copied
