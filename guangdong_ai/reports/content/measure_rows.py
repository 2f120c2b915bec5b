"""One measure of an assessment as a row: in three columns, in four where there is room, in one where there is little."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.reports.render.named_row import Columns, Paragraphs, below, columns_beside, name_and_id, named_row
from guangdong_ai.reports.render.page import FAINT, STRONG, Paragraph, Row
from guangdong_ai.reports.wording.caveats import rests_on_later
from guangdong_ai.reports.wording.reasons import reasons
from guangdong_ai.reports.wording.terms import NO_MONEY, funding_in_words, weakest, window_in_words
from guangdong_ai.rules.source import Confidence
from guangdong_ai.text import Language, Text, joined

COLOURS: Mapping[Eligibility, str] = {"eligible": "green", "conditional": "cyan", "undetermined": "yellow", "ineligible": "red"}
"""Only ever beside the word and the mark."""

_MONEY_WIDTH = 22
_WINDOW_WIDTH = 20
_LEAST_WHY = 24
_WIDTH_FOR_A_WINDOW_COLUMN = 110

_TITLES = (
    Text("措施", "Measure"),
    Text("资助估算", "Estimated funding"),
    Text("申报时间", "Window"),
    Text("缺什么、看什么", "What is missing or decisive"),
)


def measure_columns(width: int, results: Iterable[MeasureResult]) -> Columns:
    """The columns for these measures: money, window and reasons; money and window in one; or none, in little room."""
    ids = [result.measure.id for result in results]
    columns = None
    if width >= _WIDTH_FOR_A_WINDOW_COLUMN:
        columns = columns_beside(width, ids, (_MONEY_WIDTH, _WINDOW_WIDTH), last=_LEAST_WHY)
    return columns or columns_beside(width, ids, (_MONEY_WIDTH,), last=_LEAST_WHY) or below(width)


def column_titles(columns: Columns, language: Language) -> Iterator[Row]:
    """The heads of the columns; where everything stands below the names there are none."""
    if columns.beside:
        name, money, window, why = ((Paragraph(title.in_language(language), FAINT),) for title in _TITLES)
        yield _arranged(columns, name, money, window, why)


def measure_row(result: MeasureResult, catalogue: Catalogue, as_of: date, columns: Columns, language: Language) -> Row:
    """Title and id, money and how sure it is, window, and in a few words what is missing or decisive, and what came after the day."""
    measure = result.measure
    name = name_and_id(measure.title.in_language(language), measure.id, STRONG)
    money, window = _money(result), window_in_words(result.window)
    texts = (*reasons(result, catalogue.facts), *rests_on_later(result, catalogue, as_of))
    why = tuple(Paragraph(text.in_language(language)) for text in texts)
    if not columns.beside:
        both = joined(Text("；", "; "), [money, window]).in_language(language)
        return named_row(columns, name, (Paragraph(both),), why)
    return _arranged(columns, name, (Paragraph(money.in_language(language)),), (Paragraph(window.in_language(language)),), why)


def _arranged(columns: Columns, name: Paragraphs, money: Paragraphs, window: Paragraphs, why: Paragraphs) -> Row:
    cells = [money, window] if len(columns.beside) == 3 else [(*money, *window)]
    return named_row(columns, name, *cells, why)


def _money(result: MeasureResult) -> Text:
    """The amount, and in brackets how sure the catalogue is of the figures it rests on."""
    return NO_MONEY if result.eligibility == "ineligible" else funding_in_words(result.funding, _confidence(result))


def _confidence(result: MeasureResult) -> Confidence | None:
    sources = [source.confidence for source in result.measure.funding.sources]
    rows = [row.source.confidence for row in result.funding.rows if row.source is not None]
    return weakest([*sources, *rows])
