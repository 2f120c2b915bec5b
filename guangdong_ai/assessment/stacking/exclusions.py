"""Mutual exclusion: measures that one applicant cannot have together, because a rule lets one of them count or a fact has only one value."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.condition import AllOf, AnyOf, Compare, Derived, Not
from guangdong_ai.rules.domains.domain import Budget
from guangdong_ai.rules.evaluate import Outcome
from guangdong_ai.rules.operators import OPERATORS, representatives, solution
from guangdong_ai.rules.value import Value

ALL_ALTERNATIVES = -1
"""Every bit is set."""


_FEW_STEPS = 10_000
"""More than it takes to see whether the values that meet one comparison are none."""


@record
class MutualExclusion:
    """Alternatives of which exactly one applies to an applicant. ``alternatives``: for each measure, as bits, those with which it is possible.

    A measure that is not in it is possible with all. Measures are possible together where they have an alternative in common.
    ``reason``: the rule that lets one of them count, or the fact that has only one value.
    """

    reason: StackingRule | Fact
    alternatives: Mapping[str, int]

    def left_to(self, measures: Iterable[str]) -> int:
        """The alternatives, as bits, with which all of the measures are possible; 0: none."""
        left = ALL_ALTERNATIVES
        for measure in measures:
            left &= self.alternatives.get(measure, ALL_ALTERNATIVES)
        return left


def exclusions_of_rules(rules: Iterable[StackingRule], measures: Collection[str]) -> Iterator[MutualExclusion]:
    """The exclusions that rules impose on these measures: an alternative for each measure of a group, and for each end of a pair."""
    for rule in rules:
        for group in (rule.measures,) if rule.form == "exclusive" else rule.pairs:
            present = [name for name in group if name in measures]
            if len(present) > 1:
                yield MutualExclusion(reason=rule, alternatives={name: 1 << index for index, name in enumerate(present)})


def exclusions_of_facts(results: Sequence[MeasureResult], declared: Mapping[str, Fact]) -> Iterator[MutualExclusion]:
    """The exclusions that unknown facts impose on the measures, in the order in which criteria name the facts.

    Measures that are excluded are impossible together for every applicant. The converse does not hold: each fact is considered
    alone, and ratios, and disjunctions with several open parts, are left out.
    """
    by_fact: dict[str, dict[str, list[OpenComparison]]] = defaultdict(lambda: defaultdict(list))
    for result in results:
        for item in result.criteria:
            if item.outcome == "unknown" and item.evaluated is not None:
                for one in open_comparisons(item.evaluated):
                    by_fact[one.comparison.fact][result.measure.id].append(one)
    for fact_id, by_measure in by_fact.items():
        fact = declared[fact_id]
        if _is_one_that_can_be_met({one for several in by_measure.values() for one in several}, fact):
            continue
        values = representatives(fact.signature, (one.comparison for several in by_measure.values() for one in several))
        alternatives = _alternatives(by_measure, values)
        exclusion = MutualExclusion(reason=fact, alternatives=alternatives)
        if values and exclusion.left_to(alternatives) == 0:
            yield exclusion


def _is_one_that_can_be_met(comparisons: Collection["OpenComparison"], fact: Fact) -> bool:
    """Whether it is the same comparison for all measures, and some value meets it: nothing is excluded then."""
    if len(comparisons) != 1:
        return False
    (one,) = comparisons
    met = solution(fact.signature, one.comparison.operator, one.comparison.operand, holds=one.wanted)
    return not met.is_empty(Budget(_FEW_STEPS))


def _alternatives(by_measure: Mapping[str, Sequence["OpenComparison"]], values: Sequence[Value]) -> Mapping[str, int]:
    """For each measure the values with which all of its comparisons are met, as bits. A comparison of many measures is looked at once."""
    met: dict[OpenComparison, int] = {}
    alternatives: dict[str, int] = {}
    for measure, several in by_measure.items():
        bits = (1 << len(values)) - 1
        for one in several:
            if one not in met:
                met[one] = sum(1 << bit for bit, value in enumerate(values) if one.is_met_by(value))
            bits &= met[one]
        alternatives[measure] = bits
    return alternatives


@record
class OpenComparison:
    """A comparison that must become true (or, without ``wanted``, false) for a criterion to be met."""

    comparison: Compare
    wanted: bool

    def is_met_by(self, value: object) -> bool:
        """Whether the comparison has the wanted result for this value."""
        return OPERATORS[self.comparison.operator].holds(value, self.comparison.operand) == self.wanted


def open_comparisons(outcome: Outcome, *, wanted: bool = True) -> Iterator[OpenComparison]:
    """What an unknown condition needs to become true, or (not ``wanted``) false. Nothing for a disjunction with several open parts."""
    if outcome.truth is not None:
        return
    match outcome.condition:
        case Compare() as comparison:
            yield OpenComparison(comparison=comparison, wanted=wanted)
        case Not():
            yield from open_comparisons(outcome.parts[0], wanted=not wanted)
        case Derived(given=given):
            yield OpenComparison(comparison=given, wanted=wanted)
        case AllOf() | AnyOf() as group:
            still_open = [part for part in outcome.parts if part.truth is None]
            if isinstance(group, AllOf) == wanted or len(still_open) == 1:
                for part in still_open:
                    yield from open_comparisons(part, wanted=wanted)
