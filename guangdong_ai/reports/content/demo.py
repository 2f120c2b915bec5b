"""The tour of the example: the main lines of a result, of its reasons and of what would open more, each under the command that tells all of it."""

from collections.abc import Iterator, Sequence

from guangdong_ai.assessment.criteria import PASSED
from guangdong_ai.assessment.near_misses import within_reach
from guangdong_ai.assessment.preparation import TAKEN_NOW
from guangdong_ai.assessment.ranking import by_last_day, ranked
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.assessment.titles import title_readiness
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.content.blocks import Block, Command, Content, Fields, Section, TextBlock, labelled
from guangdong_ai.reports.content.explanation import explanation, explanation_sections
from guangdong_ai.reports.content.lead import about_applicant
from guangdong_ai.reports.content.next_steps import ways_in_short
from guangdong_ai.reports.wording.phrase import few, with_colon
from guangdong_ai.reports.wording.sum_wording import has_more, if_all_met_in_words, sum_in_words
from guangdong_ai.reports.wording.terms import funding_in_words, marked_eligibility, window_in_words

_MOST_TITLES = 2


def demo_content(assessment: AssessmentResult, profile_file: str, report_file: str) -> Content:
    """Four parts, the last of them the report in ``report_file``."""
    name, about = about_applicant(assessment)
    title = Text("示例企业：{}（虚构）", "An example: {} (made up)").format(name)
    lead = Text("{}；以下是要点，全部内容由所示命令给出", "{}; in short, the commands tell all of it").format(about)
    shown = _shown(assessment)
    sections = (
        _part(Text("1. 哪些措施可以申请：", "1. Which measures apply:"), ("check", profile_file), tuple(_result(assessment))),
        _part(Text("2. 为什么：", "2. Why:"), ("explain", shown.id, profile_file), tuple(_reasons(shown, assessment))),
        _part(
            Text("3. 改变什么可以得到更多：", "3. What would open more:"),
            ("what-if", profile_file),
            ways_in_short(within_reach(assessment), title_readiness(assessment), assessment.catalogue),
        ),
        _part(
            Text("4. 可转交的报告，用浏览器打开（也可以是 .docx、.xlsx）：", "4. A report to hand on, for a browser (or .docx, .xlsx):"),
            ("check", profile_file, "--output", report_file),
            (),
        ),
    )
    return Content(title, (TextBlock(lead, "aside"),), sections)


def _part(purpose: Text, words: tuple[str, ...], blocks: tuple[Block, ...]) -> Section:
    return Section(None, (Command(purpose, words), *blocks))


def _shown(assessment: AssessmentResult) -> MeasureResult:
    """The best measure that brings a known amount, else the best."""
    results = [result for group in ranked(assessment.measures).values() for result in group]
    return next((result for result in results if result.eligibility in PASSED and result.funding.low), results[0])


def _result(assessment: AssessmentResult) -> Iterator[Block]:
    """How many measures have each eligibility, and which are the best of them; the total; what is open until which day."""
    pairs = [
        (marked_eligibility(eligibility), _counted([result.title for result in group]))
        for eligibility, group in ranked(assessment.measures).items()
    ]
    totals = assessment.totals
    pairs.append((Text("合计", "Total"), sum_in_words(totals)))
    possible = [result for result in assessment.measures if result.eligibility != "ineligible" and result.window.state in TAKEN_NOW]
    if possible:
        first = by_last_day(possible)[0]
        said = with_colon(first.title, window_in_words(first.window))
        pairs.append((Text("正在受理", "Open now"), Text("{} 项；{}", "{}; {}").format(len(possible), said)))
    yield Fields(tuple(pairs))
    if has_more(totals):
        yield TextBlock(if_all_met_in_words(totals.if_all_met))


def _counted(titles: Sequence[Text]) -> Text:
    return Text("{} 项：{}", "{}: {}").format(len(titles), few(list(titles), _MOST_TITLES, Text("、", "; ")))


def _reasons(result: MeasureResult, assessment: AssessmentResult) -> Iterator[Block]:
    """The title, the verdict, each criterion without what stands below it, and the amount."""
    catalogue = assessment.catalogue
    first, criteria, *_ = explanation_sections(explanation(result, assessment.profile, catalogue), catalogue, assessment.as_of)
    yield TextBlock(result.title, "strong")
    yield first.blocks[0]
    yield from (replace(item, details=(), inside=()) for item in criteria.items)
    yield labelled(Text("金额", "Amount"), funding_in_words(result.funding))
