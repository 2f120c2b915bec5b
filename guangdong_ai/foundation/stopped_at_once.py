"""Ctrl-C ends the process at once, until work begins that must be ended in order.

An exception that unwinds through native code that is just being loaded can crash it; while nothing is half written there is nothing to unwind for.
"""

import os
import signal
import threading
from types import FrameType


def stop_at_once(message: bytes) -> None:
    """From now on an interruption writes ``message`` to standard error and exits with 130; only where Python's own handler is set."""
    if threading.current_thread() is threading.main_thread() and _is_ours_or_pythons(signal.getsignal(signal.SIGINT)):
        signal.signal(signal.SIGINT, _Stop(message))


def stop_in_order() -> None:
    """From now on an interruption raises KeyboardInterrupt again."""
    if threading.current_thread() is threading.main_thread() and isinstance(signal.getsignal(signal.SIGINT), _Stop):
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _is_ours_or_pythons(handler: object) -> bool:
    return handler is signal.default_int_handler or isinstance(handler, _Stop)


def ignore_interruptions() -> None:
    """From now on interruptions are ignored."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)


class _Stop:
    def __init__(self, message: bytes) -> None:
        self._message = message

    def __call__(self, number: int, frame: FrameType | None) -> None:
        del frame
        try:
            os.write(2, self._message)
        finally:
            os._exit(128 + number)
