"""A document as Markdown, to paste into a report, a document that several edit, or a chat: headings, lists and bold, which all of them show.

No tables, no HTML, no links but to files beside it and those that a text is itself. Commands to go on with are left out: whoever reads it does not sit at the program.
"""

from collections.abc import Iterator, Sequence
from itertools import count, groupby, repeat
from re import VERBOSE
from urllib.parse import quote

from guangdong_ai.foundation.control_characters import shown_safely
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
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
    TableColumn,
    TextBlock,
    Timeline,
    TimelineEntry,
    labelled,
    undrawn,
)
from guangdong_ai.reports.content.report import Report
from guangdong_ai.reports.render.formats import Setting

_COLON = Text("：", ": ")
_STRONG = frozenset({"strong", "eligible", "conditional", "undetermined", "ineligible"})


def render(report: Report, setting: Setting) -> str:
    """The document in the language of the setting. The record of a result is in a file beside it: pasted, it would be read."""
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
    """The chunks of the section, an empty line between any two: lists, paragraphs, and groups under headings of the next level."""
    inner = heading
    if section.title is not None:
        yield f"{heading} {_in(section.title, language).rstrip('：:')}"
        inner = f"{heading}#"
    for in_list, blocks in groupby(undrawn(section.blocks), _is_of_a_list):
        if in_list:
            bullets = (f"{number}." for number in count(1)) if section.numbered else repeat("-")
            yield "\n".join(line for block in blocks for line in _listed(block, bullets, language))
        else:
            for block in blocks:
                yield from _block(block, inner, language)


def _is_of_a_list(block: Simple) -> bool:
    return isinstance(block, Item | Fields | Timeline | Checklist) or (isinstance(block, TextBlock) and block.level > 0)


def _block(block: Simple, heading: str, language: Language) -> Iterator[str]:
    match block:
        case TextBlock():
            yield _paragraph(block, language)
        case TableBlock():
            yield from _table(block, heading, language)


def _paragraph(paragraph: TextBlock, language: Language) -> str:
    if paragraph.tone == "id":
        return _code(paragraph.text.in_language(language))
    return _strong(paragraph.text, language) if paragraph.tone in _STRONG else _in(paragraph.text, language)


def _listed(block: Simple, bullets: Iterator[str], language: Language) -> Iterator[str]:
    match block:
        case TextBlock():
            yield f"{'  ' * (block.level - 1)}- {_paragraph(block, language)}"
        case Item():
            yield from _item(block, next(bullets), "", language)
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
    label = "" if item.label is None else f"{_strong(item.label, language)}{_COLON.in_language(language)}"
    yield f"{indent}{bullet} {label}{_strong(item.text, language) if item.strong else _in(item.text, language)}"
    inner = f"{indent}{' ' * len(bullet.partition(' ')[0])} "
    for inside in item.inside:
        yield from _item(inside, "-", inner, language)
    yield from (f"{inner}- {_in(detail, language)}" for detail in item.details)


def _entry(entry: TimelineEntry, language: Language) -> Iterator[str]:
    first, *rest = entry.said
    yield f"- **{' '.join(_in(text, language) for text in entry.when)}** {_in(first.text, language)}"
    yield from (f"  - {_in(paragraph.text, language)}" for paragraph in rest)


def _table(table: TableBlock, heading: str, language: Language) -> Iterator[str]:
    """A list for each group, under its heading: chats show no tables, and cells of sentences read no better in columns."""
    for group in table.groups:
        if group.heading is not None:
            yield f"{heading} {_in(group.heading.text, language)}"
        if group.rows:
            yield "\n".join(line for row in group.rows for line in _row(row, table.columns, language))


def _row(row: NamedRow, columns: Sequence[TableColumn], language: Language) -> Iterator[str]:
    """The name and the id, and below them each cell behind the title of its column; the only cell beside them."""
    comma, semicolon, colon = (text.in_language(language) for text in (Text("，", ", "), Text("；", "; "), _COLON))
    name = _strong(row.name, language)
    named = f"- {f'[{name}]({quote(row.address)})' if row.address else name} {_code(row.id)}".rstrip()
    told = [(column, [_in(paragraph.text, language) for paragraph in cell]) for column, cell in zip(columns, row.cells, strict=True)]
    if len(told) == 1 and told[0][0].holds != "notes":
        yield f"{named}{colon}{semicolon.join(told[0][1])}"
        return
    yield named
    counts = [f"{_in(column.title, language)}{colon}{comma.join(words)}" for column, words in told if column.holds == "count"]
    if counts:
        yield f"  - {comma.join(counts)}"
    for column, words in told:
        if column.holds == "notes":
            yield from (f"  - {note}" for note in words)
        elif words and column.holds != "count":
            yield f"  - {_in(column.title, language)}{colon}{semicolon.join(words)}"


def _strong(text: Text, language: Language) -> str:
    words = _in(text, language)
    return f"**{words}**" if words else ""


def _code(words: str) -> str:
    """An id as code; what could end it stays text."""
    return _plain(words) if "`" in words or not words.strip() else f"`{words}`"


def _in(text: Text, language: Language) -> str:
    return _plain(text.in_language(language))


_MARKS = lazy_pattern(
    r"""
      [\\`*~\[$]                        # an escape, code, emphasis, struck out, a link, a formula
    | (?<![^\W_])_ | _(?![^\W_])       # emphasis, but not within a word
    | <(?=[A-Za-z/!?])                 # a tag or an address
    | &(?=\#?\w+(?:;|$))              # a character by its name; a semicolon may follow the text
    | ^[#>] | (?<=\s)\#(?=\#*$)        # the beginning and the end of a heading, a quotation
    | ^[-+](?=\s|$) | ^-(?=[\s-]*$)    # a list, a line
    """,
    VERBOSE,
)
_NUMBER = lazy_pattern(r"^(\d{1,9})([.)])(?=\s|$)")
"""What begins a list with numbers."""


def _plain(words: str) -> str:
    """The words on one line, as text in which Markdown sees no marks of its own. What is none stays as it is: a chat may show the text as it stands."""
    return _NUMBER.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", " ".join(words.split("\n")).strip()))
