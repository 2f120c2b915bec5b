"""What a measure pays, in whole yuan: two expressions over the encoded columns, low and high.

Where an amount is looked up in a table, everything that follows from the figure is worked out beforehand, figure by figure, so that of the
whole amount a choice among constants is left.
"""

from collections.abc import Iterator, Sequence

from guangdong_ai.batch.compile.amounts import OPEN_YUAN, AmountContext, figures_of, is_known, range_of, spanning
from guangdong_ai.batch.compile.not_compilable import NotCompilable
from guangdong_ai.batch.compile.whole_numbers import Whole, first_of, least, where
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.amount import Amount, FirstKnown, LookUp, parts_of
from guangdong_ai.rules.money_range import OPEN, MoneyRange

Ends = tuple[Whole, Whole]

MOST_CASES = 400
"""Of one measure. Alternatives that stand side by side multiply; the bundled catalogue has eighteen at most."""


def whole_yuan_of(amounts: Sequence[Amount], context: AmountContext) -> Ends:
    """Low and high of the range that covers the amounts, rounded down to whole yuan; an open high end is OPEN_YUAN.

    Raises NotCompilable where 64 bits do not hold an amount exactly, or where the cases would be too many.
    """
    return _settled(amounts, context, iter(range(MOST_CASES)))


def _settled(amounts: Sequence[Amount], context: AmountContext, cases_left: Iterator[int]) -> Ends:
    def where_it_is(what: Amount, meaning: Amount | MoneyRange) -> Ends:
        return _settled(amounts, context.where_settled(what, meaning), cases_left)

    match _deciding(amounts, context):
        case FirstKnown(parts=parts) as first_known:
            *better, last = parts
            ends = where_it_is(first_known, last)
            for alternative in reversed(better):
                known, this = is_known(alternative, context), where_it_is(first_known, alternative)
                ends = this if known is None else (where(known, this[0], ends[0]), where(known, this[1], ends[1]))
            return ends
        case LookUp() as look_up:
            figures = figures_of(look_up, context.table, context.catalogue, context.as_of)
            conditions = [condition for condition, _ in figures]
            cases = [where_it_is(look_up, figure) for _, figure in figures]
            otherwise = where_it_is(look_up, OPEN)
            lows, highs = [low for low, _ in cases], [high for _, high in cases]
            return first_of(conditions, lows, otherwise[0]), first_of(conditions, highs, otherwise[1])
        case _:
            if next(cases_left, None) is None:
                raise NotCompilable(
                    Text(
                        f"金额须分别计算的情形超过 {MOST_CASES:,} 种",
                        f"an amount with more than {MOST_CASES:,} cases that are worked out apart",
                    )
                )
            return _covering(amounts, context)


def _covering(amounts: Sequence[Amount], context: AmountContext) -> Ends:
    covering = spanning([range_of(amount, context, whole=True) for amount in amounts], least)
    if covering.most >= OPEN_YUAN // 100:
        raise NotCompilable(Text("金额太大", "the amount is too large"))
    return covering.low, least([covering.high, OPEN_YUAN]) if covering.opens else covering.high


def _deciding(amounts: Sequence[Amount], context: AmountContext) -> Amount | None:
    """What is to be settled next: the one look-up, or what it is an alternative of. Of several the cases would be too many."""
    inside = [one for amount in amounts for one in _inside(amount, context)]
    look_ups = {one for one in inside if isinstance(one, LookUp)}
    if len(look_ups) != 1:
        return None
    around = (one for one in inside if isinstance(one, FirstKnown) and not look_ups.isdisjoint(_inside(one, context)))
    return next(around, next(iter(look_ups)))


def _inside(amount: Amount, context: AmountContext) -> Iterator[Amount]:
    """The amount and all amounts in it, as far as they are not settled to a figure; the outer ones first."""
    meaning = context.meaning(amount)
    if not isinstance(meaning, MoneyRange):
        yield meaning
        for part in parts_of(meaning):
            yield from _inside(part, context)
