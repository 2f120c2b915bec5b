"""Conditions in normal form, on which the evaluator, lint, explanations and compilers work."""

from datetime import date
from decimal import Decimal
from typing import assert_never

from guangdong_ai.foundation.record import record

Scalar = str | bool | int | Decimal | date
Operand = Scalar | tuple[Scalar, ...]


class ConditionForm:
    """The base class of all forms of a condition, for checking data; elsewhere use the union ``Condition``."""

    __slots__ = ()


@record
class Compare(ConditionForm):
    """A fact compared with a constant; ``operator`` is a key of ``operators.OPERATORS``."""

    fact: str
    operator: str
    operand: Operand


@record
class Ratio(ConditionForm):
    """The quotient of two facts compared with a constant; unknown while either fact is, and where the denominator is zero."""

    numerator: str
    denominator: str
    operator: str
    operand: Operand


@record
class AllOf(ConditionForm):
    """True when every part is."""

    parts: "tuple[Condition, ...]"


@record
class AnyOf(ConditionForm):
    """True when at least one part is."""

    parts: "tuple[Condition, ...]"


@record
class Not(ConditionForm):
    """True when ``part`` is false, false when it is true, unknown when it is unknown."""

    part: "Condition"


Condition = Compare | Ratio | AllOf | AnyOf | Not
"""All forms there are. What takes a condition apart ends with ``assert_never``: a new form does not pass mypy until it is there, too."""


def children(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside this one."""
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return parts
        case Not(part=part):
            return (part,)
        case Compare() | Ratio():
            return ()
        case _:
            assert_never(condition)


def facts_of(condition: Condition) -> tuple[str, ...]:
    """The ids of all facts that the condition mentions, in order of appearance, each once."""
    match condition:
        case Compare(fact=fact):
            return (fact,)
        case Ratio(numerator=numerator, denominator=denominator):
            return (numerator, denominator)
        case AllOf() | AnyOf() | Not():
            return tuple(dict.fromkeys(fact for child in children(condition) for fact in facts_of(child)))
        case _:
            assert_never(condition)
