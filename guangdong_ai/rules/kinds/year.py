"""A calendar year. Where the fact says so, 0 is "never": a value of its own, neither before nor after any year."""

from typing import ClassVar

from guangdong_ai.rules.kinds.kind import JsonSchema, NumberKind

FIRST_YEAR = 1900
LAST_YEAR = 2100


class _Year(NumberKind):
    __slots__ = ()

    name = "year"
    places, scale = 0, 1
    least, most = FIRST_YEAR, LAST_YEAR
    schema: ClassVar[JsonSchema] = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
    operand: ClassVar[JsonSchema] = {"type": "integer"}
    is_amount = False


YEAR = _Year()
