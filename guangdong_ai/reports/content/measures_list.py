"""The list of all measures by document, with what each may bring at most and its window on a day."""

from collections.abc import Mapping
from datetime import date

from guangdong_ai.assessment.funding import at_most
from guangdong_ai.assessment.window import Window, window_of
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.text import Language, Text, counted
from guangdong_ai.reports.content.blocks import Command, Content, NamedRow, Section, TableBlock, TableColumn, TableGroup, TextBlock
from guangdong_ai.reports.content.report import Report, Rows
from guangdong_ai.reports.wording.citation import document_in_words
from guangdong_ai.reports.wording.terms import funding_in_words, window_in_words


def measures_list_report(catalogue: Catalogue, as_of: date) -> Report:
    """The list in each form."""
    return Report(
        content=lambda: measures_list(catalogue, as_of),
        data=lambda: [
            _plain(measure, catalogue.scope_of(measure), window_of(measure, catalogue, as_of)) for measure in catalogue.measures.values()
        ],
        rows=lambda language: _rows(catalogue, as_of, language),
    )


def measures_list(catalogue: Catalogue, as_of: date) -> Content:
    """Without an applicant an amount goes from nothing to the most that it can be."""
    count, version = len(catalogue.measures), catalogue.manifest.version
    about = Text("{count} 项措施，按 {day} 的申报时间；政策目录 {version} 版", "{measures}, windows on {day}; catalogue {version}")
    lead = TextBlock(about.format(count=count, measures=counted(count, "measure"), day=as_of, version=version), "aside")
    rows: dict[str, list[NamedRow]] = {}
    for measure in catalogue.measures.values():
        funding, window = (
            funding_in_words(at_most(measure.funding, catalogue.tables, as_of)),
            window_in_words(window_of(measure, catalogue, as_of)),
        )
        cells = ((TextBlock(funding),), (TextBlock(window),))
        rows.setdefault(measure.document, []).append(NamedRow(measure.title, measure.id, cells))
    groups = [TableGroup(TextBlock(document_in_words(catalogue.documents[name])), tuple(of)) for name, of in rows.items()]
    columns = TableColumn(Text("资助估算", "Estimated funding"), "money"), TableColumn(Text("申报时间", "Window"), "window")
    sections = (
        Section(None, (TableBlock(Text("措施", "Measure"), columns, tuple(groups)),), divided=True),
        Section(None, (Command(Text("查看一项措施：", "See one of them:"), ("measures", "show", next(iter(catalogue.measures)))),)),
    )
    return Content(Text("扶持措施", "Support measures"), (lead,), sections)


def _plain(measure: Measure, scope: str, window: Window) -> Mapping[str, object]:
    return {
        "id": measure.id,
        "scope": scope,
        "document": measure.document,
        "article": measure.article,
        "title": {"zh": measure.title.zh, "en": measure.title.en},
        "funding_kind": measure.funding.kind,
        "window": window.state,
    }


def _rows(catalogue: Catalogue, as_of: date, language: Language) -> Rows:
    columns = ("measure", "scope", "document", "article", "title", "funding_kind", "high", "window", "opens", "closes")
    rows = []
    for measure in catalogue.measures.values():
        funding, window = at_most(measure.funding, catalogue.tables, as_of), window_of(measure, catalogue, as_of)
        about = (measure.id, catalogue.scope_of(measure), measure.document, measure.article, measure.title.in_language(language))
        rows.append((*about, funding.kind, funding.high, window.state, window.opens, window.closes))
    return Rows(columns, rows)
