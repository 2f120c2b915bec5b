"""Showing a page: on the terminal in its width, in a file or a pipe as plain text."""

import io
import os
import sys
from pathlib import Path

from rich.console import Console

from guangdong_ai.cli.output import write_page
from guangdong_ai.cli.suggested_command import suggested_command
from guangdong_ai.reports.render.line_breaking import install
from guangdong_ai.reports.render.page import Page
from guangdong_ai.text import Language

WIDTH_WITHOUT_TERMINAL = 80
"""Columns of a table where neither COLUMNS nor a terminal says how many there are."""

_WIDEST = 10_000


def show(page: Page, output: Path | None, language: Language) -> None:
    """Print to standard output, or write to ``output`` as plain text."""
    write_page(rendered(page, output), output, language)


def rendered(page: Page, output: Path | None = None) -> str:
    """The text for standard output, or for the file ``output``."""
    install()
    console = _console_for(output)
    with console.capture() as captured:
        # What is laid out for the width fits into it; only a command to copy may be longer, and is not to be cut.
        console.print(page.with_commands(suggested_command), crop=False)
    return captured.get()


def _console_for(output: Path | None) -> Console:
    """A console as wide as the terminal and in its colours; for a file or a pipe, without colour."""
    if output is None and sys.stdout.isatty():
        return Console(highlight=False)
    return Console(file=io.StringIO(), width=_width(), color_system=None, highlight=False)


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
