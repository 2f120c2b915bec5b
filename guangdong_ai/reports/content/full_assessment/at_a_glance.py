"""The head of a full assessment: what is certain and what may come, what to do now and until when, and the answers worth most."""

from collections.abc import Iterator, Sequence

from guangdong_ai.assessment.preparation import TAKEN_NOW
from guangdong_ai.assessment.question_order import worth_answering
from guangdong_ai.assessment.ranking import by_first_day, by_last_day, ranked
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.foundation.text import Text, counted
from guangdong_ai.profiles.shown_money import money_in_words
from guangdong_ai.reports.content.blocks import (
    Item,
    KeyFigure,
    KeyFigures,
    NamedRow,
    Section,
    TableBlock,
    TableColumn,
    TableGroup,
    TextBlock,
)
from guangdong_ai.reports.content.lead import no_promise
from guangdong_ai.reports.content.totals import about_counted
from guangdong_ai.reports.wording.sum_wording import NO_SUM, NOTHING_COUNTED, has_more
from guangdong_ai.reports.wording.terms import funding_in_words, marked_eligibility, window_in_words

MOST_QUESTIONS = 3
_NO_UPPER_FIGURE = Text("尚没有上限", "no upper figure yet")


def at_a_glance(assessment: AssessmentResult) -> Iterator[Section]:
    """Three sections, each only where there is something to say."""
    yield Section(None, (KeyFigures(tuple(key_figures(assessment))), TextBlock(no_promise(), "aside")))
    yield from _to_do(assessment)
    yield from _questions(assessment)


def key_figures(assessment: AssessmentResult) -> Iterator[KeyFigure]:
    """What the published rules give at least, what may come at most, and, apart from both, what is not settled."""
    totals = assessment.totals
    certain = Text("按已公布的规则，至少", "At least, by the published rules")
    if totals.low is None:
        yield KeyFigure(Text("合计", "Total"), NO_SUM)
    elif not totals.counted:
        yield KeyFigure(Text("合计", "Total"), NOTHING_COUNTED)
    else:
        yield KeyFigure(certain, money_in_words(totals.low), tuple(about_counted(assessment)))
        most = _NO_UPPER_FIGURE if totals.high is None else money_in_words(totals.high)
        yield KeyFigure(
            Text("评审通过后，至多", "At most, if the authorities decide so"),
            most,
            (Text("符合和有条件符合的措施，按允许的最佳组合", "eligible and conditional measures in the best permitted combination"),),
        )
    if has_more(totals):
        most = _NO_UPPER_FIGURE if totals.if_all_met is None else money_in_words(totals.if_all_met)
        yield KeyFigure(
            Text("如果待定的也全部符合，至多", "At most, if the undetermined were met too"),
            most,
            (Text("取决于还没有给出的信息", "depends on facts that were not given"),),
        )
    now = [result for result in assessment.measures if result.eligibility != "ineligible" and result.window.state in TAKEN_NOW]
    yield KeyFigure(Text("现在受理申报", "Taking applications now"), Text(f"{len(now)} 项措施", counted(len(now), "measure")))


def _to_do(assessment: AssessmentResult) -> Iterator[Section]:
    """The measures that take applications now, those with a last day first; then those that open on a known day."""
    possible = [result for group in ranked(assessment.measures).values() for result in group if result.eligibility != "ineligible"]
    now = by_last_day([result for result in possible if result.window.state in TAKEN_NOW])
    later = by_first_day([result for result in possible if result.window.state == "upcoming" and result.window.opens])
    groups = [
        TableGroup(TextBlock(title, "strong"), tuple(map(_row, results)))
        for title, results in (
            (Text("现在可以申报", "Open now"), now),
            (Text("日期已公布，即将开始", "To open on a known day"), later),
        )
        if results
    ]
    title = Text("现在做什么，到哪一天为止", "What to do now, and until when")
    if not groups:
        nothing = Text(
            "目前没有正在受理的措施，也没有公布的开始日期", "No measure takes applications now, and no first day to come is published"
        )
        yield Section(title, (TextBlock(nothing),), divided=True)
        return
    columns = (
        TableColumn(Text("申报时间", "Window"), "window"),
        TableColumn(Text("资助估算", "Estimated funding"), "money"),
        TableColumn(Text("结果", "Result"), "outcome"),
    )
    yield Section(title, (TableBlock(Text("措施", "Measure"), columns, tuple(groups)),), divided=True)


def _row(result: MeasureResult) -> NamedRow:
    state = TextBlock(marked_eligibility(result.eligibility), result.eligibility)
    return NamedRow(
        result.title, result.id, ((TextBlock(window_in_words(result.window)),), (TextBlock(funding_in_words(result.funding)),), (state,))
    )


def _questions(assessment: AssessmentResult) -> Iterator[Section]:
    """The three facts that can settle the most, as questions, each with the measures that wait for it."""
    facts = assessment.catalogue.facts
    names: Sequence[str] = worth_answering(assessment.measures, assessment.catalogue, assessment.profile, assessment.totals)[
        :MOST_QUESTIONS
    ]
    if not names:
        return
    items = []
    for name in names:
        waiting = sum(name in result.missing for result in assessment.measures)
        details = [Text(name, name)]
        if waiting:
            details.insert(0, Text(f"{waiting} 项措施等它才能判断", f"{counted(waiting, 'measure')} cannot be settled without it"))
        items.append(Item(facts[name].question, tuple(details)))
    yield Section(Text("最值得补充的信息", "Answers worth most"), tuple(items), numbered=True, divided=True)
