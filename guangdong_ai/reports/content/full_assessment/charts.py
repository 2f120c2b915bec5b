"""The charts of a full assessment: what each measure may bring, and when applications are taken."""

from collections.abc import Iterator, Sequence

from guangdong_ai.assessment.ranking import by_last_day, ranked
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.shown_money import money_in_words
from guangdong_ai.reports.content.blocks import DaySpan, RangeBar, RangeChart, Section, SpanChart
from guangdong_ai.reports.wording.terms import MARKS, funding_in_words, window_in_words


def charts(assessment: AssessmentResult) -> Iterator[Section]:
    """Both, each only where it has something to draw; what the applicant is not eligible for is not drawn."""
    results = [result for group in ranked(assessment.measures).values() for result in group if result.eligibility != "ineligible"]
    bars = tuple(_bars(results))
    if bars:
        title = Text("每项措施可能带来多少", "What each measure may bring")
        yield Section(title, (RangeChart(bars, tuple(_ticks(bars))),), divided=True)
    spans = tuple(_spans(results))
    if spans:
        title = Text("什么时候受理申报", "When applications are taken")
        yield Section(title, (SpanChart(assessment.as_of, spans),), divided=True)


def _bars(results: Sequence[MeasureResult]) -> Iterator[RangeBar]:
    """The measures of which an amount is known, and that are not over; without any figure there is nothing to draw."""
    for result in results:
        funding = result.funding
        if funding.low is not None and (funding.high or funding.low) and not result.window.over:
            yield RangeBar(_marked(result), result.id, funding.low, funding.high, funding_in_words(funding), result.eligibility)


_LEAST = 10_000
"""Yuan at the left edge: nothing smaller is told apart from nothing."""


def _ticks(bars: Sequence[RangeBar]) -> Iterator[tuple[int, Text]]:
    """The powers of ten up to the largest amount, two of them at least."""
    most = max(bar.high or bar.low for bar in bars)
    yuan = _LEAST
    while yuan <= max(most, 10 * _LEAST):
        yield yuan, money_in_words(yuan)
        yuan *= 10


def _spans(results: Sequence[MeasureResult]) -> Iterator[DaySpan]:
    """The measures of which a day is known, in the order of their days."""
    dated = [result for result in results if result.window.opens is not None or result.window.closes is not None]
    for result in by_last_day(dated):
        window = result.window
        yield DaySpan(_marked(result), result.id, window.opens, window.closes, window_in_words(window), result.eligibility)


def _marked(result: MeasureResult) -> Text:
    """The title with the mark of the eligibility, which the colour only repeats."""
    return Text("{} {}", "{} {}").format(MARKS[result.eligibility], result.title)
