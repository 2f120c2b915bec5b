"""Conditions in normal form, on which the evaluator, lint, explanations and compilers work."""

from collections.abc import Container
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import is_
from typing import assert_never

from guangdong_ai.foundation.record import record, replace

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
class SumComparison(ConditionForm):
    """The sum of ``facts``, divided by the sum of ``over`` where there are any, compared with a constant. None of the facts is ever below zero.

    It may be settled before all of them are known: what is known of a sum is the least that it can be. ``stands_for``: the comparison of the
    fact that is worked out so.
    """

    facts: tuple[str, ...]
    over: tuple[str, ...]
    operator: str
    operand: Operand
    stands_for: Compare


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


@record
class Derived(ConditionForm):
    """A comparison of a fact that can be worked out: where the fact is known it is ``given``, else ``by_parts``, which says the same of its parts."""

    given: Compare
    by_parts: "Condition"


@record
class SwitchCase:
    """What holds where the fact of a switch is one of ``of``; ``condition`` None: it is not known."""

    of: tuple[str, ...]
    condition: "Condition | None"


@record
class Switch(ConditionForm):
    """The condition of the case that the value of ``fact``, a choice, is in: unknown while the fact is, false in no case."""

    fact: str
    cases: tuple[SwitchCase, ...]


Condition = Compare | Ratio | SumComparison | AllOf | AnyOf | Not | Derived | Switch
"""All forms there are. What takes a condition apart ends with ``assert_never``: a new form does not pass mypy until it is there, too."""


def children(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside this one."""
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return parts
        case Not(part=part):
            return (part,)
        case Derived(by_parts=by_parts):
            return (by_parts,)
        case Switch(cases=cases):
            return tuple(one.condition for one in cases if one.condition is not None)
        case Compare() | Ratio() | SumComparison():
            return ()
        case _:
            assert_never(condition)


@lru_cache(maxsize=4096)
def facts_of(condition: Condition) -> tuple[str, ...]:
    """The ids of all facts that the condition mentions, in order of appearance, each once.

    Remembered: what it is asked for again and again are the criteria of a catalogue.
    """
    match condition:
        case Compare(fact=fact):
            return (fact,)
        case Ratio(numerator=numerator, denominator=denominator):
            return (numerator, denominator)
        case SumComparison(facts=facts, over=over):
            return (*facts, *over)
        case Derived(given=given, by_parts=by_parts):
            return tuple(dict.fromkeys((*facts_of(by_parts), given.fact)))
        case Switch(fact=fact):
            return tuple(dict.fromkeys((fact, *(inner for child in children(condition) for inner in facts_of(child)))))
        case AllOf() | AnyOf() | Not():
            return tuple(dict.fromkeys(fact for child in children(condition) for fact in facts_of(child)))
        case _:
            assert_never(condition)


def facts_to_ask(condition: Condition) -> tuple[str, ...]:
    """The same without derived facts: what is worked out is never asked, its parts are."""
    match condition:
        case Derived(given=given, by_parts=by_parts):
            not_known = isinstance(by_parts, Switch) and any(one.condition is None for one in by_parts.cases)
            return (*facts_to_ask(by_parts), *((given.fact,) if not_known else ()))
        case Switch(fact=fact):
            return tuple(dict.fromkeys((fact, *(inner for child in children(condition) for inner in facts_to_ask(child)))))
        case Compare() | Ratio() | SumComparison():
            return facts_of(condition)
        case AllOf() | AnyOf() | Not():
            return tuple(dict.fromkeys(fact for child in children(condition) for fact in facts_to_ask(child)))
        case _:
            assert_never(condition)


def as_answered(condition: Condition, given: Container[str]) -> Condition:
    """The condition without derived comparisons: each is that of the fact where it is among ``given``, else that of its parts."""
    match condition:
        case Compare() | Ratio() | SumComparison():
            return condition
        case Derived(given=own, by_parts=by_parts):
            return own if own.fact in given else as_answered(by_parts, given)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            several = tuple([as_answered(part, given) for part in parts])
            return condition if all(map(is_, several, parts)) else replace(condition, parts=several)
        case Not(part=part):
            return Not(part=as_answered(part, given))
        case Switch(cases=cases):
            answered = [replace(one, condition=None if one.condition is None else as_answered(one.condition, given)) for one in cases]
            return replace(condition, cases=tuple(answered))
        case _:
            assert_never(condition)
