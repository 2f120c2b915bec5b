"""What a measure may bring to this applicant: a range of whole yuan, and what it was worked out from."""

from datetime import date

from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.catalogue.funding import Funding, FundingKind, Reading
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.evaluate_amount import AmountResult, evaluate_amount
from guangdong_ai.rules.money_range import NOTHING, ZERO, MoneyRange, covering
from guangdong_ai.rules.table import TableRow, Tables
from guangdong_ai.rules.value import Facts


@record
class FundingEstimate:
    """``low`` and ``high`` in whole yuan; ``high`` None: no upper figure. Kinds without amounts have neither (``low`` None).

    ``missing``: facts that would make the range more exact. ``rows``: the table figures it rests on; with any, it is an estimate.
    ``readings``: each reading of the text with its result (one with ``reading`` None where the text allows one only).
    """

    kind: FundingKind
    low: int | None
    high: int | None
    missing: tuple[str, ...] = ()
    rows: tuple[TableRow, ...] = ()
    readings: tuple[tuple[Reading | None, AmountResult], ...] = ()


def at_most(funding: Funding, tables: Tables, as_of: date) -> FundingEstimate:
    """Without an applicant: from nothing to the most that it can be."""
    return estimate(funding, "undetermined", {}, tables, as_of)


def estimate(funding: Funding, eligibility: Eligibility, facts: Facts, tables: Tables, as_of: date) -> FundingEstimate:
    """What the measure may bring.

    To an ineligible applicant nothing. To an undetermined one from nothing, since a criterion may still fail. Money won in competition
    or given after review may come to nothing as well. Otherwise what the formula gives, over all readings of the text.
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
        return FundingEstimate(kind=funding.kind, low=low, high=high, readings=tuple(readings))
    if eligibility == "undetermined" or funding.award != "formula":
        total = MoneyRange(ZERO, total.high)
    low, high = total.whole_yuan()
    return FundingEstimate(
        kind=funding.kind,
        low=low,
        high=high,
        missing=tuple(dict.fromkeys(fact for _, value in readings for fact in value.missing)),
        rows=tuple(dict.fromkeys(row for _, value in readings for row in value.rows)),
        readings=tuple(readings),
    )
