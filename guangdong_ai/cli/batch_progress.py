"""The progress of a run on one line of standard error, where that is a terminal."""

import os
import sys
import time
from collections.abc import Callable

from guangdong_ai.cli.output import replace_line
from guangdong_ai.foundation.text import Language, Text

_SHOWN_AFTER = 1.0
_SHOWN_EVERY = 0.25


class BatchProgress:
    """Called with the number of records done; shows how many there were, how fast, and the remaining time.

    Nothing is shown in the first second, nor where standard error is no terminal. ``count`` returns the number of records, None
    if it is not known; it is called when there is something to show.
    """

    def __init__(self, count: Callable[[], int | None], language: Language) -> None:
        self._count = count
        self._language = language
        self._total: int | None = None
        self._done = 0
        self._begun = time.monotonic()
        self._next = self._begun + _SHOWN_AFTER if sys.stderr.isatty() else float("inf")
        self._shown = False

    def __call__(self, more: int) -> None:
        """Add to the number of records done."""
        self._done += more
        now = time.monotonic()
        if now >= self._next:
            if not self._shown:
                self._total = self._count()
            self._show(progress_text(self._done, self._total, now - self._begun).in_language(self._language))
            self._next = now + _SHOWN_EVERY

    def clear(self) -> None:
        """Remove the line, so that something else can be shown."""
        if self._shown:
            replace_line("")
            self._shown = False

    def _show(self, text: str) -> None:
        from rich.cells import set_cell_size

        self._shown = True
        try:
            width = os.get_terminal_size(sys.stderr.fileno()).columns
        except OSError:
            width = 80
        replace_line(set_cell_size(text, max(width - 1, 1)))


def progress_text(done: int, total: int | None, seconds: float) -> Text:
    """So many records in so many seconds; ``total`` may be slightly too high."""
    rate = done / seconds
    of_zh, of_en = (f" / 约 {total:,}", f" of about {total:,}") if total else ("", "")
    left = Text("", "")
    if total and rate and total > done:
        time_left = _duration((total - done) / rate)
        left = Text("，约剩 {}", ", about {} left").format(time_left)
    return Text("已处理 {done:,}{of_zh} 条，每秒 {rate:,.0f} 条{left}", "{done:,}{of_en} records, {rate:,.0f} a second{left}").format(
        done=done, of_zh=of_zh, rate=rate, left=left, of_en=of_en
    )


def _duration(seconds: float) -> Text:
    whole = round(seconds)
    if whole < 60:
        return Text(f"{whole} 秒", f"{whole} s")
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return Text(f"{minutes} 分 {rest} 秒", f"{minutes} min {rest} s")
    hours, minutes = divmod(minutes, 60)
    return Text(f"{hours} 小时 {minutes} 分", f"{hours} h {minutes} min")
