"""Stretches in which nobody is interrupted: what is written in C++ or Rust aborts when Python code that it calls raises KeyboardInterrupt."""

import contextlib
import signal
from collections.abc import Iterator
from threading import current_thread, main_thread
from types import FrameType


@contextlib.contextmanager
def signals_deferred() -> Iterator[None]:
    """A signal that comes within the block is handled when the block ends, however it ends. For what takes no longer than a second.

    Signals that Python does not handle do what they do. In a thread other than the main one, which signals do not reach, nothing is held back.
    """
    if current_thread() is not main_thread():
        yield
        return
    came: list[int] = []

    def hold_back(number: int, _frame: FrameType | None) -> None:
        came.append(number)

    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    handlers = {number: handler for number in numbers if callable(handler := signal.getsignal(number))}
    for number in handlers:
        signal.signal(number, hold_back)
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        if came:
            handlers[came[0]](came[0], None)
