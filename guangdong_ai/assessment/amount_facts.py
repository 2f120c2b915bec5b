"""The facts that can still change what a measure may bring."""

from collections.abc import Iterator

from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.rules.amount import FirstKnown, UpTo
from guangdong_ai.rules.worth import Worth


def facts_for_amount(result: MeasureResult) -> tuple[str, ...]:
    """The facts that the amount still waits for, over all readings of the text; none for a measure that has failed.

    Fewer than ``result.funding.missing``: where the range has come down to one figure, because the smallest of several caps is known
    for instance, the facts that it was taken from cannot move it any more. Only a known figure can still replace an estimate.
    """
    if result.eligibility == "ineligible":
        return ()
    return tuple(dict.fromkeys(fact for _, worth in result.funding.readings for fact in _waits_for(worth)))


def _waits_for(worth: Worth) -> Iterator[str]:
    if isinstance(worth.amount, UpTo):  # its low end is 0 whatever is known
        yield from _waits_for(worth.parts[0])
        return
    low, high = worth.range.whole_yuan()
    yield from _replaces_estimates(worth) if low == high else worth.missing


def _replaces_estimates(worth: Worth) -> Iterator[str]:
    if isinstance(worth.amount, FirstKnown):
        yield from worth.missing
    for part in worth.parts:
        yield from _replaces_estimates(part)
