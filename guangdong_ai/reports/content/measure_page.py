"""One measure on a page, in a terminal or as Markdown, and the list of all measures."""

from collections.abc import Iterator
from datetime import date

from guangdong_ai.assessment.funding import estimate
from guangdong_ai.assessment.window import window_of
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.reports.content.measure import measure_content
from guangdong_ai.reports.render.content_layout import section_markdown, section_rows
from guangdong_ai.reports.render.named_row import Columns, below, columns_beside, name_and_id, named_row
from guangdong_ai.reports.render.page import EMPTY, FAINT, STRONG, Page, Paragraph, Row, command_row, line, rule
from guangdong_ai.reports.wording.citation import document_in_words
from guangdong_ai.reports.wording.terms import confidence_legend, funding_in_words, window_in_words
from guangdong_ai.text import LANGUAGES, Language, Text, counted, joined

_MONEY_WIDTH = 24


def measure_page(measure: Measure, catalogue: Catalogue, language: Language) -> Page:
    """Who it is for, what it brings, its criteria and calls, where each statement comes from, and what is not known."""

    def rows(width: int) -> Iterator[Row]:
        yield line(width, measure.title.in_language(language), STRONG)
        yield line(width, measure.id, FAINT)
        for section in measure_content(measure, catalogue):
            yield rule(width) if section.title is None else EMPTY
            yield from section_rows(section, width, language)
        yield EMPTY
        yield line(width, confidence_legend().in_language(language), FAINT)

    return Page(rows)


def measure_markdown(measure: Measure, catalogue: Catalogue) -> str:
    """The same page as Markdown, first in Chinese, then in English."""
    lines = [f"# {measure.title.zh} · {measure.title.en}", "", f"`{measure.id}`", ""]
    for language in LANGUAGES:
        lines += [f"## {measure.title.in_language(language)}", ""]
        for section in measure_content(measure, catalogue):
            lines += section_markdown(section, language)
        lines += [confidence_legend().in_language(language), ""]
    return "\n".join(lines).rstrip() + "\n"


def measures_list(catalogue: Catalogue, language: Language, as_of: date) -> Page:
    """All measures by document, with what each may bring at most and its window on ``as_of``."""

    def rows(width: int) -> Iterator[Row]:
        count, manifest = len(catalogue.measures), catalogue.manifest
        head = Text(
            f"{count} 项措施，按 {as_of} 的申报时间；政策目录 {manifest.version} 版",
            f"{counted(count, 'measure')}, windows on {as_of}; catalogue {manifest.version}",
        )
        yield line(width, head.in_language(language), FAINT)
        columns = columns_beside(width, catalogue.measures, (_MONEY_WIDTH,)) or below(width)
        by_document: dict[str, list[Measure]] = {}
        for measure in catalogue.measures.values():
            by_document.setdefault(measure.document, []).append(measure)
        for document_id, measures in by_document.items():
            yield EMPTY
            yield line(width, document_in_words(catalogue.documents[document_id]).in_language(language), STRONG)
            for measure in measures:
                yield _listed(measure, catalogue, as_of, columns, language)
        yield EMPTY
        yield line(width, Text("查看一项措施：", "See one of them:").in_language(language))
        yield command_row("measures", "show", next(iter(catalogue.measures)))

    return Page(rows)


def _listed(measure: Measure, catalogue: Catalogue, as_of: date, columns: Columns, language: Language) -> Row:
    """Without an applicant an amount goes from nothing to the most that it can be."""
    funding = funding_in_words(estimate(measure.funding, "undetermined", {}, catalogue.tables, as_of))
    window = window_in_words(window_of(measure, catalogue, as_of))
    name = name_and_id(measure.title.in_language(language), measure.id)
    if columns.beside:
        return named_row(columns, name, (Paragraph(funding.in_language(language)), Paragraph(window.in_language(language))))
    return named_row(columns, name, (Paragraph(joined(Text("；", "; "), [funding, window]).in_language(language)),))
