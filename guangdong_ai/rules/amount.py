"""The forms of an amount after reading: ``cap`` is written for SmallerOf and does not occur any more."""

from decimal import Decimal
from typing import assert_never

from guangdong_ai.foundation.record import record
from guangdong_ai.rules.condition import Condition, facts_of
from guangdong_ai.rules.table import Tables


class AmountForm:
    """The base class of all forms of an amount, for what reads data into records; everything else speaks of ``Amount``."""

    __slots__ = ()


@record
class Fixed(AmountForm):
    """A fixed number of yuan."""

    yuan: Decimal


@record
class FactValue(AmountForm):
    """The value of a fact: yuan, or a count that a rate turns into yuan."""

    fact: str


@record
class Rate(AmountForm):
    """``of`` times ``rate``; the rate is not negative."""

    rate: Decimal
    of: "Amount"


@record
class UpTo(AmountForm):
    """From 0 to the high end of ``of``: the text says "up to"."""

    of: "Amount"


@record
class SmallerOf(AmountForm):
    """The smallest of the parts: a cap."""

    parts: "tuple[Amount, ...]"


@record
class LargerOf(AmountForm):
    """The largest of the parts."""

    parts: "tuple[Amount, ...]"


@record
class Sum(AmountForm):
    """The sum of the parts."""

    parts: "tuple[Amount, ...]"


@record
class Difference(AmountForm):
    """``minuend`` less ``subtrahend``, never below 0."""

    minuend: "Amount"
    subtrahend: "Amount"


@record
class Tier:
    """An amount that holds where its condition does."""

    when: Condition
    amount: "Amount"


@record
class Tiers(AmountForm):
    """The amount of the first tier whose condition is true, else ``otherwise``."""

    tiers: tuple[Tier, ...]
    otherwise: "Amount"


@record
class FirstKnown(AmountForm):
    """The first part whose facts are all known, else the last: a known figure takes precedence over an estimate."""

    parts: "tuple[Amount, ...]"


@record
class LookUp(AmountForm):
    """The figure in a table column for the applicant's key, on 31 December of the year in the fact ``year``, or on the as-of date without one."""

    table: str
    column: str
    year: str | None = None


Combined = Rate | UpTo | SmallerOf | LargerOf | Sum | Difference
"""The forms that are computed from all of their parts."""
Amount = Fixed | FactValue | LookUp | Tiers | FirstKnown | Combined
"""All forms. What takes an amount apart ends with ``assert_never``: mypy rejects a form that is missing there."""


def parts_of(amount: Amount) -> tuple[Amount, ...]:
    """The amounts directly inside this one."""
    match amount:
        case Rate(of=of) | UpTo(of=of):
            return (of,)
        case SmallerOf(parts=parts) | LargerOf(parts=parts) | Sum(parts=parts) | FirstKnown(parts=parts):
            return parts
        case Difference(minuend=minuend, subtrahend=subtrahend):
            return (minuend, subtrahend)
        case Tiers(tiers=tiers, otherwise=otherwise):
            return (*(tier.amount for tier in tiers), otherwise)
        case Fixed() | FactValue() | LookUp():
            return ()
        case _:
            assert_never(amount)


def tiers_in(amount: Amount) -> list[Tiers]:
    """All tiers in the amount, itself included."""
    inside = [tiers for part in parts_of(amount) for tiers in tiers_in(part)]
    return [amount, *inside] if isinstance(amount, Tiers) else inside


def look_ups_in(amount: Amount) -> list[LookUp]:
    """All look-ups in the amount, itself included."""
    return [amount] if isinstance(amount, LookUp) else [look_up for part in parts_of(amount) for look_up in look_ups_in(part)]


def own_facts(amount: Amount, tables: Tables) -> tuple[str, ...]:
    """The ids of the facts that the amount itself reads; those of its parts are not among them."""
    match amount:
        case FactValue(fact=fact):
            return (fact,)
        case Tiers(tiers=tiers):
            return tuple(fact for tier in tiers for fact in facts_of(tier.when))
        case LookUp(table=table, year=year):
            return tuple(fact for fact in (tables[table].key, year) if fact is not None)
        case Fixed() | Rate() | UpTo() | SmallerOf() | LargerOf() | Sum() | Difference() | FirstKnown():
            return ()
        case _:
            assert_never(amount)


def facts_of_amount(amount: Amount, tables: Tables) -> tuple[str, ...]:
    """The ids of all facts that the amount mentions, in order of appearance, each once."""
    inner = (fact for part in parts_of(amount) for fact in facts_of_amount(part, tables))
    return tuple(dict.fromkeys((*own_facts(amount, tables), *inner)))
