"""What to aim at on a way: for each fact the value nearest to what it is now that will do while the others stand at theirs.

The search finds which facts have to change, and some values that do. Another branch of the rules may be content with less.
"""

from collections.abc import Mapping

from guangdong_ai.assessment.near_misses.demands import Demand, Every, Some, Tree
from guangdong_ai.assessment.near_misses.quotient import Quotient
from guangdong_ai.assessment.near_misses.search import Way
from guangdong_ai.assessment.near_misses.situation import Situation
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.record import record
from guangdong_ai.rules.domains.choice_sets import ChoiceSets
from guangdong_ai.rules.domains.discrete import Discrete
from guangdong_ai.rules.domains.domain import Domain, GaveUpError, Work
from guangdong_ai.rules.domains.intervals import Intervals
from guangdong_ai.rules.kinds import ORDERED
from guangdong_ai.rules.value import NEVER, Facts, Value

_MOST_ROUNDS = 10
"""Two facts that a ratio ties can come nearer in turns for very long."""


@record
class Aim:
    """The ``target``, and all values that will do while the other facts stand at their targets."""

    target: Value
    accepted: Domain


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


def _beside(fact: str, tree: Tree, targets: Mapping[str, Value], situation: Situation, work: Work) -> Domain:
    """All values of the fact that meet the tree while the others stand at their targets; its own target is among them."""
    reach = situation.within_reach(fact)
    meeting = _meeting(tree, fact, {**situation.facts, **targets}, work)
    if reach is None or meeting is False:
        raise AssertionError(fact, targets)
    return reach if meeting is True else reach.meet(meeting)


def _meeting(tree: Tree, fact: str, facts: Facts, work: Work) -> Domain | bool:
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


def _all_of(parts: list[Domain | bool], work: Work) -> Domain | bool:
    if False in parts:
        return False
    met: Domain | bool = True
    for part in parts:
        if not isinstance(part, bool):
            work.spend(1 + part.weight // 8)
            met = part if isinstance(met, bool) else met.meet(part)
    return met


def _any_of(parts: list[Domain | bool], aimed: Value, work: Work) -> Domain | bool:
    """Where the values of several parts cannot be joined, those of the part that the target is in."""
    if True in parts:
        return True
    joined: Domain | bool = False
    for part in parts:
        if not isinstance(part, bool):
            work.spend(1 + part.weight // 8)
            both = part if isinstance(joined, bool) else joined.join(part)
            joined = both if both is not None else part if part.has(aimed) else joined
    return joined


def target(fact: Fact, accepted: Domain, now: Value | None, work: Work) -> Value:
    """A value of ``accepted``, which is not empty. Of a fact that is not known the most ordinary: a bound, the first choice, yes.

    Raises GaveUpError.
    """
    match accepted:
        case Intervals():
            return accepted.line.from_steps(_step(accepted, now))
        case ChoiceSets():
            chosen = now if isinstance(now, frozenset) else frozenset()
            nearest = accepted.nearest(chosen, work, _order(fact))
            if nearest is None:
                raise ValueError(accepted)
            return nearest
        case Discrete(among=None):
            return _another(accepted)
        case Discrete(among=among) if among is not None:
            return min(among, key=lambda name: (_order(fact).get(str(name), 0), name is not True, str(name)))
    raise TypeError(accepted)


def distance(fact: Fact, one: Value, other: Value) -> int:
    """How far two values of a fact are apart: in steps, in choices; names are not far from each other."""
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return len(one ^ other)
    line = ORDERED.get(fact.kind)
    return 0 if line is None else abs(line.step_of(one) - line.step_of(other))


def _order(fact: Fact) -> Mapping[str, int]:
    return {choice.id: position for position, choice in enumerate(fact.choices)}


def _step(accepted: Intervals, now: Value | None) -> int:
    ends = [end for interval in accepted.intervals for end in interval]
    if now is None:
        bounds = [end for end in ends if end not in (NEVER, accepted.line.least, accepted.line.most)]
        return (bounds or ends)[0]
    here = accepted.line.step_of(now)
    return here if accepted.has(now) else min(ends, key=lambda end: (abs(end - here), -end))


def _another(accepted: Discrete) -> str:
    """Some text; which one does not matter as long as it is none of those that are excluded."""
    text = "…"
    while not accepted.has(text):
        text += "…"
    return text
