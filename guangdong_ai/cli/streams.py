"""Dependable standard streams: a closed one counts as the null device, and output that cannot be written is an error, never cut off."""

import errno
import io
import os
import sys
from collections.abc import Callable, MutableMapping
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_NAMES = ("stdin", "stdout", "stderr")
_LONGEST_SIZE = 5
"""Digits of a width or height that is believed."""


def prepare_streams() -> None:
    """Replace the streams of this process by dependable ones. Streams that something else has put in their place are left as they are.

    Standard output then raises ReaderGone when whoever read it has closed it, and Refused when it cannot be written otherwise; every byte
    is written or that is said, also where Python does not buffer. Standard error is given up silently: there is no place left to tell it.
    A character that cannot be shown is shown as a substitute.
    """
    _occupy_what_is_closed()
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115  # it stays open to the end
    sys.stdout = _dependable(sys.stdout, sys.__stdout__, 1, _not_written)
    sys.stderr = _dependable(sys.stderr, sys.__stderr__, 2, None)


def forget_impossible_sizes(environment: MutableMapping[str, str]) -> None:
    """Take a COLUMNS or LINES out that no terminal has: libraries would fail on it, or fill the memory with blanks."""
    for name in ("COLUMNS", "LINES"):
        size = environment.get(name, "1")
        if not (size.isascii() and size.isdecimal() and len(size) <= _LONGEST_SIZE and int(size) > 0):
            del environment[name]


def _occupy_what_is_closed() -> None:
    """A file opened later would get the number of a closed stream, and with it what is written to that."""
    for number in range(len(_NAMES)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest free number: this one


def _dependable(stream: TextIO | None, original: TextIO | None, number: int, failed: "Failed | None") -> TextIO:
    if stream is not None and (stream is not original or os.name == "nt"):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
        return stream
    raw = _Whole(number, failed)
    encoding = "utf-8" if stream is None else stream.encoding
    return io.TextIOWrapper(
        io.BufferedWriter(raw), encoding=encoding, errors="replace", line_buffering=number == 2 or raw.isatty(), write_through=number == 2
    )


Failed = Callable[[OSError], Exception]


class _Whole(io.RawIOBase):
    """A descriptor that writes everything, or nothing more after the first failure. ``failed``: the exception for that."""

    def __init__(self, number: int, failed: Failed | None) -> None:
        self._number, self._failed = number, failed
        self._is_lost = False

    def fileno(self) -> int:
        return self._number

    def isatty(self) -> bool:
        return os.isatty(self._number)

    def writable(self) -> bool:
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        view = memoryview(data).cast("B")
        left = view
        while left and not self._is_lost:
            try:
                left = left[os.write(self._number, left) :]
            except BlockingIOError:  # whoever shares the terminal or pipe has made it non-blocking
                import select

                select.select([], [self._number], [])
            except OSError as error:
                self._is_lost = True
                if self._failed is not None:
                    raise self._failed(error) from None
        return len(view)


def _not_written(error: OSError) -> Exception:
    from guangdong_ai.foundation.errors import ReaderGone, Refused

    if error.errno == errno.EPIPE:
        return ReaderGone()
    from guangdong_ai.foundation.finding import Finding
    from guangdong_ai.foundation.not_written import why_not_written
    from guangdong_ai.foundation.text import Text

    reason = why_not_written(error)
    return Refused(
        [
            Finding(
                message=Text("标准输出无法写入：{}", "standard output cannot be written: {}").format(reason),
                hint=Text(
                    "输出不完整，请不要使用；换一个位置再运行", "what was written is incomplete: do not use it; run this again elsewhere"
                ),
            )
        ]
    )
