"""A document as Markdown, to paste into a report. Commands to go on with are left out: whoever reads it does not sit at the program."""

from collections.abc import Iterator
from itertools import groupby

from guangdong_ai.foundation.control_characters import shown_safely
from guangdong_ai.foundation.text import LANGUAGES, Language, Text
from guangdong_ai.reports.content.blocks import (
    Checklist,
    Content,
    Fields,
    Item,
    NamedRow,
    Section,
    Simple,
    TableBlock,
    TextBlock,
    Timeline,
    TimelineEntry,
    labelled,
    undrawn,
)
from guangdong_ai.reports.content.report import Report
from guangdong_ai.reports.render.formats import Setting

_STRONG = frozenset({"strong", "eligible", "conditional", "undetermined", "ineligible"})


def render(report: Report, setting: Setting) -> str:
    """The document in the language of the setting."""
    content, language = report.content(), setting.language
    return _text([f"# {_in(content.title, language)}", *_below(content, language)])


def in_both_languages(content: Content) -> str:
    """The document first in Chinese, then in English. What stands first in it, an id say, is the same in both."""
    first, *rest = content.lead
    title = " · ".join(_in(content.title, language) for language in LANGUAGES)
    chunks = [f"# {title}", _paragraph(first, LANGUAGES[0])]
    for language in LANGUAGES:
        chunks += [f"## {_in(content.title, language)}", *_below(Content(content.title, tuple(rest), content.sections), language, "###")]
    return _text(chunks)


def _text(chunks: list[str]) -> str:
    return shown_safely("\n\n".join(chunks) + "\n", "\n\t")


def _below(content: Content, language: Language, heading: str = "##") -> Iterator[str]:
    yield from (_paragraph(paragraph, language) for paragraph in content.lead)
    for section in content.sections:
        yield from _section(section, language, heading)
    if content.foot is not None:
        yield _in(content.foot, language)


def _section(section: Section, language: Language, heading: str) -> Iterator[str]:
    """The chunks of the section, an empty line between any two: lists, tables, paragraphs."""
    if section.title is not None:
        yield f"{heading} {_in(section.title, language).rstrip('：:')}"
    for in_list, blocks in groupby(undrawn(section.blocks), _is_of_a_list):
        if in_list:
            bullet = "1." if section.numbered else "-"
            yield "\n".join(line for block in blocks for line in _listed(block, bullet, language))
        else:
            for block in blocks:
                yield from _block(block, language)


def _is_of_a_list(block: Simple) -> bool:
    return isinstance(block, Item | Fields | Timeline | Checklist) or (isinstance(block, TextBlock) and block.level > 0)


def _block(block: Simple, language: Language) -> Iterator[str]:
    match block:
        case TextBlock():
            yield _paragraph(block, language)
        case TableBlock():
            yield from _table(block, language)


def _paragraph(paragraph: TextBlock, language: Language) -> str:
    if paragraph.tone == "id":
        return f"`{paragraph.text.in_language(language)}`"
    words = _in(paragraph.text, language)
    return f"**{words}**" if paragraph.tone in _STRONG else words


def _listed(block: Simple, bullet: str, language: Language) -> Iterator[str]:
    match block:
        case TextBlock():
            yield f"{'  ' * (block.level - 1)}- {_paragraph(block, language)}"
        case Item():
            yield from _item(block, bullet, "", language)
        case Fields():
            for name, value in block.pairs:
                yield from _item(labelled(name, value), "-", "  " * max(block.level - 1, 0), language)
        case Checklist():
            for item in block.items:
                yield from _item(item, "- [ ]", "", language)
        case Timeline():
            for entry in block.entries:
                yield from _entry(entry, language)


def _item(item: Item, bullet: str, indent: str, language: Language) -> Iterator[str]:
    colon = Text("：", ": ").in_language(language)
    label = "" if item.label is None else f"**{_in(item.label, language)}**{colon}"
    text = _in(item.text, language)
    yield f"{indent}{bullet} {label}{f'**{text}**' if item.strong else text}"
    inner = f"{indent}{' ' * len(bullet.partition(' ')[0])} "
    for inside in item.inside:
        yield from _item(inside, "-", inner, language)
    yield from (f"{inner}- {_in(detail, language)}" for detail in item.details)


def _entry(entry: TimelineEntry, language: Language) -> Iterator[str]:
    first, *rest = entry.said
    yield f"- **{' '.join(_in(text, language) for text in entry.when)}** {_in(first.text, language)}"
    yield from (f"  - {_in(paragraph.text, language)}" for paragraph in rest)


def _table(table: TableBlock, language: Language) -> Iterator[str]:
    """A table for each group, under its heading."""
    titles = [table.names, *(column.title for column in table.columns)]
    head = [_line([_in(title, language) for title in titles])]
    right = [column.holds == "count" for column in table.columns]
    head.append(_line(["---", *("---:" if number else "---" for number in right)]))
    for group in table.groups:
        if group.heading is not None:
            yield f"### {_in(group.heading.text, language)}"
        if group.rows:
            yield "\n".join([*head, *(_row(row, language) for row in group.rows)])


def _row(row: NamedRow, language: Language) -> str:
    cells = ("<br>".join(_in(paragraph.text, language) for paragraph in cell) for cell in row.cells)
    return _line([f"{_in(row.name, language)}<br>`{row.id}`", *cells])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _in(text: Text, language: Language) -> str:
    """The text as one line in which Markdown sees no marks of its own."""
    words = " ".join(text.in_language(language).split("\n"))
    return "".join(f"\\{character}" if character in "\\`*_[]<>#|" else character for character in words)
