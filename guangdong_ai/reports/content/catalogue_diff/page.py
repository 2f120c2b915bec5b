"""A comparison as a person reads it: in a terminal, and as Markdown to paste into a report."""

from collections.abc import Iterator

from guangdong_ai.reports.content.catalogue_diff.content import diff_content
from guangdong_ai.reports.content.catalogue_diff.diff import CatalogueDiff
from guangdong_ai.reports.render.content_layout import section_markdown, section_rows
from guangdong_ai.reports.render.page import EMPTY, STRONG, Page, Row, line, rule
from guangdong_ai.text import Language, Text

_TITLE = Text("政策目录的变化", "What changed in the catalogue")


def diff_page(diff: CatalogueDiff, language: Language) -> Page:
    """The comparison in whatever width there is."""

    def rows(width: int) -> Iterator[Row]:
        yield line(width, _TITLE.in_language(language), STRONG)
        for section in diff_content(diff):
            yield rule(width) if section.title is None else EMPTY
            yield from section_rows(section, width, language)

    return Page(rows)


def diff_markdown(diff: CatalogueDiff, language: Language) -> str:
    """The same in one language."""
    lines = [f"# {_TITLE.in_language(language)}", ""]
    for section in diff_content(diff):
        lines += section_markdown(section, language)
    return "\n".join(lines).rstrip() + "\n"
