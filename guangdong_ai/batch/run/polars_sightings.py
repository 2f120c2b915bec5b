"""Finds applicants that stand in a table several times, while Polars reads it: at once, or in slices on several workers."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Final

import polars as pl

from guangdong_ai.batch.read.frames.frame import ROW
from guangdong_ai.batch.read.layout import Layout
from guangdong_ai.batch.read.repeated import MOST_LINES, Repeated, naming_columns
from guangdong_ai.foundation.path_text import path_text

MOST_ROWS: Final = 20_000_000
"""After so many rows of a file no more are held against each other, so that memory has a bound: sixteen bytes a row and column."""

NAME: Final = "name"

Seen = tuple[pl.DataFrame, ...]
"""For each naming column the rows (ROW) in which it has a name (NAME)."""


def hashed(names: pl.Series) -> pl.Series:
    """64 bits of a hash of each, by which names are told apart. Two machines need not agree on it."""
    return names.hash()


class SightingsInPieces:
    """For ``pl.map_batches``: takes a verdict, the number of the row, and names, in pieces in any order; gives the verdict back.

    A name of null or nothing, and a row whose verdict is ``left_out``, is nobody. ``kept``: what is kept of names.
    """

    def __init__(self, columns: int, left_out: int, kept: Callable[[pl.Series], pl.Series] = hashed) -> None:
        self._left_out, self._kept, self._lock = left_out, kept, Lock()
        self._seen: list[list[pl.DataFrame]] = [[] for _ in range(columns)]
        self._rows = 0

    def __call__(self, columns: Sequence[pl.Series]) -> pl.Series:
        """Note who is in the piece."""
        verdict, rows, *names = columns
        for place, name in enumerate(names):
            is_one = (verdict != self._left_out) & name.is_not_null() & (name != "")
            seen = pl.DataFrame({ROW: rows.filter(is_one), NAME: self._kept(name.filter(is_one))})
            with self._lock:
                if self._rows <= MOST_ROWS:
                    self._seen[place].append(seen)
        with self._lock:
            self._rows += len(rows)
        return verdict

    def seen(self) -> Seen:
        """Who was seen, once all has been read."""
        return tuple(pl.concat(pieces) if pieces else pl.DataFrame() for pieces in self._seen)


def seen_together(slices: Sequence[Seen]) -> Seen:
    """What was seen in slices of one file, which all have the same naming columns."""
    return tuple(pl.concat([piece for piece in pieces if len(piece)] or [pl.DataFrame()]) for pieces in zip(*slices, strict=True))


def repeated_in(file: Path, layout: Layout, seen: Seen, lines_of: Callable[[Sequence[int]], Sequence[int]]) -> Iterator[Repeated]:
    """What came several times, by column. ``lines_of`` makes lines of the numbers of rows."""
    of_id, code = naming_columns(layout)
    headers = [header for header in (of_id, None if code is None else code.header) if header is not None]
    for header, sightings in zip(headers, seen, strict=True):
        if not len(sightings):
            continue
        # The engine may have looked at a piece twice.
        several = sightings.filter(pl.col(NAME).is_duplicated()).unique(ROW).filter(pl.col(NAME).is_duplicated()).sort(ROW)
        if len(several):
            first = several.filter(pl.col(NAME) == several[NAME][0])[ROW].head(MOST_LINES).to_list()
            yield Repeated(
                file=path_text(file),
                column=header,
                values=several[NAME].n_unique(),
                rows=len(several),
                lines=tuple(lines_of(first)),
            )
