"""An assessment as a person reads it: which measures apply, what each may bring, until when, and why."""

from collections import defaultdict
from collections.abc import Iterator

from guangdong_ai.assessment.coverage import coverage_gaps
from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.near_misses import within_reach
from guangdong_ai.assessment.ranking import ranked
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.assessment.titles import title_readiness
from guangdong_ai.catalogue.document import Scope
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.reports.content.blocks import (
    Command,
    Content,
    NamedRow,
    Section,
    TableBlock,
    TableCell,
    TableColumn,
    TableGroup,
    TextBlock,
)
from guangdong_ai.reports.content.lead import about_applicant, catalogue_line, no_promise, warnings
from guangdong_ai.reports.content.next_steps import next_question, within_reach_sections
from guangdong_ai.reports.content.titles import titles_in_short
from guangdong_ai.reports.content.totals import totals_blocks
from guangdong_ai.reports.wording.caveats import coverage_in_words, rests_on_later
from guangdong_ai.reports.wording.phrase import capitalised
from guangdong_ai.reports.wording.reasons import reasons
from guangdong_ai.reports.wording.terms import (
    CONFIDENCE,
    CONFIDENCE_MEANING,
    ELIGIBILITY,
    ESTIMATED,
    MARKS,
    MEANING,
    NO_MONEY,
    funding_in_words,
    weakest,
    window_in_words,
)
from guangdong_ai.rules.source import Confidence


def assessment_content(assessment: AssessmentResult, *, show_all: bool, profile_file: str | None = None) -> Content:
    """The whole result. Ineligible measures are counted, and listed with ``show_all``.

    ``profile_file``: the file of the profile, where it holds all that was assessed; commands name it.
    """
    groups = ranked(assessment.measures)
    title, about = about_applicant(assessment)
    titles = title_readiness(assessment)
    sections = [
        *_measures(assessment, show_all=show_all),
        Section(None, tuple(totals_blocks(assessment)), divided=True),
        *next_question(assessment),
        *within_reach_sections(within_reach(assessment), titles, assessment.catalogue, profile_file),
        *titles_in_short(titles, profile_file),
        Section(None, tuple(TextBlock(text, "aside") for text in _footer(assessment))),
    ]
    if profile_file is not None:
        purpose = Text("申报准备：日期、材料清单、在哪里申报：", "A plan to apply (days, papers to bring, where):")
        sections.append(Section(None, (Command(purpose, ("prepare", profile_file)),)))
    if groups:
        first = next(iter(groups.values()))[0]
        purpose = Text("查看条件、出处和未知之处：", "Conditions, sources and what is not known:")
        sections.append(Section(None, (Command(purpose, ("measures", "show", first.measure.id)),)))
    return Content(title, (TextBlock(about, "aside"), *warnings(assessment)), tuple(sections))


_PARTS: tuple[tuple[Text, tuple[Scope, ...]], ...] = (
    (Text("本政策的措施", "Measures of the policy itself"), ("policy",)),
    (Text("政策之外：市、区", "Besides the policy: cities and districts"), ("city", "district")),
    (Text("政策之外：省", "Besides the policy: the province"), ("province",)),
    (Text("政策之外：国家", "Besides the policy: the nation"), ("nation",)),
)
"""A part of the result for each giver, the policy in front."""


def parts_by_scope(assessment: AssessmentResult) -> list[tuple[Text, list[MeasureResult]]]:
    """The results of each giver under its name, the policy in front; a giver without any is left out."""
    catalogue = assessment.catalogue
    by_scope: dict[Scope, list[MeasureResult]] = defaultdict(list)
    for result in assessment.measures:
        by_scope[catalogue.scope_of(result.measure)].append(result)
    parts = [(title, [result for scope in scopes for result in by_scope[scope]]) for title, scopes in _PARTS]
    return [(title, results) for title, results in parts if results]


def _measures(assessment: AssessmentResult, *, show_all: bool) -> Iterator[Section]:
    """A table for each giver; where there is one giver alone, it needs no heading."""
    parts = parts_by_scope(assessment)
    for title, results in parts:
        yield Section(title if len(parts) > 1 else None, (_table(ranked(results), assessment, show_all=show_all),), divided=True)


def _table(groups: dict[Eligibility, list[MeasureResult]], assessment: AssessmentResult, *, show_all: bool) -> TableBlock:
    columns = (
        TableColumn(Text("资助估算", "Estimated funding"), "money"),
        TableColumn(Text("申报时间", "Window"), "window"),
        TableColumn(Text("缺少信息／关键条件", "Missing or decisive")),
    )
    made = []
    for eligibility, group in groups.items():
        listed = show_all or eligibility != "ineligible"
        rows = tuple(_row(result, assessment) for result in group) if listed else ()
        made.append(TableGroup(_heading(eligibility, len(group), listed=listed), rows))
    return TableBlock(Text("措施", "Measure"), columns, tuple(made))


def _heading(eligibility: Eligibility, count: int, *, listed: bool) -> TextBlock:
    """The mark, the word, how many there are, and what it means; of those that are not listed, how to see them."""
    rest = MEANING[eligibility] if listed else Text("加 --all 列出", "add --all to list them")
    words = Text("{mark} {name}（{count} 项）：{rest}", "{mark} {name} ({count}): {rest}")
    return TextBlock(words.format(mark=MARKS[eligibility], name=capitalised(ELIGIBILITY[eligibility]), count=count, rest=rest), eligibility)


def _row(result: MeasureResult, assessment: AssessmentResult) -> NamedRow:
    """Title and id, money and how sure it is, window, and in a few words what is missing or decisive, and what came after the day."""
    catalogue = assessment.catalogue
    why = (*reasons(result, catalogue.facts), *rests_on_later(result, catalogue, assessment.as_of))
    money = NO_MONEY if result.eligibility == "ineligible" else funding_in_words(result.funding, _confidence(result))
    cells = (_cell(money), _cell(window_in_words(result.window)), _cell(*why))
    return NamedRow(result.measure.title, result.measure.id, cells)


def _cell(*texts: Text) -> TableCell:
    return tuple(map(TextBlock, texts))


def _confidence(result: MeasureResult) -> Confidence | None:
    sources = [source.confidence for source in result.measure.funding.sources]
    rows = [row.source.confidence for row in result.funding.rows if row.source is not None]
    return weakest([*sources, *rows])


def _footer(assessment: AssessmentResult) -> Iterator[Text]:
    gaps = coverage_gaps(assessment.catalogue, assessment.profile.facts)
    yield from (coverage_in_words(gap.choice) for gap in gaps if gap.choice.coverage == "incomplete")
    yield no_promise()
    marks = [(CONFIDENCE[confidence], meaning) for confidence, meaning in CONFIDENCE_MEANING.items()]
    marks.append((ESTIMATED, Text("按公布的数额表估算", "estimated from a table of published figures")))
    legend = joined(Text("，", ", "), [Text("{}＝{}", "{} = {}").format(*mark) for mark in marks])
    yield Text("金额的依据程度：{}", "How certain an amount is: {}").format(legend)
    yield catalogue_line(assessment.catalogue)
