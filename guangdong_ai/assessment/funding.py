"""What a measure may bring this applicant: a range of whole yuan, and how it was computed."""

from datetime import date

from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.catalogue.funding import Funding, FundingKind, FundingPer, Reading
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.evaluate_amount import AmountResult, evaluate_amount
from guangdong_ai.rules.money_range import NOTHING, ZERO, MoneyRange, covering
from guangdong_ai.rules.table import TableRow, Tables
from guangdong_ai.rules.value import Facts


@record
class FundingEstimate:
    """``low`` and ``high`` in whole yuan, both inclusive; ``high`` None: no upper figure. Both are None for kinds without amounts.

    ``missing``: facts that would narrow the range. ``rows``: the table figures used; with any, it is an estimate.
    ``readings``: each reading of the text with its result (one with ``reading`` None where there is only one).
    ``per`` and ``years``: what the amount is for, as ``Funding`` has them.
    """

    kind: FundingKind
    low: int | None
    high: int | None
    missing: tuple[str, ...] = ()
    rows: tuple[TableRow, ...] = ()
    readings: tuple[tuple[Reading | None, AmountResult], ...] = ()
    per: FundingPer | None = None
    years: int | None = None


def at_most(funding: Funding, tables: Tables, as_of: date) -> FundingEstimate:
    """The funding for an unknown applicant: from 0 to the highest possible amount."""
    return estimate(funding, "undetermined", {}, tables, as_of)


def estimate(funding: Funding, eligibility: Eligibility, facts: Facts, tables: Tables, as_of: date) -> FundingEstimate:
    """The funding for an applicant.

    0 if ineligible. The low end is 0 if undetermined, since a criterion may still fail, and for money awarded by competition
    or after review. Otherwise the range of the formula, over all readings of the text.
    """
    if not funding.has_amount:
        return FundingEstimate(kind=funding.kind, low=None, high=None)
    readings: list[tuple[Reading | None, AmountResult]] = [
        (reading, evaluate_amount(reading.amount, facts, tables, as_of)) for reading in funding.readings
    ]
    if funding.amount is not None:
        readings.append((None, evaluate_amount(funding.amount, facts, tables, as_of)))
    total = covering([value.range for _, value in readings])
    if eligibility == "ineligible":
        low, high = NOTHING.whole_yuan()
        return FundingEstimate(kind=funding.kind, low=low, high=high, readings=tuple(readings), per=funding.per, years=funding.years)
    if eligibility == "undetermined" or funding.award != "formula":
        total = MoneyRange(ZERO, total.high)
    low, high = total.whole_yuan()
    return FundingEstimate(
        kind=funding.kind,
        low=low,
        high=high,
        missing=tuple(dict.fromkeys([fact for _, value in readings for fact in value.missing])),
        rows=tuple(dict.fromkeys([row for _, value in readings for row in value.rows])),
        readings=tuple(readings),
        per=funding.per,
        years=funding.years,
    )
