"""Counts guesses while an engine reads, in several threads. It may look at a piece of a file twice: what has been counted is not counted again."""

from collections import Counter
from collections.abc import Sequence
from threading import Lock

import polars as pl

from guangdong_ai.batch.outcome import GuessCount
from guangdong_ai.batch.read.cell import storable
from guangdong_ai.batch.read.guess import GuessKind

Found = tuple[str, GuessKind, str, pl.Series]
"""The header of a column, how its cells were guessed, what stands in one of them, and the numbers of the rows."""


class GuessCounter:
    """Of one file."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._cells: Counter[tuple[str, GuessKind]] = Counter()
        self._examples: dict[tuple[str, GuessKind], tuple[int, str]] = {}
        self._covered: list[tuple[int, int]] = []

    def add(self, rows: pl.Series, found: Sequence[Found]) -> None:
        """Count what was found in a piece with these rows, which come in the order of the file and in no other piece."""
        if not len(rows):
            return
        first, last = int(rows[0]), int(rows[-1])
        with self._lock:
            for header, kind, example, guessed in found:
                fresh = guessed
                for start, end in self._covered:
                    fresh = fresh.filter((fresh < start) | (fresh > end))
                if not len(fresh):
                    continue
                key = storable(header), kind
                self._cells[key] += len(fresh)
                at = int(fresh[0]), example
                self._examples[key] = min(self._examples.get(key, at), at)
            self._cover(first, last)

    def _cover(self, first: int, last: int) -> None:
        joined: list[tuple[int, int]] = []
        for start, end in sorted([*self._covered, (first, last)]):
            if joined and start <= joined[-1][1] + 1:
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
        self._covered = joined

    def counted(self) -> tuple[GuessCount, ...]:
        """All that was counted."""
        return tuple(
            GuessCount(column=header, kind=kind, cells=cells, example=self._examples[header, kind][1])
            for (header, kind), cells in self._cells.items()
        )
