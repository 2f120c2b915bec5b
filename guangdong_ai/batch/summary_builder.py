"""A summary made from assessments, one by one."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from guangdong_ai.assessment.criteria import CriterionResult
from guangdong_ai.assessment.enough_known import PASSED
from guangdong_ai.assessment.lasting import STAYING_PUT, stays
from guangdong_ai.assessment.result import MeasureResult, Totals
from guangdong_ai.batch.added_summaries import missing_in_order, obstacles_in_order
from guangdong_ai.batch.summary import CriterionOf, MeasureSummary, Summary, Sums
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.funding import WITH_AMOUNT
from guangdong_ai.rules.value import Facts


class SummaryBuilder:
    """Counts as applicants are added; ``summary`` may be asked for at any time."""

    def __init__(self, catalogue: Catalogue, as_of: date) -> None:
        self._catalogue, self._as_of = catalogue, as_of
        self._applicants = 0
        self._eligibility: Counter[tuple[str, str]] = Counter()
        self._of_measures: dict[str, _Adding] = {
            measure.id: _Adding() for measure in catalogue.measures.values() if measure.funding.kind in WITH_AMOUNT
        }
        self._of_totals, self._without_sum = _Adding(), 0
        self._missing: Counter[str] = Counter()
        self._only_obstacle: Counter[CriterionOf] = Counter()

    def add(self, facts: Facts, results: Sequence[MeasureResult], totals: Totals) -> None:
        """One more applicant: its answers, and what comes out."""
        self._applicants += 1
        missing: set[str] = set()
        for result in results:
            name, funding = result.measure.id, result.funding
            self._eligibility[name, result.eligibility] += 1
            missing.update(result.missing)
            if funding.low is not None:
                self._of_measures[name].add(funding.low, funding.high if result.eligibility in PASSED else 0, funding.high)
            if result.eligibility == "ineligible":
                self._add_obstacle(name, result.criteria, facts)
        self._missing.update(missing)
        if totals.low is None:
            self._without_sum += 1
        else:
            self._of_totals.add(totals.low, totals.high, totals.if_all_met)

    def _add_obstacle(self, measure: str, criteria: Sequence[CriterionResult], facts: Facts) -> None:
        only: CriterionResult | None = None
        for item in criteria:
            if item.outcome == "unknown" or (item.outcome == "not_met" and only is not None):
                return
            if item.outcome == "not_met":
                only = item
        if only is not None and self._may_change(only.facts, facts):
            self._only_obstacle[CriterionOf(measure, None if only.call is None else only.call.id, only.criterion.id)] += 1

    def _may_change(self, several: Sequence[str], answers: Facts) -> bool:
        """Whether the applicant, where it is, can change one of the facts."""
        declared = [fact for fact in (self._catalogue.facts[name] for name in several) if fact.change not in STAYING_PUT]
        known = self._catalogue.known(answers) if declared else {}
        return any(fact.id not in known or not stays(fact, known[fact.id], self._as_of) for fact in declared)

    def summary(self) -> Summary:
        """All applicants added so far."""
        return Summary(
            applicants=self._applicants,
            measures={
                measure.id: MeasureSummary(
                    eligible=self._eligibility[measure.id, "eligible"],
                    conditional=self._eligibility[measure.id, "conditional"],
                    undetermined=self._eligibility[measure.id, "undetermined"],
                    ineligible=self._eligibility[measure.id, "ineligible"],
                    sums=adding.sums() if (adding := self._of_measures.get(measure.id)) is not None else None,
                )
                for measure in self._catalogue.measures.values()
            },
            sums=self._of_totals.sums(),
            without_sum=self._without_sum,
            missing=missing_in_order(self._missing, self._catalogue),
            only_obstacle=obstacles_in_order(self._only_obstacle, self._catalogue),
        )


class _Adding:
    """Sums in the making."""

    def __init__(self) -> None:
        self._low = self._high = self._without_upper = self._if_all_met = self._if_all_met_without_upper = 0

    def add(self, low: int, high: int | None, if_all_met: int | None) -> None:
        self._low += low
        if high is None:
            self._without_upper += 1
        else:
            self._high += high
        if if_all_met is None:
            self._if_all_met_without_upper += 1
        else:
            self._if_all_met += if_all_met

    def sums(self) -> Sums:
        return Sums(
            low=self._low,
            high=self._high,
            without_upper=self._without_upper,
            if_all_met=self._if_all_met,
            if_all_met_without_upper=self._if_all_met_without_upper,
        )
