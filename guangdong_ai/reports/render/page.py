"""The layout of what a person reads in a terminal: rows of cells side by side, in whatever width there is.

Lines are broken as ``line_breaking`` says and end without spaces, so that a result can be pasted anywhere. It does what a Rich table
without borders would do, at a fifth of the time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len

from guangdong_ai.foundation.control_characters import shown_safely
from guangdong_ai.foundation.record import record
from guangdong_ai.reports.render.line_breaking import divide_line

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions
    from rich.segment import Segment

STRONG = "bold"
FAINT = "dim"
_NARROWEST = 24
"""Below it nothing can be laid out: a terminal that narrow wraps the lines itself."""


@record(positional=True)
class Paragraph:
    """A text in one style. Its first line begins at ``indent``, further ones ``hanging`` cells further right.

    ``command``: the words of a command to copy, which stands in the place of the text and is never broken, however narrow the page.
    """

    text: str
    style: str = ""
    indent: int = 0
    hanging: int = 0
    command: tuple[str, ...] = ()


@record(positional=True)
class Cell:
    """Paragraphs one below the other, ``width`` cells wide, ``start`` cells from the left edge."""

    start: int
    width: int
    paragraphs: tuple[Paragraph, ...]


Row = tuple[Cell, ...]
"""Cells side by side, from the left; without any, an empty line."""

EMPTY: Row = ()


def line(width: int, text: str, style: str = "", indent: int = 0, hanging: int = 0) -> Row:
    """A row with nothing but one paragraph."""
    return (Cell(0, width, (Paragraph(text, style, indent, hanging),)),)


def command_row(*words: str) -> Row:
    """A command to copy, by its words without the program's name, on a line of its own."""
    return (Cell(0, 0, (Paragraph("", indent=2, command=words),)),)


def side_by_side(start: int, gap: int, *columns: tuple[int, tuple[Paragraph, ...]]) -> Row:
    """A row of columns, each with its width, beginning at ``start`` and ``gap`` cells apart."""
    cells = []
    for width, paragraphs in columns:
        cells.append(Cell(start, width, paragraphs))
        start += width + gap
    return tuple(cells)


def rule(width: int) -> Row:
    """A line across the page."""
    return line(width, _RULE * width, FAINT)


_RULE = "─"


def command_text(words: Sequence[str]) -> str:
    """The command as it is typed, without the options of this run."""
    import shlex

    return shlex.join(["guangdong-ai", *words])


Shown = tuple[int, str, str]
"""A text within a line: the cell at which it starts, what it says, its style."""


class Page:
    """Rows made for a width: as text, or as something that Rich can print. Both say the same."""

    def __init__(self, rows: Callable[[int], Iterable[Row]], command_text: Callable[[Sequence[str]], str] = command_text) -> None:
        self._rows = rows
        self._command_text = command_text

    def with_commands(self, command_text: Callable[[Sequence[str]], str]) -> "Page":
        """The same page with the commands in it written out by this function."""
        return Page(self._rows, command_text)

    def text(self, width: int, styled: Callable[[str, str], str] | None = None) -> str:
        """The page in that many columns. ``styled`` puts a text into its style; None: it is shown without. It is not asked about plain text."""
        return "".join(f"{_joined(shown, styled)}\n" for shown in self._lines(width))

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[Segment]":
        from rich.segment import Segment

        for shown in self._lines(options.max_width):
            column = 0
            for start, text, style in shown:
                # Where the encoding has no box lines, or shows them twice as wide, Rich draws in ASCII; so does this.
                drawn = "-" * len(text) if options.ascii_only and text.startswith(_RULE) else text
                yield Segment(" " * (start - column))
                yield Segment(drawn, console.get_style(style) if style else None)
                column = start + cell_len(text)
            yield Segment.line()

    def _lines(self, width: int) -> Iterator[tuple[Shown, ...]]:
        """The lines of the page, each with its texts from left to right."""
        for row in self._rows(max(width, _NARROWEST)):
            if not row:
                yield ()
            for beside in zip_longest(*(list(_lines(cell, self._command_text)) for cell in row)):
                yield tuple(shown for shown in beside if shown is not None and shown[1])


def _joined(line_: Iterable[Shown], styled: Callable[[str, str], str] | None) -> str:
    pieces, column = [], 0
    for start, text, style in line_:
        pieces += [" " * (start - column), styled(text, style) if styled is not None and style else text]
        column = start + cell_len(text)
    return "".join(pieces)


def _lines(cell: Cell, command_text: Callable[[Sequence[str]], str]) -> Iterator[Shown]:
    """Each line of the cell: where it starts, what it says, its style."""
    for paragraph in cell.paragraphs:
        if paragraph.command:
            yield cell.start + paragraph.indent, shown_safely(command_text(paragraph.command), ""), paragraph.style
            continue
        text = _safe(paragraph.text)
        width = cell.width - paragraph.indent - paragraph.hanging
        start = cell.start + paragraph.indent
        # The first line is longer than the others by the hanging indent: laid out with that much in front of the text.
        ends = divide_line(text, width) if not paragraph.hanging else _hanging(text, width, paragraph.hanging)
        for begin, end in zip((0, *ends), (*ends, None), strict=True):
            yield start + (paragraph.hanging if begin else 0), text[begin:end].rstrip(), paragraph.style


def _safe(text: str) -> str:
    """The text of a paragraph, with nothing in it that a terminal would act on. Lines are the page's to break: a text of several is one."""
    return shown_safely(text if text.isprintable() else text.replace("\n", " ").replace("\t", " "), "")


def _hanging(text: str, width: int, hanging: int) -> list[int]:
    first = divide_line(text, width + hanging)[:1]
    if not first:
        return []
    return first + [first[0] + position for position in divide_line(text[first[0] :], width)]
