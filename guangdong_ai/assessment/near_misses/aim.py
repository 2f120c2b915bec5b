"""What to aim at on a way: for each fact the value nearest to what it is now that will do while the others stand at theirs.

The search finds which facts have to change, and some values that do. Another branch of the rules may be content with less.
"""

from collections.abc import Mapping

from guangdong_ai.assessment.near_misses.demands import Demand, Every, Some, Tree
from guangdong_ai.assessment.near_misses.quotient import Quotient
from guangdong_ai.assessment.near_misses.search import Way
from guangdong_ai.assessment.near_misses.situation import Situation
from guangdong_ai.assessment.near_misses.target import distance, target
from guangdong_ai.assessment.near_misses.value_sets import Values
from guangdong_ai.assessment.near_misses.work import GaveUpError, Work
from guangdong_ai.record import record
from guangdong_ai.rules.value import Facts, Value

_MOST_ROUNDS = 10
"""Two facts that a ratio ties can come nearer in turns for very long."""


@record
class Aim:
    """The ``target``, and all values that will do while the other facts stand at their targets."""

    target: Value
    accepted: Values


def aims(way: Way, tree: Tree, situation: Situation, work: Work) -> Mapping[str, Aim]:
    """An aim for each fact of the way to meet the demands of the settled tree. Raises GaveUpError where not even a target is found.

    Where the work is used up, the values are those that the search found.
    """
    declared, now = situation.declared, situation.facts
    targets = {fact: target(declared[fact], values, now.get(fact), work) for fact, values in way.values.items()}
    accepted = dict(way.values)
    depending = _depending(tree).intersection(targets)
    try:
        _bring_nearer(targets, depending, tree, situation, work)
        accepted |= {fact: _beside(fact, tree, targets, situation, work) for fact in depending}
    except GaveUpError:
        accepted = dict(way.values)
    return {fact: Aim(target=targets[fact], accepted=values) for fact, values in accepted.items()}


def _depending(tree: Tree) -> set[str]:
    """The facts whose values may depend on others. What is demanded of a fact whatever the others are, the search has found already."""
    facts: set[str] = set()
    for part in tree.parts if isinstance(tree, Every) else (tree,):
        if not isinstance(part, Demand):
            facts |= _mentioned(part)
    return facts


def _mentioned(tree: Tree) -> frozenset[str]:
    match tree:
        case Demand(fact=fact):
            return frozenset((fact,))
        case Quotient():
            return tree.facts
        case _:
            return frozenset(fact for part in tree.parts for fact in _mentioned(part))


def _bring_nearer(targets: dict[str, Value], depending: set[str], tree: Tree, situation: Situation, work: Work) -> None:
    """Move each target as near to what the fact is now as the others allow, until none can move."""
    known = [fact for fact in targets if fact in situation.facts and fact in depending]
    for _ in range(_MOST_ROUNDS):
        moved = False
        for fact in known:
            declared, now = situation.declared[fact], situation.facts[fact]
            nearer = target(declared, _beside(fact, tree, targets, situation, work), now, work)
            if distance(declared, nearer, now) < distance(declared, targets[fact], now):
                targets[fact] = nearer
                moved = True
        if not moved:
            return


def _beside(fact: str, tree: Tree, targets: Mapping[str, Value], situation: Situation, work: Work) -> Values:
    """All values of the fact that meet the tree while the others stand at their targets; its own target is among them."""
    reach = situation.within_reach(fact)
    meeting = _meeting(tree, fact, {**situation.facts, **targets}, work)
    if reach is None or meeting is False:
        raise AssertionError(fact, targets)
    return reach if meeting is True else reach.meet(meeting)


def _meeting(tree: Tree, fact: str, facts: Facts, work: Work) -> Values | bool:
    """The values of the fact that meet the tree beside the other facts: True for all, False for none."""
    match tree:
        case Every(parts=parts):
            return _all_of([_meeting(part, fact, facts, work) for part in parts], work)
        case Some(parts=parts):
            return _any_of([_meeting(part, fact, facts, work) for part in parts], facts[fact], work)
        case Quotient():
            work.spend()
            return tree.beside(fact, facts) if fact in tree.facts else tree.is_met_by(facts)
        case _:
            work.spend()
            return tree.values if tree.fact == fact else tree.is_met_by(facts)


def _all_of(parts: list[Values | bool], work: Work) -> Values | bool:
    if False in parts:
        return False
    met: Values | bool = True
    for part in parts:
        if not isinstance(part, bool):
            work.spend(1 + part.weight // 8)
            met = part if isinstance(met, bool) else met.meet(part)
    return met


def _any_of(parts: list[Values | bool], aimed: Value, work: Work) -> Values | bool:
    """Where the values of several parts cannot be joined, those of the part that the target is in."""
    if True in parts:
        return True
    joined: Values | bool = False
    for part in parts:
        if not isinstance(part, bool):
            work.spend(1 + part.weight // 8)
            both = part if isinstance(joined, bool) else joined.join(part)
            joined = both if both is not None else part if part.has(aimed) else joined
    return joined
