"""What is different from an earlier result: day, catalogue and answers, then the measures that come out differently, each with the reason."""

from collections.abc import Iterator, Mapping
from datetime import date

from guangdong_ai.assessment.comparison import Direction
from guangdong_ai.assessment.funding import FundingEstimate
from guangdong_ai.assessment.kept_result import KeptMeasure, KeptResult, KeptTotals
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.assessment.since import Cause, ChangeSince, Since
from guangdong_ai.assessment.window import Window
from guangdong_ai.foundation.text import Language, Text, counted, joined
from guangdong_ai.reports.content.blocks import (
    Content,
    Item,
    NamedRow,
    Section,
    TableBlock,
    TableCell,
    TableColumn,
    TableGroup,
    TextBlock,
    labelled,
)
from guangdong_ai.reports.content.comparison import criterion_in_words, fact_in_words
from guangdong_ai.reports.content.lead import about_applicant, no_promise, warning_lines, warnings
from guangdong_ai.reports.content.report import Report, Rows
from guangdong_ai.reports.wording.phrase import with_colon
from guangdong_ai.reports.wording.sum_wording import NO_SUM
from guangdong_ai.reports.wording.terms import (
    NO_MONEY,
    WINDOW,
    funding_in_words,
    marked_eligibility,
    range_in_words,
    window_in_words,
)

_HEADING: Mapping[Direction, Text] = {
    "better": Text("▲ 变好", "▲ Better"),
    "worse": Text("▼ 变差", "▼ Worse"),
    "otherwise": Text("◆ 申报时间或金额变化", "◆ Another window or amount"),
}

CAUSE: Mapping[Cause, Text] = {
    "catalogue": Text("政策目录变了", "the catalogue changed"),
    "program": Text("程序版本变了", "the version of the program changed"),
    "altered": Text("上次的结果被改动过", "the earlier result was altered"),
    "facts": Text("答案变了", "answers changed"),
    "day": Text("日期变了", "the day changed"),
}
"""Why a measure comes out differently. ``batch --since`` counts by these words too."""

_SIDES = ("eligibility", "window", "opens", "closes", "low", "high")
SINCE_COLUMNS = ("measure", "title", "direction", "because", *(f"{side}_before" for side in _SIDES), *(f"{side}_after" for side in _SIDES))
"""The columns of ``since_row``."""

_ARROW, _COMMAS = Text("{} → {}", "{} → {}"), Text("，", ", ")
_BEFORE, _NOW = Text("当时", "Then"), Text("现在", "Now")
_NOT_THERE = Text("不在结果中", "not in the result")


def since_report(since: Since, assessment: AssessmentResult) -> Report:
    """The comparison in each form. ``assessment``: that of today, from which the warnings come."""

    def data() -> object:
        from guangdong_ai.reports.content.data.since import plain_since

        return plain_since(since)

    return Report(content=lambda: since_content(since, assessment), data=data, rows=lambda language: _rows(since, language))


def since_content(since: Since, assessment: AssessmentResult) -> Content:
    """What lies beneath comes first: who reads it sees at once whether the world changed or the applicant."""
    name, about = about_applicant(assessment)
    lead = (TextBlock(name, "aside"), TextBlock(about, "aside"), *warning_lines(tuple(_doubts(since))), *warnings(assessment))
    title = Text("没有措施的结果不同", "No measure comes out differently")
    measures = Section(None, (_measures(since),)) if since.measures else Section(title, ())
    sections = (
        Section(Text("变在哪里", "What lies beneath"), tuple(_beneath(since)), divided=True),
        measures,
        Section(None, tuple(_totals(since)), divided=True),
    )
    return Content(Text("与上次结果相比", "Since the earlier result"), lead, sections)


def _doubts(since: Since) -> Iterator[Text]:
    if not since.same_applicant:
        name = since.earlier.name
        yield Text("上次的结果是另一家单位的：{}", "the earlier result is of another applicant: {}").format(name)
    if since.now.as_of < since.earlier.as_of:
        yield Text("“上次”的结果日期更晚", "the earlier result is of a later day")
    if since.not_compared:
        yield not_compared(len(since.not_compared))


def not_compared(number: int) -> Text:
    """That so many measures stand in one of the results alone."""
    return Text(
        f"有 {number} 项措施只在其中一份结果里，另一份只含部分措施：这些措施和合计都没有比较",
        f"in one of the results alone: {counted(number, 'measure')}, since the other is of some measures only; neither they nor the totals are compared",
    )


def _beneath(since: Since) -> Iterator[Item]:
    """Day, catalogue, program and answers, the same ones too."""
    earlier, now = since.earlier, since.now
    days = Text("{}，相同", "{}, the same").format(now.as_of) if since.same_day else _ARROW.format(earlier.as_of, now.as_of)
    yield labelled(Text("日期", "Day"), days)
    version = Text("{} 版，文件相同", "{}, the same files").format(now.version)
    if not since.same_catalogue:
        version = _ARROW.format(_version(earlier), _version(now))
    yield labelled(Text("政策目录", "Catalogue"), version)
    if earlier.program is not None and now.program is not None:
        same = Text("{} 版，相同", "{}, the same").format(now.program)
        program = same if earlier.program == now.program else _ARROW.format(earlier.program, now.program)
        yield labelled(Text("程序", "Program"), program)
    count = len(since.facts)
    answers = Text(f"{count} 项不同", f"{count} different") if count else Text("相同", "the same")
    inside = tuple(Item(fact_in_words(change), (Text(change.fact.id, change.fact.id),)) for change in since.facts)
    gone = Text("不再采用：{}（{}）", "no longer taken: {} ({})")
    dropped = tuple(Item(gone.format(fact, answer)) for fact, answer in earlier.dropped)
    yield Item(answers, (), Text("答案", "Answers"), (*inside, *dropped))


def _version(result: KeptResult) -> Text:
    return Text("{} 版（{}）", "{} ({})").format(result.version, result.digest.removeprefix("sha256:")[:8])


def _measures(since: Since) -> TableBlock:
    groups = []
    for direction, heading in _HEADING.items():
        rows = tuple(_row(change) for change in since.measures if change.direction == direction)
        if rows:
            groups.append(TableGroup(TextBlock(Text("{}（{} 项）", "{} ({})").format(heading, len(rows))), rows))
    columns = TableColumn(_BEFORE, "outcome"), TableColumn(_NOW, "outcome"), TableColumn(Text("为什么", "Why"), "notes")
    return TableBlock(Text("措施", "Measure"), columns, tuple(groups))


def _row(change: ChangeSince) -> NamedRow:
    why = tuple(TextBlock(text) for text in _why(change))
    return NamedRow(change.title, change.measure.id, (_cell(change.before), _cell(change.after), why))


def _cell(measure: KeptMeasure | None) -> TableCell:
    if measure is None:
        return (TextBlock(_NOT_THERE),)
    verdict = marked_eligibility(measure.eligibility)
    estimate = FundingEstimate(kind=measure.funding, low=measure.low, high=measure.high)
    money = NO_MONEY if measure.eligibility == "ineligible" else funding_in_words(estimate)
    return TextBlock(verdict, measure.eligibility), TextBlock(money)


def _why(change: ChangeSince) -> Iterator[Text]:
    """The causes, the window where it differs, and what the answers did."""
    yield joined(_COMMAS, [CAUSE[cause] for cause in change.because])
    before, after = change.before, change.after
    if before is not None and after is not None:
        windows = _window(before), _window(after)
        if windows[0] != windows[1] and after.eligibility != "ineligible":
            yield with_colon(Text("申报时间", "window"), _ARROW.format(*windows))
    if change.by_answers is not None:
        yield from (criterion_in_words(criterion) for criterion in change.by_answers.criteria)
        facts = [fact_in_words(fact) for fact in change.by_answers.amount_facts]
        if facts:
            yield with_colon(Text("金额取决于", "the amount depends on"), joined(_COMMAS, facts))


def _window(measure: KeptMeasure) -> Text:
    """The state with its days; those that are left are not told, since they belong to another day."""
    if measure.window == "open":
        state = WINDOW[measure.window]
        return state if measure.closes is None else Text("{}至 {}", "{} until {}").format(state, measure.closes)
    return window_in_words(Window(state=measure.window, opens=measure.opens, closes=measure.closes))


def _totals(since: Since) -> Iterator[TextBlock]:
    before, after = since.earlier.totals, since.now.totals
    if since.not_compared:
        yield TextBlock(
            Text("两份结果的措施不同，合计不能比较", "The results are of different measures: their totals cannot be compared"), "strong"
        )
    elif before == after:
        yield TextBlock(Text("合计不变：{}", "The total stays: {}").format(_total(after)), "strong")
    else:
        yield TextBlock(Text("合计：{} → {}", "Total: {} → {}").format(_total(before), _total(after)), "strong")
    yield TextBlock(no_promise(), "aside")


def _total(totals: KeptTotals) -> Text:
    if totals.low is None:
        return NO_SUM
    amount = range_in_words(totals.low, totals.high)
    return Text("{}，上限尚不能给出", "{}, no upper figure can be given yet").format(amount) if totals.high is None else amount


def _rows(since: Since, language: Language) -> Rows:
    """A row for each measure that comes out differently."""
    return Rows(SINCE_COLUMNS, [since_row(change, language) for change in since.measures])


def since_row(change: ChangeSince, language: Language) -> tuple[str | int | date | None, ...]:
    """A measure as a row for programs, without the applicant. ``batch --since`` writes the same."""
    cells: list[str | int | date | None] = [
        change.measure.id,
        change.title.in_language(language),
        change.direction,
        " ".join(change.because),
    ]
    for side in (change.before, change.after):
        kept = (None,) * 6 if side is None else (side.eligibility, side.window, side.opens, side.closes, side.low, side.high)
        cells += kept
    return tuple(cells)
