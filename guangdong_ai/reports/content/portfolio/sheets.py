"""Many applicants as a workbook: a summary, applicants by measures, every result that matters in a row of its own, titles, the answers, rejected rows, and notes."""

from collections.abc import Iterator, Mapping, Sequence

from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.batch.outcome import Counts
from guangdong_ai.batch.read.survey import Surveyed
from guangdong_ai.batch.read.table import Reject
from guangdong_ai.foundation.path_text import path_text
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.content.portfolio.answers_sheet import answers_sheet
from guangdong_ai.reports.content.portfolio.firm import Firm, MeasureOfFirm, TitleOfFirm
from guangdong_ai.reports.content.portfolio.measures_of_many import Many, MeasureOfMany
from guangdong_ai.reports.content.portfolio.notes_sheet import notes_sheet
from guangdong_ai.reports.content.portfolio.summary_sheet import summary_sheet
from guangdong_ai.reports.content.report import Sheet, SheetCell, SheetColumn, SheetValue
from guangdong_ai.reports.wording.column_titles import TITLES
from guangdong_ai.reports.wording.sum_wording import NO_SUM, NOTHING_COUNTED
from guangdong_ai.reports.wording.terms import ELIGIBILITY, KIND, WINDOW, marked_eligibility

_BELOW = Text("{}\n{}", "{}\n{}")
_SHOWN: tuple[Eligibility, ...] = ("eligible", "conditional", "undetermined")
_ID, _NAME, _CITY = (
    SheetColumn(TITLES["id"], "word"),
    SheetColumn(TITLES["name"], "word"),
    SheetColumn(Text("城市", "City"), "word"),
)


@record
class Run:
    """What a run over the inputs came to, beside its applicants. ``kept``: the headers of the columns that are carried over."""

    counts: Counts
    rejects: Sequence[Reject]
    inputs: Sequence[Surveyed]
    kept: tuple[str, ...]
    lenient: bool


def portfolio_sheets(portfolio: Many, run: Run) -> tuple[Sheet, ...]:
    """The sheets, the summary first; without titles in the catalogue none about them. Amounts are whole yuan, empty where there is no figure."""
    titles = (_titles(portfolio),) if portfolio.catalogue.titles else ()
    return (
        summary_sheet(portfolio, run.counts),
        _matrix(portfolio, run.kept),
        _details(portfolio),
        *titles,
        answers_sheet(portfolio.catalogue.facts, [(firm.id, firm.answers) for firm in portfolio.firms]),
        _rejected(run.rejects),
        notes_sheet(portfolio, run.inputs, run.kept, run.counts.repeated),
    )


def _who(firm: Firm) -> tuple[SheetValue, SheetValue, SheetValue]:
    return firm.id, firm.name, firm.city


_OF_ALL = (
    SheetColumn(Text("至少（元）", "At least (yuan)"), "yuan"),
    SheetColumn(Text("至多（元）", "At most (yuan)"), "yuan"),
    SheetColumn(Text("如果全部符合，至多（元）", "If all were met, at most (yuan)"), "yuan"),
    SheetColumn(Text("合计说明", "About the sum"), "state"),
    *(SheetColumn(ELIGIBILITY[name], "number") for name in _SHOWN),
    SheetColumn(Text("最近截止", "Next deadline"), "day"),
    SheetColumn(Text("截止的措施", "What ends then"), "name"),
)


def _matrix(portfolio: Many, kept: Sequence[str]) -> Sheet:
    """An applicant in each row, a measure in each column: those for which nobody can apply are at the right end."""
    columns = (
        *(_ID, _NAME, _CITY, *_OF_ALL),
        *(SheetColumn(Text(header, header), "name") for header in kept),
        *(SheetColumn(one.measure.title, "state") for one in portfolio.measures),
    )
    no = SheetCell(marked_eligibility("ineligible"), "aside")
    marks = {name: marked_eligibility(name) for name in _SHOWN}
    rows = [
        (
            *_who(firm),
            *_of_all(firm, portfolio),
            *firm.kept,
            *(_state(firm.measures.get(one.measure.id), marks, no) for one in portfolio.measures),
        )
        for firm in portfolio.firms
    ]
    return Sheet(Text("企业×措施", "Firms × measures"), columns, rows, fixed=3)


def _of_all(firm: Firm, portfolio: Many) -> Iterator[SheetValue]:
    """The totals, where there is no sum why, how many measures have each eligibility, and the next deadline."""
    yield from (firm.low, firm.high, firm.if_all_met)
    yield _about_sum(firm)
    yield from (len(firm.having(name)) for name in _SHOWN)
    deadline = portfolio.next_deadline(firm)
    yield None if deadline is None else deadline.window.closes
    yield None if deadline is None else deadline.measure.title


def _about_sum(firm: Firm) -> Text | None:
    if firm.low is None:
        return NO_SUM
    if not firm.counted:
        return NOTHING_COUNTED
    return Text("尚没有上限", "no upper figure yet") if firm.high is None else None


def _state(measure: MeasureOfFirm | None, marks: Mapping[Eligibility, Text], no: SheetCell) -> SheetCell:
    """The mark and the word, and the money below."""
    if measure is None:
        return no
    return SheetCell(_BELOW.format(marks[measure.eligibility], measure.money), measure.eligibility)


_OF_A_RESULT = (
    SheetColumn(Text("措施", "Measure"), "name"),
    SheetColumn(TITLES["eligibility"], "word"),
    SheetColumn(TITLES["low"], "yuan"),
    SheetColumn(TITLES["high"], "yuan"),
    SheetColumn(TITLES["window"], "word"),
    SheetColumn(TITLES["closes"], "day"),
    SheetColumn(TITLES["days_left"], "number"),
    SheetColumn(Text("缺少信息／关键条件", "Missing or decisive")),
    SheetColumn(Text("下一步", "Next step")),
    SheetColumn(Text("金额说明", "Money in words"), "name"),
    SheetColumn(Text("形式", "Kind"), "name"),
    SheetColumn(TITLES["opens"], "day"),
)


def _details(portfolio: Many) -> Sheet:
    """A row for each applicant and each measure that is not ineligible for it."""
    rows = [
        (*_who(firm), *_result(one, firm.measures[one.measure.id]))
        for firm in portfolio.firms
        for one in portfolio.measures
        if one.measure.id in firm.measures
    ]
    return Sheet(Text("明细", "Details"), (_ID, _NAME, _CITY, *_OF_A_RESULT), rows, fixed=2)


def _result(one: MeasureOfMany, of: MeasureOfFirm) -> tuple[SheetValue, ...]:
    window, measure = one.window, one.measure
    return (
        measure.title,
        SheetCell(ELIGIBILITY[of.eligibility], of.eligibility),
        of.low,
        of.high,
        WINDOW[window.state],
        window.closes,
        window.days_left,
        of.why,
        of.step,
        of.money,
        KIND[measure.funding.kind],
        window.opens,
    )


def _titles(portfolio: Many) -> Sheet:
    """An applicant in each row, a title in each column: whether it has it, or how it stands. Empty: it can neither have nor win it by these conditions."""
    titles = portfolio.catalogue.titles.values()
    columns = (_ID, _NAME, _CITY, *(SheetColumn(title.title, "name") for title in titles))
    rows = [(*_who(firm), *(_title(firm.titles.get(title.id)) for title in titles)) for firm in portfolio.firms]
    return Sheet(Text("称号", "Titles"), columns, rows, fixed=3)


def _title(title: TitleOfFirm | None) -> SheetValue:
    if title is None:
        return None
    if title.state == "held":
        return SheetCell(Text("√ 已取得", "√ held"), "eligible")
    words = marked_eligibility(title.state)
    tone = "aside" if title.state == "ineligible" else title.state
    return SheetCell(_BELOW.format(words, title.why) if title.why else words, tone)


_REJECTED_COLUMNS = (
    SheetColumn(Text("文件", "File"), "word"),
    SheetColumn(Text("行", "Row"), "number"),
    SheetColumn(TITLES["id"], "word"),
    SheetColumn(TITLES["name"], "word"),
    SheetColumn(Text("列", "Column"), "name"),
    SheetColumn(Text("给出的内容", "Given"), "name"),
    SheetColumn(Text("原因", "Reason")),
    SheetColumn(Text("怎么改", "What to do")),
    SheetColumn(Text("处理", "Effect"), "word"),
)


def _rejected(rejects: Sequence[Reject]) -> Sheet:
    """A row for each thing that is wrong; the same as in the file beside the result."""
    effects = {False: Text("整行剔除", "rejected"), True: Text("按未知处理", "made unknown")}
    rows = [
        (
            path_text(one.wrong.file),
            one.wrong.line,
            one.id,
            one.name,
            one.wrong.column,
            one.wrong.value,
            one.wrong.reason,
            one.wrong.hint,
            effects[one.lenient],
        )
        for one in rejects
    ]
    return Sheet(Text("剔除", "Rejected"), _REJECTED_COLUMNS, rows, fixed=4)
