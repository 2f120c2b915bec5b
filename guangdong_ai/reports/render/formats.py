"""The formats: what each is called, which suffixes its files have, what of a report it shows, and the module that writes it.

``--format`` and its help, the suffixes of ``--output``, TAB and the Python API read this list. A new format is an entry and a module with a
function ``render``. What is listed here is loaded at every start: a module of a format is not.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Literal, cast

from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from guangdong_ai.reports.content.report import Report
    from guangdong_ai.reports.render.page import Page

Form = Literal["content", "data", "rows", "days", "sheets"]
"""What of a report a format shows: a field of ``Report``."""


@record
class ReportFormat:
    """``suffixes``: the first is the usual one. ``meaning``: what it is for. ``module``: where ``render`` is, in this folder.

    ``is_text``: a terminal can show it. ``to_hand_on``: it tells all of a report, to readers who do not sit at the program, and may be in both languages.
    """

    name: str
    suffixes: tuple[str, ...]
    media: str
    shows: Form
    meaning: Text
    module: str
    is_text: bool = True
    to_hand_on: bool = False


@record
class Setting:
    """For whom a report is rendered. ``page_text``: how a page is shown in their terminal; None: in 80 columns, without colour.

    ``bilingual``: pages and documents are in both languages, this one first.
    """

    language: Language
    bilingual: bool = False
    page_text: "Callable[[Page], str] | None" = None

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages in which a page or a document is."""
        others = (language for language in LANGUAGES if language != self.language) if self.bilingual else ()
        return (self.language, *others)


FORMATS: Mapping[str, ReportFormat] = {
    entry.name: entry
    for entry in (
        ReportFormat(
            name="table",
            suffixes=(".txt",),
            media="text/plain",
            shows="content",
            meaning=Text("终端里的表格", "a page for the terminal"),
            module="terminal",
        ),
        ReportFormat(
            name="json",
            suffixes=(".json",),
            media="application/json",
            shows="data",
            meaning=Text("供程序读取，两种语言", "for programs, in both languages"),
            module="json_text",
        ),
        ReportFormat(
            name="csv",
            suffixes=(".csv",),
            media="text/csv",
            shows="rows",
            meaning=Text("供电子表格读取", "for spreadsheets"),
            module="csv_text",
        ),
        ReportFormat(
            name="markdown",
            suffixes=(".md", ".markdown"),
            media="text/markdown",
            shows="content",
            meaning=Text("粘贴到报告里", "to paste into a report"),
            module="markdown",
        ),
        ReportFormat(
            name="html",
            suffixes=(".html", ".htm"),
            media="text/html",
            shows="content",
            meaning=Text("一个文件的网页，可打印、可转交", "one page to print or hand on"),
            module="html_page",
            to_hand_on=True,
        ),
        ReportFormat(
            name="docx",
            suffixes=(".docx",),
            media="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            shows="content",
            meaning=Text("Word 文档", "a document for Word"),
            module="docx",
            is_text=False,
            to_hand_on=True,
        ),
        ReportFormat(
            name="xlsx",
            suffixes=(".xlsx",),
            media="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            shows="sheets",
            meaning=Text("Excel 工作簿", "a workbook for Excel"),
            module="xlsx",
            is_text=False,
        ),
        ReportFormat(
            name="ics",
            suffixes=(".ics",),
            media="text/calendar",
            shows="days",
            meaning=Text("供日历程序导入", "for calendar programs"),
            module="ics",
        ),
    )
}
"""By name; the first that a command has is its default."""


def formats_of(*forms: Form) -> tuple[str, ...]:
    """The formats for a report that has these forms."""
    return tuple(entry.name for entry in FORMATS.values() if entry.shows in forms)


def texts_of(*forms: Form) -> tuple[str, ...]:
    """Those of ``formats_of`` that a terminal can show."""
    return tuple(name for name in formats_of(*forms) if FORMATS[name].is_text)


def rendered(report: "Report", format_: str, setting: Setting) -> str | bytes:
    """The report in a format; text, in which nothing is left that a terminal acts on, or bytes where the format prescribes them."""
    render = import_module(f"guangdong_ai.reports.render.{FORMATS[format_].module}").render
    return cast("str | bytes", render(report, setting))
