"""The days that matter to an applicant: windows opening and closing, documents coming into force and expiring; and measures without days."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from guangdong_ai.assessment.days_left import days_left, weekdays_left, working_days_left
from guangdong_ai.assessment.publication import published_calls
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.assessment.window import dates_source, latest_day, past_calls
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.source import Source

TIME_ZONE = "Asia/Shanghai"
"""A day begins and ends in China, wherever the applicant is."""

EventKind = Literal["document_begins", "window_opens", "window_closes", "document_ends"]


@record
class CalendarEvent:
    """An event on a day, of one measure, or of a document and thereby of all ``measures`` under it.

    Days are inclusive: the first and the last day on which applications are accepted or the document is valid. ``source``: where the
    day is stated. ``days_left``, ``weekdays_left`` and ``working_days_left`` count from the day of the assessment, 0 on the day itself; working
    days are None where the holidays are not known yet.
    """

    day: date
    kind: EventKind
    measures: tuple[Measure, ...]
    source: Source
    days_left: int
    weekdays_left: int
    working_days_left: int | None
    call: Call | None = None

    @property
    def key(self) -> str:
        """Identifies the measure or document and the kind of event, not the day: the same in every calendar, even after the day was moved."""
        subject = self.source.document if self.call is None else f"{self.measures[0].id}.{self.call.id}"
        return f"{subject}.{self.kind.replace('_', '-')}"


@record
class PastCall:
    """A round that is over, with the measures of the calendar that it was for."""

    call: Call
    measures: tuple[Measure, ...]


@record
class Calendar:
    """``results``: the measures that the calendar is about. ``undated``: those without a known day of a window to come.

    ``events`` in the order of days, ``past`` with the latest first.
    """

    results: tuple[MeasureResult, ...]
    events: tuple[CalendarEvent, ...]
    undated: tuple[MeasureResult, ...]
    past: tuple[PastCall, ...]


def calendar_of(assessment: AssessmentResult, *, with_ineligible: bool = False, titles: Sequence[MeasureResult] = ()) -> Calendar:
    """The events from the day of the assessment on, inclusive, for the measures that the applicant may get, or for all.

    Where measures were chosen since they close by a day, nothing later is told, and no past.

    ``titles``: results of titles whose rounds, to come and past, are told too; they are no measures, and only rounds with days are told of them.
    """
    catalogue, as_of = assessment.catalogue, assessment.as_of
    results = tuple(result for result in assessment.measures if with_ineligible or result.eligibility != "ineligible")
    measures = [result.measure for result in results if _has_days_to_come(result, catalogue, as_of)]
    of_titles = [result.measure for result in titles if _has_days_to_come(result, catalogue, as_of)]
    until = catalogue.chosen.closing_by
    windows = [event for measure in (*measures, *of_titles) for event in _windows(measure, catalogue, as_of)]
    dated = {measure.id for event in windows for measure in event.measures}
    return Calendar(
        results=results,
        events=_in_order([one for one in (*windows, *_documents(measures, catalogue, as_of)) if until is None or one.day <= until]),
        undated=tuple(result for result in results if result.measure.id not in dated),
        past=() if until is not None else _past([result.measure for result in (*results, *titles)], catalogue, as_of),
    )


def _has_days_to_come(result: MeasureResult, catalogue: Catalogue, as_of: date) -> bool:
    """Whether a window may still come. False once the document has expired or the catalogue no longer covers the day, and before its publication."""
    return not result.window.over and not result.window.unpublished and as_of <= catalogue.manifest.covers_until


def _windows(measure: Measure, catalogue: Catalogue, as_of: date) -> Iterator[CalendarEvent]:
    for call in published_calls(measure, catalogue, as_of):
        if call.opens is not None and call.opens >= as_of:
            yield _event(call.opens, "window_opens", (measure,), call.dates_source, as_of, call)
        if call.closes is not None and call.closes >= as_of:
            yield _event(call.closes, "window_closes", (measure,), call.dates_source, as_of, call)


def _documents(measures: Sequence[Measure], catalogue: Catalogue, as_of: date) -> Iterator[CalendarEvent]:
    for document_id in dict.fromkeys(measure.document for measure in measures):
        document = catalogue.documents[document_id]
        under = tuple(measure for measure in measures if measure.document == document_id)
        source = dates_source(document)
        if document.valid_from is not None and document.valid_from > as_of:
            yield _event(document.valid_from, "document_begins", under, source, as_of)
        if document.valid_until is not None and document.valid_until >= as_of:
            yield _event(document.valid_until, "document_ends", under, source, as_of)


def _event(
    day: date, kind: EventKind, measures: tuple[Measure, ...], source: Source, as_of: date, call: Call | None = None
) -> CalendarEvent:
    return CalendarEvent(
        day=day,
        kind=kind,
        measures=measures,
        source=source,
        days_left=days_left(day, as_of),
        weekdays_left=weekdays_left(day, as_of),
        working_days_left=working_days_left(day, as_of),
        call=call,
    )


def _in_order(events: Sequence[CalendarEvent]) -> tuple[CalendarEvent, ...]:
    """By day, then in the order of the catalogue. Of two calls with the same event of a measure only the first is kept."""
    told: dict[tuple[str, EventKind, date], CalendarEvent] = {}
    for event in events:
        subject = event.source.document if event.call is None else event.measures[0].id
        told.setdefault((subject, event.kind, event.day), event)
    return tuple(sorted(told.values(), key=lambda event: event.day))


def _past(measures: Sequence[Measure], catalogue: Catalogue, as_of: date) -> tuple[PastCall, ...]:
    calls = {call.id: call for measure in measures for call in past_calls(measure, catalogue, as_of)}
    latest_first = sorted(calls.values(), key=latest_day, reverse=True)
    return tuple(
        PastCall(call=call, measures=tuple(measure for measure in measures if measure.id in call.measures)) for call in latest_first
    )
