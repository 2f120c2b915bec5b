"""Showing a page: on the terminal in its width, in a file or a pipe as plain text."""

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from guangdong_ai.cli.output import write_page
from guangdong_ai.cli.suggested_command import suggested_command
from guangdong_ai.foundation.text import Language
from guangdong_ai.reports.render.page import Page

if TYPE_CHECKING:
    from pathlib import Path

WIDTH_WITHOUT_TERMINAL = 80
"""Columns of a table where neither COLUMNS nor a terminal says how many there are."""

_WIDEST = 10_000


def show(page: Page, output: "Path | None", language: Language) -> None:
    """Print to standard output, or write to ``output`` as plain text."""
    write_page(rendered(page, output), output, language)


def rendered(page: Page, output: "Path | None" = None) -> str:
    """The text for standard output, or for the file ``output``."""
    page = page.with_commands(suggested_command)
    if output is not None or not sys.stdout.isatty():
        return page.text(_width())
    if takes_ansi(sys.stdout.encoding, os.environ):
        return page.text(_width(), in_ansi)
    return _by_rich(page)


def takes_ansi(encoding: str, environment: Mapping[str, str]) -> bool:
    """Whether the terminal understands ANSI sequences. Rich knows all others, but takes as long to load as the assessment."""
    ordinary = os.name != "nt" and environment.get("TERM", "dumb") not in ("", "dumb", "unknown")
    return ordinary and encoding.lower().replace("-", "") == "utf8" and environment.keys().isdisjoint(_SAY_OTHERWISE)


_SAY_OTHERWISE = ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "LINES")
"""Variables by which a person tells Rich what the terminal is to be taken for."""

_CODES = {"bold": 1, "dim": 2, "italic": 3, "underline": 4, "reverse": 7, "red": 31, "green": 32, "yellow": 33, "cyan": 36}


def in_ansi(text: str, style: str) -> str:
    """The text in the style, as every terminal understands it."""
    return f"\x1b[{';'.join(str(_CODES[word]) for word in style.split())}m{text}\x1b[0m"


def _by_rich(page: Page) -> str:
    from rich.console import Console

    from guangdong_ai.reports.render.line_breaking import install

    install()
    console = Console(highlight=False)
    with console.capture() as captured:
        # What is laid out for the width fits into it; only a command to copy may be longer, and is not to be cut.
        console.print(page, crop=False)
    return captured.get()


def _width() -> int:
    """For a file or a pipe: what COLUMNS says, else as wide as the terminal in which the person sits."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdecimal() and len(columns) < len(str(_WIDEST)) and int(columns) > 0:
        return int(columns)
    for stream in (sys.__stderr__, sys.__stdin__, sys.__stdout__):
        try:
            width = os.get_terminal_size(stream.fileno()).columns if stream is not None else 0
        except (OSError, ValueError):
            continue
        if width > 0:
            return width
    return WIDTH_WITHOUT_TERMINAL
