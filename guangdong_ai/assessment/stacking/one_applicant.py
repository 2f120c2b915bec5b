"""What one applicant can be: measures whose criteria ask of a fact what no value of it can be cannot be had together."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.assessment.stacking.fork import Fork
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.record import record
from guangdong_ai.rules.condition import All, Any, Compare, Not
from guangdong_ai.rules.evaluate import Outcome
from guangdong_ai.rules.operators import OPERATORS, representatives


@record
class Demand:
    """A comparison that must still come out true (or, without ``wanted``, false) for a criterion to be met."""

    comparison: Compare
    wanted: bool


def forks_of_facts(results: Sequence[MeasureResult], declared: Mapping[str, Fact]) -> Iterator[Fork]:
    """The forks that facts put between the measures: those that are not known, in the order in which criteria name them.

    What they keep apart no applicant can have together. What they leave together one may still be unable to have: each fact is looked at
    alone, and ratios, and alternatives of which several are open, are left out.
    """
    demanded: dict[str, dict[str, list[Demand]]] = defaultdict(lambda: defaultdict(list))
    for result in results:
        for item in result.criteria:
            if item.outcome == "unknown" and item.evaluated is not None:
                for demand in demands_of(item.evaluated):
                    demanded[demand.comparison.fact][result.measure.id].append(demand)
    for fact_id, by_measure in demanded.items():
        fact = declared[fact_id]
        values = representatives(fact.signature, (demand.comparison for demands in by_measure.values() for demand in demands))
        ways = {
            measure: sum(1 << bit for bit, value in enumerate(values) if all(_is_met(demand, value) for demand in demands))
            for measure, demands in by_measure.items()
        }
        fork = Fork(reason=fact, ways=ways)
        if values and fork.ways_of(ways) == 0:
            yield fork


def demands_of(outcome: Outcome, *, wanted: bool = True) -> Iterator[Demand]:
    """What an unknown condition still demands to become true, or (not ``wanted``) false. Of several open alternatives it is none."""
    if outcome.truth is not None:
        return
    match outcome.condition:
        case Compare() as comparison:
            yield Demand(comparison=comparison, wanted=wanted)
        case Not():
            yield from demands_of(outcome.parts[0], wanted=not wanted)
        case All() | Any() as group:
            still_open = [part for part in outcome.parts if part.truth is None]
            if isinstance(group, All) == wanted or len(still_open) == 1:
                for part in still_open:
                    yield from demands_of(part, wanted=wanted)


def _is_met(demand: Demand, value: object) -> bool:
    return OPERATORS[demand.comparison.operator].holds(value, demand.comparison.operand) == demand.wanted
