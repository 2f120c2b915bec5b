"""Ctrl-C ends the process at once, until work begins that must be ended in order.

An exception that unwinds through native code that is just being loaded can crash it; while nothing is half written there is nothing to unwind for.
"""

import os
import signal
from types import FrameType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def stop_at_once(message: bytes) -> None:
    """From now on an interruption writes ``message`` to standard error and exits with 130; only where Python's own handler is set."""
    if _is_ours_or_pythons(signal.getsignal(signal.SIGINT)):
        _handle(_Stop(message))


def stop_in_order() -> None:
    """From now on an interruption raises KeyboardInterrupt again."""
    if isinstance(signal.getsignal(signal.SIGINT), _Stop):
        _handle(signal.default_int_handler)


def _is_ours_or_pythons(handler: object) -> bool:
    return handler is signal.default_int_handler or isinstance(handler, _Stop)


def ignore_interruptions() -> None:
    """From now on interruptions are ignored."""
    _handle(signal.SIG_IGN)


def _handle(handler: "Callable[[int, FrameType | None], None] | signal.Handlers") -> None:
    """In threads other than the main one, which no signal reaches, nothing changes: Python refuses it there."""
    try:  # noqa: SIM105  # contextlib would be loaded before an interruption can be told
        signal.signal(signal.SIGINT, handler)
    except ValueError:
        pass


class _Stop:
    def __init__(self, message: bytes) -> None:
        self._message = message

    def __call__(self, number: int, frame: FrameType | None) -> None:
        del frame
        try:
            os.write(2, self._message)
        finally:
            os._exit(128 + number)
