"""Sheets as a workbook for Excel: titles that stay in sight, filters, readable widths, paper set up. Text is written as text: nothing in it runs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from rich.cells import cell_len

from guangdong_ai.foundation.control_characters import shown_safely
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.reports.content.blocks import Tone
from guangdong_ai.reports.content.report import Report, Sheet, SheetCell, SheetKind, SheetValue
from guangdong_ai.reports.render.formats import Setting
from guangdong_ai.reports.render.read_back.told import ToldLine, sealed
from guangdong_ai.reports.render.read_back.xlsx import RECORD_SHEET, record_cells, told_in_cell

_NEW = datetime(2000, 1, 1)  # noqa: DTZ001  # workbooks know no time zones
"""The same for every workbook, so that the same sheets give the same bytes."""

_WIDEST: Mapping[SheetKind, int] = {"sentences": 60, "name": 34, "word": 34, "state": 22, "yuan": 18, "number": 10, "day": 12}
_WRAPPED: frozenset[SheetKind | None] = frozenset({None, "sentences", "name", "state"})
"""None: a title."""
_NARROWEST = 8
_LONGEST_TEXT = 32_767
"""Characters in a cell."""

_COLOURS: Mapping[Tone, tuple[str, str]] = {
    "eligible": ("#116329", "#E3F4E6"),
    "conditional": ("#0A5A6B", "#E0F2F6"),
    "undetermined": ("#7A5200", "#FFF4D6"),
    "ineligible": ("#8B2028", "#F7E3E4"),
    "warning": ("#7A3E00", "#FFF4E0"),
    "aside": ("#57606A", "#FFFFFF"),
}
"""The ink and the paper of a cell in a tone; the word in it says the same."""


def render(report: Report, setting: Setting) -> bytes:
    """The workbook in the language of the setting."""
    if report.sheets is None:
        raise TypeError(report)
    kept = None if report.kept is None else report.kept((setting.language,))
    return workbook(report.sheets(), setting.language, kept)


def workbook(sheets: Sequence[Sheet], language: Language, kept: Mapping[str, Any] | None = None) -> bytes:
    """The sheets, one behind the other, and a hidden one for the record ``kept`` of a result."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped,unused-ignore]

    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"created": _NEW})
    formats = _Formats(book)
    for sheet in sheets:
        _write(book.add_worksheet(_sheet_name(sheet.title, language)), sheet, formats, language)
    if kept is not None:
        _add_record(book, sealed(kept, [*_told(sheets, language)]))
    book.close()
    return file.getvalue()


def _add_record(book: Any, record: str) -> None:
    page = book.add_worksheet(RECORD_SHEET)
    for row, piece in enumerate(record_cells(record)):
        page.write_string(row, 0, piece)
    page.hide()


def _told(sheets: Sequence[Sheet], language: Language) -> Iterator[ToldLine]:
    """What the cells tell, as it is read back."""
    for sheet in sheets:
        titles = tuple(column.title for column in sheet.columns)
        for row, values in enumerate((titles, *sheet.rows)):
            for column, value in enumerate(values):
                said = value if isinstance(value, int | date) else _shown(value, language)
                line = told_in_cell(_sheet_name(sheet.title, language), row, column, said)
                if line is not None:
                    yield line


def _sheet_name(title: Text, language: Language) -> str:
    """A name that Excel takes: at most 31 characters, none of which has a meaning in a formula."""
    return "".join(" " if character in "[]:*?/\\" else character for character in title.in_language(language))[:31]


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[SheetKind | None, Tone | None], Any] = {}

    def of(self, kind: SheetKind | None, tone: Tone | None) -> Any:
        """The format of a cell; ``kind`` None: of a title."""
        if (kind, tone) not in self._made:
            settings: dict[str, Any] = {"valign": "top", "text_wrap": kind in _WRAPPED}
            if kind is None:
                settings |= {"bold": True, "bg_color": "#EEF1F4", "bottom": 1}
            elif kind in _NUMBERS:
                settings |= {"num_format": _NUMBERS[kind], "align": "right", "indent": 1}
            if tone is not None and tone in _COLOURS:
                settings["font_color"], settings["bg_color"] = _COLOURS[tone]
            if tone == "strong":
                settings["bold"] = True
            self._made[kind, tone] = self._book.add_format(settings)
        return self._made[kind, tone]


_NUMBERS: Mapping[SheetKind, str] = {"yuan": "#,##0", "number": "#,##0", "day": "yyyy-mm-dd"}


def _write(page: Any, sheet: Sheet, formats: _Formats, language: Language) -> None:
    """Titles and rows. Widths and heights are those of the words: no program has to work them out before the sheet can be read or printed."""
    titles = [column.title.in_language(language) for column in sheet.columns]
    kinds = [column.kind for column in sheet.columns]
    rows = [[_shown(value, language) for value in row] for row in sheet.rows]
    longest = [max(_length(words) for words in column) for column in zip(titles, *rows, strict=True)]
    widths = [min(max(length, _NARROWEST), _WIDEST[kind]) for length, kind in zip(longest, kinds, strict=True)]
    for index, (title, width) in enumerate(zip(titles, widths, strict=True)):
        page.set_column(index, index, width)
        page.write_string(0, index, title, formats.of(None, None))
    page.set_row(0, _LINE_HEIGHT * min(max(map(_lines, titles, widths)), _MOST_LINES))
    for number, (values, words) in enumerate(zip(sheet.rows, rows, strict=True), 1):
        wrapped = ((text, width) for text, width, kind in zip(words, widths, kinds, strict=True) if kind in _WRAPPED)
        lines = max((_lines(text, width) for text, width in wrapped), default=1)
        page.set_row(number, _LINE_HEIGHT * min(lines, _MOST_LINES))
        for index, (kind, value, text) in enumerate(zip(kinds, values, words, strict=True)):
            _write_cell(page, (number, index), kind, value, text, formats)
    page.freeze_panes(1, sheet.fixed)
    if rows:
        page.autofilter(0, 0, len(rows), len(titles) - 1)
    _set_up_paper(page, widths, len(rows))


def _set_up_paper(page: Any, widths: Sequence[int], rows: int) -> None:
    """A4 across, as many columns as can be read there, the titles on each page."""
    fitting = next((index for index in range(1, len(widths)) if sum(widths[: index + 1]) > _WIDEST_PAPER), len(widths))
    page.set_landscape()
    page.set_paper(9)
    page.print_area(0, 0, rows, fitting - 1)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&L&A&R&P / &N")


_LINE_HEIGHT = 17
_MOST_LINES = 12
_WIDEST_PAPER = 210
"""Characters beside one another on A4 paper across that can still be read."""


def _shown(value: SheetValue, language: Language) -> str:
    """The value as it stands in its cell."""
    match value:
        case SheetCell(value=words):
            return _shown(words, language)
        case Text():
            return shown_safely(value.in_language(language), "\n")[:_LONGEST_TEXT]
        case str():
            return shown_safely(value, "\n")[:_LONGEST_TEXT]
        case int():
            return f"{value:,}"
        case date():
            return value.isoformat()
        case None:
            return ""


def _write_cell(page: Any, place: tuple[int, int], kind: SheetKind, value: SheetValue, words: str, formats: _Formats) -> None:
    tone: Tone | None = value.tone if isinstance(value, SheetCell) else None
    cell_format = formats.of(kind, tone)
    match value:
        case None:
            pass
        case int():
            page.write_number(*place, value, cell_format)
        case date():
            page.write_datetime(*place, datetime(value.year, value.month, value.day), cell_format)  # noqa: DTZ001  # as above
        case _:
            page.write_string(*place, words, cell_format)


@lru_cache(maxsize=10_000)
def _length(words: str) -> int:
    """Columns that the longest line takes, with room for the filter's button."""
    return max((cell_len(line[:200]) for line in words.split("\n")), default=0) + 3


@lru_cache(maxsize=10_000)
def _lines(words: str, width: int) -> int:
    return sum(-(-cell_len(line) // (width - 1)) or 1 for line in words.split("\n"))
