"""The values for which a comparison comes out true, or false: what turns a condition into sets and intervals."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from guangdong_ai.catalogue.lint.possible_values import HIGHEST, LOWEST, Bound, Chosen, Interval, Names, Possible
from guangdong_ai.rules.condition import Operand, Scalar
from guangdong_ai.rules.reading import Signature
from guangdong_ai.rules.value import NONE_OF_THESE, Kind

_STEPS: Mapping[Kind, int] = {"count": 1, "year": 1, "money": 100, "share": 1_000_000, "date": 1}
"""How many of its smallest steps make one: a day counts by its ordinal."""

_OPPOSITE = {"at_least": "less_than", "more_than": "at_most", "at_most": "more_than", "less_than": "at_least"}

RATIO = Interval(low=(Fraction(0), 0), dense=True)
"""All that a ratio can be: no number of a profile is below zero."""


def all_values(signature: Signature) -> Possible:
    """Everything that a fact can be (docs/rule-language.md: facts and their kinds)."""
    match signature.kind:
        case "choices":
            return Chosen()
        case "text":
            return Names()
        case "yes_no":
            return Names(only=frozenset((True, False)))
        case "choice":
            return Names(only=frozenset((*signature.choices, *((NONE_OF_THESE,) if signature.may_be_none else ()))))
        case "year":
            return _closed(0 if signature.may_be_never else 1900, 2100)
        case "share":
            return _closed(0, _STEPS["share"])
        case "date":
            return _closed(date.min.toordinal(), date.max.toordinal())
        case _:
            return Interval(low=(Fraction(0), 0))


def _closed(low: int, high: int) -> Interval:
    return Interval(low=(Fraction(low), 0), high=(Fraction(high), 0))


def values_where(signature: Signature, operator: str, operand: Operand, *, holds: bool) -> tuple[tuple[Possible, ...], ...]:
    """The values for which the comparison holds, or fails: as alternatives, each of which is an intersection."""
    scalars = operand if isinstance(operand, tuple) else (operand,)
    if operator in ("any_of", "all_of"):
        parts = tuple(_chosen(str(choice), has=holds) for choice in scalars)
        return (parts,) if (operator == "all_of") == holds else tuple((part,) for part in parts)
    if signature.kind in _STEPS:
        return _of_interval(operator, [_in_steps(scalar, signature.kind) for scalar in scalars], holds=holds, dense=False)
    names = frozenset(scalars)
    return ((Names(only=names) if holds else Names(never=names),),)


def ratios_where(operator: str, operand: Operand, *, holds: bool) -> tuple[tuple[Possible, ...], ...]:
    """The same for a ratio of two facts."""
    scalars = operand if isinstance(operand, tuple) else (operand,)
    return _of_interval(operator, [_in_steps(scalar, "count") for scalar in scalars], holds=holds, dense=True)


def _chosen(choice: str, *, has: bool) -> Possible:
    return Chosen(has=frozenset((choice,))) if has else Chosen(lacks=frozenset((choice,)))


def _in_steps(scalar: Scalar, kind: Kind) -> Fraction:
    if isinstance(scalar, date):
        return Fraction(scalar.toordinal())
    if isinstance(scalar, int | Decimal):
        return Fraction(scalar) * _STEPS[kind]
    raise TypeError(scalar)


def _of_interval(operator: str, bounds: list[Fraction], *, holds: bool, dense: bool) -> tuple[tuple[Possible, ...], ...]:
    if operator == "in":
        values = frozenset(bounds)
        return ((Interval(only=values) if holds else Interval(never=values),),)
    if operator == "between":
        low, high = bounds
        if holds:
            return ((_beyond("at_least", low, dense=dense), _beyond("at_most", high, dense=dense)),)
        return (_beyond("less_than", low, dense=dense),), (_beyond("more_than", high, dense=dense),)
    return ((_beyond(operator if holds else _OPPOSITE[operator], bounds[0], dense=dense),),)


def _beyond(operator: str, bound: Fraction, *, dense: bool) -> Interval:
    """The interval on one side of ``bound``; without ``dense`` it ends on a whole step."""
    ends: Mapping[str, tuple[Bound, Bound]] = {
        "at_least": ((bound if dense else Fraction(ceil(bound)), 0), HIGHEST),
        "more_than": ((bound, 1) if dense else (Fraction(floor(bound) + 1), 0), HIGHEST),
        "at_most": (LOWEST, (bound if dense else Fraction(floor(bound)), 0)),
        "less_than": (LOWEST, (bound, -1) if dense else (Fraction(ceil(bound) - 1), 0)),
    }
    low, high = ends[operator]
    return Interval(low=low, high=high)
