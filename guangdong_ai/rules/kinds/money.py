"""An amount of money in yuan, in steps of a fen."""

from decimal import Decimal
from typing import ClassVar

from guangdong_ai.rules.kinds.kind import JsonSchema, NumberKind

LARGEST_MONEY = Decimal("9999999999999.99")


class _Money(NumberKind):
    __slots__ = ()

    name = "money"
    places, scale = 2, 100
    stride = 100
    is_money = True
    is_basis = True
    least, most = 0, int(LARGEST_MONEY * 100)
    schema: ClassVar[JsonSchema] = {"type": "number", "minimum": 0, "maximum": float(LARGEST_MONEY)}
    operand: ClassVar[JsonSchema] = {"type": "number"}


MONEY = _Money()
