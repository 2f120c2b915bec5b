"""From comparisons to the sets of values for which they hold, or fail."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from guangdong_ai.assessment.near_misses.chosen import Chosen
from guangdong_ai.assessment.near_misses.names import Names
from guangdong_ai.assessment.near_misses.steps import LIMITS, in_steps
from guangdong_ai.assessment.near_misses.stretches import FAR, Steps, Stretch, steps_of
from guangdong_ai.assessment.near_misses.value_sets import Values
from guangdong_ai.profiles.never import NEVER
from guangdong_ai.rules.condition import Operand, Scalar
from guangdong_ai.rules.reading import Signature
from guangdong_ai.rules.value import NONE_OF_THESE, Kind


def all_values(signature: Signature) -> Values:
    """Everything that a profile may hold for the fact."""
    kind = signature.kind
    if kind == "choices":
        return Chosen()
    if kind == "text":
        return Names()
    if kind == "choice":
        return Names(among=frozenset((*signature.choices, *((NONE_OF_THESE,) if signature.may_be_none else ()))))
    if kind == "yes_no":
        return Names(among=frozenset((True, False)))
    return _steps(signature, (LIMITS[kind],))


def values_where(signature: Signature, operator: str, operand: Operand, *, holds: bool) -> Values:
    """The values for which the comparison with the operand holds (or fails), of all that a profile may hold."""
    scalars = operand if isinstance(operand, tuple) else (operand,)
    kind = signature.kind
    if kind == "choices":
        return _chosen(operator, [str(scalar) for scalar in scalars], holds=holds)
    if kind in ("text", "choice", "yes_no"):
        named = Names(among=frozenset(scalars)) if holds else Names(never=frozenset(scalars))
        return all_values(signature).meet(named)
    stretches = _where(kind, operator, scalars)
    every = _steps(signature, (LIMITS[kind],))
    return every.meet(steps_of(kind, stretches if holds else _outside(stretches, every)))


def _chosen(operator: str, names: Sequence[str], *, holds: bool) -> Chosen:
    """``any_of`` and its negation, ``all_of`` and its: one clause of all names, or a clause for each."""
    literals = [(name, holds) for name in names]
    together = (operator == "any_of") == holds
    return Chosen(clauses=frozenset([frozenset(literals)] if together else [frozenset((literal,)) for literal in literals]))


def _steps(signature: Signature, stretches: Sequence[Stretch]) -> Steps:
    never = ((NEVER, NEVER),) if signature.may_be_never else ()
    return steps_of(signature.kind, (*never, *stretches))


def _where(kind: Kind, operator: str, scalars: Sequence[Scalar]) -> list[Stretch]:
    bounds = [in_steps(kind, scalar) for scalar in scalars]
    if operator == "in":
        return [(int(bound), int(bound)) for bound in bounds if bound.denominator == 1]
    if operator == "between":
        return [(ceil(bounds[0]), floor(bounds[1]))]
    return [_beyond(operator, bounds[0])]


def _beyond(operator: str, bound: Fraction) -> Stretch:
    match operator:
        case "at_least":
            return ceil(bound), FAR
        case "more_than":
            return floor(bound) + 1, FAR
        case "at_most":
            return -FAR, floor(bound)
        case "less_than":
            return -FAR, ceil(bound) - 1
    raise ValueError(operator)


def _outside(stretches: Sequence[Stretch], every: Steps) -> list[Stretch]:
    """What the stretches leave of everything."""
    outside: list[Stretch] = []
    start = every.stretches[0][0]
    for first, last in steps_of(every.kind, stretches).stretches:
        outside.append((start, first - 1))
        start = max(start, last + 1)
    return [*outside, (start, every.stretches[-1][1])]
