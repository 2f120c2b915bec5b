"""The smallest sets of facts whose change meets all demands: exact, and bounded in work.

States are tried in the order of how many facts they change and must at least change further. A state that meets every demand is
therefore a smallest set: any smaller one was met before, and what contains a set already found is not followed. An unmet demand on one
fact leaves no choice; only where every unmet demand has alternatives is each of them tried.
"""

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush
from itertools import combinations, count

from guangdong_ai.assessment.near_misses.demands import Demand, Every, Some, Tree
from guangdong_ai.assessment.near_misses.quotient import Quotient
from guangdong_ai.assessment.near_misses.situation import Situation
from guangdong_ai.assessment.near_misses.together import fitting
from guangdong_ai.record import record
from guangdong_ai.rules.domains.domain import Domain, GaveUpError, Work

MOST_WAYS = 30
"""Ways that are found for one measure before the search stops."""


@record
class Way:
    """Facts whose change meets all demands, each with values that do. ``quotients`` tie two of them to each other.

    Of two facts that are tied one value each is picked; of the others any value of the set will do, whatever the others are.
    """

    values: Mapping[str, Domain]
    quotients: tuple[Quotient, ...] = ()


@record
class Found:
    """The smallest sets. ``complete``: there are no others; otherwise the search was cut off, and larger ones may be lacking."""

    ways: tuple[Way, ...]
    complete: bool


def smallest_changes(tree: Tree, situation: Situation, work: Work) -> Found:
    """The ways to meet the demands, which are settled, that change the fewest facts: of no way do fewer of its facts do.

    Where a fact may be left as it is, it is; where the demands are met as things are, the one way changes nothing.
    """
    search = _Search(situation, work)
    try:
        search.run(tree)
    except GaveUpError:
        search.complete = False
    return Found(ways=tuple(search.found.values()), complete=search.complete)


Goals = frozenset[int]
"""Demands by number: those of ``leaves`` from 0, of ``forks`` from -1 downwards."""


@record
class _State:
    """Goals that must be met together, the facts that are to change with the values left to them, and quotients that are to hold."""

    goals: Goals
    chosen: Mapping[str, Domain]
    tied: Goals = frozenset()

    @property
    def facts(self) -> frozenset[str]:
        return frozenset(self.chosen)

    @property
    def key(self) -> object:
        return self.goals, frozenset(self.chosen.items()), self.tied


class _Search:
    def __init__(self, situation: Situation, work: Work) -> None:
        self.situation = situation
        self.work = work
        self.complete = True
        self.found: dict[frozenset[str], Way] = {}
        self.leaves: list[Demand | Quotient] = []
        self.met_now: list[bool] = []
        self.forks: list[tuple[Goals, ...]] = []
        self.seen: set[object] = set()
        self.waiting: list[tuple[int, int, int, _State, list[int]]] = []
        self.order = count()
        self._facts: dict[int, frozenset[str]] = {}

    def run(self, tree: Tree) -> None:
        """Fill ``found``. Raises GaveUpError when the work is used up or there are too many ways."""
        self._wait(_State(goals=self._goals(tree), chosen={}))
        while self.waiting:
            *_, state, unmet = heappop(self.waiting)
            if self._contains_found(state.facts):
                continue
            if not unmet:
                self._keep(state)
            elif unmet[-1] >= 0:
                for following in self._holding(state, unmet[-1]):
                    self._wait(following)
            else:
                fork = min(unmet, key=lambda goal: len(self.forks[~goal]))
                for part in self.forks[~fork]:
                    self._wait(_State(goals=state.goals - {fork} | part, chosen=state.chosen, tied=state.tied))

    def _wait(self, state: _State) -> None:
        """Put the state, with what follows from it without a choice, where it is due: the fewest facts first, of these the farthest on."""
        forced = self._forced(state)
        if forced is None or forced[0].key in self.seen or self._contains_found(forced[0].facts):
            return
        following, unmet = forced
        self.seen.add(following.key)
        at_least = len(following.chosen) + self._at_least_more(following.facts, unmet)
        heappush(self.waiting, (at_least, -len(following.chosen), next(self.order), following, unmet))

    def _forced(self, state: _State) -> tuple[_State, list[int]] | None:
        """The state with every demand met that leaves no choice, and the goals that are still unmet, in order; None: it cannot be met."""
        while True:
            unmet = [goal for goal in sorted(state.goals) if not self._is_met(goal, state)]
            demands = [leaf for goal in unmet if goal >= 0 and isinstance(leaf := self.leaves[goal], Demand)]
            if not demands:
                return state, unmet
            for demand in demands:
                changed = self._changing(state, demand.fact, demand.values)
                if changed is None:
                    return None
                state = changed

    def _at_least_more(self, facts: frozenset[str], unmet: list[int]) -> int:
        """How many further facts must change: unmet goals that have no fact in common with those that change or with each other."""
        self.work.spend(len(unmet))
        more, used = 0, set(facts)
        for goal in sorted(unmet, key=lambda goal: len(self._facts_of(goal))):
            if used.isdisjoint(self._facts_of(goal)):
                used |= self._facts_of(goal)
                more += 1
        return more

    def _facts_of(self, goal: int) -> frozenset[str]:
        if goal not in self._facts:
            if goal < 0:
                inner = (self._facts_of(inner) for part in self.forks[~goal] for inner in part)
                self._facts[goal] = frozenset(fact for facts in inner for fact in facts)
            else:
                leaf = self.leaves[goal]
                self._facts[goal] = frozenset((leaf.fact,)) if isinstance(leaf, Demand) else leaf.facts
        return self._facts[goal]

    def _goals(self, tree: Tree) -> Goals:
        match tree:
            case Every(parts=parts):
                return frozenset(goal for part in parts for goal in self._goals(part))
            case Some(parts=parts):
                self.forks.append(tuple(dict.fromkeys(self._goals(part) for part in parts)))
                return frozenset((~(len(self.forks) - 1),))
            case _:
                self.leaves.append(tree)
                self.met_now.append(tree.is_met_by(self.situation.facts))
                return frozenset((len(self.leaves) - 1,))

    def _contains_found(self, facts: frozenset[str]) -> bool:
        self.work.spend(1 + len(self.found) // 8)
        return any(found <= facts for found in self.found)

    def _is_met(self, goal: int, state: _State) -> bool:
        self.work.spend()
        if goal < 0:
            return any(all(self._is_met(inner, state) for inner in part) for part in self.forks[~goal])
        leaf = self.leaves[goal]
        if isinstance(leaf, Demand):
            chosen = state.chosen.get(leaf.fact)
            if chosen is None:
                return self.met_now[goal]
            self.work.spend((chosen.weight + leaf.values.weight) // 8)
            return chosen.is_within(leaf.values)
        return self.met_now[goal] if leaf.facts.isdisjoint(state.chosen) else goal in state.tied

    def _holding(self, state: _State, goal: int) -> Iterator[_State]:
        """The states in which the quotient is to hold: each choice of its facts that are to change, without which it stays as it is."""
        quotient = self.leaves[goal]
        if not isinstance(quotient, Quotient):
            raise TypeError(quotient)
        staying = sorted(quotient.facts - state.facts)
        for more in (more for size in range(len(staying) + 1) for more in combinations(staying, size)):
            left = quotient.facts - state.facts - set(more)
            if left == quotient.facts or any(fact not in self.situation.facts for fact in left):
                continue
            following: _State | None = state
            for fact in more:
                following = None if following is None else self._changing(following, fact, None)
            if following is not None:
                yield _State(goals=following.goals, chosen=following.chosen, tied=following.tied | {goal})

    def _changing(self, state: _State, fact: str, values: Domain | None) -> _State | None:
        """The state with the fact changed, to one of the values (None: to any); None where it is left with none."""
        left = state.chosen.get(fact) or self.situation.within_reach(fact)
        if left is not None and values is not None:
            self.work.spend(1 + (left.weight + values.weight) // 8)
            left = left.meet(values)
        if left is None or left.is_empty(self.work):
            return None
        return _State(goals=state.goals, chosen={**state.chosen, fact: left}, tied=state.tied)

    def _keep(self, state: _State) -> None:
        if len(self.found) == MOST_WAYS:
            raise GaveUpError
        quotients = [leaf for goal in state.tied if isinstance(leaf := self.leaves[goal], Quotient)]
        try:
            fitted = fitting(state.chosen, quotients, self.situation, self.work)
        except GaveUpError:
            self.complete = False
            return
        if fitted is not None:
            inner = tuple(quotient for quotient in quotients if quotient.facts <= state.facts)
            self.found[state.facts] = Way(values=fitted, quotients=inner)
