"""A summary made from assessments, one by one."""

from collections import Counter
from collections.abc import Sequence

from guangdong_ai.assessment.criteria import CriterionResult
from guangdong_ai.assessment.enough_known import PASSED
from guangdong_ai.assessment.result import MeasureResult, Totals
from guangdong_ai.batch.added_summaries import missing_in_order, obstacles_in_order
from guangdong_ai.batch.summary import CriterionOf, MeasureSummary, Summary, Sums
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.funding import WITH_AMOUNT


class SummaryBuilder:
    """Counts as applicants are added; ``summary`` may be asked for at any time."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._applicants = 0
        self._eligibility: Counter[tuple[str, str]] = Counter()
        self._of_measures: dict[str, _Adding] = {
            measure.id: _Adding() for measure in catalogue.measures.values() if measure.funding.kind in WITH_AMOUNT
        }
        self._of_totals, self._without_sum = _Adding(), 0
        self._missing: Counter[str] = Counter()
        self._only_obstacle: Counter[CriterionOf] = Counter()
        self._fixed = {fact.id for fact in catalogue.facts.values() if fact.change == "fixed"}

    def add(self, results: Sequence[MeasureResult], totals: Totals) -> None:
        """One more applicant."""
        self._applicants += 1
        missing: set[str] = set()
        for result in results:
            name, funding = result.measure.id, result.funding
            self._eligibility[name, result.eligibility] += 1
            missing.update(result.missing)
            if funding.low is not None:
                self._of_measures[name].add(funding.low, funding.high if result.eligibility in PASSED else 0, funding.high)
            if result.eligibility == "ineligible":
                self._add_obstacle(name, result.criteria)
        self._missing.update(missing)
        if totals.low is None:
            self._without_sum += 1
        else:
            self._of_totals.add(totals.low, totals.high, totals.if_all_met)

    def _add_obstacle(self, measure: str, criteria: Sequence[CriterionResult]) -> None:
        only: CriterionResult | None = None
        for item in criteria:
            if item.outcome == "unknown" or (item.outcome == "not_met" and only is not None):
                return
            if item.outcome == "not_met":
                only = item
        if only is not None and any(fact not in self._fixed for fact in only.facts):
            self._only_obstacle[CriterionOf(measure, None if only.call is None else only.call.id, only.criterion.id)] += 1

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
