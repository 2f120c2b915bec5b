"""Work done so that Ctrl-C is heard at any moment: engines do not look up until they are done, and abort where Python code that they call is interrupted."""

from collections.abc import Callable
from threading import Event, Thread
from typing import TypeVar

import polars as pl

from guangdong_ai.foundation.deferred_signals import signals_deferred
from guangdong_ai.foundation.threads_left import leave_threads

Made = TypeVar("Made")

LOOKS_UP_EVERY = 0.1
"""Seconds."""

_PATIENCE = 0.3
"""Seconds in which work may end after it was told to. Nobody waits longer: what it still does is for nothing."""

Look = Callable[[], None]
"""What work calls now and then: raises Stopped, which ends it, when it is to stop."""


class Stopped(Exception):  # noqa: N818  # no error: somebody wants the run to end
    """Raised inside the work to end it."""


def interruptibly(work: Callable[[Look], Made]) -> Made:
    """What ``work`` makes, in a thread of its own: signals reach only the thread that waits here.

    Raises what the work raises, and KeyboardInterrupt soon after it comes. After either, threads may still run for a while: see ``threads_left``.
    """
    stop = Event()
    made: list[Made] = []
    failed: list[BaseException] = []

    def look() -> None:
        if stop.is_set():
            raise Stopped

    def run() -> None:
        try:
            made.append(work(look))
        except BaseException as error:  # noqa: BLE001  # raised again in the thread that waits
            failed.append(error)

    thread = Thread(target=run, name="work")
    try:
        with signals_deferred():  # a thread that is just being started cannot be waited for
            thread.start()
        while thread.is_alive():
            thread.join(LOOKS_UP_EVERY)
    except BaseException:
        leave_threads()
        stop.set()
        if thread.is_alive():
            thread.join(_PATIENCE)
        raise
    if failed:
        leave_threads()
        raise failed[0]
    return made[0]


def collected(frame: pl.LazyFrame) -> pl.DataFrame:
    """The collected frame, by the streaming engine. Raises as ``interruptibly`` does."""
    return interruptibly(lambda _: frame.collect(engine="streaming"))
