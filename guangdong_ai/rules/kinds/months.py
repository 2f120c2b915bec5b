"""A duration in whole months: how long a project runs, how old a firm is. It stays as answered, however many days go by."""

from typing import ClassVar

from guangdong_ai.rules.kinds.kind import JsonSchema, NumberKind

MOST_MONTHS = 1_200


class _Months(NumberKind):
    __slots__ = ()

    name = "months"
    places, scale = 0, 1
    least, most = 0, MOST_MONTHS
    schema: ClassVar[JsonSchema] = {"type": "integer", "minimum": 0, "maximum": MOST_MONTHS}
    operand: ClassVar[JsonSchema] = {"type": "integer"}


MONTHS = _Months()
