"""The stacking rules as expressions: what criteria require of one applicant, what cannot be had together, and the best total that can.

The compiled form of ``assessment.stacking``: there, one profile is looked at; here, all that can arise.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, assert_never

from guangdong_ai.batch.compile.caps import CompiledCap, capped_sum
from guangdong_ai.batch.compile.conditions import every, some, undecided
from guangdong_ai.batch.compile.not_compilable import NotCompilable, RuleAt
from guangdong_ai.batch.compile.whole_numbers import Whole, greatest, total, where
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.condition import AllOf, AnyOf, Compare, Condition, Derived, Not, Ratio, SumComparison, Switch
from guangdong_ai.rules.operators import OPERATORS, representatives

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir


@record
class RequiredComparison:
    """A comparison that must come out as ``wanted`` for a measure's criterion to be met.

    ``arises``: over each row whether it must; None where it always must: then, where the fact is known and the comparison comes out
    otherwise, the applicant is ineligible for the measure.
    """

    measure: str
    comparison: Compare
    wanted: bool
    arises: "ir.BooleanValue | None"


@record
class Alternatives:
    """What an applicant can be in one way only. Each way is the set of requirements, by their position, that it meets."""

    requirements: tuple[RequiredComparison, ...]
    ways: tuple[frozenset[int], ...]


def requirements_of(
    measure: str, condition: Condition, table: "ibis.Table", facts: Mapping[str, Fact], *, wanted: bool = True
) -> Iterator[RequiredComparison]:
    """All requirements that a criterion with this condition can make of the applicant."""
    yield from _requirements(measure, condition, table, facts, wanted=wanted, arises=())


def _requirements(
    measure: str,
    condition: Condition,
    table: "ibis.Table",
    facts: Mapping[str, Fact],
    *,
    wanted: bool,
    arises: tuple["ir.BooleanValue", ...],
) -> Iterator[RequiredComparison]:
    match condition:
        case Compare():
            unknown = undecided(condition, table, facts)
            yield RequiredComparison(
                measure=measure, comparison=condition, wanted=wanted, arises=every([*arises, unknown]) if arises else None
            )
        case Not(part=part):
            yield from _requirements(measure, part, table, facts, wanted=not wanted, arises=arises)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            alternatives = isinstance(condition, AllOf) != wanted
            for part in parts:
                others = [~undecided(other, table, facts) for other in parts if other is not part] if alternatives else []
                # Of several open alternatives none is required; of one that is left, what it requires. The whole must be open, not met.
                inner = (*arises, undecided(condition, table, facts), *others) if alternatives else arises
                yield from _requirements(measure, part, table, facts, wanted=wanted, arises=inner)
        case Derived(given=given):
            still = every([*arises, undecided(condition, table, facts)])
            yield RequiredComparison(measure=measure, comparison=given, wanted=wanted, arises=still)
        case Ratio() | SumComparison() | Switch():
            pass  # of several facts: it leaves every value of each
        case _:
            assert_never(condition)


def alternatives_of(requirements: Iterable[RequiredComparison], facts: Mapping[str, Fact]) -> tuple[Alternatives, ...]:
    """Alternatives for each fact of which no single value meets all requirements; of its ways only those that no other way outdoes."""
    by_fact: dict[str, list[RequiredComparison]] = defaultdict(list)
    for requirement in requirements:
        by_fact[requirement.comparison.fact].append(requirement)
    alternatives = (_alternatives(facts[fact], tuple(of_fact)) for fact, of_fact in by_fact.items())
    return tuple(
        alternative for alternative in alternatives if len(alternative.ways) > 1 or len(alternative.ways[0]) < len(alternative.requirements)
    )


def _alternatives(fact: Fact, requirements: tuple[RequiredComparison, ...]) -> Alternatives:
    values = representatives(fact.signature, (requirement.comparison for requirement in requirements))
    if not values:
        measures = ", ".join(dict.fromkeys(requirement.measure for requirement in requirements))
        raise NotCompilable(
            Text("“{0}”的选项被太多条件引用", "too many criteria name choices of {1}").format(fact.label, fact.id),
            RuleAt(declares="measures", id=requirements[-1].measure, path=("criteria",), name=measures),
        )
    met = [frozenset(number for number, requirement in enumerate(requirements) if _is_met(requirement, value)) for value in values]
    return Alternatives(requirements=requirements, ways=best_ways(met))


def best_ways(ways: Sequence[frozenset[int]]) -> tuple[frozenset[int], ...]:
    """The ways that no other contains, each once."""
    different = list(dict.fromkeys(ways))
    return tuple(way for way in different if not any(way < other for other in different))


def _is_met(requirement: RequiredComparison, value: object) -> bool:
    return OPERATORS[requirement.comparison.operator].holds(value, requirement.comparison.operand) == requirement.wanted


MOST_BRANCHES = 2_000
"""Beyond so many the expression would be larger than any engine likes."""


@record
class CompiledExclusion:
    """A mutual exclusion, seen from its measures: for each way, where each measure is on it. False: nowhere; True: everywhere."""

    ways: tuple[Mapping[str, "ir.BooleanValue | bool"], ...]
    measures: frozenset[str]


def exclusions_of_rules(rules: Sequence[StackingRule], measures: Sequence[str]) -> tuple[CompiledExclusion, ...]:
    """An exclusion for each group of measures of which a rule lets one count."""
    groups = [group for rule in rules for group in ((rule.measures,) if rule.form == "exclusive" else rule.pairs)]
    present = [[name for name in group if name in measures] for group in groups]
    return tuple(
        CompiledExclusion(ways=tuple({name: name == one for name in group} for one in group), measures=frozenset(group))
        for group in present
        if len(group) > 1
    )


def exclusions_of_facts(alternatives: Sequence[Alternatives]) -> tuple[CompiledExclusion, ...]:
    """An exclusion for the alternatives that each fact makes."""
    return tuple(
        CompiledExclusion(
            ways=tuple(_on_way(alternative.requirements, way) for way in alternative.ways),
            measures=frozenset(requirement.measure for requirement in alternative.requirements),
        )
        for alternative in alternatives
    )


def _on_way(requirements: Sequence[RequiredComparison], way: frozenset[int]) -> dict[str, "ir.BooleanValue | bool"]:
    """Which measure is on the way: everywhere but where a requirement arises that the way does not meet."""
    unmet: dict[str, list[RequiredComparison]] = {requirement.measure: [] for requirement in requirements}
    for number, requirement in enumerate(requirements):
        if number not in way:
            unmet[requirement.measure].append(requirement)
    on_way: dict[str, ir.BooleanValue | bool] = {}
    for measure, failing in unmet.items():
        arising = [requirement.arises for requirement in failing]
        if any(one is None for one in arising):
            on_way[measure] = False
        else:
            on_way[measure] = ~some([one for one in arising if one is not None]) if arising else True
    return on_way


def best_total(amounts: Mapping[str, Whole], exclusions: Sequence[CompiledExclusion], caps: Sequence[CompiledCap]) -> Whole:
    """The most that measures with these amounts bring together; of ``caps`` each comes after those nested in it. Raises NotCompilable where there are too many ways to go."""
    return _BestTotal(caps).best(_more_than_nothing(amounts), exclusions)


class _BestTotal:
    def __init__(self, caps: Sequence[CompiledCap]) -> None:
        self.caps = caps
        self.branches = 0

    def best(self, amounts: Mapping[str, Whole], exclusions: Sequence[CompiledExclusion]) -> Whole:
        relevant = [exclusion for exclusion in (_among(exclusion, amounts) for exclusion in exclusions) if exclusion is not None]
        return total([self._best_of_group(group, relevant) for group in self._groups(amounts, relevant)])

    def _best_of_group(self, amounts: Mapping[str, Whole], exclusions: Sequence[CompiledExclusion]) -> Whole:
        here = [exclusion for exclusion in exclusions if exclusion.measures & amounts.keys()]
        if not here:
            return capped_sum(amounts, self.caps)
        widest = max(here, key=lambda exclusion: len(exclusion.measures))
        others = [exclusion for exclusion in here if exclusion is not widest]
        options: list[Whole] = []
        for way in widest.ways:
            self.branches += 1
            if self.branches > MOST_BRANCHES:
                among = [name for name in amounts if name in widest.measures]
                raise NotCompilable(
                    Text("条件或规则互相排斥的情形太多", "criteria or rules exclude each other in too many ways"),
                    RuleAt(declares="measures", id=among[-1], path=("criteria",), name=", ".join(among)),
                )
            options.append(self.best(_more_than_nothing(_on(way, amounts)), others))
        return greatest(options)

    def _groups(self, amounts: Mapping[str, Whole], exclusions: Sequence[CompiledExclusion]) -> list[dict[str, Whole]]:
        """The measures in groups that have nothing to do with each other."""
        groups = [{name} for name in amounts]
        for tie in (*(exclusion.measures for exclusion in exclusions), *(cap.measures for cap in self.caps)):
            joined = [group for group in groups if group & tie]
            if len(joined) > 1:
                groups = [*(group for group in groups if group not in joined), set().union(*joined)]
        return [{name: amount for name, amount in amounts.items() if name in group} for group in groups]


def _on(way: Mapping[str, "ir.BooleanValue | bool"], amounts: Mapping[str, Whole]) -> dict[str, Whole]:
    on: dict[str, Whole] = {}
    for name, amount in amounts.items():
        where_on = way.get(name, True)
        if isinstance(where_on, bool):
            on[name] = amount if where_on else 0
        else:
            on[name] = where(where_on, amount, 0)
    return on


def _more_than_nothing(amounts: Mapping[str, Whole]) -> dict[str, Whole]:
    return {name: amount for name, amount in amounts.items() if not isinstance(amount, int) or amount}


def _among(exclusion: CompiledExclusion, amounts: Mapping[str, Whole]) -> CompiledExclusion | None:
    """The exclusion as far as these measures meet it; None where all of them can go one way. Ways that another one outdoes are left out."""
    names = [name for name in amounts if name in exclusion.measures]
    if any(all(way[name] is True for name in names) for way in exclusion.ways):
        return None
    certain = [frozenset(number for number, name in enumerate(names) if way[name] is True) for way in exclusion.ways]
    doubtful = [any(not isinstance(way[name], bool) for name in names) for way in exclusion.ways]
    best = best_ways([way for way, doubt in zip(certain, doubtful, strict=True) if not doubt])
    kept: list[Mapping[str, ir.BooleanValue | bool]] = []
    for way, sure, doubt in zip(exclusion.ways, certain, doubtful, strict=True):
        if doubt or (sure in best and not any(sure == other for other in _sure_of(kept, names))):
            kept.append({name: way[name] for name in names})
    return CompiledExclusion(ways=tuple(kept), measures=frozenset(names))


def _sure_of(ways: Sequence[Mapping[str, "ir.BooleanValue | bool"]], names: Sequence[str]) -> list[frozenset[int]]:
    return [
        frozenset(number for number, name in enumerate(names) if way[name] is True)
        for way in ways
        if all(isinstance(way[name], bool) for name in names)
    ]
