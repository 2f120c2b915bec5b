"""The rounds of a measure that lie behind a day: history, from which no later round follows."""

from datetime import date

from guangdong_ai.assessment.publication import published_calls
from guangdong_ai.assessment.window import call_state, latest_day
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure


def past_calls(measure: Measure, catalogue: Catalogue, as_of: date) -> tuple[Call, ...]:
    """The calls posted by the day that are neither open on it nor still to open or close, the latest first.

    Of some it is not known that they are over. One of which no day had come yet was there by the review of the catalogue, which tells of
    it; before that nobody can say.
    """
    calls = [call for call in published_calls(measure, catalogue, as_of) if _is_past(call, catalogue, as_of)]
    return tuple(sorted(calls, key=latest_day, reverse=True))


def _is_past(call: Call, catalogue: Catalogue, as_of: date) -> bool:
    if call_state(call, as_of) in ("open", "upcoming") or (call.closes is not None and call.closes >= as_of):
        return False
    known = (call.posted, call.opens, call.closes, call.over_by)
    return as_of >= catalogue.manifest.reviewed_on or any(day is not None and day <= as_of for day in known)
