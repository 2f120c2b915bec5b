"""Conditions in their normal form: what the evaluator, lint, the explanations and the compilers to other engines work on."""

from datetime import date
from decimal import Decimal

from guangdong_ai.record import record

Scalar = str | bool | int | Decimal | date
Operand = Scalar | tuple[Scalar, ...]


class Condition:
    """One condition. Its subclasses are all there are: Compare, Ratio, All, Any, Not."""

    __slots__ = ()


@record
class Compare(Condition):
    """A fact held against a constant; ``operator`` is a key of ``operators.OPERATORS``."""

    fact: str
    operator: str
    operand: Operand


@record
class Ratio(Condition):
    """One number divided by another, held against a constant; unknown while either is, and where the denominator is zero."""

    numerator: str
    denominator: str
    operator: str
    operand: Operand


@record
class AllOf(Condition):
    """True when every part is."""

    parts: tuple[Condition, ...]


@record
class AnyOf(Condition):
    """True when some part is."""

    parts: tuple[Condition, ...]


@record
class Not(Condition):
    """True when ``part`` is false; unknown stays unknown."""

    part: Condition


def children(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside this one."""
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return parts
        case Not(part=part):
            return (part,)
        case _:
            return ()


def facts_of(condition: Condition) -> tuple[str, ...]:
    """The ids of all facts that the condition mentions, in order of appearance, each once."""
    match condition:
        case Compare(fact=fact):
            return (fact,)
        case Ratio(numerator=numerator, denominator=denominator):
            return (numerator, denominator)
        case _:
            return tuple(dict.fromkeys(fact for child in children(condition) for fact in facts_of(child)))
