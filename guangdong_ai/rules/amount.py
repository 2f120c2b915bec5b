"""The forms of an amount after reading: ``cap`` is written for SmallerOf and does not occur any more."""

from decimal import Decimal

from guangdong_ai.foundation.record import record
from guangdong_ai.rules.condition import Condition, facts_of
from guangdong_ai.rules.table import Tables


class Amount:
    """The base class of all forms of an amount; there are no others than those below."""

    __slots__ = ()


@record
class Fixed(Amount):
    """A fixed number of yuan."""

    yuan: Decimal


@record
class FactValue(Amount):
    """The value of a fact: yuan, or a count that a rate turns into yuan."""

    fact: str


@record
class Rate(Amount):
    """``of`` times ``rate``; the rate is not negative."""

    rate: Decimal
    of: Amount


@record
class UpTo(Amount):
    """From 0 to the high end of ``of``: the text says "up to"."""

    of: Amount


@record
class SmallerOf(Amount):
    """The smallest of the parts: a cap."""

    parts: tuple[Amount, ...]


@record
class LargerOf(Amount):
    """The largest of the parts."""

    parts: tuple[Amount, ...]


@record
class Sum(Amount):
    """The sum of the parts."""

    parts: tuple[Amount, ...]


@record
class Difference(Amount):
    """``minuend`` less ``subtrahend``, never below 0."""

    minuend: Amount
    subtrahend: Amount


@record
class Tier:
    """An amount that holds where its condition does."""

    when: Condition
    amount: Amount


@record
class Tiers(Amount):
    """The amount of the first tier whose condition is true, else ``otherwise``."""

    tiers: tuple[Tier, ...]
    otherwise: Amount


@record
class FirstKnown(Amount):
    """The first part whose facts are all known, else the last: a known figure takes precedence over an estimate."""

    parts: tuple[Amount, ...]


@record
class LookUp(Amount):
    """The figure in a table column for the applicant's key, on 31 December of the year in the fact ``year``, or on the as-of date without one."""

    table: str
    column: str
    year: str | None = None


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
        case _:
            return ()


def own_facts(amount: Amount, tables: Tables) -> tuple[str, ...]:
    """The ids of the facts that the amount itself reads; those of its parts are not among them."""
    match amount:
        case FactValue(fact=fact):
            return (fact,)
        case Tiers(tiers=tiers):
            return tuple(fact for tier in tiers for fact in facts_of(tier.when))
        case LookUp(table=table, year=year):
            return tuple(fact for fact in (tables[table].key, year) if fact is not None)
        case _:
            return ()


def facts_of_amount(amount: Amount, tables: Tables) -> tuple[str, ...]:
    """The ids of all facts that the amount mentions, in order of appearance, each once."""
    inner = (fact for part in parts_of(amount) for fact in facts_of_amount(part, tables))
    return tuple(dict.fromkeys((*own_facts(amount, tables), *inner)))
