"""Why nothing opens a measure: the criteria that nothing can meet, and the facts that stand in their way."""

from collections.abc import Iterable, Iterator, Mapping

from guangdong_ai.assessment.criteria import CriterionResult
from guangdong_ai.assessment.near_misses.demands import IMPOSSIBLE, Demand, Tree, demands_of
from guangdong_ai.assessment.near_misses.near_miss import Obstacle
from guangdong_ai.assessment.near_misses.quotient import Quotient
from guangdong_ai.assessment.near_misses.settle import settled
from guangdong_ai.assessment.near_misses.situation import Situation
from guangdong_ai.assessment.near_misses.work import Work
from guangdong_ai.rules.reading import Signature


def obstacles(
    criteria: Iterable[CriterionResult], signatures: Mapping[str, Signature], situation: Situation, work: Work
) -> Iterator[Obstacle]:
    """The criteria that cannot be met, each taken by itself. Raises GaveUpError."""
    for item in criteria:
        if item.criterion.when is not None:
            demands = demands_of(item.criterion.when, signatures)
            if settled(demands, situation, work) == IMPOSSIBLE:
                in_the_way = dict.fromkeys(_in_the_way(demands, situation, work))
                facts = tuple(situation.declared[fact] for fact in in_the_way if fact in situation.facts)
                yield Obstacle(criterion=item, facts=facts)


def _in_the_way(demands: Tree, situation: Situation, work: Work) -> Iterator[str]:
    """The facts of the demands that cannot be met."""
    if isinstance(demands, Demand | Quotient):
        if settled(demands, situation, work) == IMPOSSIBLE:
            yield from (demands.fact,) if isinstance(demands, Demand) else (demands.numerator, demands.denominator)
    else:
        for part in demands.parts:
            yield from _in_the_way(part, situation, work)
