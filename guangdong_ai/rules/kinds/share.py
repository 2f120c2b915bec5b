"""A part of a whole, from 0 to 1, in steps of a millionth."""

from decimal import Decimal
from typing import ClassVar

from guangdong_ai.rules.kinds.kind import JsonSchema, NumberKind

LARGEST_SHARE = Decimal(1)


class _Share(NumberKind):
    __slots__ = ()

    name = "share"
    places, scale = 6, 1_000_000
    stride = 100
    least, most = 0, 1_000_000
    schema: ClassVar[JsonSchema] = {"type": "number", "minimum": 0, "maximum": 1}
    operand: ClassVar[JsonSchema] = {"type": "number"}


SHARE = _Share()
