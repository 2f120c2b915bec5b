"""How far a run is, on standard error: on one line of a terminal, in lines of a log, or as JSON for programs."""

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Literal

from guangdong_ai.cli.message_log import log
from guangdong_ai.cli.output import replace_line, say
from guangdong_ai.foundation.text import Language, Text

if TYPE_CHECKING:
    from pathlib import Path

    from guangdong_ai.batch.outcome import Counts
    from guangdong_ai.reports.content.data.forms.batch_progress import BatchProgressData

ProgressForm = Literal["line", "text", "json", "off"]
"""``line``: one line of a terminal, replaced again and again; ``text``: a line now and then; ``json``: JSON, one object a line."""

FORMS: Final = ("text", "json", "off")
"""What may be asked for; otherwise it is ``line`` on a terminal, and ``text`` elsewhere."""

_SHOWN_AFTER: Final = {"line": 1.0, "text": 30.0, "json": 1.0, "off": float("inf")}
"""Seconds."""
_SHOWN_EVERY: Final = {"line": 0.25, "text": 30.0, "json": 1.0, "off": float("inf")}


def progress_form(asked: str | None, *, quiet: bool) -> ProgressForm:
    """The form that is asked for, else the one that suits standard error; nothing where it is to be quiet."""
    if asked is not None:
        return "json" if asked == "json" else "text" if asked == "text" else "off"
    if quiet:
        return "off"
    return "line" if sys.stderr.isatty() else "text"


class BatchProgress:
    """Called with the number of records done; shows how many there were, how fast, and the remaining time.

    Nothing is shown in the first second. ``count`` returns the number of records, None if it is not known; it is called when there is
    something to show.
    """

    def __init__(self, count: Callable[[], int | None], language: Language, form: ProgressForm = "line", engine: str = "plain") -> None:
        self._count = count
        self._language = language
        self._form: ProgressForm = form
        self._engine = engine
        self._total: int | None = None
        self._counted = False
        self._done = 0
        self._begun = time.monotonic()
        self._next = self._begun + _SHOWN_AFTER[form]
        self._shown = False
        self._write("begun")

    def __call__(self, more: int) -> None:
        """Add to the number of records done."""
        self._done += more
        now = time.monotonic()
        if now >= self._next:
            if not self._counted:
                self._total, self._counted = self._count(), True
            self._show(now - self._begun)
            self._next = now + _SHOWN_EVERY[self._form]

    def clear(self) -> None:
        """Remove the line, so that something else can be shown."""
        if self._shown:
            replace_line("")
            self._shown = False

    def finished(self, counts: "Counts", output: "Path") -> None:
        """Tell programs that the result is in its place."""
        self._write("finished", counts, output)

    def stopped(self) -> None:
        """Tell programs that there will be no result."""
        self._write("stopped")

    def _show(self, seconds: float) -> None:
        text = progress_text(self._done, self._total, seconds).in_language(self._language)
        if self._form == "json":
            self._write("progress")
        elif self._form == "text":
            say(text)
        else:
            self._replace(text)
            log(text)

    def _replace(self, text: str) -> None:
        from rich.cells import set_cell_size

        self._shown = True
        try:
            width = os.get_terminal_size(sys.stderr.fileno()).columns
        except OSError:
            width = 80
        replace_line(set_cell_size(text, max(width - 1, 1)))

    def _write(
        self, event: Literal["begun", "progress", "finished", "stopped"], counts: "Counts | None" = None, output: "Path | None" = None
    ) -> None:
        if self._form != "json":
            return
        import json

        data = progress_data(event, self._engine, self._done, self._total, time.monotonic() - self._begun, counts, output)
        say(json.dumps(data, ensure_ascii=False))


def progress_data(
    event: Literal["begun", "progress", "finished", "stopped"],
    engine: str,
    done: int,
    total: int | None,
    seconds: float,
    counts: "Counts | None" = None,
    output: "Path | None" = None,
) -> "BatchProgressData":
    """What a line tells a program."""
    return {
        "schema": "guangdong-ai/batch-progress/1",
        "event": event,
        "engine": engine,
        "done": done if counts is None else counts.read,
        "total": total if counts is None else counts.read,
        "seconds": round(seconds, 3),
        "counts": None
        if counts is None
        else {"read": counts.read, "assessed": counts.assessed, "rejected": counts.rejected, "made_unknown": counts.made_unknown},
        "output": None if output is None else str(output),
    }


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
