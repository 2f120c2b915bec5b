"""The events of a calendar in words: the table, JSON and calendar programs say the same."""

from collections.abc import Mapping

from guangdong_ai.assessment.calendar import CalendarEvent, EventKind
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.wording.citation import document_in_words, place_in_words
from guangdong_ai.reports.wording.phrase import beside, capitalised, with_colon
from guangdong_ai.reports.wording.terms import CONFIDENCE, days_in_words

KIND: Mapping[EventKind, Text] = {
    "document_begins": Text("文件生效", "document comes into force"),
    "window_opens": Text("开始申报", "applications open"),
    "window_closes": Text("申报截止", "last day to apply"),
    "document_ends": Text("文件到期", "document ends"),
}

MEANING: Mapping[EventKind, Text] = {
    "document_begins": Text("文件第一个有效日", "the first valid day of the document"),
    "window_opens": Text("第一个申报日", "the first day on which applications are taken"),
    "window_closes": Text("最后一个申报日，当天仍可申报", "the last day on which applications are taken"),
    "document_ends": Text(
        "文件最后一个有效日，此后不再按它申报", "the last valid day of the document: no applications under it after that"
    ),
}


def event_in_words(event: CalendarEvent, catalogue: Catalogue) -> Text:
    """What happens and to what; how sure the catalogue is of the day, unless the document's own wording was seen."""
    kind, confidence = capitalised(KIND[event.kind]), event.source.confidence
    subject = document_in_words(catalogue.documents[event.source.document]) if event.call is None else event.measures[0].title
    return with_colon(kind if confidence == "official" else beside(kind, CONFIDENCE[confidence]), subject)


def time_left(event: CalendarEvent) -> Text:
    """How far away it is."""
    if not event.days_left:
        return Text("就在今天", "today")
    return days_in_words(event.days_left, event.weekdays_left, event.working_days_left)


def event_place(event: CalendarEvent) -> Text:
    """Where the day stands, and how sure the catalogue is of it."""
    return place_in_words(event.source.document, event.source.article, event.source.confidence)


def window_of_event(event: CalendarEvent) -> Text | None:
    """The other end of a window that opens; None for other events."""
    if event.kind != "window_opens" or event.call is None:
        return None
    last = event.call.closes
    return Text("截止日未公布", "last day not published") if last is None else Text(f"至 {last} 截止", f"until {last}")
