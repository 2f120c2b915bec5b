"""The order in which results are listed: by eligibility, then the most money, then the nearest deadline, then the order of the catalogue."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, get_args

from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.result import MeasureResult

if TYPE_CHECKING:
    from guangdong_ai.assessment.comparison import MeasureChange


def ranked(results: Sequence[MeasureResult]) -> dict[Eligibility, list[MeasureResult]]:
    """The results by eligibility, best first; an eligibility without results is left out."""
    groups = {eligibility: [result for result in results if result.eligibility == eligibility] for eligibility in get_args(Eligibility)}
    return {eligibility: sorted(group, key=_rank) for eligibility, group in groups.items() if group}


def _rank(result: MeasureResult) -> tuple[float, date]:
    """The sort key; equal ones keep the order of the catalogue. No upper figure counts as the most money, no amount as the least."""
    funding = result.funding
    most = float("inf") if funding.high is None else float(funding.high)
    money = -1.0 if funding.low is None else most
    return -money, result.window.closes or date.max


def by_last_day(results: Sequence[MeasureResult]) -> list[MeasureResult]:
    """By the last day of the window; those without one after the others, by the first."""
    return sorted(results, key=lambda result: (result.window.closes or date.max, result.window.opens or date.max))


def by_first_day(results: Sequence[MeasureResult]) -> list[MeasureResult]:
    """By the first day of the window; those without one after the others."""
    return sorted(results, key=lambda result: result.window.opens or date.max)


def most_money_first(changes: "Sequence[MeasureChange]") -> "list[MeasureChange]":
    """By the most that the measure may bring before or after; no upper figure counts as the most."""
    return sorted(changes, key=_largest_amount, reverse=True)


def _largest_amount(change: "MeasureChange") -> float:
    fundings = (change.before.funding, change.after.funding)
    return max(0.0 if funding.low is None else float("inf") if funding.high is None else funding.high for funding in fundings)
