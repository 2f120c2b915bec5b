"""An assessment in full: its head, charts, a card for each measure that the applicant may get, the others in a table, and all that it rests on."""

from collections.abc import Iterator

from guangdong_ai.assessment.criteria import PASSED, Eligibility
from guangdong_ai.assessment.near_misses import within_reach
from guangdong_ai.assessment.preparation import TAKEN_NOW
from guangdong_ai.assessment.ranking import ranked
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.assessment.titles import title_readiness
from guangdong_ai.assessment.window import WindowState
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.content.assessment import parts_by_scope
from guangdong_ai.reports.content.blocks import Block, Content, Folded, NamedRow, Section, TableBlock, TableColumn, TableGroup, TextBlock
from guangdong_ai.reports.content.full_assessment.at_a_glance import at_a_glance
from guangdong_ai.reports.content.full_assessment.charts import charts
from guangdong_ai.reports.content.full_assessment.measure_card import measure_card
from guangdong_ai.reports.content.lead import about_applicant, catalogue_line, no_promise, warnings
from guangdong_ai.reports.content.measure import cited, documents_section
from guangdong_ai.reports.content.next_steps import within_reach_sections
from guangdong_ai.reports.content.profile import profile_content
from guangdong_ai.reports.content.titles import titles_in_full
from guangdong_ai.reports.content.totals import totals_blocks
from guangdong_ai.reports.wording.caveats import not_decided, rests_on_later
from guangdong_ai.reports.wording.reasons import reasons
from guangdong_ai.reports.wording.terms import NO_MONEY, confidence_legend, funding_in_words, window_in_words


def full_assessment_content(assessment: AssessmentResult) -> Content:
    """The whole page, for readers who do not sit at the program."""
    title, about = about_applicant(assessment)
    titles = title_readiness(assessment)
    sections = [
        *at_a_glance(assessment),
        *charts(assessment),
        Section(Text("合计是怎么来的", "How the total comes about"), tuple(totals_blocks(assessment)), divided=True),
        *_cards(assessment),
        *titles_in_full(titles, assessment.catalogue),
        *within_reach_sections(within_reach(assessment), titles, assessment.catalogue, None),
        *_others(assessment),
        *_documents(assessment),
        *_basis(assessment),
    ]
    return Content(title, (TextBlock(about, "aside"), *warnings(assessment)), tuple(sections), _foot(assessment))


def _foot(assessment: AssessmentResult) -> Text:
    """The day and the catalogue, by its version and the head of its digest."""
    manifest, digest = assessment.catalogue.manifest, assessment.catalogue.digest
    words = Text("按 {} 自评，政策目录 {} 版（{}）", "Assessed for {}, catalogue {} ({})")
    return words.format(assessment.as_of, manifest.version, digest[:23])


def _in_full(result: MeasureResult) -> bool:
    """Whether it has a card: it is met as far as that can be computed, or it is open or opens on a known day and may still be met."""
    return result.eligibility in PASSED or (result.eligibility == "undetermined" and result.window.state in _MATTERS_NOW)


_MATTERS_NOW: tuple[WindowState, ...] = (*TAKEN_NOW, "automatic", "upcoming")


def _cards(assessment: AssessmentResult) -> Iterator[Section]:
    """A card for each measure that matters now, giver by giver, the best first."""
    for title, results in parts_by_scope(assessment):
        groups = ranked([result for result in results if _in_full(result)])
        cards = tuple(measure_card(result, assessment) for group in groups.values() for result in group)
        if cards:
            yield Section(title, cards, divided=True)


def _others(assessment: AssessmentResult) -> Iterator[Section]:
    """The measures without a card: those that more answers would settle, then those that do not apply, each with what decides it."""
    titles: tuple[tuple[Eligibility, Text], ...] = (
        (
            "undetermined",
            Text("还缺信息、目前不受理的措施（{} 项）", "Measures that depend on more answers and take no applications now ({})"),
        ),
        ("ineligible", Text("不符合的措施（{} 项）", "Measures that do not apply ({})")),
    )
    for eligibility, title in titles:
        of_kind = [result for result in assessment.measures if result.eligibility == eligibility and not _in_full(result)]
        results = [result for group in ranked(of_kind).values() for result in group]
        if results:
            rows = tuple(_row(result, assessment) for result in results)
            columns = (
                TableColumn(Text("资助估算", "Estimated funding"), "money"),
                TableColumn(Text("申报时间", "Window"), "window"),
                TableColumn(Text("缺少信息／关键条件", "Missing or decisive")),
            )
            table = TableBlock(Text("措施", "Measure"), columns, (TableGroup(None, rows),))
            yield Section(title.format(len(results)), (Folded(Text("逐项列出", "List them"), (table,)),), divided=True)


def _row(result: MeasureResult, assessment: AssessmentResult) -> NamedRow:
    catalogue = assessment.catalogue
    money = NO_MONEY if result.eligibility == "ineligible" else funding_in_words(result.funding)
    why = (*reasons(result, catalogue.facts), *rests_on_later(result, catalogue, assessment.as_of))
    cells = ((TextBlock(money),), (TextBlock(window_in_words(result.window)),), tuple(map(TextBlock, why)))
    return NamedRow(result.title, result.id, cells)


def _documents(assessment: AssessmentResult) -> Iterator[Section]:
    """The documents that the cards rest on, each once."""
    names: dict[str, None] = {}
    for result in filter(_in_full, assessment.measures):
        call = result.window.call
        names |= dict.fromkeys(cited(result.measure, () if call is None else (call,), assessment.catalogue))
    if names:
        section = documents_section(tuple(names), assessment.catalogue)
        yield Section(section.title, (Folded(Text("逐项列出", "List them"), section.blocks),), divided=True)


def _basis(assessment: AssessmentResult) -> Iterator[Section]:
    """What the result rests on: the answers, the day, the catalogue with its digest, and what is not decided here."""
    catalogue = assessment.catalogue
    answers: list[Block] = [block for section in profile_content(assessment.profile, catalogue).sections for block in section.blocks]
    said = (
        TextBlock(catalogue_line(catalogue)),
        TextBlock(Text("目录摘要：{}", "Digest of the catalogue: {}").format(catalogue.digest), "id"),
        TextBlock(Text("自评日期：{}", "Assessed for: {}").format(assessment.as_of)),
        TextBlock(confidence_legend(), "aside"),
        TextBlock(not_decided(), "strong"),
        TextBlock(no_promise(), "aside"),
    )
    yield Section(
        Text("依据", "What this rests on"), (Folded(Text("所依据的答案", "The answers it rests on"), tuple(answers)), *said), divided=True
    )
