"""How sections of statements are laid out: as rows in a terminal, as lists in Markdown."""

from collections.abc import Iterator

from guangdong_ai.reports.content.blocks import Item, Section
from guangdong_ai.reports.render.page import FAINT, STRONG, Paragraph, Row, line, side_by_side
from guangdong_ai.text import Language, Text

_WIDTH_FOR_LABELS = 60
_LABEL_WIDTH = 14
_GAP = 2
_INDENT = 2


def section_rows(section: Section, width: int, language: Language) -> Iterator[Row]:
    """The title and the items, each with a bullet, its number, or its label."""
    if section.title is not None:
        yield line(width, section.title.in_language(language), STRONG)
    for number, item in enumerate(section.items, start=1):
        yield _item(item, f"{number}." if section.numbered else "-", width, language)


def _item(item: Item, bullet: str, width: int, language: Language) -> Row:
    """The label beside the statement, or above it where there is little room; without a label a bullet or a number."""
    parts = tuple(_paragraphs(item, language))
    if item.label is None:
        return side_by_side(0, 1, (3, (Paragraph(bullet),)), (width - 4, parts))
    label = Paragraph(item.label.in_language(language), FAINT)
    if width < _WIDTH_FOR_LABELS:
        inside = (Paragraph(part.text, part.style, part.indent + _INDENT, part.hanging) for part in parts)
        return side_by_side(0, 0, (width, (label, *inside)))
    return side_by_side(0, _GAP, (_LABEL_WIDTH, (label,)), (width - _LABEL_WIDTH - _GAP, parts))


def _paragraphs(item: Item, language: Language, depth: int = 0) -> Iterator[Paragraph]:
    """The statement, what it is made up of, deeper and deeper, and its details."""
    hanging = _INDENT if depth else 0
    yield Paragraph(item.text.in_language(language), STRONG if item.strong else "", _INDENT * depth, hanging)
    for inner in item.inside:
        yield from _paragraphs(inner, language, depth + 1)
    for detail in item.details:
        yield Paragraph(detail.in_language(language), FAINT, _INDENT * depth + hanging)


def section_markdown(section: Section, language: Language) -> list[str]:
    """The same as lines of Markdown, with an empty one at the end."""
    lines = [] if section.title is None else [f"### {escaped(section.title.in_language(language))}", ""]
    for item in section.items:
        lines += _item_markdown(item, "1." if section.numbered else "-", "", language)
    return [*lines, ""]


def _item_markdown(item: Item, bullet: str, indent: str, language: Language) -> Iterator[str]:
    colon = Text("：", ": ").in_language(language)
    label = "" if item.label is None else f"**{escaped(item.label.in_language(language))}**{colon}"
    text = escaped(item.text.in_language(language))
    yield f"{indent}{bullet} {label}{f'**{text}**' if item.strong else text}"
    inner = f"{indent}{' ' * len(bullet)} "
    for inside in item.inside:
        yield from _item_markdown(inside, "-", inner, language)
    yield from (f"{inner}- {escaped(detail.in_language(language))}" for detail in item.details)


def escaped(text: str) -> str:
    """Text in which Markdown sees no marks of its own."""
    return "".join(f"\\{character}" if character in "\\`*_[]<>#|" else character for character in text)
