"""Demands with everything settled that no change can touch. What is left is what a search has to decide."""

from guangdong_ai.assessment.near_misses.demands import IMPOSSIBLE, MET, Demand, Every, Some, Tree, every, some
from guangdong_ai.assessment.near_misses.quotient import Quotient
from guangdong_ai.assessment.near_misses.situation import Situation
from guangdong_ai.assessment.near_misses.work import Work


def settled(tree: Tree, situation: Situation, work: Work) -> Tree:
    """The same demands, in terms of the facts that can change and the values they can come to. Raises GaveUpError."""
    work.spend()
    match tree:
        case Demand():
            return _settled_demand(tree, situation, work)
        case Quotient():
            return _settled_quotient(tree, situation, work)
        case Every(parts=parts):
            return every([settled(part, situation, work) for part in parts], work)
        case Some(parts=parts):
            return some([settled(part, situation, work) for part in parts], work)


def _settled_demand(demand: Demand, situation: Situation, work: Work) -> Tree:
    reach, met = situation.within_reach(demand.fact), demand.is_met_by(situation.facts)
    if reach is None:
        return MET if met else IMPOSSIBLE
    if met:
        return MET if reach.is_within(demand.values) else demand
    return IMPOSSIBLE if reach.meet(demand.values).is_empty(work) else demand


def _settled_quotient(quotient: Quotient, situation: Situation, work: Work) -> Tree:
    """With one side that stays as it is, it is a demand on the other side."""
    changing = [fact for fact in quotient.facts if situation.within_reach(fact) is not None]
    if not changing:
        return MET if quotient.is_met_by(situation.facts) else IMPOSSIBLE
    if len(changing) == len(quotient.facts):
        return quotient
    (fact,) = changing
    return _settled_demand(Demand(fact=fact, values=quotient.beside(fact, situation.facts)), situation, work)
