"""A calendar as a person reads it in a terminal: the days to come, what has no days, and what lies behind."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from guangdong_ai.assessment.calendar import Calendar, CalendarEvent, PastCall
from guangdong_ai.assessment.days_left import years_of_known_holidays
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.reports.render.page import EMPTY, FAINT, STRONG, Page, Paragraph, Row, command_row, line, rule, side_by_side
from guangdong_ai.reports.wording.call_days import NO_PROMISE, PAST_CALLS, call_days
from guangdong_ai.reports.wording.caveats import caveats
from guangdong_ai.reports.wording.event_wording import MEANING, event_in_words, event_place, time_left, window_of_event
from guangdong_ai.reports.wording.reasons import few
from guangdong_ai.reports.wording.terms import WINDOW, confidence_legend
from guangdong_ai.text import Language, Text, counted

_INDENT, _GAP = 2, 2
_DAY_WIDTH = 10
_LEAST_TITLE = 24
_MOST_TITLES = 6
_WEEKDAYS = (
    Text("周一", "Monday"),
    Text("周二", "Tuesday"),
    Text("周三", "Wednesday"),
    Text("周四", "Thursday"),
    Text("周五", "Friday"),
    Text("周六", "Saturday"),
    Text("周日", "Sunday"),
)


def calendar_page(calendar: Calendar, assessment: AssessmentResult, language: Language, asked: Sequence[str] | None = ()) -> Page:
    """The whole calendar, for any width.

    ``asked``: the words that name the applicant on the command line, for doing it again; None where they cannot be given again.
    """

    def rows(width: int) -> Iterator[Row]:
        yield from _header(calendar, assessment, width, language)
        if not calendar.events:
            none = Text("没有查到今后的日期", "No day to come is known")
            yield line(width, none.in_language(language), STRONG)
        for number, event in enumerate(calendar.events):
            if number:
                yield EMPTY
            yield _event(event, assessment, width, language)
        yield from _undated(calendar.undated, assessment, width, language)
        yield from _past(calendar.past, width, language)
        yield rule(width)
        yield from _footer(calendar, assessment, asked, width, language)

    return Page(rows)


def _header(calendar: Calendar, assessment: AssessmentResult, width: int, language: Language) -> Iterator[Row]:
    profile, day = assessment.profile, assessment.as_of
    yield line(width, profile.name or Text("未命名的申报单位", "Unnamed applicant").in_language(language), STRONG)
    count, known = len(calendar.results), len(profile.facts)
    about = Text(
        f"{day} 起的日历，{count} 项措施，已知 {known} 项信息",
        f"calendar from {day} on, {counted(count, 'measure')}, {counted(known, 'fact')} known",
    )
    yield line(width, about.in_language(language), FAINT)
    for caveat in caveats(assessment):
        words = Text(f"▲ 提醒：{caveat.zh}", f"▲ warning: {caveat.en}")
        yield line(width, words.in_language(language), "yellow", hanging=2)
    yield rule(width)


def _event(event: CalendarEvent, assessment: AssessmentResult, width: int, language: Language) -> Row:
    """The day beside what happens on it."""
    day = (Paragraph(str(event.day), STRONG), Paragraph(_WEEKDAYS[event.day.weekday()].in_language(language), FAINT))
    about = [time_left(event), window_of_event(event), _subjects(event), MEANING[event.kind], event_place(event)]
    said = (
        Paragraph(event_in_words(event, assessment.catalogue).in_language(language), STRONG, hanging=2),
        *(Paragraph(text.in_language(language), "" if number < 3 else FAINT) for number, text in enumerate(about) if text is not None),
    )
    return side_by_side(0, _GAP, (_DAY_WIDTH, day), (width - _DAY_WIDTH - _GAP, said))


def _subjects(event: CalendarEvent) -> Text:
    """The measure's id with the call, or the measures under a document."""
    if event.call is None:
        names = few([measure.title for measure in event.measures], _MOST_TITLES, Text("、", "; "))
        count = len(event.measures)
        return Text(f"其下 {count} 项措施：{names.zh}", f"{counted(count, 'measure')} under it: {names.en}")
    measure, call = event.measures[0], event.call
    return Text(f"{measure.id}；{call.title.zh}", f"{measure.id}; {call.title.en}")


def _undated(results: Sequence[MeasureResult], assessment: AssessmentResult, width: int, language: Language) -> Iterator[Row]:
    """The measures of whose windows no day to come is known, by what is known of them."""
    if not results:
        return
    yield EMPTY
    head = Text(
        f"没有已知申报日期的措施（{len(results)} 项）：日历里没有，不等于不能申报",
        f"Measures without known days to apply ({len(results)}): not in the calendar does not mean not open",
    )
    yield line(width, head.in_language(language), STRONG, hanging=2)
    by_state: dict[Text, list[Measure]] = {}
    for result in results:
        by_state.setdefault(_state(result, assessment), []).append(result.measure)
    ids = max(cell_len(result.measure.id) for result in results)
    for state, measures in by_state.items():
        yield line(width, Text(f"{state.zh}（{len(measures)}）", f"{state.en} ({len(measures)})").in_language(language), indent=_INDENT)
        for measure in measures:
            yield _named(measure, ids, width, language)


def _state(result: MeasureResult, assessment: AssessmentResult) -> Text:
    window = result.window
    if window.unpublished:
        return Text("文件尚未公布", "document not yet published")
    if window.over:
        return Text("文件已到期", "document no longer valid")
    if assessment.as_of > assessment.catalogue.manifest.covers_until:
        return Text("政策目录不再涵盖", "no longer covered by the catalogue")
    if window.state == "closed":
        return Text("上一次申报已截止，下一次未公布", "last call over, the next one not announced")
    return WINDOW[window.state]


def _named(measure: Measure, ids: int, width: int, language: Language) -> Row:
    """The id with the title beside it, or below it where there is little room."""
    start = 2 * _INDENT
    name, title = Paragraph(measure.id, FAINT), Paragraph(measure.title.in_language(language))
    room = width - start - ids - _GAP
    if room < _LEAST_TITLE:
        below = Paragraph(title.text, indent=_INDENT)
        return side_by_side(start, 0, (width - start, (name, below)))
    return side_by_side(start, _GAP, (ids, (name,)), (room, (title,)))


def _past(past: Sequence[PastCall], width: int, language: Language) -> Iterator[Row]:
    """Earlier rounds with what is known of their days, and that nothing follows from them."""
    if not past:
        return
    yield EMPTY
    yield line(width, PAST_CALLS.in_language(language), STRONG)
    yield line(width, NO_PROMISE.in_language(language), indent=_INDENT)
    for entry in past:
        days, title = call_days(entry.call), entry.call.title
        words = Text(f"{title.zh}：{days.zh}", f"{title.en}: {days.en}")
        ids = ", ".join(measure.id for measure in entry.measures)
        note = () if entry.call.note is None else (Paragraph(entry.call.note.in_language(language), FAINT),)
        yield side_by_side(_INDENT, 0, (width - _INDENT, (Paragraph(words.in_language(language)), Paragraph(ids, FAINT), *note)))


def _footer(calendar: Calendar, assessment: AssessmentResult, asked: Sequence[str] | None, width: int, language: Language) -> Iterator[Row]:
    manifest = assessment.catalogue.manifest
    for text in (
        Text(
            "只有公布过的日期，不作推测；以主管部门的通知为准",
            "Only days that were published, none is guessed; the authority's notice counts",
        ),
        *([_working_days()] if calendar.events else ()),
        confidence_legend(),
        Text(
            f"政策目录 {manifest.version} 版，核对于 {manifest.reviewed_on}",
            f"Catalogue {manifest.version}, reviewed on {manifest.reviewed_on}",
        ),
    ):
        yield line(width, text.in_language(language), FAINT)
    if asked is not None:
        yield EMPTY
        yield line(width, Text("放进日历程序：", "For a calendar program:").in_language(language))
        yield command_row("calendar", *asked, "--format", "ics", "--output", "guangdong.ics")


def _working_days() -> Text:
    years = years_of_known_holidays()
    first, last = years[0], years[-1]
    return Text(
        f"工作日按国务院办公厅公布的节假日安排计算，已扣除放假、计入调休上班日；本版本所知的安排为 {first} 年至 {last} 年",
        f"Working days follow the State Council's holiday notices, make-up working days included; this version knows those for {first} to {last}",
    )
