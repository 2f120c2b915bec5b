"""Ranges of yuan. A high end of None is open: no upper figure can be given. Inside exact; whole yuan only at the very end."""

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
    """The range of one figure."""
    return MoneyRange(yuan, yuan)


def scaled(rate: Decimal, of: MoneyRange) -> MoneyRange:
    """The range times a rate that is not negative."""
    return MoneyRange(rate * of.low, None if of.high is None else rate * of.high)


def smaller_of(ranges: Sequence[MoneyRange]) -> MoneyRange:
    """End by end the smaller one. An open end never makes a closed one open: the smaller of a cap and anything is at most the cap."""
    highs = [item.high for item in ranges if item.high is not None]
    return MoneyRange(min(item.low for item in ranges), min(highs) if highs else None)


def larger_of(ranges: Sequence[MoneyRange]) -> MoneyRange:
    """End by end the larger one; open when one is open."""
    return MoneyRange(max(item.low for item in ranges), _all_closed(ranges, max))


def sum_of(ranges: Sequence[MoneyRange]) -> MoneyRange:
    """End by end the sum; open when one is open."""
    return MoneyRange(sum((item.low for item in ranges), ZERO), _all_closed(ranges, lambda highs: sum(highs, ZERO)))


def difference(minuend: MoneyRange, subtrahend: MoneyRange) -> MoneyRange:
    """What is left, never below 0. The least is left when the most is taken away."""
    low = ZERO if subtrahend.high is None else max(ZERO, minuend.low - subtrahend.high)
    return MoneyRange(low, None if minuend.high is None else max(ZERO, minuend.high - subtrahend.low))


def covering(ranges: Sequence[MoneyRange]) -> MoneyRange:
    """The smallest range that contains all of them."""
    return MoneyRange(min(item.low for item in ranges), _all_closed(ranges, max))


def _all_closed(ranges: Sequence[MoneyRange], combine: Callable[[Sequence[Decimal]], Decimal]) -> Decimal | None:
    highs = [item.high for item in ranges]
    closed = [high for high in highs if high is not None]
    return combine(closed) if len(closed) == len(highs) else None
