"""What a derived share is by now, as a number: for telling a person how far it is from a threshold. Rules never use it; they compare the parts."""

from decimal import Decimal

from guangdong_ai.catalogue.derived_fact import DerivedFact
from guangdong_ai.rules.value import Facts


def worked_out(derived: DerivedFact, known: Facts) -> Decimal | None:
    """The share, not rounded but where it has no end; None where a part is not known, the divisor is zero, or it is no share."""
    if derived.ratio is not None:
        return _divided(known.get(derived.ratio[0]), known.get(derived.ratio[1]))
    if derived.growth is not None:
        growth = derived.growth
        factor = _divided(known.get(growth.later), known.get(growth.earlier))
        return None if factor is None else factor ** (Decimal(1) / growth.years) - 1
    return None


def _divided(one: object, other: object) -> Decimal | None:
    if not isinstance(one, int | Decimal) or not isinstance(other, int | Decimal) or not other:
        return None
    return Decimal(one) / Decimal(other)
