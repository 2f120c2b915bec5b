"""An assessment as a workbook: a summary, the measures, their criteria, the papers to bring, and the answers that it rests on."""

from collections.abc import Iterator

from guangdong_ai.assessment.papers_needed import PapersNeeded
from guangdong_ai.assessment.preparation import preparation
from guangdong_ai.assessment.ranking import ranked
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.evidence import Paper
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.profiles.shown_value import value_in_words
from guangdong_ai.reports.content.full_assessment.at_a_glance import key_figures
from guangdong_ai.reports.content.lead import applicant_name, no_promise
from guangdong_ai.reports.content.report import Sheet, SheetCell, SheetColumn, SheetValue
from guangdong_ai.reports.wording.caveats import caveats, not_decided
from guangdong_ai.reports.wording.citation import address_in_words, article_in_words, document_in_words
from guangdong_ai.reports.wording.column_titles import TITLES
from guangdong_ai.reports.wording.reasons import reasons
from guangdong_ai.reports.wording.terms import CONFIDENCE, ELIGIBILITY, KIND, OUTCOME, SCOPE, WINDOW

_SEPARATOR = Text("；", "; ")


def assessment_sheets(assessment: AssessmentResult) -> tuple[Sheet, ...]:
    """The sheets, the summary first. Amounts are whole yuan, empty where none can be given."""
    results = [result for group in ranked(assessment.measures).values() for result in group]
    papers = preparation(assessment).papers
    return (
        Sheet(
            Text("汇总", "Summary"),
            (SheetColumn(Text("项目", "Item"), "name"), SheetColumn(Text("内容", "Content"))),
            [*_summary(assessment)],
        ),
        Sheet(Text("措施", "Measures"), _MEASURE_COLUMNS, [_measure(result, assessment) for result in results]),
        Sheet(Text("条件", "Criteria"), _CRITERION_COLUMNS, [row for result in results for row in _criteria(result, assessment)]),
        Sheet(Text("材料", "Papers"), _PAPER_COLUMNS, [*_papers(papers, assessment.catalogue)]),
        Sheet(Text("答案", "Answers"), _ANSWER_COLUMNS, [*_answers(assessment)]),
    )


def _summary(assessment: AssessmentResult) -> Iterator[tuple[SheetValue, ...]]:
    catalogue, manifest = assessment.catalogue, assessment.catalogue.manifest
    yield Text("申报单位", "Applicant"), applicant_name(assessment.profile)
    yield Text("自评日期", "Assessed for"), f"{assessment.as_of}"
    for figure in key_figures(assessment):
        yield figure.name, SheetCell(joined(_SEPARATOR, [figure.figure, *figure.notes]), "strong")
    for eligibility, group in ranked(assessment.measures).items():
        yield ELIGIBILITY[eligibility], SheetCell(Text(f"{len(group)} 项", f"{len(group)}"), eligibility)
    for caveat in caveats(assessment):
        yield Text("提醒", "Warning"), SheetCell(caveat, "warning")
    yield (
        Text("政策目录", "Catalogue"),
        Text(f"{manifest.version} 版，核对于 {manifest.reviewed_on}", f"{manifest.version}, reviewed on {manifest.reviewed_on}"),
    )
    yield Text("目录摘要", "Digest"), catalogue.digest
    yield Text("说明", "Note"), joined(_SEPARATOR, [not_decided(), no_promise()])


_MEASURE_COLUMNS = (
    SheetColumn(Text("措施", "Measure"), "name"),
    SheetColumn(TITLES["eligibility"], "name"),
    SheetColumn(TITLES["low"], "yuan"),
    SheetColumn(TITLES["high"], "yuan"),
    SheetColumn(Text("形式", "Kind"), "name"),
    SheetColumn(TITLES["window"], "name"),
    SheetColumn(TITLES["opens"], "day"),
    SheetColumn(TITLES["closes"], "day"),
    SheetColumn(TITLES["days_left"], "number"),
    SheetColumn(Text("缺少信息／关键条件", "Missing or decisive")),
    SheetColumn(TITLES["scope"], "name"),
    SheetColumn(Text("依据", "Document")),
    SheetColumn(TITLES["article"], "name"),
    SheetColumn(Text("主管部门", "Department"), "name"),
    SheetColumn(Text("在哪里申报", "Where to apply")),
    SheetColumn(TITLES["address"]),
    SheetColumn(TITLES["id"], "name"),
)


def _measure(result: MeasureResult, assessment: AssessmentResult) -> tuple[SheetValue, ...]:
    measure, window, funding, catalogue = result.measure, result.window, result.funding, assessment.catalogue
    document = catalogue.documents[measure.document]
    return (
        measure.title,
        SheetCell(ELIGIBILITY[result.eligibility], result.eligibility),
        funding.low,
        funding.high,
        KIND[funding.kind],
        WINDOW[window.state],
        window.opens,
        window.closes,
        window.days_left,
        joined(_SEPARATOR, list(reasons(result, catalogue.facts))),
        SCOPE[catalogue.scope_of(measure)],
        document_in_words(document),
        None if measure.article is None else article_in_words(measure.article),
        measure.department,
        measure.apply_at,
        address_in_words(document),
        measure.id,
    )


_CRITERION_COLUMNS = (
    SheetColumn(Text("措施", "Measure"), "name"),
    SheetColumn(Text("条件", "Criterion")),
    SheetColumn(Text("结果", "Outcome"), "name"),
    SheetColumn(TITLES["decisive"], "name"),
    SheetColumn(Text("还缺什么", "Missing")),
    SheetColumn(Text("出处", "Source")),
    SheetColumn(TITLES["article"], "name"),
    SheetColumn(TITLES["confidence"], "name"),
)


def _criteria(result: MeasureResult, assessment: AssessmentResult) -> Iterator[tuple[SheetValue, ...]]:
    facts, documents = assessment.catalogue.facts, assessment.catalogue.documents
    for item in result.criteria:
        source = item.criterion.source
        yield (
            result.title,
            item.criterion.text,
            OUTCOME[item.outcome],
            SheetCell(Text("是", "yes"), "strong") if item.decisive else None,
            joined(Text("、", ", "), [facts[name].label for name in item.missing]),
            document_in_words(documents[source.document]),
            None if source.article is None else article_in_words(source.article),
            CONFIDENCE[source.confidence],
        )


_PAPER_COLUMNS = (
    SheetColumn(Text("材料", "Paper")),
    SheetColumn(TITLES["held_by"], "name"),
    SheetColumn(Text("用于", "For")),
    SheetColumn(TITLES["confidence"], "name"),
    SheetColumn(Text("已备好", "Ready"), "name"),
)


def _papers(papers: PapersNeeded, catalogue: Catalogue) -> Iterator[tuple[SheetValue, ...]]:
    """One checklist, the last column to be ticked off."""
    for named in papers.named:
        sure = None if named.source is None else CONFIDENCE[named.source.confidence]
        who = None if named.paper is None else _holders(named.paper, catalogue)
        yield named.text, who, joined(_SEPARATOR, [measure.title for measure in named.measures]), sure, None
    for held in papers.held:
        for proving in held.papers:
            sure = Text("通常", "usually") if proving.usual else CONFIDENCE[proving.paper.confidence]
            who = _holders(proving.paper, catalogue)
            yield proving.paper.text, who, joined(_SEPARATOR, [measure.title for measure in proving.measures]), sure, None


def _holders(paper: Paper, catalogue: Catalogue) -> Text:
    return joined(Text("、", ", "), [catalogue.holders[name].title for name in paper.held_by])


_ANSWER_COLUMNS = (
    SheetColumn(Text("信息项", "Fact"), "name"),
    SheetColumn(TITLES["answer"]),
    SheetColumn(Text("由其他答案推知", "Implied by"), "sentences"),
    SheetColumn(TITLES["id"], "name"),
)


def _answers(assessment: AssessmentResult) -> Iterator[tuple[SheetValue, ...]]:
    catalogue, profile = assessment.catalogue, assessment.profile
    implied = catalogue.implied(profile.facts)
    for fact in catalogue.facts.values():
        if fact.id in implied:
            follows = implied[fact.id]
            yield fact.label, value_in_words(fact, follows.value), follows.text, fact.id
        elif fact.id in profile.facts:
            yield fact.label, value_in_words(fact, profile.facts[fact.id]), None, fact.id
        elif fact.id in profile.dont_know:
            yield fact.label, Text("不知道", "not known"), None, fact.id
