"""Being ended from outside: SIGTERM and a closed terminal end the program in the same order as Ctrl-C."""

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

INTERRUPTED = {"zh": "已中断", "en": "interrupted"}
"""That the user stopped the program, by language; no Text, since it must be at hand before anything is loaded."""


@contextlib.contextmanager
def stops_in_order() -> Iterator[None]:
    """Within the block SIGTERM and SIGHUP raise KeyboardInterrupt, unless they are ignored (as under nohup) or handled already."""
    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            before[number] = signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
