"""A calendar: the days to come, what has no days, and what lies behind; for people, as a table, and for calendar programs."""

import contextlib
import hashlib
from collections.abc import Iterator, Sequence
from datetime import date

from guangdong_ai.assessment.calendar import TIME_ZONE, Calendar, CalendarEvent, PastCall
from guangdong_ai.assessment.days_left import years_of_known_holidays
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.text import Language, Text, counted, joined
from guangdong_ai.reports.content.blocks import Block, Command, Content, Fields, Item, Section, TextBlock, Timeline, TimelineEntry
from guangdong_ai.reports.content.lead import applicant_name, catalogue_line, warnings
from guangdong_ai.reports.content.report import DatedEvent, Days, Report, Rows
from guangdong_ai.reports.wording.call_days import NO_PROMISE, PAST_CALLS, call_days
from guangdong_ai.reports.wording.caveats import only_closing
from guangdong_ai.reports.wording.event_wording import KIND, MEANING, event_in_words, event_place, time_left, window_of_event
from guangdong_ai.reports.wording.phrase import beside, capitalised, few, with_colon
from guangdong_ai.reports.wording.terms import WINDOW, confidence_legend

_MOST_TITLES = 6
_VERSION_OF_A_DAY = lazy_pattern(r"([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})")
_WEEKDAYS = (
    Text("周一", "Monday"),
    Text("周二", "Tuesday"),
    Text("周三", "Wednesday"),
    Text("周四", "Thursday"),
    Text("周五", "Friday"),
    Text("周六", "Saturday"),
    Text("周日", "Sunday"),
)


def calendar_report(calendar: Calendar, assessment: AssessmentResult, asked: Sequence[str] | None = ()) -> Report:
    """The calendar in each form. ``asked``: the words that name the applicant on the command line; None where they cannot be given again."""

    def data() -> object:
        from guangdong_ai.reports.content.data.calendar import plain_calendar

        return plain_calendar(calendar, assessment)

    return Report(
        content=lambda: calendar_content(calendar, assessment, asked),
        data=data,
        rows=lambda language: _rows(calendar, assessment, language),
        days=lambda: calendar_days(calendar, assessment),
    )


def calendar_content(calendar: Calendar, assessment: AssessmentResult, asked: Sequence[str] | None = ()) -> Content:
    """The whole calendar."""
    count, known = len(calendar.results), len(assessment.profile.facts)
    about = Text("{day} 起的日历，{count} 项措施，已知 {known} 项信息", "calendar from {day} on, {measures}, {facts} known").format(
        day=assessment.as_of, count=count, known=known, measures=counted(count, "measure"), facts=counted(known, "fact")
    )
    none = TextBlock(Text("没有查到今后的日期", "No future day is known"), "strong")
    entries = tuple(timeline_entry(event, assessment) for event in calendar.events)
    sections = [
        Section(None, (Timeline(entries),) if entries else (none,), divided=True),
        *_undated(calendar.undated, assessment),
        *_past(calendar.past),
        Section(None, tuple(TextBlock(text, "aside") for text in _footer(calendar, assessment)), divided=True),
    ]
    if asked is not None:
        words = ("calendar", *asked, "--format", "ics", "--output", "guangdong.ics")
        sections.append(Section(None, (Command(Text("放进日历程序：", "For a calendar program:"), words),)))
    return Content(applicant_name(assessment.profile), (TextBlock(about, "aside"), *warnings(assessment)), tuple(sections))


def timeline_entry(event: CalendarEvent, assessment: AssessmentResult) -> TimelineEntry:
    """The day, and what happens on it."""
    plain = [time_left(event), window_of_event(event), _subjects(event)]
    said = (
        TextBlock(event_in_words(event, assessment.catalogue), "strong"),
        *(TextBlock(text) for text in plain if text is not None),
        TextBlock(MEANING[event.kind], "aside"),
        TextBlock(event_place(event), "aside"),
    )
    day = str(event.day)
    return TimelineEntry((Text(day, day), _WEEKDAYS[event.day.weekday()]), said)


def _subjects(event: CalendarEvent) -> Text:
    """The measure's id with the call, or the measures under a document."""
    if event.call is None:
        names, count = few([measure.title for measure in event.measures], _MOST_TITLES, Text("、", "; ")), len(event.measures)
        words = Text("其下 {count} 项措施：{names}", "{measures} under it: {names}")
        return words.format(count=count, measures=counted(count, "measure"), names=names)
    return Text("{}；{}", "{}; {}").format(event.measures[0].id, event.call.title)


def _undated(results: Sequence[MeasureResult], assessment: AssessmentResult) -> Iterator[Section]:
    """The measures of whose windows no day to come is known, by what is known of them."""
    if not results:
        return
    title = Text(
        "没有已知申报日期的措施（{} 项）：日历里没有，不等于不能申报",
        "Measures without a known day to apply ({}): that they are not in the calendar does not mean that they are closed",
    ).format(len(results))
    by_state: dict[Text, list[Measure]] = {}
    for result in results:
        by_state.setdefault(_state(result, assessment), []).append(result.measure)
    blocks: list[Block] = []
    for state, measures in by_state.items():
        blocks.append(TextBlock(Text("{}（{}）", "{} ({})").format(state, len(measures)), level=1))
        blocks.append(Fields(tuple((Text(measure.id, measure.id), measure.title) for measure in measures), level=2))
    yield Section(title, tuple(blocks))


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


def _past(past: Sequence[PastCall]) -> Iterator[Section]:
    """Earlier rounds with what is known of their days, and that nothing follows from them."""
    if past:
        items = []
        for entry in past:
            ids = ", ".join(measure.id for measure in entry.measures)
            details = (Text(ids, ids), *(() if entry.call.note is None else (entry.call.note,)))
            items.append(Item(with_colon(entry.call.title, call_days(entry.call)), details))
        yield Section(PAST_CALLS, (TextBlock(NO_PROMISE, level=1), *items))


def _footer(calendar: Calendar, assessment: AssessmentResult) -> Iterator[Text]:
    yield Text("只有公布过的日期，不作推测；以主管部门的通知为准", "Only published days, never guesses; the notice of the authority counts")
    if calendar.events:
        years = years_of_known_holidays()
        yield Text(
            "工作日按国务院办公厅公布的节假日安排计算，已扣除放假、计入调休上班日；本版本所知的安排为 {first} 年至 {last} 年",
            "Working days follow the State Council's holiday notices, make-up working days included; this version knows those for {first} to {last}",
        ).format(first=years[0], last=years[-1])
    yield confidence_legend()
    yield catalogue_line(assessment.catalogue)


def _rows(calendar: Calendar, assessment: AssessmentResult, language: Language) -> Rows:
    """A row for each event."""
    columns = ("day", "kind", "title", "measures", "call", "days_left", "weekdays_left", "working_days_left", "document", "confidence")
    rows = [
        (
            event.day,
            event.kind,
            event_in_words(event, assessment.catalogue).in_language(language),
            " ".join(measure.id for measure in event.measures),
            None if event.call is None else event.call.id,
            event.days_left,
            event.weekdays_left,
            event.working_days_left,
            event.source.document,
            event.source.confidence,
        )
        for event in calendar.events
    ]
    return Rows(columns, rows)


def calendar_days(calendar: Calendar, assessment: AssessmentResult) -> Days:
    """The events for calendar programs. A calendar there may hold the days of several applicants, and an event stands alone."""
    profile, title = assessment.profile, Text("广东人工智能与机器人扶持措施", "Guangdong support for AI and robotics")
    return Days(
        name=title if profile.name is None else with_colon(title, profile.name),
        about=_about(calendar, assessment),
        time_zone=TIME_ZONE,
        whose=_applicant_key(assessment),
        as_of=assessment.as_of,
        events=tuple(_dated(event, assessment) for event in calendar.events),
    )


def _about(calendar: Calendar, assessment: AssessmentResult) -> Text:
    """That the file does not hold everything, and whose days are missing."""
    count, reviewed = len(calendar.undated), assessment.catalogue.manifest.reviewed_on
    made = Text("截至 {}，目录核对于 {}。", "As of {}, catalogue reviewed on {}.").format(assessment.as_of, reviewed)
    for only in only_closing(assessment.catalogue):
        made = Text("{}{}。", "{} {}.").format(made, capitalised(only))
    if not count:
        return made
    names = joined(Text("、", "; "), [result.measure.title for result in calendar.undated])
    missing = Text("{}另有 {} 项措施没有已知的申报日期，不在日历里：{}", "{0} Not included, since no day to apply is known: {2}")
    return missing.format(made, count, names)


def _applicant_key(assessment: AssessmentResult) -> str:
    """A digest of the credit code, which never changes, else of the name; ``anybody`` where neither is known."""
    who = assessment.profile.facts.get("enterprise.credit_code") or assessment.profile.name
    return "anybody" if who is None else hashlib.sha256(str(who).encode()).hexdigest()[:16]


def _dated(event: CalendarEvent, assessment: AssessmentResult) -> DatedEvent:
    words, name, manifest = event_in_words(event, assessment.catalogue), assessment.profile.name, assessment.catalogue.manifest
    days = [manifest.reviewed_on, *(measure.reviewed_on for measure in event.measures)]
    return DatedEvent(
        key=event.key,
        day=event.day,
        title=words if name is None else beside(words, name),
        said=tuple(_described(event, assessment)),
        category=KIND[event.kind],
        address=_address(event, assessment.catalogue),
        reviewed=max([*days, *_day_of_version(manifest.version)]),
    )


def _day_of_version(version: str) -> Iterator[date]:
    """The day on which the catalogue was made, if its version is a day."""
    made = _VERSION_OF_A_DAY.fullmatch(version)
    if made is not None:
        with contextlib.suppress(ValueError):
            yield date(*(int(part) for part in made.groups()))


def _described(event: CalendarEvent, assessment: AssessmentResult) -> Iterator[Text]:
    """What a person needs who sees nothing but this event: whose it is, what it means and is about, where it stands; and that it is no promise."""
    if assessment.profile.name is not None:
        yield Text("申报单位：{}", "Applicant: {}").format(assessment.profile.name)
    yield MEANING[event.kind]
    until = window_of_event(event)
    if until is not None:
        yield until
    yield from (beside(measure.title, measure.id) for measure in event.measures)
    if event.call is not None:
        yield event.call.title
        yield from (text for text in (event.measures[0].benefit, event.measures[0].apply_at) if text is not None)
    yield Text("出处：{}", "Source: {}").format(event_place(event))
    yield Text(
        "目录核对于 {}；不是承诺，以主管部门的通知为准", "Catalogue reviewed on {}; not a promise: the notice of the authority counts"
    ).format(assessment.catalogue.manifest.reviewed_on)


def _address(event: CalendarEvent, catalogue: Catalogue) -> str | None:
    """Where the document that says the day is found. The catalogue may name a host alone; a calendar program wants an address."""
    address = catalogue.documents[event.source.document].address
    return address if address is None or "://" in address else f"http://{address}"
