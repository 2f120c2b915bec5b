"""The search space: the domain of each fact, and constraints simplified to what can still change.

The facts are the variables. An unknown one can have any value; a known one can change as the catalogue says.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from guangdong_ai.assessment.can_change import can_change
from guangdong_ai.assessment.near_misses.implied_values import Chains, ImpliedValues
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.implied_facts import Follows
from guangdong_ai.foundation.record import replace
from guangdong_ai.rules.condition import Compare, Condition, as_answered
from guangdong_ai.rules.constraints import (
    SATISFIED,
    UNSATISFIABLE,
    Conjunction,
    Constraint,
    Disjunction,
    RatioConstraint,
    SumConstraint,
    ValueConstraint,
    conjunction,
    constraint_of,
    disjunction,
)
from guangdong_ai.rules.context import Signature
from guangdong_ai.rules.domains import Domain
from guangdong_ai.rules.domains.domain import Budget
from guangdong_ai.rules.operators import solution
from guangdong_ai.rules.value import Facts, Value

_NOTHING: Facts = {}


class CommonSpace:
    """What the search spaces of all applicants have in common on a day, found out when it is asked for. ``place_of``: where each fact stands in the catalogue."""

    def __init__(self, declared: Mapping[str, Fact], as_of: date, follows: Sequence[Follows] = ()) -> None:
        self.declared = declared
        self.as_of = as_of
        self.place_of = {fact: place for place, fact in enumerate(declared)}
        self.chains = Chains(follows)
        self._signatures = _Signatures(declared)
        self._constraints: dict[Condition, Constraint] = {}
        self._values: dict[Compare, Domain] = {}
        self._every_value: dict[str, Domain] = {}

    def values(self, comparison: Compare) -> Domain:
        """The values of its fact that make the comparison true."""
        values = self._values.get(comparison)
        if values is None:
            signature = self._signatures[comparison.fact]
            values = self._values[comparison] = solution(signature, comparison.operator, comparison.operand, holds=True)
        return values

    def constraint(self, condition: Condition) -> Constraint:
        """What makes a condition true that has no derived comparisons. Measures have many a condition in common, which is looked at once."""
        constraint = self._constraints.get(condition)
        if constraint is None:
            constraint = self._constraints[condition] = constraint_of(condition, self._signatures)
        return constraint

    def domain(self, fact: str, now: Value | None) -> Domain | None:
        """The values that the fact may have or change to, ``now`` being what it is; None: it cannot change."""
        declared = self.declared[fact]
        if now is not None:
            if not can_change(declared, now, self.as_of):
                return None
            if (to_come := declared.traits.to_come(self.as_of)) is not None:  # a known year or day can only change to one from that day on
                return to_come
        every = self._every_value.get(fact)
        if every is None:  # that none of the choices applies only follows from other answers
            every = self._every_value[fact] = declared.traits.domain(replace(self._signatures[fact], may_be_none=False))
        return every


class SearchSpace:
    """The facts of an applicant, and the values they can change to.

    ``given``: the facts that were answered. Where a condition compares a derived fact that is not among them, its parts have to change.
    """

    def __init__(self, facts: Facts, common: CommonSpace, given: Facts = _NOTHING) -> None:
        self.facts = facts
        self.common = common
        self.declared = common.declared
        self.as_of = common.as_of
        self.implied = ImpliedValues(given, common.chains)
        self.given = given
        self._simple: dict[Constraint, Constraint] = {}
        self._domains: dict[str, Domain | None] = {}

    def domain(self, fact: str) -> Domain | None:
        """The values that the fact may have or change to; None: it cannot change."""
        if fact not in self._domains:
            self._domains[fact] = self.common.domain(fact, self.facts.get(fact))
        return self._domains[fact]

    def constraint(self, condition: Condition) -> Constraint:
        """What makes the condition true."""
        return self.common.constraint(as_answered(condition, self.given))

    def simplified(self, constraint: Constraint, budget: Budget) -> Constraint:
        """An equivalent constraint over facts that can change: SATISFIED or UNSATISFIABLE where it does not depend on any.

        Raises GaveUpError.
        """
        budget.spend()
        simple = self._simple.get(constraint)
        if simple is None:
            match constraint:
                case Conjunction(parts=parts):
                    simple = conjunction([self.simplified(part, budget) for part in parts], budget)
                case Disjunction(parts=parts):
                    simple = disjunction([self.simplified(part, budget) for part in parts], budget)
                case SumConstraint():
                    simple = self.simplified(self._ways_to_the_sum(constraint), budget)
                case ValueConstraint():
                    simple = self._simplified_value(constraint, budget)
                case _:
                    simple = self._simplified_ratio(constraint, budget)
            self._simple[constraint] = simple
        return simple

    def _ways_to_the_sum(self, constraint: SumConstraint) -> Constraint:
        """One of its facts changes enough while the others do not work against it; where more than one is not known, the sum itself is answered."""
        satisfied = constraint.is_satisfied_by(self.facts)
        unknown = [fact for fact in constraint.facts if fact not in self.facts]
        if len(unknown) > 1 and not satisfied:
            return constraint.whole
        changing = [fact for fact in (*constraint.above, *constraint.below) if self.domain(fact) is not None]
        if satisfied:
            changing = [fact for fact in changing if fact in self.facts]
            if not changing:
                return SATISFIED
        ways = []
        for fact in changing:
            others = (constraint.stays(other, self.facts) for other in changing if other != fact)
            enough = ValueConstraint(fact=fact, values=constraint.allowed(fact, self.facts))
            ways.append(Conjunction(parts=(enough, *(one for one in others if one is not None))))
        together = None if satisfied else constraint.jointly(changing, self.facts)
        if together is not None:
            stay = (constraint.stays(fact, self.facts) for fact in changing if fact not in together.facts)
            ways.append(Conjunction(parts=(together, *(one for one in stay if one is not None))))
        return Disjunction(parts=tuple(ways))

    def _simplified_value(self, constraint: ValueConstraint, budget: Budget) -> Constraint:
        satisfied, domain = constraint.is_satisfied_by(self.facts), self.domain(constraint.fact)
        if domain is None or (domain.is_within(constraint.values) if satisfied else domain.meet(constraint.values).is_empty(budget)):
            return SATISFIED if satisfied else UNSATISFIABLE
        return constraint

    def _simplified_ratio(self, constraint: RatioConstraint, budget: Budget) -> Constraint:
        """A ratio with one side that cannot change becomes a constraint on the values of the other."""
        satisfied = constraint.is_satisfied_by(self.facts)
        changing = [fact for fact in constraint.facts if self.domain(fact) is not None]
        if len(changing) == 2:
            return constraint
        for fact in changing:
            domain, allowed = self.domain(fact), constraint.allowed(fact, self.facts)
            if domain is not None and not (domain.is_within(allowed) if satisfied else domain.meet(allowed).is_empty(budget)):
                return ValueConstraint(fact=fact, values=allowed)
        return SATISFIED if satisfied else UNSATISFIABLE


def search_space(assessment: AssessmentResult) -> SearchSpace:
    """The search space of an applicant on the day of the assessment."""
    return SearchSpace(assessment.known, _common(assessment.catalogue, assessment.as_of), assessment.profile.facts)


@lru_cache(maxsize=4)
def _common(catalogue: Catalogue, as_of: date) -> CommonSpace:
    return CommonSpace(catalogue.facts, as_of, catalogue.follows)


class _Signatures(dict[str, Signature]):
    """What rules may assume of each fact, found out when it is asked for."""

    def __init__(self, declared: Mapping[str, Fact]) -> None:
        super().__init__()
        self._declared = declared

    def __missing__(self, fact: str) -> Signature:
        signature = self[fact] = self._declared[fact].signature
        return signature
