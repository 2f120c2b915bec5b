"""The JSON of a calendar."""

from typing import Annotated, Literal, TypedDict

from guangdong_ai.assessment.calendar import EventKind
from guangdong_ai.assessment.window import WindowState
from guangdong_ai.reports.content.data.forms.shared import (
    CallDaysData,
    CatalogueData,
    Count,
    IsoDay,
    NonEmpty,
    ProfileData,
    SourceData,
    TextData,
    means,
)


class EventData(TypedDict):
    """A day that matters."""

    key: Annotated[NonEmpty, means("Which event it is: the same in every later calendar, whatever its day.")]
    day: Annotated[IsoDay, means("The day.")]
    kind: Annotated[EventKind, means("What happens.")]
    title: Annotated[TextData, means("What happens and to what.")]
    measures: Annotated[list[NonEmpty], means("The measures that it is about.")]
    call: Annotated[NonEmpty | None, means("The call that it belongs to; null: it is about a document.")]
    days_left: Annotated[Count, means("Days from `as_of` to it.")]
    weekdays_left: Annotated[Count, means("The Mondays to Fridays among them.")]
    working_days_left: Annotated[Count | None, means("The working days among them; null: not all holidays are known.")]
    source: Annotated[SourceData, means("Where the day stands.")]


class UndatedData(TypedDict):
    """A measure without a day to come."""

    measure: Annotated[NonEmpty, means("The measure.")]
    window: Annotated[WindowState, means("The state of its window.")]


class PastCallData(CallDaysData):
    """An earlier round."""

    measures: Annotated[list[NonEmpty], means("The measures that it was for.")]


class CalendarData(TypedDict):
    """The days that matter to an applicant."""

    schema: Annotated[Literal["guangdong-ai/calendar/1"], means("The name of this form.")]
    as_of: Annotated[IsoDay, means("The day from which on it tells.")]
    time_zone: Annotated[NonEmpty, means("The time zone of the days.")]
    catalogue: Annotated[CatalogueData, means("The catalogue that was used.")]
    profile: Annotated[ProfileData, means("The answers that were used.")]
    measures: Annotated[list[NonEmpty], means("The measures that it is about.")]
    events: Annotated[list[EventData], means("The days in their order.")]
    undated: Annotated[list[UndatedData], means("Measures without a day to come.")]
    past_calls: Annotated[list[PastCallData], means("Earlier rounds: history.")]
    past_calls_note: Annotated[TextData, means("That nothing follows from them for the next one.")]
    warnings: Annotated[list[TextData], means("What is out of date or soon will be.")]
