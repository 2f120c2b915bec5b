"""An amount as two whole-number expressions over the encoded columns, low and high. As ``rules.evaluate_amount`` has it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING, assert_never

from guangdong_ai.batch.compile.conditions import every, is_unknown, truth_of
from guangdong_ai.batch.compile.not_compilable import NotCompilable
from guangdong_ai.batch.compile.whole_numbers import Whole, as_column, first_of, greatest, least, literal, quotient, total, where
from guangdong_ai.batch.encode.encoded_columns import LARGEST, SCALE
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.record import field, record, replace
from guangdong_ai.foundation.text import Text
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
from guangdong_ai.rules.money_range import NOTHING, MoneyRange
from guangdong_ai.rules.table import TableRow
from guangdong_ai.rules.value import Kind

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


@record
class AmountContext:
    """What amounts are worked out over: applicants with encoded columns, the catalogue, and a day.

    ``settled``: amounts that are taken to be another one, or a figure.
    """

    table: "ibis.Table"
    catalogue: Catalogue
    as_of: date
    settled: Mapping[Amount, Amount | MoneyRange] = field(default_factory=dict)

    def where_settled(self, amount: Amount, meaning: Amount | MoneyRange) -> "AmountContext":
        """The context with ``amount`` taken to be ``meaning`` wherever it occurs."""
        return replace(self, settled={**self.settled, amount: meaning})

    def meaning(self, amount: Amount) -> Amount | MoneyRange:
        """What the amount is taken to be in the end."""
        meaning: Amount | MoneyRange = amount
        while not isinstance(meaning, MoneyRange) and meaning in self.settled:
            meaning = self.settled[meaning]
        return meaning


def range_of(amount: Amount, context: AmountContext, *, whole: bool) -> Range:
    """The amount over each row; ``whole``: rounded down to whole yuan. Raises NotCompilable where 64 bits do not hold it exactly.

    Of several amounts the smaller, the larger or the one that holds is the same whether it is rounded before or after: rounding is done
    where the figures come from, which leaves less to work out. Rates, sums and differences need the parts of a yuan.
    """

    def inner(part: Amount) -> Range:
        return range_of(part, context, whole=whole)

    def exact(part: Amount) -> Range:
        return range_of(part, context, whole=False)

    table, facts = context.table, context.catalogue.facts
    match context.meaning(amount):
        case MoneyRange(low=low, high=high):
            return _rounded(_constant(low, high), whole=whole)
        case Fixed(yuan=yuan):
            return _rounded(_constant(yuan, yuan), whole=whole)
        case FactValue(fact=fact):
            return _fact_value(table[fact], facts[fact].kind, whole=whole)
        case LookUp() as look_up:
            figures = figures_of(look_up, table, context.catalogue, context.as_of)
            return _looked_up([(condition, _constant(figure.low, figure.high)) for condition, figure in figures], whole=whole)
        case Rate(rate=rate, of=of):
            return _rounded(_scaled(Fraction(rate), exact(of)), whole=whole)
        case Sum(parts=parts):
            return _rounded(_sum(_in_one_scale([exact(part) for part in parts])), whole=whole)
        case Difference(minuend=minuend, subtrahend=subtrahend):
            return _rounded(_difference(*_in_one_scale([exact(minuend), exact(subtrahend)])), whole=whole)
        case UpTo(of=of):
            part = inner(of)
            return Range(low=0, high=part.high, scale=part.scale, most=part.most, opens=part.opens)
        case SmallerOf(parts=parts):
            return _smallest(_in_one_scale([inner(part) for part in parts]))
        case LargerOf(parts=parts):
            return spanning([inner(part) for part in parts], greatest)
        case Tiers(tiers=tiers, otherwise=otherwise):
            truths = [truth_of(tier.when, table, facts) for tier in tiers]
            return _tiered(truths, [inner(part) for part in (*(tier.amount for tier in tiers), otherwise)])
        case FirstKnown(parts=alternatives):
            *better, last = alternatives
            chosen = inner(last)
            for alternative in reversed(better):
                known = is_known(alternative, context)
                chosen = inner(alternative) if known is None else _chosen(known, inner(alternative), chosen)
            return chosen
        case other:
            assert_never(other)


def is_known(amount: Amount, context: AmountContext) -> "ir.BooleanValue | None":
    """Whether all facts of the amount are known, over each row; None: it has none."""
    known = [~is_unknown(context.catalogue.facts[fact], context.table) for fact in facts_of_amount(amount, context.catalogue.tables)]
    return every(known) if known else None


def _rounded(amount: Range, *, whole: bool) -> Range:
    if not whole or amount.scale == 1:
        return amount
    high = quotient(amount.high, amount.scale, amount.most)
    if amount.opens:
        high = OPEN if isinstance(amount.high, int) else where(amount.high >= OPEN, OPEN, high)
    return Range(
        low=quotient(amount.low, amount.scale, amount.most), high=high, scale=1, most=amount.most // amount.scale, opens=amount.opens
    )


def _fact_value(column: "ir.IntegerColumn", kind: Kind, *, whole: bool) -> Range:
    scale = SCALE[kind]
    divisor = scale if whole else 1
    value = as_column(quotient(column, divisor, LARGEST[kind]))
    return Range(
        low=value.fill_null(0), high=value.fill_null(literal(OPEN)), scale=scale // divisor, most=LARGEST[kind] // divisor, opens=True
    )


def _smallest(ranges: Sequence[Range]) -> Range:
    closed = [part.most for part in ranges if not part.opens]
    most = min(closed) if closed else max(part.most for part in ranges)
    low, high = least([part.low for part in ranges]), least([part.high for part in ranges])
    return _combined(ranges, low, high, most, opens=not closed)


def spanning(ranges: Sequence[Range], low: Callable[[Sequence[Whole]], Whole]) -> Range:
    """From the ``low`` of the low ends to the highest high end; open when one is."""
    same = _in_one_scale(ranges)
    high = greatest([part.high for part in same])
    return _combined(same, low([part.low for part in same]), high, max(part.most for part in same), opens=any(part.opens for part in same))


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


def _tiered(truths: Sequence["ir.BooleanValue"], amounts: Sequence[Range]) -> Range:
    """From the last tier to the first: below a tier that may hold lies what holds where it does not."""
    *ranges, rest = _in_one_scale(amounts)
    for truth, part in zip(reversed(truths), reversed(ranges), strict=True):
        may_hold, holds = truth.fill_null(True), truth.fill_null(False)
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


def _looked_up(figures: Sequence[tuple["ir.BooleanValue", Range]], *, whole: bool) -> Range:
    """Where no figure holds, or a key is unknown, it is open, from nothing."""
    conditions = [condition for condition, _ in figures]
    ranges = _in_one_scale([_rounded(figure, whole=whole) for _, figure in figures])
    return Range(
        low=first_of(conditions, [part.low for part in ranges], 0),
        high=first_of(conditions, [part.high for part in ranges], OPEN),
        scale=ranges[0].scale if ranges else 1,
        most=max((part.most for part in ranges), default=0),
        opens=True,
    )


def figures_of(look_up: LookUp, table: "ibis.Table", catalogue: Catalogue, as_of: date) -> list[tuple["ir.BooleanValue", MoneyRange]]:
    """Each figure with where it holds: at most one does. Null or false: it does not. All keys that have it go together."""
    figures = catalogue.tables[look_up.table]
    rows = [row for row in figures.rows if row.column == look_up.column and (look_up.year is not None or row.holds_on(as_of))]
    key = table[figures.key]
    year = None if look_up.year is None else table[look_up.year]
    groups: dict[tuple[MoneyRange, int | None, int | None], list[str]] = {}
    for row in rows:
        groups.setdefault((row.range, *(_years(row) if year is not None else (None, None))), []).append(row.key)
    holds = [(_holds(key, keys, year, first, last), figure) for (figure, first, last), keys in groups.items()]
    if year is not None:
        holds.insert(0, (key.notnull() & (year == 0), NOTHING))  # never
    return holds


def _holds(key: "ir.Value", keys: Sequence[str], year: "ir.IntegerValue | None", first: int | None, last: int | None) -> "ir.BooleanValue":
    holds = key == keys[0] if len(keys) == 1 else key.isin(keys)
    if year is None:
        return holds
    if first is not None and first == last:
        return holds & (year == first)
    holds &= year != 0 if first is None or first <= 0 else year >= first  # never is no year
    return holds if last is None else holds & (year <= last)


def _years(row: TableRow) -> tuple[int | None, int | None]:
    """The first and the last year on whose 31 December the row holds."""
    last = row.valid_until
    return (
        None if row.valid_from is None else row.valid_from.year,
        None if last is None else last.year if (last.month, last.day) == (12, 31) else last.year - 1,
    )
