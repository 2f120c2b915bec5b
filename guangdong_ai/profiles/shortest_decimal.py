"""The normal form of a Decimal in this package: no trailing zeros in the fraction, and no exponent."""

from decimal import Decimal


def without_trailing_zeros(number: Decimal) -> Decimal:
    """The same finite number in its shortest form: 120000000.0 as 120000000, 0.50 as 0.5."""
    if number == number.to_integral_value():
        return Decimal(int(number))
    return Decimal(f"{number:f}".rstrip("0"))
