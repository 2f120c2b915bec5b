"""Collecting frames so that Ctrl-C is heard: Polars itself does not look up until it is done."""

import sys
from collections.abc import Sequence
from threading import Event, Thread
from time import monotonic, sleep

import polars as pl

LOOKS_UP_EVERY = 0.1
"""Seconds."""

_PATIENCE = 5.0
"""Seconds to wait for what a query that has ended still does."""


class Stopped(Exception):  # noqa: N818  # no error: somebody wants the run to end
    """Raised inside a query that is to end."""


class Watch:
    """Somebody who may stop a query: what looks at the rows passing by calls ``look``."""

    def __init__(self) -> None:
        self._stop = Event()

    def look(self) -> None:
        """Raises Stopped, which ends the query, when it is to stop."""
        if self._stop.is_set():
            raise Stopped

    def collect(self, frames: Sequence[pl.LazyFrame]) -> Sequence[pl.DataFrame]:
        """Collect the frames together, streaming. Raises what the query raises; KeyboardInterrupt when it comes, once the query has ended."""
        collected: list[Sequence[pl.DataFrame]] = []
        failed: list[BaseException] = []

        def run() -> None:
            try:
                collected.append(pl.collect_all(frames, engine="streaming"))
            except BaseException as error:  # noqa: BLE001  # raised again in the thread that waits
                failed.append(error)

        before = _running()
        thread = Thread(target=run, name="query")
        thread.start()
        try:
            while thread.is_alive():
                thread.join(LOOKS_UP_EVERY)
        except BaseException:
            self._stop.set()
            thread.join()
            _left_alone(before)
            raise
        if failed:
            raise failed[0]
        return collected[0]


def _running() -> frozenset[int]:
    """The threads that are somewhere in Python code."""
    return frozenset(sys._current_frames())  # noqa: SLF001  # the threads of an engine are known by nothing else


def _left_alone(before: frozenset[int]) -> None:
    """Wait until no other threads are in Python code than ``before``: one that still is when the program ends would abort it."""
    deadline = monotonic() + _PATIENCE
    while not _running() <= before and monotonic() < deadline:
        sleep(0.01)
