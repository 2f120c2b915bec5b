"""Ranges of yuan. A high end of None is open: no upper figure is known. Ends are exact; they are rounded to whole yuan at the very end only."""

from collections.abc import Callable, Sequence
from decimal import ROUND_FLOOR, Decimal

from guangdong_ai.foundation.record import record

ZERO = Decimal(0)


@record(positional=True)
class MoneyRange:
    """From ``low`` to ``high`` yuan, both inclusive; ``high`` None: open."""

    low: Decimal
    high: Decimal | None

    def whole_yuan(self) -> tuple[int, int | None]:
        """Both ends rounded down to whole yuan."""
        high = None if self.high is None else int(self.high.to_integral_value(ROUND_FLOOR))
        return int(self.low.to_integral_value(ROUND_FLOOR)), high


OPEN = MoneyRange(ZERO, None)
"""Nothing is known of the amount but that it is not negative."""

NOTHING = MoneyRange(ZERO, ZERO)


def exactly(yuan: Decimal) -> MoneyRange:
    """The range in which both ends are that figure."""
    return MoneyRange(yuan, yuan)


def scaled(rate: Decimal, of: MoneyRange) -> MoneyRange:
    """The range times a rate that is not negative."""
    return MoneyRange(rate * of.low, None if of.high is None else rate * of.high)


def smaller_of(ranges: Sequence[MoneyRange]) -> MoneyRange:
    """The smaller low end and the smaller high end. An open end is larger than any figure: the smaller of it and a cap is the cap."""
    highs = [item.high for item in ranges if item.high is not None]
    return MoneyRange(min([item.low for item in ranges]), min(highs) if highs else None)


def larger_of(ranges: Sequence[MoneyRange]) -> MoneyRange:
    """The larger low end and the larger high end, which is open when one is."""
    return MoneyRange(max([item.low for item in ranges]), _all_closed(ranges, max))


def sum_of(ranges: Sequence[MoneyRange]) -> MoneyRange:
    """The sum of the low ends and of the high ends, open when one is."""
    return MoneyRange(sum((item.low for item in ranges), ZERO), _all_closed(ranges, lambda highs: sum(highs, ZERO)))


def difference(minuend: MoneyRange, subtrahend: MoneyRange) -> MoneyRange:
    """``minuend`` less ``subtrahend``, never below 0: the low end less the high one, the high end less the low one."""
    low = ZERO if subtrahend.high is None else max(ZERO, minuend.low - subtrahend.high)
    return MoneyRange(low, None if minuend.high is None else max(ZERO, minuend.high - subtrahend.low))


def covering(ranges: Sequence[MoneyRange]) -> MoneyRange:
    """The smallest range that contains all of them."""
    return ranges[0] if len(ranges) == 1 else MoneyRange(min([item.low for item in ranges]), _all_closed(ranges, max))


def _all_closed(ranges: Sequence[MoneyRange], combine: Callable[[Sequence[Decimal]], Decimal]) -> Decimal | None:
    highs = [item.high for item in ranges]
    closed = [high for high in highs if high is not None]
    return combine(closed) if len(closed) == len(highs) else None
