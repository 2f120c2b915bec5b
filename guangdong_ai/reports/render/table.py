"""A table in the terminal: its columns beside the names as far as there is room for them, else in fewer columns, else below the names.

An id is never broken over two lines as long as it is shorter than one: people copy it into a command.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.cells import cell_len

from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Language
from guangdong_ai.reports.content.blocks import Holds, NamedRow, TableBlock, TableCell, TableColumn, Tone
from guangdong_ai.reports.render.page import EMPTY, FAINT, STRONG, Paragraph, Row, line, side_by_side

_INDENT = 2
_GAP = 2
_WIDTHS: Mapping[Holds, int] = {"money": 22, "window": 20, "outcome": 20}
"""Of a column, in cells; one of text takes what is left, one of numbers what they and their title need."""
_WIDE: Mapping[Holds, int] = {**_WIDTHS, "outcome": 26}
_LEAST_TEXT, _LEAST_ALONE = 24, 16
"""Beside other columns, and where the names have nothing else beside them; then it needs no title either."""
_SUMS_WIDTH = 26
"""Of money beside numbers: the sums of many."""
_LEAST_COUNTS = 34
"""For all numbers on one line."""
_WIDTH_FOR_WIDE_COLUMNS, _WIDTH_FOR_A_WINDOW_COLUMN = 100, 110

Styles = Mapping[Tone, str]
Paragraphs = tuple[Paragraph, ...]


@record(positional=True)
class Columns:
    """The width of the names, and of each column beside them with the columns of the table that it holds; none: all is below the names."""

    width: int
    name: int
    beside: tuple[int, ...] = ()
    holds: tuple[tuple[int, ...], ...] = ()


def table_rows(table: TableBlock, styles: Styles, width: int, language: Language) -> Iterator[Row]:
    """The titles of the columns, and the groups; notes stand below their row, from edge to edge."""
    columns = _columns(table, width, language)
    titled = len(columns.beside) > 1 or any(len(places) > 1 for places in columns.holds)
    if columns.holds == (_shown(table),) and any(column.mark for column in table.columns):
        legend = "  ".join(f"{column.mark} {column.title.in_language(language)}" for column in table.columns if column.mark)
        yield line(width, legend, FAINT, indent=_INDENT)
    elif titled:
        titles = [(Paragraph(column.title.in_language(language), FAINT),) for column in table.columns]
        merged = (sum((titles[place] for place in places), ()) for places in columns.holds)
        yield _row(columns, (Paragraph(table.names.in_language(language), FAINT),), list(merged))
    for number, group in enumerate(table.groups):
        if group.heading is not None:
            if number or titled:
                yield EMPTY
            style = f"{STRONG} {styles[group.heading.tone]}".rstrip()
            yield line(width, group.heading.text.in_language(language), style, hanging=_INDENT)
        for row in group.rows:
            yield from _rows_of(row, table, columns, styles, language)


def _shown(table: TableBlock) -> tuple[int, ...]:
    """The places of the columns that stand beside the names."""
    return tuple(place for place, column in enumerate(table.columns) if column.holds != "notes")


def _columns(table: TableBlock, width: int, language: Language) -> Columns:
    """The first way of setting the columns that has room for the ids and for what is in the columns."""
    ids = [row.id for group in table.groups for row in group.rows]
    shown = _shown(table)
    stacked: list[tuple[int, ...]] = []
    for place in shown:
        if table.columns[place].holds == "window" and stacked:
            stacked[-1] = (*stacked[-1], place)
        else:
            stacked.append((place,))
    ways: list[tuple[tuple[int, ...], ...]] = []
    if width >= _WIDTH_FOR_A_WINDOW_COLUMN:
        ways.append(tuple((place,) for place in shown))
    ways.append(tuple(stacked))
    if any(column.holds == "count" for column in table.columns):
        ways.append((shown,))
    for way in ways if shown else ():
        widths = [_width(table, places, width, language) for places in way]
        last = -widths.pop() if widths[-1] < 0 else 0
        columns = _beside(width, ids, tuple(widths), last)
        if columns is not None:
            return Columns(width, columns[0], columns[1], way)
    return Columns(width, width - _INDENT)


def _width(table: TableBlock, places: tuple[int, ...], width: int, language: Language) -> int:
    """Of a column; below 0: it takes what is left, but not less."""
    first = table.columns[places[0]]
    if len(places) > 1 and first.holds == "count":
        return -_LEAST_COUNTS
    if first.holds == "text":
        return -(_LEAST_TEXT if len(_shown(table)) > 1 else _LEAST_ALONE)
    if first.holds == "count":
        texts = [paragraph.text for group in table.groups for row in group.rows for paragraph in row.cells[places[0]]]
        return max(cell_len(text.in_language(language)) for text in (first.title, *texts))
    if first.holds == "money" and any(column.holds == "count" for column in table.columns):
        return _SUMS_WIDTH
    return (_WIDE if width >= _WIDTH_FOR_WIDE_COLUMNS else _WIDTHS)[first.holds]


def _beside(width: int, ids: Iterable[str], fixed: tuple[int, ...], last: int) -> tuple[int, tuple[int, ...]] | None:
    """The width of the names, and of the columns: of these widths and, unless 0, one of at least ``last`` that shares what is left.

    None where the names would be too narrow for the ids.
    """
    count = len(fixed) + (last > 0)
    room = width - _INDENT - sum(fixed) - _GAP * count
    longest = _INDENT + max((cell_len(name) for name in ids), default=0)
    if room < longest + last:
        return None
    name = max(longest, room // 2) if last else room
    return name, (*fixed, room - name) if last else fixed


def _rows_of(row: NamedRow, table: TableBlock, columns: Columns, styles: Styles, language: Language) -> Iterator[Row]:
    name = (Paragraph(row.name.in_language(language), STRONG, hanging=_INDENT), Paragraph(row.id, FAINT, indent=_INDENT))
    cells = [_cell(cell, styles, language) for cell in row.cells]
    if columns.beside:
        beside = [_together(table.columns, cells, places, width) for places, width in zip(columns.holds, columns.beside, strict=True)]
        yield _row(columns, name, beside)
    else:
        under = (Paragraph(part.text, part.style, _INDENT + part.indent) for part in _below(table.columns, cells, _shown(table), language))
        yield side_by_side(_INDENT, 0, (columns.name, (*name, *under)))
    for cell, column in zip(row.cells, table.columns, strict=True):
        if column.holds == "notes":
            yield from (line(columns.width, note.text.in_language(language), styles[note.tone], 2 * _INDENT, _INDENT) for note in cell)


def _cell(cell: TableCell, styles: Styles, language: Language) -> Paragraphs:
    return tuple(Paragraph(paragraph.text.in_language(language), styles[paragraph.tone]) for paragraph in cell)


def _row(columns: Columns, name: Paragraphs, cells: Sequence[Paragraphs]) -> Row:
    return side_by_side(_INDENT, _GAP, (columns.name, name), *zip(columns.beside, cells, strict=True))


def _together(columns: Sequence[TableColumn], cells: Sequence[Paragraphs], places: tuple[int, ...], width: int) -> Paragraphs:
    """The cells of one row that stand in one column; a number alone stands at its right edge."""
    if len(places) == 1 and columns[places[0]].holds == "count":
        return tuple(Paragraph(one.text, one.style, width - cell_len(one.text)) for one in cells[places[0]])
    counts = [place for place in places if columns[place].holds == "count"]
    return (*_on_one_line(columns, cells, counts), *(one for place in places if place not in counts for one in cells[place]))


def _on_one_line(columns: Sequence[TableColumn], cells: Sequence[Paragraphs], counts: Sequence[int]) -> Iterator[Paragraph]:
    """The numbers, each behind its mark."""
    if counts:
        texts = [cells[place][0].text for place in counts]
        digits = max(len(text) for text in texts)
        yield Paragraph("  ".join(f"{columns[place].mark} {text:>{digits}}" for place, text in zip(counts, texts, strict=True)))


def _below(columns: Sequence[TableColumn], cells: Sequence[Paragraphs], places: Sequence[int], language: Language) -> Iterator[Paragraph]:
    """The cells one below the other: outcomes with their titles, a window after the money, numbers on one line."""
    comma, semicolon, colon = (", ", "; ", ": ") if language == "en" else ("，", "；", "：")
    counts = [place for place in places if columns[place].holds == "count"]
    yield from _on_one_line(columns, cells, counts)
    rest = [place for place in places if place not in counts]
    for place, following in zip(rest, [*rest[1:], None], strict=True):
        holds = columns[place].holds
        if holds == "outcome":
            words = comma.join(one.text for one in cells[place])
            yield Paragraph(f"{columns[place].title.in_language(language)}{colon}{words}", cells[place][0].style)
        elif following is not None and columns[following].holds == "window":
            yield Paragraph(semicolon.join(one.text for one in (*cells[place], *cells[following])))
        elif holds != "window" or place == rest[0]:
            yield from cells[place]
