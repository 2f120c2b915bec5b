"""A document on a page of the terminal, for any width: lines, lists and tables, in colours that only repeat what the words say."""

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len

from guangdong_ai.foundation.text import Language
from guangdong_ai.reports.content.blocks import (
    Checklist,
    Command,
    Content,
    Fields,
    Item,
    Section,
    Simple,
    TableBlock,
    TextBlock,
    Timeline,
    TimelineEntry,
    Tone,
    undrawn,
)
from guangdong_ai.reports.content.report import Report
from guangdong_ai.reports.render.formats import Setting
from guangdong_ai.reports.render.page import EMPTY, FAINT, STRONG, Page, Paragraph, Row, command_row, line, rule, side_by_side
from guangdong_ai.reports.render.table import table_rows

STYLES: Mapping[Tone, str] = {
    "plain": "",
    "strong": STRONG,
    "aside": FAINT,
    "id": FAINT,
    "warning": "yellow",
    "eligible": "green",
    "conditional": "cyan",
    "undetermined": "yellow",
    "ineligible": "red",
}
_WIDTH = 80
_WIDTH_FOR_LABELS = 60
_LABEL_WIDTH = 14
_DAY_WIDTH = 10
_LEAST_VALUE = 24
_GAP = 2
_INDENT = 2


def render(report: Report, setting: Setting) -> str:
    """The page as text, as wide as the terminal of the setting and in its colours."""
    page = page_of(report.content(), setting.language)
    return page.text(_WIDTH) if setting.page_text is None else setting.page_text(page)


def page_of(content: Content, language: Language) -> Page:
    """The document as something that Rich can print."""

    def rows(width: int) -> Iterator[Row]:
        yield line(width, content.title.in_language(language), STRONG)
        for paragraph in content.lead:
            yield _line(paragraph, width, language)
        for section in content.sections:
            yield rule(width) if section.divided else EMPTY
            yield from section_rows(section, width, language)

    return Page(rows)


def section_rows(section: Section, width: int, language: Language) -> Iterator[Row]:
    """The title, and the blocks one below the other."""
    if section.title is not None:
        yield line(width, section.title.in_language(language), STRONG, hanging=_INDENT)
    number = 0
    for block in undrawn(section.blocks):
        if isinstance(block, Item):
            number += 1
            yield _item(block, f"{number}." if section.numbered else "-", width, language)
        else:
            yield from _block(block, width, language)


def _block(block: Simple, width: int, language: Language) -> Iterator[Row]:
    match block:
        case TextBlock():
            yield _line(block, width, language)
        case Fields():
            yield from _fields(block, width, language)
        case TableBlock():
            yield from table_rows(block, STYLES, width, language)
        case Timeline():
            yield from _timeline(block.entries, width, language)
        case Checklist():
            for item in block.items:
                yield _item(item, "[ ]", width, language)
        case Command():
            yield line(width, block.purpose.in_language(language))
            yield command_row(*block.words)


def _line(said: TextBlock, width: int, language: Language) -> Row:
    hanging = 0 if STYLES[said.tone] == FAINT else _INDENT
    return line(width, said.text.in_language(language), STYLES[said.tone], _INDENT * said.level, hanging)


def _item(item: Item, bullet: str, width: int, language: Language) -> Row:
    """The label beside the statement, or above it where there is little room; without a label a bullet or a number."""
    parts = tuple(_statements(item, language))
    if item.label is None:
        return side_by_side(0, 1, (3, (Paragraph(bullet),)), (width - 4, parts))
    label = Paragraph(item.label.in_language(language), FAINT)
    if width < _WIDTH_FOR_LABELS:
        inside = (Paragraph(part.text, part.style, part.indent + _INDENT, part.hanging) for part in parts)
        return side_by_side(0, 0, (width, (label, *inside)))
    return side_by_side(0, _GAP, (_LABEL_WIDTH, (label,)), (width - _LABEL_WIDTH - _GAP, parts))


def _statements(item: Item, language: Language, depth: int = 0) -> Iterator[Paragraph]:
    """The statement, what it is made up of, deeper and deeper, and its details."""
    hanging = _INDENT if depth else 0
    yield Paragraph(item.text.in_language(language), STRONG if item.strong else "", _INDENT * depth, hanging)
    for inner in item.inside:
        yield from _statements(inner, language, depth + 1)
    for detail in item.details:
        yield Paragraph(detail.in_language(language), FAINT, _INDENT * depth + hanging)


def _fields(fields: Fields, width: int, language: Language) -> Iterator[Row]:
    """The values beside the widest of the names, or below theirs where there is little room."""
    start = _INDENT * fields.level
    pairs = [(name.in_language(language), value.in_language(language)) for name, value in fields.pairs]
    names = max((cell_len(name) for name, _ in pairs), default=0)
    room = width - start - names - _GAP
    for name, value in pairs:
        if room < _LEAST_VALUE:
            yield side_by_side(start, 0, (width - start, (Paragraph(name, FAINT), Paragraph(value, indent=_INDENT))))
        else:
            yield side_by_side(start, _GAP, (names, (Paragraph(name, FAINT),)), (room, (Paragraph(value),)))


def _timeline(entries: Sequence[TimelineEntry], width: int, language: Language) -> Iterator[Row]:
    """Each day beside what is to be said of it."""
    for number, entry in enumerate(entries):
        if number:
            yield EMPTY
        first, *rest = (text.in_language(language) for text in entry.when)
        when = (Paragraph(first, STRONG), *(Paragraph(text, FAINT) for text in rest))
        said = (
            Paragraph(one.text.in_language(language), STYLES[one.tone], hanging=_INDENT if one.tone == "strong" else 0)
            for one in entry.said
        )
        yield side_by_side(0, _GAP, (_DAY_WIDTH, when), (width - _DAY_WIDTH - _GAP, tuple(said)))
