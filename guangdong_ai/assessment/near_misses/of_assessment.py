"""The near misses of an assessment, in the order in which they are worth looking at; and why nothing opens some measures."""

from collections.abc import Iterable, Iterator, Mapping

from guangdong_ai.assessment.criteria import CriterionResult
from guangdong_ai.assessment.near_misses.demands import IMPOSSIBLE, Demand, Tree, demands_of, every, settled
from guangdong_ai.assessment.near_misses.near_miss import NearMiss, Obstacle
from guangdong_ai.assessment.near_misses.opening import Sought, opening
from guangdong_ai.assessment.near_misses.quotient import Quotient
from guangdong_ai.assessment.near_misses.search import smallest_changes
from guangdong_ai.assessment.near_misses.situation import Situation
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.rules.domains.domain import GaveUpError, Work
from guangdong_ai.rules.reading import Signature

MOST_WORK = 150_000
"""What is done for one measure before the search stops: some tenths of a second."""
_MEASURES_OF_MOST_WORK = 2
"""For all measures together only as much is done as so many of the hardest need. Those of the bundled catalogue need very little."""
_MOST_AIMING = 20_000
"""What may be done to bring the targets of a measure nearer, however much finding its ways took."""


def near_misses(assessment: AssessmentResult, most_work: int = MOST_WORK) -> tuple[NearMiss, ...]:
    """All measures that are neither eligible nor conditional, unless their document is over.

    The best money for effort comes first; what has a closed window comes after the others, then what takes another place, and last what
    nothing opens.
    """
    situation = Situation(assessment.known, assessment.catalogue.facts, assessment.as_of)
    left = _MEASURES_OF_MOST_WORK * most_work
    misses = []
    for result in assessment.measures:
        if result.eligibility in ("ineligible", "undetermined") and not result.window.over:
            work = Work(min(most_work, left))
            left -= work.left
            misses.append(_near_miss(result, assessment, situation, work))
            left += max(work.left, 0)
    return tuple(sorted(misses, key=_rank))


def _rank(miss: NearMiss) -> tuple[bool, bool, bool, float, int]:
    best = miss.openings[0] if miss.openings else None
    money, effort = (0.0, 0) if best is None else (best.money / best.effort, best.effort)
    return best is None, best is not None and best.relocates, miss.result.window.state == "closed", -money, effort


def _near_miss(result: MeasureResult, assessment: AssessmentResult, situation: Situation, work: Work) -> NearMiss:
    """Of one measure. A rule that is nested more deeply than Python can follow is one that was given up."""
    computed = [item for item in result.criteria if item.criterion.when is not None]
    signatures = {fact: situation.signature(fact) for item in computed for fact in item.facts}
    try:
        demands = [demands_of(item.criterion.when, signatures) for item in computed if item.criterion.when is not None]
        tree = settled(every(demands, work), situation, work)
        found = smallest_changes(tree, situation, work)
        sought = Sought(
            result=result,
            demands=tree,
            situation=situation,
            tables=assessment.catalogue.tables,
            given=assessment.profile.facts,
            follows=assessment.catalogue.follows,
        )
        aiming = Work(_MOST_AIMING)
        openings = [opening(way, sought, aiming) for way in found.ways]
        openings.sort(key=lambda opening: (opening.relocates, -opening.money / opening.effort, opening.effort))
        in_the_way = () if openings or not found.complete else tuple(obstacles(computed, signatures, situation, aiming))
    except (GaveUpError, RecursionError):
        return NearMiss(result=result, openings=(), complete=False)
    return NearMiss(result=result, openings=tuple(openings), complete=found.complete, obstacles=in_the_way)


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
