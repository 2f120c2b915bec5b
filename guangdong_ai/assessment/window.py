"""The window of a measure on a day: whether applications are taken, and until when."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.record import record
from guangdong_ai.text import Text

WindowState = Literal["open", "upcoming", "closed", "rolling", "unannounced"]


@record
class Window:
    """``opens`` and ``closes`` are days, inclusive, None where not published. ``days_left``: whole days until the last one, 0 on it.

    ``over``: it is closed for good, since the document is no longer valid; no other round will follow.
    ``call`` is the round that the state comes from; ``note`` says why the state is what it is where that is not plain.
    """

    state: WindowState
    over: bool = False
    opens: date | None = None
    closes: date | None = None
    days_left: int | None = None
    call: Call | None = None
    note: Text | None = None


def document_is_over(measure: Measure, catalogue: Catalogue, as_of: date) -> bool:
    """Whether the measure's document is no longer valid: no other round will follow under it."""
    last = catalogue.documents[measure.document].valid_until
    return last is not None and as_of > last


def window_of(measure: Measure, catalogue: Catalogue, as_of: date) -> Window:
    """The window on ``as_of``: first the validity of the document (and the period the catalogue covers), then the calls."""
    document, manifest = catalogue.documents[measure.document], catalogue.manifest
    first, last = document.valid_from, document.valid_until
    call = relevant_call(catalogue.calls_of(measure.id), as_of)
    if document_is_over(measure, catalogue, as_of):
        note = Text(f"文件有效期至 {last}", f"its document was valid until {last}")
        return Window(state="closed", over=True, closes=last, call=call, note=note)
    if first is not None and as_of < first:
        return Window(state="upcoming", opens=first, call=call, note=Text(f"文件自 {first} 起生效", f"its document is valid from {first}"))
    if as_of > manifest.covers_until:
        note = Text(f"政策目录只涵盖至 {manifest.covers_until}", f"the catalogue covers the time until {manifest.covers_until} only")
        return Window(state="closed", call=call, note=note)
    if call is None:
        return Window(state=measure.window or "unannounced")
    return _window_of_call(call, as_of)


def relevant_call(calls: Sequence[Call], as_of: date) -> Call | None:
    """The call in force on the day, else the next one, else the last: the one of which the latest day is known."""
    in_force = [call for call in calls if _state(call, as_of) == "open"]
    if in_force:
        return min(in_force, key=lambda call: call.closes or date.max)
    coming = [call for call in calls if _state(call, as_of) == "upcoming"]
    if coming:
        return min(coming, key=lambda call: call.opens or date.max)
    return max(calls, key=_latest_day, default=None)


def _state(call: Call, as_of: date) -> WindowState:
    """Open only where both its days are known, closed only where it is known to be over (docs/decisions/0014)."""
    if (call.closes is not None and call.closes < as_of) or (call.over_by is not None and call.over_by <= as_of):
        return "closed"
    if call.opens is None:
        return "unannounced"
    if as_of < call.opens:
        return "upcoming"
    return "unannounced" if call.closes is None else "open"


def _latest_day(call: Call) -> date:
    """The latest day that is known of a call; of one without any it is not known that another came later."""
    days = [day for day in (call.posted, call.opens, call.closes, call.over_by) if day is not None]
    return max(days, default=date.max)


def _window_of_call(call: Call, as_of: date) -> Window:
    state = _state(call, as_of)
    left = (call.closes - as_of) // timedelta(days=1) if call.closes is not None and state == "open" else None
    return Window(state=state, opens=call.opens, closes=call.closes, days_left=left, call=call, note=call.note)
