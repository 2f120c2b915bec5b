"""The summary of many applicants as a person reads it in a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rich.cells import cell_len

from guangdong_ai.assessment.coverage import not_searched
from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.result import AssessmentResult, Totals
from guangdong_ai.assessment.window import Window, window_of
from guangdong_ai.batch.outcome import Faults
from guangdong_ai.batch.summary import CriterionOf, MeasureSummary, Summary
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.record import record
from guangdong_ai.reports.content.batch_faults import fault_rows
from guangdong_ai.reports.content.measure_rows import COLOURS
from guangdong_ai.reports.render.named_row import Columns, below, columns_beside, name_and_id, named_row
from guangdong_ai.reports.render.page import EMPTY, FAINT, STRONG, Page, Paragraph, Row, command_row, line, rule
from guangdong_ai.reports.wording.caveats import caveats
from guangdong_ai.reports.wording.terms import ELIGIBILITY, KIND, MARKS, NO_MONEY, range_in_words, window_in_words
from guangdong_ai.text import Language, Text, counted, joined

_MOST_LINES = 10
_MONEY_WIDTH = 26
_LEAST_RESULT = 34
_GAP = "  "


def batch_summary_page(summary: Summary, catalogue: Catalogue, as_of: date, language: Language, faults: Faults = ()) -> Page:
    """The whole summary, for any width. Measures that more applicants can apply for stand before others."""

    def rows(width: int) -> Iterator[Row]:
        yield from _header(summary, catalogue, as_of, width, language)
        yield from _measures(summary, catalogue, as_of, width, language)
        yield rule(width)
        yield from _totals(summary, width, language)
        yield from _missing(summary, catalogue, width, language)
        yield from _obstacles(summary, catalogue, width, language)
        yield from fault_rows(faults, width, language)
        yield EMPTY
        yield from _footer(summary, width, language)

    return Page(rows)


def _header(summary: Summary, catalogue: Catalogue, as_of: date, width: int, language: Language) -> Iterator[Row]:
    manifest = catalogue.manifest
    yield line(width, _applicants(summary.applicants).in_language(language), STRONG)
    about = Text(
        f"按 {as_of} 自评，政策目录 {manifest.version} 版，核对于 {manifest.reviewed_on}",
        f"assessed for {as_of}, catalogue {manifest.version}, reviewed on {manifest.reviewed_on}",
    )
    yield line(width, about.in_language(language), FAINT)
    for caveat in caveats(_of_nothing(catalogue, as_of)):
        words = Text(f"▲ 提醒：{caveat.zh}", f"▲ warning: {caveat.en}")
        yield line(width, words.in_language(language), "yellow", hanging=2)
    nowhere = joined(Text("、", ", "), [choice.label for choice in not_searched(catalogue)])
    if nowhere.zh:
        words = Text(
            f"尚未查找下列各地自己的措施，没有列出不等于没有：{nowhere.zh}",
            f"of these places nobody has searched for measures of their own; that none is listed does not mean that there is none: {nowhere.en}",
        )
        yield line(width, words.in_language(language), FAINT)
    yield rule(width)


def _of_nothing(catalogue: Catalogue, as_of: date) -> AssessmentResult:
    """An assessment without measures: its caveats are those that hold whoever applies."""
    totals = Totals(low=0, high=0, if_all_met=0, counted=(), left_out=())
    return AssessmentResult(catalogue=catalogue, profile=Profile(), as_of=as_of, measures=(), totals=totals, next_question=None)


@record
class _Line:
    """A measure with what the page says of it."""

    measure: Measure
    window: Window
    counts: Mapping[Eligibility, int]
    money: Text


def _measures(summary: Summary, catalogue: Catalogue, as_of: date, width: int, language: Language) -> Iterator[Row]:
    listed = [
        _Line(
            measure=catalogue.measures[name],
            window=window_of(catalogue.measures[name], catalogue, as_of),
            counts={"eligible": of.eligible, "conditional": of.conditional, "undetermined": of.undetermined, "ineligible": of.ineligible},
            money=_money(of, catalogue.measures[name]),
        )
        for name, of in summary.measures.items()
    ]
    listed.sort(key=lambda one: (-one.counts["eligible"] - one.counts["conditional"], -one.counts["undetermined"]))
    open_to_some = [one for one in listed if one.counts["ineligible"] < summary.applicants]
    if open_to_some:
        yield from _table(open_to_some, len(str(summary.applicants)), width, language)
    open_to_none = [one.measure.title for one in listed if one not in open_to_some]
    if open_to_none and summary.applicants:
        titles = joined(Text("、", "; "), open_to_none)
        count = len(open_to_none)
        text = Text(
            f"× 所有单位都不符合的措施（{count} 项）：{titles.zh}",
            f"× Measures for which every applicant is ineligible ({count}): {titles.en}",
        )
        yield line(width, text.in_language(language), hanging=2)


def _table(listed: Sequence[_Line], digits: int, width: int, language: Language) -> Iterator[Row]:
    """Columns of numbers where there is room for them, else the counts on one line beside or below the names."""
    heads = list(ELIGIBILITY.values())
    widths = [max(digits, cell_len(head.in_language(language))) for head in heads]
    ids = [one.measure.id for one in listed]
    columns = columns_beside(width, ids, (*widths, _MONEY_WIDTH))
    if columns is None:
        columns = columns_beside(width, ids, last=_LEAST_RESULT) or below(width)
        yield line(width, _legend().in_language(language), FAINT, indent=2)
        for one in listed:
            yield _with_marks(one, digits, columns, language)
        return
    titles = [Text("措施", "Measure"), *heads, Text("可能得到的合计、申报时间", "May bring together; window")]
    name, *beside = (Paragraph(title.in_language(language), FAINT) for title in titles)
    yield named_row(columns, (name,), *((title,) for title in beside))
    for one in listed:
        yield _in_columns(one, columns, language)


def _in_columns(one: _Line, columns: Columns, language: Language) -> Row:
    counts = [
        (Paragraph(str(count), COLOURS[eligibility] if count else FAINT, indent=width - len(str(count))),)
        for (eligibility, count), width in zip(one.counts.items(), columns.beside, strict=False)
    ]
    name = name_and_id(one.measure.title.in_language(language), one.measure.id, STRONG)
    return named_row(columns, name, *counts, _money_and_window(one, language))


def _with_marks(one: _Line, digits: int, columns: Columns, language: Language) -> Row:
    """The counts on one line, each behind its mark."""
    counts = _GAP.join(f"{MARKS[eligibility]} {count:>{digits}}" for eligibility, count in one.counts.items())
    name = name_and_id(one.measure.title.in_language(language), one.measure.id, STRONG)
    return named_row(columns, name, (Paragraph(counts), *_money_and_window(one, language)))


def _legend() -> Text:
    meanings = [Text(f"{MARKS[eligibility]} {word.zh}", f"{MARKS[eligibility]} {word.en}") for eligibility, word in ELIGIBILITY.items()]
    return joined(Text(_GAP, _GAP), meanings)


def _money_and_window(one: _Line, language: Language) -> tuple[Paragraph, ...]:
    return (
        Paragraph(one.money.in_language(language)),
        Paragraph(window_in_words(one.window).in_language(language), FAINT),
    )


def _money(of: MeasureSummary, measure: Measure) -> Text:
    if of.sums is None:
        return KIND[measure.funding.kind]
    return _sum_in_words(of.sums.low, of.sums.high, of.sums.without_upper)


def _sum_in_words(low: int, high: int, without_upper: int) -> Text:
    """The sums, and for how many applicants no upper figure can be given: the lower sum counts them, the upper one does not."""
    if not without_upper:
        return range_in_words(low, high) if high else NO_MONEY
    more = Text(f"另有 {without_upper} 家没有上限", f"{without_upper} more without upper figure")
    if not low and not high:
        return Text(f"{without_upper} 家没有上限", f"{without_upper} without upper figure")
    amount = range_in_words(low, high if high >= low else None)
    return Text(f"{amount.zh}，{more.zh}", f"{amount.en}, {more.en}")


def _totals(summary: Summary, width: int, language: Language) -> Iterator[Row]:
    sums = summary.sums
    amount = _sum_in_words(sums.low, sums.high, sums.without_upper)
    yield line(width, Text(f"合计：{amount.zh}", f"Total: {amount.en}").in_language(language), STRONG, hanging=2)
    how = Text(
        "各单位合计之和，只计符合和有条件符合的措施；每个单位按允许的最佳组合计算，不是各项措施相加",
        "the sum of what each applicant may get from eligible and conditional measures: the best permitted combination, not the sum of the lines above",
    )
    yield line(width, how.in_language(language), indent=2)
    if (sums.high, sums.without_upper) != (sums.if_all_met, sums.if_all_met_without_upper):
        more = _sum_in_words(0, sums.if_all_met, sums.if_all_met_without_upper)
        words = Text(f"如果待定的措施也全部符合：{more.zh}", f"If all undetermined measures were met too: {more.en}")
        yield line(width, words.in_language(language), indent=2, hanging=2)
    if summary.without_sum:
        count = _applicants(summary.without_sum)
        words = Text(f"{count.zh}已知的信息太少，没有合计", f"{count.en} without a sum, since next to nothing is known")
        yield line(width, words.in_language(language), indent=2, hanging=2)


def _missing(summary: Summary, catalogue: Catalogue, width: int, language: Language) -> Iterator[Row]:
    most = sorted(summary.missing.items(), key=lambda item: -item[1])
    if not most:
        return
    yield EMPTY
    yield line(width, Text("最常缺少的信息：", "Most often missing:").in_language(language), STRONG)
    for fact_id, count in most[:_MOST_LINES]:
        label = catalogue.facts[fact_id].label
        text = Text(f"{_applicants(count).zh}：{label.zh}（{fact_id}）", f"{_applicants(count).en}: {label.en} ({fact_id})")
        yield line(width, text.in_language(language), indent=2, hanging=2)


def _obstacles(summary: Summary, catalogue: Catalogue, width: int, language: Language) -> Iterator[Row]:
    most = sorted(summary.only_obstacle.items(), key=lambda item: -item[1])
    if not most:
        return
    yield EMPTY
    yield line(width, Text("只差一项条件：", "Only one criterion away:").in_language(language), STRONG)
    for obstacle, count in most[:_MOST_LINES]:
        criterion, title = _criterion(obstacle, catalogue).text, catalogue.measures[obstacle.measure].title
        fail = "fails" if count == 1 else "fail"
        text = Text(
            f"{_applicants(count).zh}只不满足：{criterion.zh}（{title.zh}）",
            f"{_applicants(count).en} {fail} only: {criterion.en} ({title.en})",
        )
        yield line(width, text.in_language(language), indent=2, hanging=2)


def _criterion(obstacle: CriterionOf, catalogue: Catalogue) -> Criterion:
    measure = catalogue.measures[obstacle.measure]
    of_calls = (criterion for call in catalogue.calls_of(measure.id) if call.id == obstacle.call for criterion in call.criteria)
    criteria = measure.criteria if obstacle.call is None else of_calls
    return next(criterion for criterion in criteria if criterion.id == obstacle.criterion)


def _footer(summary: Summary, width: int, language: Language) -> Iterator[Row]:
    promise = Text(
        "以上不是承诺：资金有年度预算，申报后由主管部门审定",
        "None of this is a promise: budgets are limited by the year, and the authorities decide",
    )
    yield line(width, promise.in_language(language), FAINT)
    first = max(summary.measures.items(), key=lambda item: item[1].eligible + item[1].conditional, default=None)
    if first is not None:
        yield EMPTY
        yield line(width, Text("查看条件、出处和未知之处：", "Conditions, sources and what is not known:").in_language(language))
        yield command_row("measures", "show", first[0])


def _applicants(count: int) -> Text:
    return Text(f"{count} 家单位", counted(count, "applicant"))
