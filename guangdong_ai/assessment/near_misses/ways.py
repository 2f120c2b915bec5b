"""The ways to meet the criteria of a measure: smallest sets of facts that have to change, each with what it has to become.

Criteria that share no fact, directly or through others, have nothing to do with each other. So those that are not met are put into groups that
hang together, with the met ones that a change could break; the rest can be left alone. Each group is solved apart, and once for all measures that
ask for the same.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from guangdong_ai.assessment.criteria import CriterionResult
from guangdong_ai.assessment.near_misses.alternatives import OfOneFact, of_one_fact
from guangdong_ai.assessment.near_misses.search_space import SearchSpace
from guangdong_ai.assessment.near_misses.solver import MOST_SOLUTIONS, Solution, smallest_changes
from guangdong_ai.assessment.near_misses.targets import distance, nearest, targets
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.condition import AnyOf, Compare, Condition, Switch, as_answered
from guangdong_ai.rules.constraints import Conjunction, Constraint, RatioConstraint, ValueConstraint, conjunction
from guangdong_ai.rules.domains import Domain
from guangdong_ai.rules.domains.domain import Budget
from guangdong_ai.rules.value import Value

Effort = Literal["answer", "quick", "slow", "hard", "relocation"]

POINTS: Mapping[Effort, int] = {"answer": 1, "quick": 2, "slow": 4, "hard": 8, "relocation": 8}
"""What a change counts when options are compared. An answer that is only not known may already be the right one."""


_WITHIN_REACH: tuple[Effort, ...] = ("quick", "slow")


@record
class Requirement:
    """One fact of an option: its value ``now`` (None: not known), and the ``target``, the nearest value that satisfies the criteria.

    ``accepted``: all values that satisfy them while the other facts of the option have their target values. ``effort`` is ``answer`` where the
    fact is not known: it may have an accepted value already.
    """

    fact: Fact
    now: Value | None
    target: Value
    accepted: Domain
    effort: Effort

    @property
    def is_within_reach(self) -> bool:
        """Whether it is a change that an applicant may well make: nothing unknown, no other place, nothing that takes years."""
        return self.effort in _WITHIN_REACH

    @property
    def has_target(self) -> bool:
        """Whether the target is a value to aim at; for a text that may be any but some it is only an example."""
        return not self.fact.traits.is_identifying or self.accepted.only is not None


Group = tuple[Condition, ...]
"""Conditions that hang together, in the order of the criteria."""


@record(positional=True)
class Way:
    """One of the smallest sets of facts whose change meets the conditions. ``ties``: ratios that must hold between two of them."""

    requirements: tuple[Requirement, ...]
    ties: tuple[RatioConstraint, ...]


@record(positional=True)
class Ways:
    """The ways that were found. ``complete``: there are no others; otherwise the search was cut off."""

    found: tuple[Way, ...]
    complete: bool


class WaysToMeet:
    """The ways of one applicant, found once for each group of conditions."""

    def __init__(self, space: SearchSpace) -> None:
        self.space = space
        self._found: dict[Group, Ways] = {}

    def of(self, group: Group, budget: Budget, on_targets: Budget) -> Ways:
        """The ways to meet all of the conditions. Raises GaveUpError."""
        ways = self._found.get(group)
        if ways is None:
            ways = self._found[group] = self._ways(group, budget, on_targets)
        return ways

    def _ways(self, group: Group, budget: Budget, on_targets: Budget) -> Ways:
        space = self.space
        ways = self._of_single_facts(group[0], budget) if len(group) == 1 else None
        if ways is not None:
            return ways
        constraint = conjunction([space.constraint(condition) for condition in group], budget)
        values = _separate(constraint)
        if values is None:
            constraint = space.simplified(constraint, budget)
            values = _separate(constraint)
        if values is not None:
            return self._without_choice(values, budget)
        solutions = smallest_changes(constraint, space, budget)
        return Ways(tuple([_way(one, constraint, space, on_targets) for one in solutions.found]), solutions.complete)

    def _without_choice(self, constraints: Sequence[ValueConstraint], budget: Budget) -> Ways:
        """The one way where each constraint is on a fact of its own, as most are: what is not satisfied has to change."""
        requirements: list[Requirement] = []
        for one in constraints:
            ways = self._of_fact(one.fact, one.values, one.values, budget)
            if not ways.found:
                return ways
            requirements += ways.found[0].requirements
        return Ways((Way(tuple(requirements), ()),), complete=True)

    def _of_single_facts(self, condition: Condition, budget: Budget) -> Ways | None:
        """The ways that change one fact each, where all do; None where one may take more, or that cannot be told at once."""
        space = self.space
        condition = as_answered(condition, space.given)
        if isinstance(condition, Compare):
            values = space.common.values(condition)
            return self._of_fact(condition.fact, values, values, budget)
        if not isinstance(condition, AnyOf | Switch):
            return None
        alone: dict[Compare, Ways] = {}

        def can_be_met(comparison: Compare) -> bool:
            values = space.common.values(comparison)
            alone[comparison] = self._of_fact(comparison.fact, values, values, budget)
            return bool(alone[comparison].found)

        by_fact: dict[str, list[OfOneFact]] = {}
        for one in of_one_fact(condition, space.facts, can_be_met) or ():
            by_fact.setdefault(one.comparison.fact, []).append(one)
        if not by_fact or len(by_fact) > MOST_SOLUTIONS:
            return None
        found: list[Way] = []
        for fact, several in by_fact.items():
            ways = alone[several[0].comparison] if len(several) == 1 else self._of_either(fact, several, budget)
            if ways is None:
                return None
            found += ways.found
        return Ways(tuple(found), complete=True)

    def _of_either(self, fact: str, several: Sequence[OfOneFact], budget: Budget) -> Ways | None:
        """The way to meet one of several comparisons of the fact; None where their values cannot be united."""
        values: Domain = self.space.common.values(several[0].comparison)
        near = values
        for one in several[1:]:
            joined = self.space.common.values(one.comparison).join(values)
            if joined is None:
                return None
            near, values = joined if one.is_bare else near, joined
        return self._of_fact(fact, near, values, budget)

    def _of_fact(self, fact: str, near: Domain, values: Domain, budget: Budget) -> Ways:
        """The way in which the fact gets one of the values; none where it cannot. The target is one of those ``near``, unless another is nearer."""
        space = self.space
        now = space.facts.get(fact)
        budget.spend()
        if now is not None and values.has(now):
            return Ways((Way((), ()),), complete=True)
        declared, domain = space.declared[fact], space.domain(fact)
        accepted = None if domain is None else domain.meet(values)
        if domain is None or accepted is None or accepted.is_empty(budget):
            return Ways((), complete=True)
        target = nearest(declared, accepted, now, budget)
        if near is not values:
            first = nearest(declared, domain.meet(near), now, budget)
            if now is None or distance(declared, first, now) <= distance(declared, target, now):
                target = first
        return Ways((Way((requirement_for(declared, now, target, accepted),), ()),), complete=True)


def _separate(constraint: Constraint) -> Sequence[ValueConstraint] | None:
    """The constraint as constraints on one fact each, all of which must hold; None where it leaves a choice or ties facts."""
    parts = constraint.parts if isinstance(constraint, Conjunction) else (constraint,)
    values = [part for part in parts if isinstance(part, ValueConstraint)]
    return values if len(values) == len(parts) else None


def requirement_for(fact: Fact, now: Value | None, target: Value, accepted: Domain) -> Requirement:
    """A fixed fact changes only together with the facts it follows from, which takes the most effort."""
    effort: Effort = "answer" if now is None else "hard" if fact.change == "fixed" else fact.change
    return Requirement(fact=fact, now=now, target=target, accepted=accepted, effort=effort)


def groups_to_meet(criteria: Sequence[CriterionResult], derived: Mapping[str, object]) -> list[Group]:
    """The conditions of open criteria, in groups that share no fact, and with each the met ones that share a fact with it."""
    groups: list[tuple[set[str], list[int]]] = []
    met: list[int] = []
    for place, item in enumerate(criteria):
        if item.criterion.when is not None:
            if is_open(item, derived):
                _put(place, item.facts, groups)
            else:
                met.append(place)
    while met:
        touched = {fact for facts, _ in groups for fact in facts}
        concerned = [place for place in met if not touched.isdisjoint(criteria[place].facts)]
        if not concerned:
            break
        for place in concerned:
            _put(place, criteria[place].facts, groups)
            met.remove(place)
    conditions = [item.criterion.when for item in criteria]
    return [tuple([when for place in sorted(places) if (when := conditions[place]) is not None]) for _, places in groups]


def is_open(item: CriterionResult, derived: Mapping[str, object]) -> bool:
    """Whether something may have to change for it: where it is not met, or compares a ``derived`` fact, since it has to hold by the parts of that."""
    return item.outcome in ("not_met", "unknown") or not derived.keys().isdisjoint(item.facts)


def _put(place: int, facts: Collection[str], groups: list[tuple[set[str], list[int]]]) -> None:
    """Put it into the groups, of which it may join several to one."""
    first: tuple[set[str], list[int]] | None = None
    for group in groups[:]:
        if not group[0].isdisjoint(facts):
            if first is None:
                first = group
                group[0].update(facts)
                group[1].append(place)
            else:
                first[0].update(group[0])
                first[1].extend(group[1])
                groups.remove(group)
    if first is None:
        groups.append((set(facts), [place]))


def _way(solution: Solution, constraint: Constraint, space: SearchSpace, budget: Budget) -> Way:
    found = targets(solution, constraint, space, budget)
    ties: tuple[RatioConstraint, ...] = ()
    if solution.ratios:
        at_targets = {**space.facts, **{fact: target.value for fact, target in found.items()}}
        ties = tuple(tie for tie in solution.ratios if tie.is_satisfied_by(at_targets))
    declared, facts = space.declared, space.facts
    return Way(tuple([requirement_for(declared[fact], facts.get(fact), one.value, one.accepted) for fact, one in found.items()]), ties)
