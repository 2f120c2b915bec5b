"""A day within the years that facts may have; its steps are the ordinals of ``datetime.date``."""

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from guangdong_ai.rules.condition import Scalar
from guangdong_ai.rules.domains.intervals import Intervals, intervals_of
from guangdong_ai.rules.kinds.kind import JsonSchema, OrderedKind
from guangdong_ai.rules.kinds.year import FIRST_YEAR, LAST_YEAR
from guangdong_ai.rules.value import Value


class _Date(OrderedKind):
    __slots__ = ()

    name = "date"
    is_in_time = True
    least, most = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()
    schema: ClassVar[JsonSchema] = {
        "type": "string",
        "format": "date",
        "pattern": rf"^(?:19[0-9]{{2}}|20[0-9]{{2}}|{LAST_YEAR})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$",
    }
    operand: ClassVar[JsonSchema] = {"type": "string", "format": "date"}

    def in_steps(self, value: Scalar) -> int:
        """The ordinal: 1 January of year 1 is 1."""
        if isinstance(value, date):
            return value.toordinal()
        raise TypeError(value)

    def from_steps(self, steps: int) -> date:
        """The day with that ordinal."""
        return date.fromordinal(steps)

    def allows(self, value: int | Decimal | date) -> bool:
        """Whether the day lies within the accepted years."""
        return isinstance(value, date) and FIRST_YEAR <= value.year <= LAST_YEAR

    def is_operand(self, value: Scalar) -> bool:
        """Whether it is a date without a time."""
        return isinstance(value, date) and not isinstance(value, datetime)

    def constant(self, data: object) -> object:
        """The day in a text like 2025-03-10, since JSON has no dates; None for a date with a time, anything else unchanged."""
        if isinstance(data, str):
            try:
                day = date.fromisoformat(data)
            except ValueError:
                return data
            return day if day.isoformat() == data else data
        return None if isinstance(data, datetime) else data

    def has_happened(self, value: Value, as_of: date) -> bool:
        """A day that is over has."""
        return isinstance(value, date) and value < as_of

    def to_come(self, as_of: date) -> Intervals:
        """This day, and those after it."""
        return intervals_of(self, [(as_of.toordinal(), self.most)])


DATE = _Date()
