"""The solver: the smallest sets of facts whose change satisfies a constraint. A best-first branch and bound, exact, with bounded work.

A node is a set of constraints that must hold together (its goals), and the facts to change with their remaining values. Unit
propagation: a goal on the values of one fact leaves no choice and is applied at once. Branching: only where every unsatisfied goal has
alternatives, each alternative of one of them is tried. Nodes come in the order of the number of facts they change plus those they must still
change (the lower bound), so a node that satisfies every goal is a smallest set: any smaller one came before, and a node with all the facts of
a set already found is cut off.
"""

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush
from itertools import combinations, count

from guangdong_ai.assessment.near_misses.search_space import SearchSpace
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.rules.constraints import Conjunction, Constraint, Disjunction, RatioConstraint, SumConstraint, ValueConstraint
from guangdong_ai.rules.domains import Domain
from guangdong_ai.rules.domains.domain import Budget, GaveUpError

MOST_SOLUTIONS = 30
"""Solutions that are found for one measure before the search stops."""


@record
class Solution:
    """Facts whose change satisfies the constraint, each with values that do. ``ratios`` tie two of them to each other.

    For two facts that are tied one value each is picked; for the others any value will do, independently of each other.
    """

    domains: Mapping[str, Domain]
    ratios: tuple[RatioConstraint, ...] = ()


@record
class Solutions:
    """The smallest sets. ``complete``: there are no others; otherwise the search was cut off, and larger ones may be missing."""

    found: tuple[Solution, ...]
    complete: bool


def smallest_changes(constraint: Constraint, space: SearchSpace, budget: Budget) -> Solutions:
    """The solutions of the simplified constraint that are minimal: no subset of the facts of one is enough.

    A fact that need not change does not; where the constraint is satisfied already, the one solution changes nothing.
    """
    solver = _Solver(space, budget)
    try:
        solver.run(constraint)
    except GaveUpError:
        solver.complete = False
    return Solutions(found=tuple(solver.found.values()), complete=solver.complete)


_Goals = frozenset[int]
"""Constraints by number: those of ``leaves`` from 0, of ``disjunctions`` from -1 downwards."""


@record
class _Node:
    """``applied``: the goals on ratios that must hold."""

    goals: _Goals
    domains: Mapping[str, Domain]
    applied: _Goals = frozenset()

    @property
    def facts(self) -> frozenset[str]:
        return frozenset(self.domains)

    @property
    def key(self) -> object:
        return self.goals, frozenset(self.domains.items()), self.applied


class _Solver:
    def __init__(self, space: SearchSpace, budget: Budget) -> None:
        self.space = space
        self.budget = budget
        self.complete = True
        self.found: dict[frozenset[str], Solution] = {}
        self.leaves: list[ValueConstraint | RatioConstraint] = []
        self.satisfied_now: dict[int, bool] = {}
        self.disjunctions: list[tuple[_Goals, ...]] = []
        self.facts_of: dict[int, frozenset[str]] = {}
        self.seen: set[object] = set()
        self.queue: list[tuple[int, int, int, _Node, list[int]]] = []
        self.order = count()

    def run(self, constraint: Constraint) -> None:
        """Fill ``found``. Raises GaveUpError when the budget is used up or there are too many solutions."""
        self._enqueue(_Node(goals=self._goals(constraint), domains={}))
        while self.queue:
            *_, node, open_goals = heappop(self.queue)
            if self._contains_found(node.facts):
                continue
            if not open_goals:
                self._keep(node)
            elif open_goals[-1] >= 0:
                for child in self._with_ratio(node, open_goals[-1]):
                    self._enqueue(child)
            else:
                branching = min(open_goals, key=lambda goal: len(self.disjunctions[~goal]))
                for alternative in self.disjunctions[~branching]:
                    self._enqueue(replace(node, goals=node.goals - {branching} | alternative))

    def _goals(self, constraint: Constraint) -> _Goals:
        match constraint:
            case Conjunction(parts=parts):
                return frozenset(goal for part in parts for goal in self._goals(part))
            case Disjunction(parts=parts):
                alternatives = tuple(dict.fromkeys(self._goals(part) for part in parts))
                self.disjunctions.append(alternatives)
                goal = ~(len(self.disjunctions) - 1)
                self.satisfied_now[goal] = any(all(self.satisfied_now[inner] for inner in part) for part in alternatives)
            case SumConstraint():  # simplified, it is ways to it
                raise TypeError(constraint)
            case _:
                self.leaves.append(constraint)
                goal = len(self.leaves) - 1
                self.satisfied_now[goal] = constraint.is_satisfied_by(self.space.facts)
        self.facts_of[goal] = constraint.facts
        return frozenset((goal,))

    def _enqueue(self, node: _Node) -> None:
        """Propagate the node and put it into the queue: the smallest lower bound first, then the most facts changed already."""
        propagated = self._propagated(node)
        if propagated is None:
            return
        node, open_goals = propagated
        key = node.key
        if key in self.seen or self._contains_found(node.facts):
            return
        self.seen.add(key)
        heappush(self.queue, (self._lower_bound(node.facts, open_goals), -len(node.domains), next(self.order), node, open_goals))

    def _propagated(self, node: _Node) -> tuple[_Node, list[int]] | None:
        """The node after applying every goal without a choice, and its open goals in order; None where it cannot be satisfied."""
        while True:
            open_goals = [goal for goal in sorted(node.goals) if not self._is_satisfied(goal, node)]
            forced = [leaf for goal in open_goals if goal >= 0 and isinstance(leaf := self.leaves[goal], ValueConstraint)]
            if not forced:
                return node, open_goals
            for constraint in forced:
                changed = self._changing(node, constraint.fact, constraint.values)
                if changed is None:
                    return None
                node = changed

    def _lower_bound(self, facts: frozenset[str], open_goals: list[int]) -> int:
        """The least number of facts that must change: one more for each open goal that shares no fact with them or with another goal."""
        self.budget.spend(len(open_goals))
        used = set(facts)
        least = len(facts)
        for goal in sorted(open_goals, key=lambda goal: len(self.facts_of[goal])):
            if used.isdisjoint(self.facts_of[goal]):
                used |= self.facts_of[goal]
                least += 1
        return least

    def _contains_found(self, facts: frozenset[str]) -> bool:
        self.budget.spend(1 + len(self.found) // 8)
        return any(found <= facts for found in self.found)

    def _is_satisfied(self, goal: int, node: _Node) -> bool:
        self.budget.spend()
        if self.facts_of[goal].isdisjoint(node.domains):
            return self.satisfied_now[goal]
        if goal < 0:
            return any(all(self._is_satisfied(inner, node) for inner in part) for part in self.disjunctions[~goal])
        leaf = self.leaves[goal]
        if isinstance(leaf, RatioConstraint):
            return goal in node.applied
        domain = node.domains[leaf.fact]
        self.budget.spend((domain.weight + leaf.values.weight) // 8)
        return domain.is_within(leaf.values)

    def _with_ratio(self, node: _Node, goal: int) -> Iterator[_Node]:
        """The nodes in which the ratio must hold: one for each way to choose which of its facts change."""
        ratio = self.leaves[goal]
        staying = sorted(ratio.facts - node.facts)
        for changing in (changing for size in range(len(staying) + 1) for changing in combinations(staying, size)):
            left = ratio.facts - node.facts - set(changing)
            if left == ratio.facts or any(fact not in self.space.facts for fact in left):
                continue
            child: _Node | None = node
            for fact in changing:
                child = None if child is None else self._changing(child, fact, None)
            if child is not None:
                yield replace(child, applied=child.applied | {goal})

    def _changing(self, node: _Node, fact: str, values: Domain | None) -> _Node | None:
        """The node in which the fact changes to one of the values (None: any); None where no value is left."""
        domain = node.domains.get(fact) or self.space.domain(fact)
        if domain is not None and values is not None:
            self.budget.spend(1 + (domain.weight + values.weight) // 8)
            domain = domain.meet(values)
        if domain is None or domain.is_empty(self.budget):
            return None
        return replace(node, domains={**node.domains, fact: domain})

    def _keep(self, node: _Node) -> None:
        if len(self.found) == MOST_SOLUTIONS:
            raise GaveUpError
        ratios = [leaf for goal in node.applied if isinstance(leaf := self.leaves[goal], RatioConstraint)]
        domains: Mapping[str, Domain] | None = node.domains
        if ratios:
            from guangdong_ai.assessment.near_misses.ratios import with_ratios

            try:
                domains = with_ratios(node.domains, ratios, self.space.facts, self.budget)
            except GaveUpError:
                self.complete = False
                return
        if domains is not None:
            self.found[node.facts] = Solution(domains=domains, ratios=tuple(ratio for ratio in ratios if ratio.facts <= node.facts))
