"""Ending from outside: a closed terminal, or a request to stop. Every answer is saved already; nothing else is worth waiting for."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


class Ended(SystemExit):  # no Exception, and one that asyncio lets through: nothing on the way may take it for a fault
    """The process was asked to stop."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)
        self.exit_code = 128 + number


@contextmanager
def leaving_in_order(close: Callable[[], None]) -> Iterator[None]:
    """A block in which SIGTERM raises Ended, and a closed terminal (SIGHUP) ends the process after ``close``: nobody could be told anything."""

    def hang_up(number: int, frame: FrameType | None) -> None:
        del frame
        close()
        os._exit(128 + number)

    def stop(number: int, frame: FrameType | None) -> None:
        del frame
        raise Ended(number)

    before = [(number, signal.signal(number, handler)) for number, handler in _handlers(hang_up, stop)]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


_Handler = Callable[[int, FrameType | None], None]


def _handlers(hang_up: _Handler, stop: _Handler) -> list[tuple[signal.Signals, _Handler]]:
    """The handlers for the signals that the system has."""
    wanted = [("SIGHUP", hang_up), ("SIGTERM", stop)]
    return [(signal.Signals[name], handler) for name, handler in wanted if name in signal.Signals.__members__]
