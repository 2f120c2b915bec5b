"""A calendar as JSON."""

from typing import TYPE_CHECKING, Final

from guangdong_ai.assessment.calendar import TIME_ZONE, Calendar, CalendarEvent
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.reports.content.data.assessment import plain_call_days, plain_catalogue, plain_profile, plain_source, plain_text
from guangdong_ai.reports.wording.call_days import NO_PROMISE
from guangdong_ai.reports.wording.caveats import caveats
from guangdong_ai.reports.wording.event_wording import event_in_words

if TYPE_CHECKING:
    from guangdong_ai.reports.content.data.forms.calendar import CalendarData, EventData, UndatedData

SCHEMA: Final = "guangdong-ai/calendar/1"


def plain_calendar(calendar: Calendar, assessment: AssessmentResult) -> "CalendarData":
    """The calendar as plain data; its keys are documented in docs/json.md."""
    catalogue = assessment.catalogue
    return {
        "schema": SCHEMA,
        "as_of": assessment.as_of.isoformat(),
        "time_zone": TIME_ZONE,
        "catalogue": plain_catalogue(catalogue),
        "profile": plain_profile(assessment.profile, catalogue),
        "measures": [result.measure.id for result in calendar.results],
        "events": [plain_event(event, catalogue) for event in calendar.events],
        "undated": [_undated(result) for result in calendar.undated],
        "past_calls": [{**plain_call_days(entry.call), "measures": [measure.id for measure in entry.measures]} for entry in calendar.past],
        "past_calls_note": plain_text(NO_PROMISE),
        "warnings": [plain_text(caveat) for caveat in caveats(assessment)],
    }


def plain_event(event: CalendarEvent, catalogue: Catalogue) -> "EventData":
    """A day of a calendar."""
    return {
        "key": event.key,
        "day": event.day.isoformat(),
        "kind": event.kind,
        "title": plain_text(event_in_words(event, catalogue)),
        "measures": [measure.id for measure in event.measures],
        "call": None if event.call is None else event.call.id,
        "days_left": event.days_left,
        "weekdays_left": event.weekdays_left,
        "working_days_left": event.working_days_left,
        "source": plain_source(event.source),
    }


def _undated(result: MeasureResult) -> "UndatedData":
    return {"measure": result.measure.id, "window": result.window.state}
