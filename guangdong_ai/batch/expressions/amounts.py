"""Amounts as two whole-number expressions over the normal form, low and high. As ``rules.worth`` has them."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING

from guangdong_ai.batch.expressions.conditions import every, is_unknown, truth_of
from guangdong_ai.batch.expressions.normal_form import LARGEST, SCALE
from guangdong_ai.batch.expressions.not_compilable import NotCompilable
from guangdong_ai.batch.expressions.whole_numbers import Whole, as_column, greatest, least, quotient, total, where
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.record import record
from guangdong_ai.rules.amount import (
    Amount,
    Difference,
    FactValue,
    FirstKnown,
    Fixed,
    LargerOf,
    LookUp,
    Rate,
    SmallerOf,
    Sum,
    Tiers,
    UpTo,
    facts_of_amount,
)
from guangdong_ai.rules.table import Row
from guangdong_ai.text import Text

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir

OPEN = 10**18
"""Stands for a high end without upper figure, in whatever units. Every closed one is smaller, or the amount is not compiled."""

OPEN_YUAN = 10**16
"""The same in whole yuan, small enough that a hundred of them can be added up."""


@record
class Range:
    """Low and high in parts of a yuan, ``scale`` of which make one. Never null; a high end from OPEN on is open.

    ``most`` is the largest closed value that the high end can have, in the same parts; ``opens``: whether it can be open.
    """

    low: Whole
    high: Whole
    scale: int
    most: int
    opens: bool


def range_of(amount: Amount, table: "ibis.Table", catalogue: Catalogue, as_of: date) -> Range:
    """The amount over each row of a table in normal form. Raises NotCompilable where 64 bits do not hold it exactly."""

    def inner(part: Amount) -> Range:
        return range_of(part, table, catalogue, as_of)

    match amount:
        case Fixed(yuan=yuan):
            return _constant(yuan, yuan)
        case FactValue(fact=fact):
            kind, column = catalogue.facts[fact].kind, table[fact]
            return Range(low=column.fill_null(0), high=column.fill_null(OPEN), scale=SCALE[kind], most=LARGEST[kind], opens=True)
        case LookUp():
            return _looked_up(amount, table, catalogue, as_of)
        case Rate(rate=rate, of=of):
            return _scaled(Fraction(rate), inner(of))
        case UpTo(of=of):
            part = inner(of)
            return _checked(Range(low=0, high=part.high, scale=part.scale, most=part.most, opens=part.opens))
        case SmallerOf(parts=parts):
            ranges = _in_one_scale([inner(part) for part in parts])
            closed = [part.most for part in ranges if not part.opens]
            most = min(closed) if closed else max(part.most for part in ranges)
            return _combined(ranges, least([part.low for part in ranges]), least([part.high for part in ranges]), most, opens=not closed)
        case LargerOf(parts=parts):
            return _spanning([inner(part) for part in parts], greatest)
        case Sum(parts=parts):
            return _sum(_in_one_scale([inner(part) for part in parts]))
        case Difference(minuend=minuend, subtrahend=subtrahend):
            return _difference(*_in_one_scale([inner(minuend), inner(subtrahend)]))
        case Tiers():
            return _tiered(amount, table, catalogue, as_of)
        case FirstKnown(parts=alternatives):
            *better, last = alternatives
            chosen = inner(last)
            for alternative in reversed(better):
                facts = facts_of_amount(alternative, catalogue.tables)
                known = [~is_unknown(catalogue.facts[fact], table) for fact in facts]
                chosen = _chosen(every(known), inner(alternative), chosen) if known else inner(alternative)
            return chosen
    raise TypeError(amount)


def covering(ranges: Sequence[Range]) -> Range:
    """The smallest range that contains all of them."""
    return _spanning(ranges, least)


def _spanning(ranges: Sequence[Range], low: Callable[[Sequence[Whole]], Whole]) -> Range:
    same = _in_one_scale(ranges)
    high = greatest([part.high for part in same])
    return _combined(same, low([part.low for part in same]), high, max(part.most for part in same), opens=any(part.opens for part in same))


def whole_yuan(amount: Range) -> tuple[Whole, Whole]:
    """Both ends rounded down to whole yuan; an open high end is OPEN_YUAN."""
    if amount.most // amount.scale >= OPEN_YUAN // 10:
        raise NotCompilable(Text("金额太大", "the amount is too large"))
    high = quotient(amount.high, amount.scale)
    if amount.opens:
        high = where(as_column(amount.high) >= OPEN, OPEN_YUAN, high)
    return quotient(amount.low, amount.scale), high


def _constant(low: Decimal, high: Decimal | None) -> Range:
    ends = [Fraction(end) for end in (low, high) if end is not None]
    scale = lcm(*(end.denominator for end in ends))
    parts = [int(end * scale) for end in ends]
    return _checked(Range(low=parts[0], high=OPEN if high is None else parts[1], scale=scale, most=parts[-1], opens=high is None))


def _checked(amount: Range) -> Range:
    if amount.most >= OPEN:
        raise NotCompilable(Text("金额需要的位数太多", "an amount needs too many digits"))
    return amount


def _in_one_scale(ranges: Sequence[Range]) -> list[Range]:
    scale = lcm(*(part.scale for part in ranges))
    return [_multiplied(part, scale // part.scale, scale) for part in ranges]


def _scaled(rate: Fraction, of: Range) -> Range:
    divisor = of.scale * rate.denominator
    shared = gcd(rate.numerator, divisor)
    return _multiplied(of, rate.numerator // shared, divisor // shared)


def _multiplied(amount: Range, factor: int, scale: int) -> Range:
    if factor == 1:
        return Range(low=amount.low, high=amount.high, scale=scale, most=amount.most, opens=amount.opens)
    high = amount.high * factor
    if amount.opens:
        high = OPEN if isinstance(amount.high, int) else where(amount.high >= OPEN, OPEN, least([amount.high, amount.most]) * factor)
    return _checked(Range(low=amount.low * factor, high=high, scale=scale, most=amount.most * factor, opens=amount.opens))


def _combined(ranges: Sequence[Range], low: Whole, high: Whole, most: int, *, opens: bool) -> Range:
    return _checked(Range(low=low, high=high, scale=ranges[0].scale, most=most, opens=opens))


def _sum(ranges: Sequence[Range]) -> Range:
    if len(ranges) > 8:
        raise NotCompilable(Text("相加的金额太多", "a sum of too many amounts"))
    opens = any(part.opens for part in ranges)
    high = total([part.high for part in ranges])
    if opens:
        high = least([high, OPEN])
    return _combined(ranges, total([part.low for part in ranges]), high, sum(part.most for part in ranges), opens=opens)


def _difference(minuend: Range, subtrahend: Range) -> Range:
    low = greatest([0, total([minuend.low, _negative(subtrahend.high)])])
    high = greatest([0, total([minuend.high, _negative(subtrahend.low)])])
    if minuend.opens:
        high = OPEN if isinstance(minuend.high, int) else where(minuend.high >= OPEN, OPEN, high)
    return _combined([minuend, subtrahend], low, high, minuend.most, opens=minuend.opens)


def _negative(number: Whole) -> Whole:
    return -number


def _tiered(tiers: Tiers, table: "ibis.Table", catalogue: Catalogue, as_of: date) -> Range:
    """From the last tier to the first: below a tier that may hold lies what holds where it does not."""
    truths = [truth_of(tier.when, table, catalogue.facts) for tier in tiers.tiers]
    amounts = [*(tier.amount for tier in tiers.tiers), tiers.otherwise]
    *ranges, rest = _in_one_scale([range_of(amount, table, catalogue, as_of) for amount in amounts])
    for truth, part in zip(reversed(truths), reversed(ranges), strict=True):
        may_hold, holds = truth.fill_null(True), truth.fill_null(False)  # what an unknown condition counts as
        low = least([where(may_hold, part.low, OPEN), where(holds, OPEN, rest.low)])
        high = greatest([where(may_hold, part.high, 0), where(holds, 0, rest.high)])
        rest = _combined([part, rest], low, high, max(part.most, rest.most), opens=part.opens or rest.opens)
    return rest


def _chosen(condition: "ir.BooleanValue", then: Range, otherwise: Range) -> Range:
    then, otherwise = _in_one_scale([then, otherwise])
    return _combined(
        [then],
        where(condition, then.low, otherwise.low),
        where(condition, then.high, otherwise.high),
        max(then.most, otherwise.most),
        opens=then.opens or otherwise.opens,
    )


def _looked_up(look_up: LookUp, table: "ibis.Table", catalogue: Catalogue, as_of: date) -> Range:
    """A row after the other, those with the same figure and validity together. Where none holds, or a key is unknown, it is open."""
    import ibis

    figures = catalogue.tables[look_up.table]
    rows = [row for row in figures.rows if row.column == look_up.column and (look_up.year is not None or row.holds_on(as_of))]
    key = table[figures.key]
    year = None if look_up.year is None else table[look_up.year]
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        years = _years(row) if year is not None else (None, None)
        groups.setdefault((row.low, row.high, *years), []).append(row)
    ranges = [_constant(members[0].range.low, members[0].range.high) for members in groups.values()]
    nothing, unknown = _constant(Decimal(0), Decimal(0)), _constant(Decimal(0), None)
    *ranges, nothing, unknown = _in_one_scale([*ranges, nothing, unknown])
    known = key.notnull() if year is None else key.notnull() & year.notnull()
    branches: list[tuple[ir.BooleanValue, Range]] = [] if year is None else [(known & (year == 0), nothing)]
    for members, figure in zip(groups.values(), ranges, strict=True):
        holds = key.isin([row.key for row in members])
        first, last = _years(members[0])
        if year is not None and first is not None:
            holds &= year >= first
        if year is not None and last is not None:
            holds &= year <= last
        branches.append((holds, figure))
    if not branches:
        return unknown
    low = ibis.cases(*((holds, as_column(figure.low)) for holds, figure in branches), else_=as_column(0))
    high = ibis.cases(*((holds, as_column(figure.high)) for holds, figure in branches), else_=as_column(OPEN))
    return _checked(Range(low=low, high=high, scale=unknown.scale, most=max((figure.most for figure in ranges), default=0), opens=True))


def _years(row: Row) -> tuple[int | None, int | None]:
    """The first and the last year on whose 31 December the row holds."""
    last = row.valid_until
    return (
        None if row.valid_from is None else row.valid_from.year,
        None if last is None else last.year if (last.month, last.day) == (12, 31) else last.year - 1,
    )
