"""The summary of many applicants: how many can apply for what, what it may bring, what is missing most often, and what is wrong in the inputs."""

from collections.abc import Iterator, Mapping
from datetime import date

from guangdong_ai.assessment.coverage import not_searched
from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.window import window_of
from guangdong_ai.batch.outcome import FaultCount, Faults
from guangdong_ai.batch.summary import CriterionOf, MeasureSummary, Summary, most_common
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.foundation.text import Language, Text, counted, joined
from guangdong_ai.profiles.quotation import one_line, quoted
from guangdong_ai.reports.content.blocks import Command, Content, NamedRow, Section, TableBlock, TableColumn, TableGroup, TextBlock
from guangdong_ai.reports.content.lead import no_promise, warning_lines
from guangdong_ai.reports.content.report import Report, Rows
from guangdong_ai.reports.wording.caveats import PLACES_NOT_SEARCHED, caveats_of_catalogue
from guangdong_ai.reports.wording.phrase import beside, with_colon
from guangdong_ai.reports.wording.terms import ELIGIBILITY, KIND, MARKS, NO_MONEY, range_in_words, window_in_words

_MOST_LINES = 10


def batch_summary_report(summary: Summary, catalogue: Catalogue, as_of: date, faults: Faults = ()) -> Report:
    """The summary in each form."""

    def data() -> object:
        from guangdong_ai.reports.content.data.batch_summary import plain_batch_summary

        return plain_batch_summary(summary, catalogue, as_of, faults)

    return Report(
        content=lambda: batch_summary_content(summary, catalogue, as_of, faults),
        data=data,
        rows=lambda language: _rows(summary, catalogue, as_of, language),
    )


def batch_summary_content(summary: Summary, catalogue: Catalogue, as_of: date, faults: Faults = ()) -> Content:
    """The whole summary. Measures that more applicants can apply for stand before others."""
    manifest = catalogue.manifest
    about = Text(
        "按 {day} 自评，政策目录 {version} 版，核对于 {reviewed}", "assessed for {day}, catalogue {version}, reviewed on {reviewed}"
    )
    lead = [TextBlock(about.format(day=as_of, version=manifest.version, reviewed=manifest.reviewed_on), "aside")]
    lead += warning_lines(caveats_of_catalogue(catalogue, as_of))
    nowhere = [choice.label for choice in not_searched(catalogue)]
    if nowhere:
        lead.append(TextBlock(PLACES_NOT_SEARCHED.format(joined(Text("、", ", "), nowhere)), "aside"))
    sections = (
        Section(None, tuple(_measures(summary, catalogue, as_of)), divided=True),
        Section(None, tuple(_totals(summary)), divided=True),
        *_section(Text("最常缺少的信息：", "Most often missing:"), _missing(summary, catalogue)),
        *_section(Text("只差一项条件：", "Only one criterion away:"), _obstacles(summary, catalogue)),
        *_section(Text("有问题的行，按列和原因计：", "What is wrong, by column and reason:"), _faults(faults)),
        Section(None, (TextBlock(no_promise(), "aside"),)),
        *_next(summary),
    )
    return Content(_applicants(summary.applicants), tuple(lead), sections)


def _section(title: Text, lines: Iterator[Text]) -> Iterator[Section]:
    """The lines under their title; nothing without lines."""
    blocks = tuple(TextBlock(text, level=1) for text in lines)
    if blocks:
        yield Section(title, blocks)


def _counts(of: MeasureSummary) -> Mapping[Eligibility, int]:
    return {"eligible": of.eligible, "conditional": of.conditional, "undetermined": of.undetermined, "ineligible": of.ineligible}


def _measures(summary: Summary, catalogue: Catalogue, as_of: date) -> Iterator[TableBlock | TextBlock]:
    """The measures that at least one applicant can apply for in a table, the others by name."""
    ordered = summary.most_useful_first()
    rows = [_row(name, of, catalogue, as_of) for name, of in ordered if of.ineligible < summary.applicants]
    if rows:
        columns = (
            *(TableColumn(word, "count", MARKS[eligibility]) for eligibility, word in ELIGIBILITY.items()),
            TableColumn(Text("可能得到的合计", "May bring together"), "money"),
            TableColumn(Text("申报时间", "Window"), "window"),
        )
        yield TableBlock(Text("措施", "Measure"), columns, (TableGroup(None, tuple(rows)),))
    for_nobody = [catalogue.measures[name].title for name, of in ordered if of.ineligible >= summary.applicants]
    if for_nobody and summary.applicants:
        words = Text("× 所有单位都不符合的措施（{} 项）：{}", "× Measures for which every applicant is ineligible ({}): {}")
        yield TextBlock(words.format(len(for_nobody), joined(Text("、", "; "), for_nobody)))


def _row(name: str, of: MeasureSummary, catalogue: Catalogue, as_of: date) -> NamedRow:
    measure = catalogue.measures[name]
    counts = [(TextBlock(Text(f"{count}", f"{count}"), state if count else "aside"),) for state, count in _counts(of).items()]
    money = KIND[measure.funding.kind] if of.sums is None else _sum_in_words(of.sums.low, of.sums.high, of.sums.without_upper)
    window = window_in_words(window_of(measure, catalogue, as_of))
    return NamedRow(measure.title, measure.id, (*counts, (TextBlock(money),), (TextBlock(window, "aside"),)))


def _sum_in_words(low: int, high: int, without_upper: int) -> Text:
    """The sums, and for how many applicants no upper figure can be given: the lower sum counts them, the upper one does not."""
    if not without_upper:
        return range_in_words(low, high) if high else NO_MONEY
    if not low and not high:
        return Text("{} 家没有上限", "{} without upper figure").format(without_upper)
    amount = range_in_words(low, high if high >= low else None)
    return Text("{}，另有 {} 家没有上限", "{}, {} more without upper figure").format(amount, without_upper)


def _totals(summary: Summary) -> Iterator[TextBlock]:
    sums = summary.sums
    yield TextBlock(Text("合计：{}", "Total: {}").format(_sum_in_words(sums.low, sums.high, sums.without_upper)), "strong")
    how = Text(
        "各单位合计之和，只计符合和有条件符合的措施；每个单位按允许的最佳组合计算，不是各项措施相加",
        "the sum of what each applicant may get from eligible and conditional measures: the best permitted combination, not the sum of the lines above",
    )
    yield TextBlock(how, level=1)
    if (sums.high, sums.without_upper) != (sums.if_all_met, sums.if_all_met_without_upper):
        more = _sum_in_words(0, sums.if_all_met, sums.if_all_met_without_upper)
        yield TextBlock(Text("如果待定的措施也全部符合：{}", "If all undetermined measures were met too: {}").format(more), level=1)
    if summary.without_sum:
        words = Text("{}已知的信息太少，没有合计", "{} without a sum: too little is known")
        yield TextBlock(words.format(_applicants(summary.without_sum)), level=1)


def _missing(summary: Summary, catalogue: Catalogue) -> Iterator[Text]:
    for name, count in most_common(summary.missing)[:_MOST_LINES]:
        yield with_colon(_applicants(count), beside(catalogue.facts[name].label, name))


def _obstacles(summary: Summary, catalogue: Catalogue) -> Iterator[Text]:
    for obstacle, count in most_common(summary.only_obstacle)[:_MOST_LINES]:
        what = beside(_criterion(obstacle, catalogue).text, catalogue.measures[obstacle.measure].title)
        fail = "fails" if count == 1 else "fail"
        yield Text("{who}只不满足：{what}", "{who} {fail} only: {what}").format(who=_applicants(count), what=what, fail=fail)


def _criterion(obstacle: CriterionOf, catalogue: Catalogue) -> Criterion:
    measure = catalogue.measures[obstacle.measure]
    of_calls = (criterion for call in catalogue.calls_of(measure.id) if call.id == obstacle.call for criterion in call.criteria)
    criteria = measure.criteria if obstacle.call is None else of_calls
    return next(criterion for criterion in criteria if criterion.id == obstacle.criterion)


def _faults(faults: Faults) -> Iterator[Text]:
    """The most frequent ones, each with up to three examples, and how many more there are."""
    yield from map(_fault, faults[:_MOST_LINES])
    more = len(faults) - _MOST_LINES
    if more > 0:
        yield Text("还有 {more:,} 种原因", "{more:,} more {reasons}").format(more=more, reasons="reason" if more == 1 else "reasons")


def _fault(fault: FaultCount) -> Text:
    rows = Text(f"{fault.rows:,} 行", counted(fault.rows, "row"))
    if fault.lenient:
        rows = Text("{}按未知处理", "{} made unknown").format(rows)
    reason = with_colon(one_line(fault.column), fault.reason) if fault.column else fault.reason
    if fault.example:
        shown = joined(Text("、", ", "), [quoted(value) for value in (fault.example, *(one.value for one in fault.more))])
        reason = Text("{}，例如{}", "{}, for example {}").format(reason, shown)
    return with_colon(rows, beside(reason, _where(fault)))


def _where(fault: FaultCount) -> Text:
    file = one_line(fault.file.as_posix())
    return Text(file, file) if fault.line is None else Text("{} 第 {} 行", "{}, line {}").format(file, fault.line)


def _next(summary: Summary) -> Iterator[Section]:
    for first, _ in summary.most_useful_first()[:1]:
        purpose = Text("查看条件、出处和未知之处：", "Conditions, sources and what is not known:")
        yield Section(None, (Command(purpose, ("measures", "show", first)),))


def _applicants(count: int) -> Text:
    return Text(f"{count} 家单位", counted(count, "applicant"))


def _rows(summary: Summary, catalogue: Catalogue, as_of: date, language: Language) -> Rows:
    """A row for each measure."""
    amounts = ("low", "high", "without_upper", "if_all_met", "if_all_met_without_upper")
    rows = [
        (
            name,
            catalogue.measures[name].title.in_language(language),
            window_of(catalogue.measures[name], catalogue, as_of).state,
            *_counts(of).values(),
            catalogue.measures[name].funding.kind,
            *(None if of.sums is None else getattr(of.sums, amount) for amount in amounts),
        )
        for name, of in summary.measures.items()
    ]
    return Rows(("measure", "title", "window", *ELIGIBILITY, "funding_kind", *amounts), rows)
