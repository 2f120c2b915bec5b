"""The first sheet of a portfolio: how many, how much, what is due first, what most can apply for, and what to know before believing it."""

from collections.abc import Iterator, Sequence

from guangdong_ai.batch.outcome import Counts
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.reports.content.lead import no_promise
from guangdong_ai.reports.content.portfolio.figures import money_figures
from guangdong_ai.reports.content.portfolio.measures_of_many import Many, MeasureOfMany, caveats_of_many, firms_in_words
from guangdong_ai.reports.content.report import Sheet, SheetCell, SheetColumn, SheetValue
from guangdong_ai.reports.wording.terms import ELIGIBILITY, window_in_words

_SEPARATOR = Text("；", "; ")
_COLUMNS = (
    SheetColumn(Text("项目", "Item"), "name"),
    SheetColumn(Text("内容", "Content"), "name"),
    SheetColumn(Text("说明", "About it")),
)

_Row = tuple[SheetValue, SheetValue, SheetValue]


def summary_sheet(portfolio: Many, counts: Counts) -> Sheet:
    """The sheet."""
    return Sheet(Text("汇总", "Summary"), _COLUMNS, [*_rows(portfolio, counts)])


def _rows(portfolio: Many, counts: Counts) -> Iterator[_Row]:
    yield Text("自评日期", "Assessed for"), f"{portfolio.as_of}", None
    yield from _counts(counts)
    for figure in money_figures(portfolio.summary):
        yield figure.name, figure.figure, joined(_SEPARATOR, list(figure.notes))
    yield None, None, no_promise()
    for caveat in caveats_of_many(portfolio):
        yield SheetCell(Text("▲ 提醒", "▲ Warning"), "warning"), SheetCell(Text("", ""), "warning"), SheetCell(caveat, "warning")
    yield from _deadlines(portfolio)
    yield from _measures(portfolio)


def _counts(counts: Counts) -> Iterator[_Row]:
    yield Text("读取", "Read"), firms_in_words(counts.read), None
    yield Text("自评", "Assessed"), firms_in_words(counts.assessed), None
    where = Text("逐行见“剔除”表", "row by row on the sheet “Rejected”") if counts.rejected else None
    yield Text("剔除", "Rejected"), firms_in_words(counts.rejected), where
    if counts.made_unknown:
        yield Text("按未知处理的单元格", "Cells made unknown"), Text(f"{counts.made_unknown:,}", f"{counts.made_unknown:,}"), None


def _deadlines(portfolio: Many) -> Iterator[_Row]:
    """The useful measures that take applications until a known day, the nearest first."""
    title = Text("最近的截止日", "Nearest deadlines")
    if not portfolio.deadlines:
        yield (
            SheetCell(title, "strong"),
            None,
            Text("没有正在受理并公布了截止日的措施", "no measure of use takes applications until a known day"),
        )
        return
    yield SheetCell(title, "strong"), None, None
    for one in portfolio.deadlines:
        yield one.measure.title, window_in_words(one.window), _who(one)


def _measures(portfolio: Many) -> Iterator[_Row]:
    """The other useful measures, those for which most can apply first."""
    useful = portfolio.is_useful
    others: Sequence[MeasureOfMany] = [one for one in portfolio.measures if one.measure.id in useful and not one.has_a_deadline]
    if others:
        yield SheetCell(Text("其他措施", "Other measures"), "strong"), None, None
    for one in others:
        yield one.measure.title, window_in_words(one.window), _who(one)
    nobody = len(portfolio.measures) - len(portfolio.useful)
    if nobody and portfolio.summary.applicants:
        yield Text("所有单位都不符合的措施", "Measures for which every applicant is ineligible"), Text(f"{nobody} 项", f"{nobody}"), None


def _who(one: MeasureOfMany) -> Text:
    """How many applicants have each eligibility but ineligible."""
    of = one.summary
    counts = {"eligible": of.eligible, "conditional": of.conditional, "undetermined": of.undetermined}
    named = [Text("{} {}", "{1} {0}").format(ELIGIBILITY[key], count) for key, count in counts.items() if count]  # type: ignore[index]
    return joined(Text("，", ", "), named)
