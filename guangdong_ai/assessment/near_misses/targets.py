"""Target values for a solution: for each fact the value nearest to the present one that satisfies the constraint, the others at their targets.

The solver finds which facts have to change, and some values that do; where facts depend on each other, by a ratio or an alternative, others
may be nearer. The targets are moved in turns until none can come nearer: a local optimum.
"""

from collections.abc import Mapping
from typing import assert_never

from guangdong_ai.assessment.near_misses.search_space import SearchSpace
from guangdong_ai.assessment.near_misses.solver import Solution
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.constraints import Conjunction, Constraint, Disjunction, ValueConstraint
from guangdong_ai.rules.domains import Domain
from guangdong_ai.rules.domains.choice_sets import ChoiceSets
from guangdong_ai.rules.domains.discrete import Discrete
from guangdong_ai.rules.domains.domain import Budget, GaveUpError
from guangdong_ai.rules.domains.intervals import Intervals
from guangdong_ai.rules.kinds import ORDERED
from guangdong_ai.rules.value import NEVER, Facts, Value

_MOST_ROUNDS = 10
"""Two facts that a ratio ties can come nearer in turns for very long."""


@record
class Target:
    """The ``value`` to aim at, and all values ``accepted`` while the other facts have their target values."""

    value: Value
    accepted: Domain


def targets(solution: Solution, constraint: Constraint, space: SearchSpace, budget: Budget) -> Mapping[str, Target]:
    """A target for each fact of a solution of the simplified constraint. Raises GaveUpError where not even one value is found.

    When the budget is used up, the values are those of the solver.
    """
    values = {fact: nearest(space.declared[fact], domain, space.facts.get(fact), budget) for fact, domain in solution.domains.items()}
    accepted = dict(solution.domains)
    depending = sorted(_depending(constraint).intersection(values))
    if not depending:
        return {fact: Target(value=values[fact], accepted=domain) for fact, domain in accepted.items()}
    try:
        _bring_nearer(values, depending, constraint, space, budget)
        accepted |= {fact: _accepted(fact, constraint, values, space, budget) for fact in depending}
    except GaveUpError:
        accepted = dict(solution.domains)
    return {fact: Target(value=values[fact], accepted=domain) for fact, domain in accepted.items()}


def _depending(constraint: Constraint) -> frozenset[str]:
    """The facts whose accepted values may depend on other facts."""
    parts = constraint.parts if isinstance(constraint, Conjunction) else (constraint,)
    return frozenset(fact for part in parts if not isinstance(part, ValueConstraint) for fact in part.facts)


def _bring_nearer(values: dict[str, Value], depending: list[str], constraint: Constraint, space: SearchSpace, budget: Budget) -> None:
    """Move each target as near to the present value as the others allow, until none can move."""
    known = [fact for fact in values if fact in space.facts and fact in depending]
    for _ in range(_MOST_ROUNDS):
        moved = False
        for fact in known:
            declared, now = space.declared[fact], space.facts[fact]
            nearer = nearest(declared, _accepted(fact, constraint, values, space, budget), now, budget)
            if distance(declared, nearer, now) < distance(declared, values[fact], now):
                values[fact] = nearer
                moved = True
        if not moved:
            return


def _accepted(fact: str, constraint: Constraint, values: Mapping[str, Value], space: SearchSpace, budget: Budget) -> Domain:
    """All values of the fact that satisfy the constraint while the others have their target values; its own target is among them."""
    domain, allowed = space.domain(fact), allowed_values(constraint, fact, {**space.facts, **values}, budget)
    if domain is None or allowed is False:
        raise AssertionError(fact, values)
    return domain if allowed is True else domain.meet(allowed)


def allowed_values(constraint: Constraint, fact: str, facts: Facts, budget: Budget) -> Domain | bool:
    """The values of the fact that satisfy the constraint, given the other facts: True for all, False for none. Raises GaveUpError."""
    match constraint:
        case Conjunction(parts=parts):
            return _met([allowed_values(part, fact, facts, budget) for part in parts], budget)
        case Disjunction(parts=parts):
            return _joined([allowed_values(part, fact, facts, budget) for part in parts], facts[fact], budget)
        case _:
            budget.spend()
            return constraint.allowed(fact, facts) if fact in constraint.facts else constraint.is_satisfied_by(facts)


def _met(parts: list[Domain | bool], budget: Budget) -> Domain | bool:
    if False in parts:
        return False
    met: Domain | bool = True
    for part in parts:
        if not isinstance(part, bool):
            budget.spend(1 + part.weight // 8)
            met = part if isinstance(met, bool) else met.meet(part)
    return met


def _joined(parts: list[Domain | bool], value: Value, budget: Budget) -> Domain | bool:
    """The union of the parts; where it cannot be computed, the part that contains the target."""
    if True in parts:
        return True
    joined: Domain | bool = False
    for part in parts:
        if not isinstance(part, bool):
            budget.spend(1 + part.weight // 8)
            both = part if isinstance(joined, bool) else joined.join(part)
            joined = both if both is not None else part if part.has(value) else joined
    return joined


def nearest(fact: Fact, accepted: Domain, now: Value | None, budget: Budget) -> Value:
    """The value of ``accepted``, which is not empty, that is nearest to the present one.

    For an unknown fact the most ordinary one: a bound, the first choice, yes. Raises GaveUpError.
    """
    match accepted:
        case Intervals():
            return accepted.line.from_steps(_nearest_step(accepted, now))
        case ChoiceSets():
            chosen = accepted.nearest(now if isinstance(now, frozenset) else frozenset(), budget, _order(fact))
            if chosen is None:
                raise ValueError(accepted)
            return chosen
        case Discrete(among=among):
            if among is None:
                return _any_text(accepted)
            if len(among) == 1:
                return next(iter(among))
            order = _order(fact)
            return min(among, key=lambda name: (order.get(str(name), 0), name is not True, str(name)))
    assert_never(accepted)


def _order(fact: Fact) -> Mapping[str, int]:
    return {choice.id: position for position, choice in enumerate(fact.choices)}


def distance(fact: Fact, one: Value, other: Value) -> int:
    """The distance of two values of a fact: in steps, or in choices; 0 for any two names."""
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return len(one ^ other)
    line = ORDERED.get(fact.kind)
    return 0 if line is None else abs(line.step_of(one) - line.step_of(other))


def _nearest_step(accepted: Intervals, now: Value | None) -> int:
    ends = [end for interval in accepted.intervals for end in interval]
    if now is None:
        bounds = [end for end in ends if end not in (NEVER, accepted.line.least, accepted.line.most)]
        return (bounds or ends)[0]
    here = accepted.line.step_of(now)
    return here if accepted.has(now) else min(ends, key=lambda end: (abs(end - here), -end))


def _any_text(accepted: Discrete) -> str:
    """Some text that is not excluded; which one does not matter."""
    text = "…"
    while not accepted.has(text):
        text += "…"
    return text
