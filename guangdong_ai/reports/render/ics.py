"""A calendar as an iCalendar file (RFC 5545), for the calendar programs of phones and offices. Loaded only for this format.

Days stay days: an event has a date and no time, so that no program moves it into another time zone. Nothing in the file comes from a
clock; the same assessment gives the same bytes. An event keeps its UID in every later file, whatever its day, and the later file has the
higher SEQUENCE: importing it moves the event. Two applicants' events have different UIDs (docs/decisions/0021-calendar-events-are-days.md).
"""

import contextlib
import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import icalendar

from guangdong_ai import __version__
from guangdong_ai.assessment.calendar import TIME_ZONE, Calendar, CalendarEvent
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.lazy_pattern import lazy_pattern
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.wording.event_wording import KIND, MEANING, event_in_words, event_place, window_of_event
from guangdong_ai.text import Language, Text, joined

REMINDERS = (timedelta(days=-30), timedelta(days=-7), timedelta(days=-1))
"""When a calendar program speaks up, counted from the beginning of the day."""

_FIRST_DAY = date(2025, 1, 1)
"""Before it there was nothing to tell: the policy is of March 2025."""

_MOST_DAYS = 10_000
_VERSION_OF_A_DAY = lazy_pattern(r"([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})")


def as_ics(calendar: Calendar, assessment: AssessmentResult, language: Language) -> bytes:
    """The whole file: CRLF line ends, lines of at most 75 octets, UTF-8. One without events is a calendar too."""
    made = icalendar.Calendar()
    made.add("prodid", f"-//guangdong-ai//guangdong-ai {__version__}//{language.upper()}")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    # The library takes properties that it does not know as they are; these are texts, with commas to be escaped.
    made.add("x-wr-calname", icalendar.vText(_name(assessment).in_language(language)))
    made.add("x-wr-caldesc", icalendar.vText(_about(calendar, assessment).in_language(language)))
    made.add("x-wr-timezone", TIME_ZONE)
    # A calendar must hold a component (RFC 5545, 3.6): the time zone is one also where no day is known.
    made.add_component(_time_zone())
    for event in calendar.events:
        made.add_component(_event(event, assessment, language))
    content: bytes = made.to_ical()
    return content


def _name(assessment: AssessmentResult) -> Text:
    title = Text("广东人工智能与机器人扶持措施", "Guangdong support for AI and robotics")
    name = assessment.profile.name
    return title if name is None else Text(f"{title.zh}：{name}", f"{title.en}: {name}")


def _about(calendar: Calendar, assessment: AssessmentResult) -> Text:
    """That the file does not hold everything, and whose days are missing."""
    count, day, reviewed = len(calendar.undated), assessment.as_of, assessment.catalogue.manifest.reviewed_on
    names = joined(Text("、", "; "), [result.measure.title for result in calendar.undated])
    made = Text(f"截至 {day}，目录核对于 {reviewed}。", f"As of {day}, catalogue reviewed on {reviewed}. ")
    if not count:
        return Text(made.zh, made.en.strip())
    return Text(
        f"{made.zh}另有 {count} 项措施没有已知的申报日期，不在日历里：{names.zh}",
        f"{made.en}Not in it, since no day to apply is known: {names.en}",
    )


def _time_zone() -> icalendar.Timezone:
    """China has one time zone and no daylight saving time."""
    zone, standard = icalendar.Timezone(), icalendar.TimezoneStandard()
    zone.add("tzid", TIME_ZONE)
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001  # local time, as RFC 5545 wants it
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone


def _event(event: CalendarEvent, assessment: AssessmentResult, language: Language) -> icalendar.Event:
    catalogue = assessment.catalogue
    reviewed = _reviewed_on(event, assessment)
    summary = _summary(event, assessment).in_language(language)
    made = icalendar.Event()
    made.add("uid", f"{event.key}.{_applicant_key(assessment.profile)}@guangdong-ai")
    made.add("sequence", _sequence(reviewed, assessment.as_of))
    made.add("last-modified", _beginning_of(reviewed))
    made.add("dtstamp", _beginning_of(assessment.as_of))
    made.add("dtstart", event.day)
    made.add("dtend", event.day + timedelta(days=1))
    made.add("summary", summary)
    made.add("description", "\n".join(text.in_language(language) for text in _description(event, assessment)))
    made.add("categories", ["guangdong-ai", KIND[event.kind].in_language(language)])
    made.add("transp", "TRANSPARENT")
    address = _address(event, catalogue)
    if address is not None:
        made.add("url", address)
    for before in REMINDERS:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", before)
        made.add_component(alarm)
    return made


def _summary(event: CalendarEvent, assessment: AssessmentResult) -> Text:
    """What happens, and to whom it matters: a calendar may hold the days of several applicants."""
    words, name = event_in_words(event, assessment.catalogue), assessment.profile.name
    return words if name is None else Text(f"{words.zh}（{name}）", f"{words.en} ({name})")


def _applicant_key(profile: Profile) -> str:
    """The applicant in a UID: a digest of the credit code, which never changes, else of the name; ``anybody`` where neither is known."""
    who = profile.facts.get("enterprise.credit_code") or profile.name
    return "anybody" if who is None else hashlib.sha256(str(who).encode()).hexdigest()[:16]


def _reviewed_on(event: CalendarEvent, assessment: AssessmentResult) -> date:
    """The latest day on which what the event says was held against what is published, or on which the catalogue was made, if its version is a day."""
    manifest = assessment.catalogue.manifest
    made = _VERSION_OF_A_DAY.fullmatch(manifest.version)
    days = [manifest.reviewed_on, *(measure.reviewed_on for measure in event.measures)]
    if made is not None:
        with contextlib.suppress(ValueError):
            days.append(date(*(int(part) for part in made.groups())))
    return max(days)


def _sequence(reviewed: date, as_of: date) -> int:
    """Higher for a later review, and among files of one review for a later day of assessment; below 2^31 for 500 years."""
    earlier = min(max((as_of - _FIRST_DAY).days, 0), _MOST_DAYS - 1)
    return max((reviewed - _FIRST_DAY).days, 0) * _MOST_DAYS + earlier


def _beginning_of(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _description(event: CalendarEvent, assessment: AssessmentResult) -> Iterator[Text]:
    """What a person needs who sees nothing but this event: whose it is, what it means and is about, where it stands; and that it is no promise."""
    if assessment.profile.name is not None:
        yield Text(f"申报单位：{assessment.profile.name}", f"Applicant: {assessment.profile.name}")
    yield MEANING[event.kind]
    until = window_of_event(event)
    if until is not None:
        yield until
    for measure in event.measures:
        yield Text(f"{measure.title.zh}（{measure.id}）", f"{measure.title.en} ({measure.id})")
    if event.call is not None:
        yield event.call.title
        yield from (text for text in (event.measures[0].benefit, event.measures[0].apply_at) if text is not None)
    place, reviewed = event_place(event), assessment.catalogue.manifest.reviewed_on
    yield Text(f"出处：{place.zh}", f"Source: {place.en}")
    yield Text(
        f"目录核对于 {reviewed}；不是承诺，以主管部门的通知为准",
        f"Catalogue reviewed on {reviewed}; no promise: the authority's notice counts",
    )


def _address(event: CalendarEvent, catalogue: Catalogue) -> str | None:
    """Where the document that says the day is found. The catalogue may name a host alone; a calendar program wants an address."""
    address = catalogue.documents[event.source.document].address
    return address if address is None or "://" in address else f"http://{address}"
