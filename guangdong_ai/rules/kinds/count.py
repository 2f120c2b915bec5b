"""A whole number of something: people, users, projects."""

from typing import ClassVar

from guangdong_ai.rules.kinds.kind import JsonSchema, NumberKind

LARGEST_COUNT = 1_000_000_000


class _Count(NumberKind):
    __slots__ = ()

    name = "count"
    places, scale = 0, 1
    is_basis = True
    least, most = 0, LARGEST_COUNT
    schema: ClassVar[JsonSchema] = {"type": "integer", "minimum": 0, "maximum": LARGEST_COUNT}
    operand: ClassVar[JsonSchema] = {"type": "integer"}


COUNT = _Count()
