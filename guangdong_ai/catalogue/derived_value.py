"""What a derived number is by now: for telling a person how far it is from a threshold. Rules never use it; they compare the parts."""

from decimal import Decimal

from guangdong_ai.catalogue.apart import apart_of
from guangdong_ai.catalogue.derived_fact import DerivedFact
from guangdong_ai.rules.value import Facts


def worked_out(derived: DerivedFact, known: Facts) -> Decimal | None:
    """The share, or the money in yuan, not rounded but where it has no end.

    None where a part is not known, the divisor is zero or less, or it is no number made of money.
    """
    form = apart_of(derived)
    if form is None:
        return None
    values = {fact: known.get(fact) for fact in (*form.above, *form.below)}
    numbers = {fact: Decimal(value) for fact, value in values.items() if isinstance(value, int | Decimal)}
    if len(numbers) < len(values):
        return None
    above = sum((numbers[fact] for fact in form.above), Decimal(0))
    below = sum((numbers[fact] for fact in form.below), Decimal(0)) if form.below else Decimal(form.times)
    if below <= 0 or (form.years and above < 0):
        return None
    quotient = above / below
    return quotient ** (Decimal(1) / form.years) - 1 if form.years else quotient
