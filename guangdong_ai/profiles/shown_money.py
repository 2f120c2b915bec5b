"""Amounts of money in words: short, and exact."""

from decimal import Decimal

from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.shortest_decimal import without_trailing_zeros


def money_in_words(amount: Decimal | int) -> Text:
    """``amount`` yuan, short and exact: 300万元, 123.4567万元, 1.2亿元; in English CNY 3,000,000."""
    exact = without_trailing_zeros(Decimal(amount))
    cents = ",.2f" if 0 < _places(exact) <= 2 else ",f"
    return Text(_in_chinese(exact), f"CNY {exact:{cents}}")


def _in_chinese(exact: Decimal) -> str:
    for unit, power in (("万亿", 12), ("亿", 8), ("万", 4)):
        if abs(exact) >= 10**power:
            sign, digits, exponent = exact.as_tuple()
            return f"{without_trailing_zeros(Decimal((sign, digits, int(exponent) - power))):f}{unit}元"
    return f"{exact:,f}元"


def _places(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))
