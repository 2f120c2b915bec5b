"""What the criteria of measures demand of facts while they are unknown, and in which ways one applicant can meet the demands.

The compiled form of ``assessment.stacking.one_applicant``: there, the demands of one profile are looked at; here, all that can arise.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from guangdong_ai.assessment.stacking.telling_values import telling_values
from guangdong_ai.batch.expressions.conditions import every, undecided
from guangdong_ai.batch.expressions.not_compilable import NotCompilable
from guangdong_ai.batch.expressions.rule_at import RuleAt
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.record import record
from guangdong_ai.rules.condition import All, Any, Compare, Condition, Not
from guangdong_ai.rules.operators import COMPARISONS
from guangdong_ai.text import Text

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir


@record
class Demand:
    """A comparison that must come out as ``wanted`` for a measure's criterion to be met.

    ``arises``: over each row whether it must; None where it always must: then, where the fact is known and the comparison comes out
    otherwise, the applicant is ineligible for the measure.
    """

    measure: str
    comparison: Compare
    wanted: bool
    arises: "ir.BooleanValue | None"


@record
class Fork:
    """What an applicant can be in one way only. Each way is the set of demands, by their position, that it meets."""

    demands: tuple[Demand, ...]
    ways: tuple[frozenset[int], ...]


def demands_of(
    measure: str, condition: Condition, table: "ibis.Table", facts: Mapping[str, Fact], *, wanted: bool = True
) -> Iterator[Demand]:
    """All demands that a criterion with this condition can make of the applicant."""
    yield from _demands(measure, condition, table, facts, wanted=wanted, arises=())


def _demands(
    measure: str,
    condition: Condition,
    table: "ibis.Table",
    facts: Mapping[str, Fact],
    *,
    wanted: bool,
    arises: tuple["ir.BooleanValue", ...],
) -> Iterator[Demand]:
    match condition:
        case Compare():
            unknown = undecided(condition, table, facts)
            yield Demand(measure=measure, comparison=condition, wanted=wanted, arises=every([*arises, unknown]) if arises else None)
        case Not(part=part):
            yield from _demands(measure, part, table, facts, wanted=not wanted, arises=arises)
        case All(parts=parts) | Any(parts=parts):
            alternatives = isinstance(condition, All) != wanted
            for part in parts:
                others = [~undecided(other, table, facts) for other in parts if other is not part] if alternatives else []
                # Of several open alternatives none is demanded; of one that is left, what it demands. The whole must be open, not met.
                inner = (*arises, undecided(condition, table, facts), *others) if alternatives else arises
                yield from _demands(measure, part, table, facts, wanted=wanted, arises=inner)


def forks_of(demands: Iterable[Demand], facts: Mapping[str, Fact]) -> tuple[Fork, ...]:
    """A fork for each fact of which no single value meets all demands; of its ways only those that no other way outdoes."""
    by_fact: dict[str, list[Demand]] = defaultdict(list)
    for demand in demands:
        by_fact[demand.comparison.fact].append(demand)
    forks = (_fork(facts[fact], tuple(of_fact)) for fact, of_fact in by_fact.items())
    return tuple(fork for fork in forks if len(fork.ways) > 1 or len(fork.ways[0]) < len(fork.demands))


def _fork(fact: Fact, demands: tuple[Demand, ...]) -> Fork:
    values = telling_values(fact.signature, (demand.comparison for demand in demands))
    if not values:
        measures = ", ".join(dict.fromkeys(demand.measure for demand in demands))
        raise NotCompilable(
            Text(f"“{fact.label.zh}”的选项被太多条件引用", f"too many criteria name choices of {fact.id}"),
            RuleAt(declares="measures", id=demands[-1].measure, path=("criteria",), name=measures),
        )
    met = [frozenset(number for number, demand in enumerate(demands) if _is_met(demand, value)) for value in values]
    return Fork(demands=demands, ways=best_ways(met))


def best_ways(ways: Sequence[frozenset[int]]) -> tuple[frozenset[int], ...]:
    """The ways that no other contains, each once."""
    different = list(dict.fromkeys(ways))
    return tuple(way for way in different if not any(way < other for other in different))


def _is_met(demand: Demand, value: object) -> bool:
    return COMPARISONS[demand.comparison.operator](value, demand.comparison.operand) == demand.wanted
