"""A summary made from assessments, one by one."""

from collections import Counter
from collections.abc import Sequence

from guangdong_ai.assessment.criteria import CriterionResult
from guangdong_ai.assessment.result import MeasureResult, Totals
from guangdong_ai.batch.added_summaries import missing_in_order, obstacles_in_order
from guangdong_ai.batch.summary import CriterionOf, MeasureSummary, Summary
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.funding import WITH_AMOUNT


class SummaryBuilder:
    """Counts as applicants are added; ``summary`` may be asked for at any time."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._applicants = 0
        self._eligibility: Counter[tuple[str, str]] = Counter()
        self._low: Counter[str] = Counter()
        self._high: Counter[str] = Counter()
        self._without_upper: Counter[str] = Counter()
        self._total_low = self._total_high = self._total_without_upper = 0
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
                self._low[name] += funding.low
                if funding.high is None:
                    self._without_upper[name] += 1
                else:
                    self._high[name] += funding.high
            if result.eligibility == "ineligible":
                self._add_obstacle(name, result.criteria)
        self._missing.update(missing)
        self._total_low += totals.low
        if totals.high is None:
            self._total_without_upper += 1
        else:
            self._total_high += totals.high

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
                    low=self._low[measure.id] if measure.funding.kind in WITH_AMOUNT else None,
                    high=self._high[measure.id] if measure.funding.kind in WITH_AMOUNT else None,
                    without_upper=self._without_upper[measure.id],
                )
                for measure in self._catalogue.measures.values()
            },
            low=self._total_low,
            high=self._total_high,
            without_upper=self._total_without_upper,
            missing=missing_in_order(self._missing, self._catalogue),
            only_obstacle=obstacles_in_order(self._only_obstacle, self._catalogue),
        )
