"""An answer for a fact that can be worked out, held against the answers to its parts.

Shares are compared as floating-point numbers, by multiplications alone: engines give the same there, and whole numbers of 64 bits do not hold the
products exactly. What is rounded in an answer is far more than what is rounded here.
"""

from datetime import date, timedelta
from decimal import Decimal

from guangdong_ai.catalogue.derived_fact import ROUNDED_MONEY, ROUNDED_SHARE, DerivedFact
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.value import Facts


@record
class Apart:
    """That an answer for ``whole`` and what its parts make are further apart than ``tolerance``; money in yuan, shares as fractions.

    What is worked out is the sum of ``above``, divided by the sum of ``below`` (by ``times`` where there is none); with ``years`` it is that quotient's
    growth: one more than the share, so often multiplied, is the quotient.
    """

    whole: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    tolerance: Decimal
    times: int = 1
    years: int = 0

    @property
    def facts(self) -> tuple[str, ...]:
        """The parts, then the whole."""
        return (*self.above, *self.below, self.whole)

    @property
    def ends(self) -> tuple[float, float]:
        """What is added to the answer for the lowest and the highest value that its parts may make."""
        one = 1.0 if self.years else 0.0
        return one - float(self.tolerance), one + float(self.tolerance)


@record
class MonthsApart:
    """That an answer for ``whole`` and the whole months from the day in ``since`` to ``as_of`` are more than ``tolerance`` months apart."""

    whole: str
    since: str
    as_of: date
    tolerance: int

    @property
    def facts(self) -> tuple[str, ...]:
        """The day, then the months."""
        return (self.since, self.whole)


def months_apart_of(derived: DerivedFact, as_of: date) -> MonthsApart | None:
    """What contradicts the derived fact on that day; None for a form that does not depend on the day. Whole months are not rounded."""
    if derived.months_since is None:
        return None
    return MonthsApart(whole=derived.fact, since=derived.months_since, as_of=as_of, tolerance=int(derived.tolerance or 0))


def apart_of(derived: DerivedFact) -> Apart | None:
    """What contradicts the derived fact; None for a form that is no number, or depends on the day (``months_apart_of``)."""
    is_money = bool(derived.sum or derived.average)
    rounded = ROUNDED_MONEY if is_money else ROUNDED_SHARE
    tolerance = rounded if derived.tolerance is None else derived.tolerance
    if derived.ratio is not None:
        return Apart(whole=derived.fact, above=derived.ratio[:1], below=derived.ratio[1:], tolerance=tolerance)
    if derived.growth is not None:
        growth = derived.growth
        return Apart(whole=derived.fact, above=(growth.later,), below=(growth.earlier,), tolerance=tolerance, years=growth.years)
    if derived.ratio_of_sums is not None:
        return Apart(whole=derived.fact, above=derived.ratio_of_sums.of, below=derived.ratio_of_sums.by, tolerance=tolerance)
    if is_money:
        parts = derived.sum or derived.average
        return Apart(whole=derived.fact, above=parts, below=(), tolerance=tolerance, times=1 if derived.sum else len(parts))
    return None


def is_apart(one: Apart, facts: Facts) -> bool:
    """Whether the answers contradict each other. What is known of a sum is the least that it can be, as in comparisons of derived facts.

    False where the whole is not known, nothing of a side is, or the parts make nothing that can be divided.
    """
    given = facts.get(one.whole)
    if not isinstance(given, int | Decimal):
        return False
    whole, (above, least_above) = Decimal(given), _sums(one.above, facts)
    if not one.below:
        spare, made = one.tolerance * one.times, whole * one.times
        return (above is not None and made - above > spare) or (least_above is not None and least_above - made > spare)
    below, least_below = _sums(one.below, facts)
    low, high = (float(whole) + end for end in one.ends)
    is_too_much = above is not None and bool(least_below) and _grown(least_below, max(low, 0.0), one) > float(above)
    is_too_little = least_above is not None and bool(below) and _grown(below, high, one) < float(least_above)
    return is_too_much or is_too_little


def _sums(parts: tuple[str, ...], facts: Facts) -> tuple[Decimal | None, Decimal | None]:
    """The sum, None where a part is not known; then the least that it can be, None where no part is known."""
    numbers = [Decimal(value) for value in (facts.get(part) for part in parts) if isinstance(value, int | Decimal)]
    least = sum(numbers, Decimal(0)) if numbers else None
    return least if len(numbers) == len(parts) else None, least


def _grown(below: Decimal | None, times: float, one: Apart) -> float:
    value = float(below or 0)
    for _ in range(one.years or 1):
        value *= times
    return value


def is_months_apart(one: MonthsApart, facts: Facts) -> bool:
    """Whether the answers contradict each other; False where one of them is not known."""
    day, months = facts.get(one.since), facts.get(one.whole)
    if not isinstance(day, date) or not isinstance(months, int):
        return False
    return abs(months_between(day, one.as_of) - months) > one.tolerance


def months_between(day: date, as_of: date) -> int:
    """The whole months that have passed, as ``derived_fact.months_before`` counts them; below zero for a day to come."""
    months = (as_of.year - day.year) * 12 + as_of.month - day.month
    return months if day.day <= as_of.day or ends_month(as_of) else months - 1


def ends_month(day: date) -> bool:
    """Whether it is the last day of its month: there a month is over, whichever day it began."""
    return (day + timedelta(days=1)).day == 1
