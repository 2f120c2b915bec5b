"""The window of a measure on a day: whether applications are accepted, and until when; and its past rounds.

Past rounds are history: no later round follows from an earlier one.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from guangdong_ai.assessment.publication import not_yet_published, published_calls
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.document import Document
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.source import Source

WindowState = Literal["open", "upcoming", "closed", "rolling", "automatic", "unannounced"]


@record
class Window:
    """``opens`` and ``closes`` are days, inclusive, None where not published.

    ``days_left``: calendar days until the last one, 0 on it; ``weekdays_left``: the Mondays to Fridays among them; ``working_days_left``: the
    working days, None also where the holidays are not known yet. Only while it is open.
    ``over``: closed for good, since the document has expired; no other round will follow.
    ``unpublished``: upcoming since the document itself had not been published on the day.
    ``call``: the relevant round, the only one with criteria; ``source``: where the state is stated, None for nowhere;
    ``note``: the reason for the state where it is not obvious.
    """

    state: WindowState
    over: bool = False
    unpublished: bool = False
    opens: date | None = None
    closes: date | None = None
    days_left: int | None = None
    weekdays_left: int | None = None
    working_days_left: int | None = None
    call: Call | None = None
    source: Source | None = None
    note: Text | None = None


def document_is_over(measure: Measure, catalogue: Catalogue, as_of: date) -> bool:
    """Whether the measure's document has expired: no other round will follow under it."""
    last = catalogue.documents[measure.document].valid_until
    return last is not None and as_of > last


def window_of(measure: Measure, catalogue: Catalogue, as_of: date) -> Window:
    """The window on ``as_of``, as far as published by then.

    First the validity of the document, whether it had been published, and the period that the catalogue covers; then the calls. A document that is
    not valid yet opens on its first day, or later, with a call whose first day is known.
    """
    document, manifest = catalogue.documents[measure.document], catalogue.manifest
    first, last = document.valid_from, document.valid_until
    call = relevant_call(published_calls(measure, catalogue, as_of), as_of)
    source = dates_source(document)
    if document_is_over(measure, catalogue, as_of):
        note = Text(f"文件有效期至 {last}", f"its document was valid until {last}")
        return Window(state="closed", over=True, closes=last, call=call, source=source, note=note)
    if document.announced is not None and as_of < document.announced:
        said = not_yet_published(document, as_of)
        note = Text("文件在 {}", "its document was {}").format(said)
        return Window(state="upcoming", unpublished=True, call=call, source=source, note=note)
    if first is not None and as_of < first and (call is None or call.opens is None or call.opens < first):
        note = Text(f"文件自 {first} 起生效", f"its document is valid from {first}")
        return Window(state="upcoming", opens=first, call=call, source=source, note=note)
    if as_of > manifest.covers_until:
        note = Text(f"政策目录只涵盖至 {manifest.covers_until}", f"the catalogue covers the time until {manifest.covers_until} only")
        return Window(state="closed", call=call, note=note)
    if call is not None:
        return _window_of_call(call, as_of)
    if measure.window is None:
        return Window(state="unannounced")
    rolling = Source(document=document.id, confidence=document.confidence, article=measure.article)
    return Window(state=measure.window, source=rolling)


def dates_source(document: Document) -> Source:
    """The document as the source of its own days."""
    return Source(document=document.id, confidence=document.dates_confidence or document.confidence)


def relevant_call(calls: Sequence[Call], as_of: date) -> Call | None:
    """The call that is open on the day, else the next one, else the one with the latest known day."""
    in_force = [call for call in calls if call_state(call, as_of) == "open"]
    if in_force:
        return min(in_force, key=lambda call: call.closes or date.max)
    coming = [call for call in calls if call_state(call, as_of) == "upcoming"]
    if coming:
        return min(coming, key=lambda call: call.opens or date.max)
    return max(calls, key=latest_day, default=None)


def call_state(call: Call, as_of: date) -> WindowState:
    """Open only where both its days are known, closed only where it is known to be over (docs/decisions/0014)."""
    if (call.closes is not None and call.closes < as_of) or (call.over_by is not None and call.over_by <= as_of):
        return "closed"
    if call.opens is None:
        return "unannounced"
    if as_of < call.opens:
        return "upcoming"
    return "unannounced" if call.closes is None else "open"


def latest_day(call: Call) -> date:
    """The latest known day of a call; ``date.max`` without one, since no other call is known to be later."""
    days = [day for day in (call.posted, call.opens, call.closes, call.over_by) if day is not None]
    return max(days, default=date.max)


def past_calls(measure: Measure, catalogue: Catalogue, as_of: date) -> tuple[Call, ...]:
    """The calls posted by the day that are neither open on it nor still to open or close, the latest first.

    Not all of them are known to be over. A call of which no day had come yet counts from the day of the catalogue's review, which mentions
    it; before that nobody can say.
    """
    calls = [call for call in published_calls(measure, catalogue, as_of) if _is_past(call, catalogue, as_of)]
    return tuple(sorted(calls, key=latest_day, reverse=True))


def _is_past(call: Call, catalogue: Catalogue, as_of: date) -> bool:
    if call_state(call, as_of) in ("open", "upcoming") or (call.closes is not None and call.closes >= as_of):
        return False
    known = (call.posted, call.opens, call.closes, call.over_by)
    return as_of >= catalogue.manifest.reviewed_on or any(day is not None and day <= as_of for day in known)


def _window_of_call(call: Call, as_of: date) -> Window:
    state, last = call_state(call, as_of), call.closes
    window = Window(state=state, opens=call.opens, closes=last, call=call, source=call.dates_source, note=call.note)
    if last is None or state != "open":
        return window
    from guangdong_ai.assessment.days_left import days_left, weekdays_left, working_days_left

    return replace(
        window,
        days_left=days_left(last, as_of),
        weekdays_left=weekdays_left(last, as_of),
        working_days_left=working_days_left(last, as_of),
    )
