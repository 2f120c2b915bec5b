"""Dated events as an iCalendar file (RFC 5545), for the calendar programs of phones and offices. Loaded only for this format.

Days stay days: an event has a date and no time, so that no program moves it into another time zone. Nothing in the file comes from a
clock; the same events give the same bytes. An event keeps its UID in every later file, whatever its day, and the later file has the
higher SEQUENCE: importing it moves the event. Two applicants' events have different UIDs (docs/decisions/0021-calendar-events-are-days.md).
"""

from datetime import UTC, date, datetime, time, timedelta

import icalendar

from guangdong_ai import __version__
from guangdong_ai.foundation.text import Language
from guangdong_ai.reports.content.report import DatedEvent, Days, Report
from guangdong_ai.reports.render.formats import Setting

REMINDERS = (timedelta(days=-30), timedelta(days=-7), timedelta(days=-1))
"""When a calendar program speaks up, counted from the beginning of the day."""

_FIRST_DAY = date(2025, 1, 1)
"""Before it there was nothing to tell: the policy is of March 2025."""

_MOST_DAYS = 10_000


def render(report: Report, setting: Setting) -> bytes:
    """The whole file: CRLF line ends, lines of at most 75 octets, UTF-8. One without events is a calendar too."""
    if report.days is None:
        raise TypeError(report)
    days, language = report.days(), setting.language
    made = icalendar.Calendar()
    made.add("prodid", f"-//guangdong-ai//guangdong-ai {__version__}//{language.upper()}")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    # The library takes properties that it does not know as they are; these are texts, with commas to be escaped.
    made.add("x-wr-calname", icalendar.vText(days.name.in_language(language)))
    made.add("x-wr-caldesc", icalendar.vText(days.about.in_language(language)))
    made.add("x-wr-timezone", days.time_zone)
    # A calendar must hold a component (RFC 5545, 3.6): the time zone is one also where no day is known.
    made.add_component(_time_zone(days.time_zone))
    for event in days.events:
        made.add_component(_event(event, days, language))
    content: bytes = made.to_ical()
    return content


def _time_zone(name: str) -> icalendar.Timezone:
    """China has one time zone and no daylight saving time."""
    zone, standard = icalendar.Timezone(), icalendar.TimezoneStandard()
    zone.add("tzid", name)
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001  # local time, as RFC 5545 wants it
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone


def _event(event: DatedEvent, days: Days, language: Language) -> icalendar.Event:
    title = event.title.in_language(language)
    made = icalendar.Event()
    made.add("uid", f"{event.key}.{days.whose}@guangdong-ai")
    made.add("sequence", _sequence(event.reviewed, days.as_of))
    made.add("last-modified", _beginning_of(event.reviewed))
    made.add("dtstamp", _beginning_of(days.as_of))
    made.add("dtstart", event.day)
    made.add("dtend", event.day + timedelta(days=1))
    made.add("summary", title)
    made.add("description", "\n".join(text.in_language(language) for text in event.said))
    made.add("categories", ["guangdong-ai", event.category.in_language(language)])
    made.add("transp", "TRANSPARENT")
    if event.address is not None:
        made.add("url", event.address)
    for before in REMINDERS:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", before)
        made.add_component(alarm)
    return made


def _sequence(reviewed: date, as_of: date) -> int:
    """Higher for a later review, and among files of one review for a later day of assessment; below 2^31 for 500 years."""
    earlier = min(max((as_of - _FIRST_DAY).days, 0), _MOST_DAYS - 1)
    return max((reviewed - _FIRST_DAY).days, 0) * _MOST_DAYS + earlier


def _beginning_of(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
