"""A plan for an applicant: what can be applied for and by when, what to answer, one checklist of papers, where to apply, and what is not published."""

from collections.abc import Iterator, Sequence

from guangdong_ai.assessment.criteria import PASSED
from guangdong_ai.assessment.papers_needed import HeldPapers, NamedPaper, PapersNeeded, ProvingPaper, Unproved
from guangdong_ai.assessment.preparation import TAKEN_NOW, Preparation
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.evidence import Paper
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.text import Language, Text, counted, joined
from guangdong_ai.reports.content.blocks import (
    Checklist,
    Command,
    Content,
    Item,
    NamedRow,
    Section,
    TableBlock,
    TableColumn,
    TableGroup,
    TextBlock,
    Timeline,
    labelled,
)
from guangdong_ai.reports.content.calendar import timeline_entry
from guangdong_ai.reports.content.lead import applicant_name, catalogue_line, no_promise, warnings
from guangdong_ai.reports.content.report import Report, Rows
from guangdong_ai.reports.wording.citation import address_in_words, measure_place, place_in_words
from guangdong_ai.reports.wording.phrase import beside, with_colon
from guangdong_ai.reports.wording.reasons import reasons
from guangdong_ai.reports.wording.terms import ELIGIBILITY, confidence_legend, funding_in_words, window_in_words

_MOST_QUESTIONS = 8
_COMMA = Text("、", "; ")
_NOT_KNOWN = Text("没有查明", "not known")
_SOURCE = Text("出处", "source")


def preparation_report(
    plan: Preparation, assessment: AssessmentResult, asked: Sequence[str] | None = (), profile_file: str | None = None
) -> Report:
    """The plan in each form.

    ``asked``: the words that name the applicant and the measures on the command line; None where they cannot be given again.
    ``profile_file``: the file that holds all the answers, for commands.
    """

    def data() -> object:
        from guangdong_ai.reports.content.data.preparation import plain_preparation

        return plain_preparation(plan, assessment)

    return Report(
        content=lambda: preparation_content(plan, assessment, asked, profile_file),
        data=data,
        rows=lambda language: preparation_rows(plan, language),
    )


def preparation_content(
    plan: Preparation, assessment: AssessmentResult, asked: Sequence[str] | None = (), profile_file: str | None = None
) -> Content:
    """The whole plan."""
    count, known = len(plan.results), len(assessment.profile.facts)
    about = Text("{day} 的申报准备，{count} 项措施，已知 {known} 项信息", "what to prepare as of {day}, {measures}, {facts} known").format(
        day=assessment.as_of, count=count, known=known, measures=counted(count, "measure"), facts=counted(known, "fact")
    )
    sections = [
        *_measures(plan, assessment.catalogue),
        *_waiting(plan, assessment.catalogue),
        *_days(plan, assessment),
        *_questions(plan, assessment, profile_file),
        *papers_sections(plan.papers, assessment.catalogue),
        *(_where(result, assessment.catalogue) for result in plan.results),
        Section(None, tuple(TextBlock(text, "aside") for text in _footer(assessment)), divided=True),
    ]
    if asked is not None and plan.results:
        words = ("prepare", *asked, "--format", "markdown", "--output", "plan.md")
        sections.append(Section(None, (Command(Text("写成可以勾选的清单：", "As a list to tick off:"), words),)))
    return Content(applicant_name(assessment.profile), (TextBlock(about, "aside"), *warnings(assessment)), tuple(sections))


def _measures(plan: Preparation, catalogue: Catalogue) -> Iterator[Section]:
    """The measures, what can be applied for now apart from the others."""
    if not plan.results:
        closing_by = catalogue.chosen.closing_by
        if closing_by is not None:
            words = Text("{} 以前（含当日）没有可以申报并截止的措施。", "Nothing that you can apply for closes by {}.").format(closing_by)
        elif plan.questions:
            words = Text(
                "按已知的信息，还没有可以申报的措施。先补充下面的信息；也可以用 --measure 指定措施。",
                "From what is known there is no measure to apply for yet. Answer what is asked below, or name measures with --measure.",
            )
        else:
            words = Text(
                "按已知的信息，没有可以申报的措施；可以用 --measure 指定措施。",
                "From what is known there is no measure to apply for. You may name measures with --measure.",
            )
        yield Section(None, (TextBlock(words, "strong"),), divided=True)
        return
    passed = [result for result in plan.results if result.eligibility in PASSED]
    by_state = (
        (Text("现在可以申报", "You can apply now"), TAKEN_NOW),
        (Text("不用申报：主管部门按自己的数据发放", "No application needed: the authority pays by its own data"), ("automatic",)),
        (Text("今后开始", "Still to open"), ("upcoming",)),
        (Text("申报时间没有公布，或者上一次已截止", "Window not announced, or the last one over"), ("unannounced", "closed")),
    )
    titles = [(title, [result for result in passed if result.window.state in states]) for title, states in by_state]
    for title, eligibility in (
        (Text("还缺信息才能判断", "Not settled until more is answered"), "undetermined"),
        (Text("按已知的信息不能申报", "Not open to you, by what is known"), "ineligible"),
    ):
        titles.append((title, [result for result in plan.results if result.eligibility == eligibility]))
    groups = []
    for title, of_group in titles:
        if of_group:
            heading = TextBlock(Text("{}（{} 项）", "{} ({})").format(title, len(of_group)), "strong")
            groups.append(TableGroup(heading, tuple(_row(result, catalogue) for result in of_group)))
    columns = (
        TableColumn(Text("资助估算", "Estimated funding"), "money"),
        TableColumn(Text("申报时间", "Window"), "window"),
        TableColumn(Text("结果", "Result"), "outcome"),
    )
    yield Section(None, (TableBlock(Text("措施", "Measure"), columns, tuple(groups)),), divided=True)


def _waiting(plan: Preparation, catalogue: Catalogue) -> Iterator[Section]:
    """What takes applications now or soon, and depends on answers, each with what is missing."""
    if not plan.waiting:
        return
    title = Text("正在受理或即将受理、还缺信息才能判断（{} 项）", "Open now or soon, and not settled until more is answered ({})").format(
        len(plan.waiting)
    )
    columns = (
        TableColumn(Text("资助估算", "Estimated funding"), "money"),
        TableColumn(Text("申报时间", "Window"), "window"),
        TableColumn(Text("说明", "Why")),
    )
    rows = tuple(
        NamedRow(
            result.title,
            result.id,
            (
                (TextBlock(funding_in_words(result.funding)),),
                (TextBlock(window_in_words(result.window)),),
                tuple(map(TextBlock, reasons(result, catalogue.facts))),
            ),
        )
        for result in plan.waiting
    )
    yield Section(title, (TableBlock(Text("措施", "Measure"), columns, (TableGroup(None, rows),)),), divided=True)


def _row(result: MeasureResult, catalogue: Catalogue) -> NamedRow:
    """Of what is not met, or not known to be, also why."""
    why = () if result.eligibility in PASSED else reasons(result, catalogue.facts)
    outcome = tuple(map(TextBlock, (ELIGIBILITY[result.eligibility], *why)))
    return NamedRow(
        result.title, result.id, ((TextBlock(funding_in_words(result.funding)),), (TextBlock(window_in_words(result.window)),), outcome)
    )


def _days(plan: Preparation, assessment: AssessmentResult) -> Iterator[Section]:
    if plan.events:
        entries = tuple(timeline_entry(event, assessment) for event in plan.events)
        yield Section(Text("今后的日子", "Days to come"), (Timeline(entries),), divided=True)


def _questions(plan: Preparation, assessment: AssessmentResult, profile_file: str | None) -> Iterator[Section]:
    """The first of them, how many there are beside them, and how to answer."""
    if not plan.questions:
        return
    facts, more = assessment.catalogue.facts, len(plan.questions) - _MOST_QUESTIONS
    said = [beside(facts[name].question, name) for name in plan.questions[:_MOST_QUESTIONS]]
    blocks = [TextBlock(text, level=1) for text in said]
    if more > 0:
        blocks.append(TextBlock(Text(f"另有 {more} 项", f"and {more} more"), "aside", 1))
    words = ("profile", "template", "--output", "profile.toml") if profile_file is None else ("ask", profile_file)
    purpose = Text("逐项回答：", "To answer them:") if profile_file is not None else Text("一份可填写的档案：", "A profile to fill in:")
    yield Section(Text("值得补充的信息", "Worth answering"), (*blocks, Command(purpose, words)), divided=True)


def papers_sections(papers: PapersNeeded, catalogue: Catalogue, *, of_one_measure: bool = False) -> Iterator[Section]:
    """The checklist: what calls and documents name, then by who in the firm has it; then what no paper proves.

    ``of_one_measure``: all are for one and the same measure, which need not be said.
    """
    if papers.named or papers.held:
        heading = Text("材料清单", "Papers to bring")
        usual = Text(
            "通常＝此类申报的通常做法，没有在这些措施的通知里见到；以申报通知为准",
            "usually = common practice of such applications, not read in a call of these measures; the call counts",
        )
        yield Section(heading, (TextBlock(usual, "aside"),), divided=True)
    of_nobody = tuple(_named(paper, None, catalogue, of_one_measure=of_one_measure) for paper in papers.named if paper.paper is None)
    if of_nobody:
        yield Section(Text("申报通知或文件写明的", "Named by the call or the document"), (Checklist(of_nobody),))
    for held in papers.held:
        yield _held(held, catalogue, of_one_measure=of_one_measure)
    if papers.unproved:
        title = Text("会问到，但没有查到用什么材料证明", "Asked for; which paper proves it is not known")
        yield Section(title, tuple(_unproved(one, catalogue) for one in papers.unproved))


def _named(paper: NamedPaper, also: ProvingPaper | None, catalogue: Catalogue, *, of_one_measure: bool) -> Item:
    """The paper in the words of the list, for which measures, who else has it, where it is named, and what it proves for others (``also``)."""
    by = [] if paper.call is None else [with_colon(Text("申报批次", "call"), paper.call.title)]
    source = paper.source
    place = [] if source is None else [place_in_words(source.document, source.article, source.confidence)]
    needed_for = () if of_one_measure else (_for(paper.measures),)
    others = () if paper.paper is None else _others(paper.paper, catalogue)
    details = [*needed_for, *by, *others, *(with_colon(_SOURCE, words) for words in place)]
    if also is not None:
        words = Text("通常也用于", "usually for") if also.usual else Text("也用于", "also for")
        details.append(with_colon(words, joined(_COMMA, [measure.title for measure in also.measures])))
    return Item(paper.text, tuple(details))


def _held(held: HeldPapers, catalogue: Catalogue, *, of_one_measure: bool) -> Section:
    """What lists name first; what others need as well stands there once."""
    proving = {one.paper.id: one for one in held.papers}
    named = [(one, None if one.paper is None else proving.pop(one.paper.id, None)) for one in held.named]
    items = [_named(one, also, catalogue, of_one_measure=of_one_measure) for one, also in named]
    items += [_proving(paper, catalogue, of_one_measure=of_one_measure) for paper in proving.values()]
    return Section(held.holder.title, (Checklist(tuple(items)),))


def _others(paper: Paper, catalogue: Catalogue) -> tuple[Text, ...]:
    """Who else has it."""
    others = [catalogue.holders[name].title for name in paper.held_by[1:]]
    return (with_colon(Text("也由", "also with"), joined(Text("、", ", "), others)),) if others else ()


def _proving(proving: ProvingPaper, catalogue: Catalogue, *, of_one_measure: bool) -> Item:
    """The paper, what it proves, for which measures, who else has it, and where it is asked for."""
    paper = proving.paper
    text = beside(paper.text, Text("通常", "usually")) if proving.usual else paper.text
    labels = joined(Text("、", ", "), [catalogue.facts[name].label for name in proving.facts])
    details = [with_colon(Text("涉及", "about"), labels)]
    if not of_one_measure:
        details.append(_for(proving.measures))
    details += _others(paper, catalogue)
    if paper.document is not None:
        details.append(with_colon(_SOURCE, place_in_words(paper.document, None, paper.confidence)))
    if paper.note is not None:
        details.append(paper.note)
    return Item(text, tuple(details))


def _unproved(one: Unproved, catalogue: Catalogue) -> Item:
    labels = joined(Text("、", ", "), [catalogue.facts[name].label for name in one.facts])
    return Item(labels, (() if one.because is None else (one.because.reason,)))


def _for(measures: Sequence[Measure]) -> Text:
    return with_colon(Text("用于", "for"), joined(_COMMA, [measure.title for measure in measures]))


def _where(result: MeasureResult, catalogue: Catalogue) -> Section:
    """Where to apply for one measure, who leads, the document and its address, and what is not published."""
    measure, document = result.measure, catalogue.documents[result.measure.document]
    items = [
        labelled(Text("何时申报", "When"), window_in_words(result.window)),
        labelled(Text("在哪里申报", "Where to apply"), measure.apply_at or _NOT_KNOWN),
        labelled(Text("主管部门", "Who leads"), measure.department or _NOT_KNOWN),
        labelled(Text("依据", "Document"), measure_place(measure, catalogue)),
        labelled(Text("网址", "Address"), address_in_words(document) or _NOT_KNOWN),
        *(labelled(Text("没有查明", "Not known"), question.text) for question in measure.questions_open),
    ]
    return Section(beside(measure.title, measure.id), tuple(items), divided=True)


def _footer(assessment: AssessmentResult) -> Iterator[Text]:
    yield no_promise()
    yield confidence_legend()
    yield catalogue_line(assessment.catalogue)


def preparation_rows(plan: Preparation, language: Language) -> Rows:
    """A row for each paper: those that lists name in their words, then those that prove what is asked. ``held_by``: empty where nobody is known to have it."""
    columns = ("paper", "text", "held_by", "measures", "facts", "call", "document", "confidence")
    named = [
        (
            None if one.paper is None else one.paper.id,
            one.text.in_language(language),
            None if one.paper is None else " ".join(one.paper.held_by),
            _ids(one.measures),
            None,
            None if one.call is None else one.call.id,
            None if one.source is None else one.source.document,
            None if one.source is None else one.source.confidence,
        )
        for one in plan.papers.named
    ]
    proving = [
        (
            one.paper.id,
            one.paper.text.in_language(language),
            " ".join(one.paper.held_by),
            _ids(one.measures),
            " ".join(one.facts),
            None,
            one.paper.document,
            one.paper.confidence,
        )
        for held in plan.papers.held
        for one in held.papers
    ]
    return Rows(columns, [*named, *proving])


def _ids(measures: Sequence[Measure]) -> str:
    return " ".join(measure.id for measure in measures)
