"""The order in which results are listed: by eligibility, then the most money, then the nearest deadline, then as in the catalogue."""

from collections.abc import Sequence
from datetime import date
from typing import get_args

from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.result import MeasureResult


def ranked(results: Sequence[MeasureResult]) -> dict[Eligibility, list[MeasureResult]]:
    """The results by eligibility, the best first; an eligibility that nothing has is left out."""
    groups = {eligibility: [result for result in results if result.eligibility == eligibility] for eligibility in get_args(Eligibility)}
    return {eligibility: sorted(group, key=_rank) for eligibility, group in groups.items() if group}


def _rank(result: MeasureResult) -> tuple[float, date]:
    """Sorting keeps the catalogue's order among equals. No upper figure counts as the most money, no amount as the least."""
    funding = result.funding
    most = float("inf") if funding.high is None else float(funding.high)
    money = -1.0 if funding.low is None else most
    return -money, result.window.closes or date.max
