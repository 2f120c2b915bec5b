"""What a condition demands of the facts: the condition without ``not``, as sets of values, quotients, "every" and "some".

A demand is met when its fact is known and its value is in the set; so whatever is unknown is not met, as Kleene's logic has it, on both
sides of a ``not``. Settled demands are what is left for a search to decide: no change can touch the rest.
"""

from collections.abc import Iterator, Mapping, Sequence

from guangdong_ai.assessment.near_misses.quotient import Quotient, quotients_where
from guangdong_ai.assessment.near_misses.situation import Situation
from guangdong_ai.record import record
from guangdong_ai.rules.condition import All, Any, Compare, Condition, Not, Ratio
from guangdong_ai.rules.domains.domain import Domain, Work
from guangdong_ai.rules.operators import solution
from guangdong_ai.rules.reading import Signature
from guangdong_ai.rules.value import Facts


@record
class Demand:
    """The fact must have one of the values."""

    fact: str
    values: Domain

    def is_met_by(self, facts: Facts) -> bool:
        """Whether these facts meet it."""
        value = facts.get(self.fact)
        return value is not None and self.values.has(value)


@record
class Every:
    """All parts must be met. Without parts it is met."""

    parts: tuple["Tree", ...]


@record
class Some:
    """One part must be met. Without parts it cannot be."""

    parts: tuple["Tree", ...]


Tree = Demand | Quotient | Every | Some

MET, IMPOSSIBLE = Every(parts=()), Some(parts=())


def demands_of(condition: Condition, declared: Mapping[str, Signature], *, wanted: bool = True) -> Tree:
    """What must be met for the condition to be true, or (not ``wanted``) to be false."""
    match condition:
        case Compare(fact=fact, operator=operator, operand=operand):
            return Demand(fact=fact, values=solution(declared[fact], operator, operand, holds=wanted))
        case Ratio(numerator=numerator, denominator=denominator):
            return Some(parts=quotients_where(condition, declared[numerator].kind, declared[denominator].kind, holds=wanted))
        case All(parts=parts):
            demands = tuple(demands_of(part, declared, wanted=wanted) for part in parts)
            return Every(parts=demands) if wanted else Some(parts=demands)
        case Any(parts=parts):
            demands = tuple(demands_of(part, declared, wanted=wanted) for part in parts)
            return Some(parts=demands) if wanted else Every(parts=demands)
        case Not(part=part):
            return demands_of(part, declared, wanted=not wanted)
    raise TypeError(condition)


def every(parts: Sequence[Tree], work: Work) -> Tree:
    """All of the parts as one, the simplest way: the demands on one fact become one. Raises GaveUpError."""
    flat = list(_flat(parts, Every))
    merged: dict[str, Domain] = {}
    for part in flat:
        if isinstance(part, Demand):
            merged[part.fact] = part.values.meet(merged[part.fact]) if part.fact in merged else part.values
    if any(values.is_empty(work) for values in merged.values()) or IMPOSSIBLE in flat:
        return IMPOSSIBLE
    demands = [Demand(fact=fact, values=values) for fact, values in merged.items()]
    others = [part for part in flat if not isinstance(part, Demand)]
    return _one_or(tuple(dict.fromkeys([*demands, *others])), Every)


def some(parts: Sequence[Tree], work: Work) -> Tree:
    """Some of the parts as one, the simplest way: alternatives for one fact become one. Raises GaveUpError."""
    flat = list(_flat(parts, Some))
    merged: dict[str, Domain] = {}
    others: list[Tree] = []
    for part in flat:
        if not isinstance(part, Demand):
            others.append(part)
        elif part.fact not in merged:
            merged[part.fact] = part.values
        else:
            joined = part.values.join(merged[part.fact])
            if joined is None:
                others.append(part)
            else:
                merged[part.fact] = joined
    if MET in flat:
        return MET
    demands = [Demand(fact=fact, values=values) for fact, values in merged.items() if not values.is_empty(work)]
    return _one_or(tuple(dict.fromkeys([*demands, *others])), Some)


def _flat(parts: Sequence[Tree], group: type[Every] | type[Some]) -> Iterator[Tree]:
    """The parts, with those of inner groups of the same sort in place of the groups."""
    for part in parts:
        if isinstance(part, group):
            yield from _flat(part.parts, group)
        else:
            yield part


def _one_or(parts: tuple[Tree, ...], group: type[Every] | type[Some]) -> Tree:
    return parts[0] if len(parts) == 1 else group(parts=parts)


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
