"""Two assessments of one applicant with different answers: which measures change, and because of which facts."""

from collections.abc import Mapping, Sequence
from typing import Literal

from guangdong_ai.assessment.criteria import CriterionResult, Eligibility
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.amount import facts_of_amount
from guangdong_ai.rules.value import Facts, Value

Direction = Literal["better", "worse", "otherwise"]

_FROM_THE_WORST: tuple[Eligibility, ...] = ("ineligible", "undetermined", "conditional", "eligible")


@record
class FactChange:
    """A fact with its two answers; None: not known."""

    fact: Fact
    before: Value | None
    after: Value | None


@record
class CriterionChange:
    """A criterion whose outcome changes, and the changed facts that it reads."""

    before: CriterionResult
    after: CriterionResult
    facts: tuple[FactChange, ...]


@record
class MeasureChange:
    """A measure whose result changes. ``amount_facts``: the changed facts that its amount is computed from."""

    before: MeasureResult
    after: MeasureResult
    criteria: tuple[CriterionChange, ...]
    amount_facts: tuple[FactChange, ...]

    @property
    def measure(self) -> Measure:
        """The measure of both results."""
        return self.after.measure

    @property
    def same_result(self) -> bool:
        """Whether eligibility and money are the same, and only the reasons differ."""
        return _outcome(self.before) == _outcome(self.after)

    @property
    def direction(self) -> Direction:
        """Whether the eligibility, or the money where that is the same, is better or worse; for ranges it may be neither."""
        return direction(_outcome(self.before), _outcome(self.after))


@record
class Comparison:
    """Both assessments, of one catalogue on one day, the changed facts, and the measures whose results change."""

    before: AssessmentResult
    after: AssessmentResult
    facts: tuple[FactChange, ...]
    measures: tuple[MeasureChange, ...]

    @property
    def same_totals(self) -> bool:
        """Whether both ends of the totals are the same, and what undetermined measures could add."""
        before, after = self.before.totals, self.after.totals
        return (before.low, before.high, before.if_all_met) == (after.low, after.high, after.if_all_met)


EligibilityAndMoney = tuple[Eligibility, int | None, int | None]
"""An eligibility, and the ends of the funding in whole yuan."""


def direction(before: EligibilityAndMoney, after: EligibilityAndMoney) -> Direction:
    """Whether the second is better or worse: by the eligibility, or by the money where that is the same; neither of what is equal."""
    if before == after:
        return "otherwise"
    ranks = _FROM_THE_WORST.index(before[0]), _FROM_THE_WORST.index(after[0])
    if ranks[0] != ranks[1]:
        return "better" if ranks[1] > ranks[0] else "worse"
    ends = ((before[1] or 0, after[1] or 0), (_high(before), _high(after)))
    if all(one <= other for one, other in ends):
        return "better"
    return "worse" if all(one >= other for one, other in ends) else "otherwise"


def compare(before: AssessmentResult, after: AssessmentResult) -> Comparison:
    """The differences between two assessments of one catalogue on one day, so that only answers can differ."""
    facts = changed_facts(before.profile.facts, after.profile.facts, before.catalogue)
    changes = measure_changes(before.measures, after.measures, facts, before.catalogue)
    return Comparison(before=before, after=after, facts=tuple(facts.values()), measures=changes)


def changed_facts(before: Facts, after: Facts, catalogue: Catalogue) -> dict[str, FactChange]:
    """The facts of the catalogue whose answers differ, by id, in its order."""
    return {
        fact.id: FactChange(fact=fact, before=before.get(fact.id), after=after.get(fact.id))
        for fact in catalogue.facts.values()
        if before.get(fact.id) != after.get(fact.id)
    }


def measure_changes(
    before: Sequence[MeasureResult], after: Sequence[MeasureResult], facts: Mapping[str, FactChange], catalogue: Catalogue
) -> tuple[MeasureChange, ...]:
    """The measures that come out differently, and which of the changed ``facts`` did it; both are of one catalogue on one day."""
    changes = (_compared(one, other, facts, catalogue) for one, other in zip(before, after, strict=True))
    return tuple(change for change in changes if _differs(change))


def _compared(before: MeasureResult, after: MeasureResult, facts: Mapping[str, FactChange], catalogue: Catalogue) -> MeasureChange:
    criteria = (
        CriterionChange(before=one, after=other, facts=tuple(facts[fact] for fact in other.facts if fact in facts))
        for one, other in zip(before.criteria, after.criteria, strict=True)
        if one.outcome != other.outcome
    )
    funding = after.measure.funding
    amounts = [amount for amount in (funding.amount, *(reading.amount for reading in funding.readings)) if amount is not None]
    mentioned = dict.fromkeys(fact for amount in amounts for fact in facts_of_amount(amount, catalogue.tables))
    return MeasureChange(
        before=before, after=after, criteria=tuple(criteria), amount_facts=tuple(facts[fact] for fact in mentioned if fact in facts)
    )


def _differs(change: MeasureChange) -> bool:
    return bool(change.criteria) or not change.same_result or change.before.missing != change.after.missing


def _outcome(result: MeasureResult) -> EligibilityAndMoney:
    return result.eligibility, result.funding.low, result.funding.high


def _high(outcome: EligibilityAndMoney) -> float:
    return float("inf") if outcome[2] is None else outcome[2]
