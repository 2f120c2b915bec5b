"""Blocks that no signal interrupts: while a file is written, or while native code runs that aborts if Python code it calls raises."""

import contextlib
import signal
from collections.abc import Callable, Iterable, Iterator
from types import FrameType


@contextlib.contextmanager
def signals_deferred() -> Iterator[None]:
    """Handle a signal that would end the program when the block ends, however it ends.

    For blocks of at most a second. A signal that is ignored stays ignored. In a thread other than the main one, which signals do not reach,
    nothing is deferred. The handlers are replaced, and no signal is masked: a mask holds for one thread, and is inherited by processes.
    """
    came: list[int] = []

    def defer(number: int, _frame: FrameType | None) -> None:
        came.append(number)

    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    found = {number: signal.getsignal(number) for number in numbers}
    handlers = {number: handler for number, handler in found.items() if callable(handler) or handler is signal.SIG_DFL}
    if not _handle(handlers, defer):
        yield
        return
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for number in dict.fromkeys(came):
            handler = handlers[number]
            if callable(handler):
                handler(number, None)
            else:
                signal.raise_signal(number)


def _handle(numbers: Iterable[int], handler: Callable[[int, FrameType | None], None]) -> bool:
    """Whether that was possible: Python refuses it in threads other than the main one."""
    try:
        for number in numbers:
            signal.signal(number, handler)
    except ValueError:
        return False
    return True
