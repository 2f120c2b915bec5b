"""Finds applicants that stand in a table several times, while Polars reads it."""

from collections.abc import Iterator, Sequence
from threading import Lock

import polars as pl

from guangdong_ai.batch.read.frames.frame import ROW, InputFrame
from guangdong_ai.batch.read.repeated import MOST_LINES, Repeated, naming_columns
from guangdong_ai.foundation.path_text import path_text

_MOST_ROWS = 20_000_000
"""After so many rows no more are held against each other, so that memory has a bound: sixteen bytes a row and column."""


class SightingsInPieces:
    """For ``pl.map_batches``: takes a verdict, the number of the row, and names, in pieces in any order; gives the verdict back.

    A name of null or nothing, and a row whose verdict is ``left_out``, is nobody. Names are told apart by 64 bits of a hash.
    """

    def __init__(self, columns: int, left_out: int) -> None:
        self._left_out, self._lock = left_out, Lock()
        self._seen: list[list[pl.DataFrame]] = [[] for _ in range(columns)]
        self._rows = 0

    def __call__(self, columns: Sequence[pl.Series]) -> pl.Series:
        """Note who is in the piece."""
        verdict, rows, *names = columns
        for place, name in enumerate(names):
            seen = pl.DataFrame({ROW: rows, "name": name.hash(), "held": (verdict != self._left_out) & name.is_not_null() & (name != "")})
            with self._lock:
                if self._rows <= _MOST_ROWS:
                    self._seen[place].append(seen.filter(pl.col("held")).select(ROW, "name"))
        with self._lock:
            self._rows += len(rows)
        return verdict

    def repeated(self, table: InputFrame) -> Iterator[Repeated]:
        """What came several times, by column; for tables that have been read to their end."""
        of_id, code = naming_columns(table.layout)
        headers = [header for header in (of_id, None if code is None else code.header) if header is not None]
        for header, pieces in zip(headers, self._seen, strict=True):
            if not pieces:
                continue
            # The engine may have looked at a piece twice.
            several = pl.concat(pieces).filter(pl.col("name").is_duplicated()).unique(ROW).filter(pl.col("name").is_duplicated()).sort(ROW)
            if len(several):
                first = several.filter(pl.col("name") == several["name"][0])[ROW].head(MOST_LINES).to_list()
                yield Repeated(
                    file=path_text(table.file.path),
                    column=header,
                    values=several["name"].n_unique(),
                    rows=len(several),
                    lines=tuple(table.lines_of(first)),
                )
