"""A calendar year. Where the fact says so, 0 is "never": a value of its own, neither before nor after any year."""

from datetime import date
from typing import ClassVar

from guangdong_ai.rules.domains.intervals import Intervals, intervals_of
from guangdong_ai.rules.kinds.kind import JsonSchema, NumberKind
from guangdong_ai.rules.value import NEVER, Value

FIRST_YEAR = 1900
LAST_YEAR = 2100


class _Year(NumberKind):
    __slots__ = ()

    name = "year"
    places, scale = 0, 1
    least, most = FIRST_YEAR, LAST_YEAR
    schema: ClassVar[JsonSchema] = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
    operand: ClassVar[JsonSchema] = {"type": "integer"}
    can_be_never = True
    is_in_time = True

    def has_happened(self, value: Value, _as_of: date) -> bool:
        """Whatever year was given has: only what never happened still can."""
        return value != NEVER

    def to_come(self, as_of: date) -> Intervals:
        """This year, and those after it."""
        return intervals_of(self, [(as_of.year, self.most)])


YEAR = _Year()
