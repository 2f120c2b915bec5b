"""Rows that begin with a name and its id: what belongs to them stands in columns beside it, or below it where there is little room.

An id is never broken over two lines as long as it is shorter than one: people copy it into a command.
"""

from collections.abc import Iterable

from rich.cells import cell_len

from guangdong_ai.record import record
from guangdong_ai.reports.render.page import FAINT, Paragraph, Row, side_by_side

_INDENT = 2
_GAP = 2

Paragraphs = tuple[Paragraph, ...]


@record
class Columns:
    """The width of the page, that of the names, and those of the columns beside it; without any, everything stands below the name."""

    width: int
    name: int
    beside: tuple[int, ...] = ()


def below(width: int) -> Columns:
    """Everything below the name."""
    return Columns(width=width, name=width - _INDENT)


def columns_beside(width: int, ids: Iterable[str], fixed: tuple[int, ...] = (), *, last: int = 0) -> Columns | None:
    """Columns of the ``fixed`` widths beside the names and then, unless 0, one of at least ``last`` that shares what is left with them.

    None where the names would be too narrow for the ids.
    """
    count = len(fixed) + (last > 0)
    room = width - _INDENT - sum(fixed) - _GAP * count
    longest = _INDENT + max((cell_len(name) for name in ids), default=0)
    if room < longest + last:
        return None
    name = max(longest, room // 2) if last else room
    return Columns(width=width, name=name, beside=(*fixed, room - name) if last else fixed)


def name_and_id(name: str, name_id: str, style: str = "") -> Paragraphs:
    """The name with its id beneath it."""
    return Paragraph(name, style, hanging=_INDENT), Paragraph(name_id, FAINT, indent=_INDENT)


def named_row(columns: Columns, name: Paragraphs, *cells: Paragraphs) -> Row:
    """The name with its cells, one for each column beside it."""
    if columns.beside:
        return side_by_side(_INDENT, _GAP, (columns.name, name), *zip(columns.beside, cells, strict=True))
    under = (Paragraph(part.text, part.style, _INDENT + part.indent) for cell in cells for part in cell)
    return side_by_side(_INDENT, 0, (columns.name, (*name, *under)))
