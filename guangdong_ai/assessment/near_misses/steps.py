"""Numbers and days counted in the smallest steps of their kind: fen, millionths, days. So "more than 5 people" is "at least 6"."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from guangdong_ai.profiles.limits import FIRST_YEAR, LARGEST_COUNT, LARGEST_MONEY, LAST_YEAR
from guangdong_ai.rules.condition import Scalar
from guangdong_ai.rules.value import Kind, Value

STEPS: Mapping[Kind, int] = {"count": 1, "year": 1, "money": 100, "share": 1_000_000, "date": 1}
"""How many of its smallest steps make one. Kinds that are not here are no numbers and no days."""

LIMITS: Mapping[Kind, tuple[int, int]] = {
    "count": (0, LARGEST_COUNT),
    "year": (FIRST_YEAR, LAST_YEAR),
    "money": (0, int(LARGEST_MONEY * STEPS["money"])),
    "share": (0, STEPS["share"]),
    "date": (date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()),
}
"""The least and the most that a profile may hold, in steps."""


def in_steps(kind: Kind, value: Scalar) -> Fraction:
    """A number or a day in steps; the threshold of a rule may lie between two of them."""
    if isinstance(value, date):
        return Fraction(value.toordinal())
    if isinstance(value, int | Decimal):
        return Fraction(value) * STEPS[kind]
    raise TypeError(value)


def step_of(kind: Kind, value: Value) -> int:
    """The step that a number or a day of a profile stands on."""
    if isinstance(value, frozenset):
        raise TypeError(value)
    return int(in_steps(kind, value))


def from_steps(kind: Kind, steps: int) -> Value:
    """The value of that many steps, in the form in which profiles hold it."""
    if kind == "date":
        return date.fromordinal(steps)
    if kind not in ("money", "share"):
        return steps
    value = Decimal(steps) / STEPS[kind]
    return Decimal(int(value)) if value == value.to_integral_value() else value
