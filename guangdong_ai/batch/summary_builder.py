"""A summary made from assessments one by one, and summaries put together."""

from collections import Counter
from collections.abc import Iterable, Sequence

from guangdong_ai.assessment.criteria import CriterionResult
from guangdong_ai.assessment.result import MeasureResult, Totals
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
        self._places: dict[CriterionOf, tuple[int, int]] = {}
        self._fixed = {fact.id for fact in catalogue.facts.values() if fact.change == "fixed"}

    def add(self, results: Sequence[MeasureResult], totals: Totals) -> None:
        """One more applicant."""
        self._applicants += 1
        missing: set[str] = set()
        for place, result in enumerate(results):
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
                self._add_obstacle(place, name, result.criteria)
        self._missing.update(missing)
        self._total_low += totals.low
        if totals.high is None:
            self._total_without_upper += 1
        else:
            self._total_high += totals.high

    def _add_obstacle(self, place: int, measure: str, criteria: Sequence[CriterionResult]) -> None:
        failed: int | None = None
        for number, item in enumerate(criteria):
            if item.outcome == "unknown" or (item.outcome == "not_met" and failed is not None):
                return
            if item.outcome == "not_met":
                failed = number
        if failed is None or all(fact in self._fixed for fact in criteria[failed].facts):
            return
        only = criteria[failed]
        obstacle = CriterionOf(measure, None if only.call is None else only.call.id, only.criterion.id)
        self._only_obstacle[obstacle] += 1
        self._places[obstacle] = (place, failed)

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
            missing={fact: self._missing[fact] for fact in self._catalogue.facts if self._missing[fact]},
            only_obstacle={key: self._only_obstacle[key] for key in sorted(self._places, key=self._places.__getitem__)},
        )


def added_summaries(several: Iterable[Summary], catalogue: Catalogue) -> Summary:
    """The summaries of different applicants as one."""
    whole = SummaryBuilder(catalogue).summary()
    for summary in several:
        whole = _added(whole, summary)
    facts, measures = list(catalogue.facts), list(catalogue.measures)
    return Summary(
        applicants=whole.applicants,
        measures=whole.measures,
        low=whole.low,
        high=whole.high,
        without_upper=whole.without_upper,
        missing=dict(sorted(whole.missing.items(), key=lambda item: facts.index(item[0]))),
        only_obstacle=dict(sorted(whole.only_obstacle.items(), key=lambda item: _place(item[0], catalogue, measures))),
    )


def _added(one: Summary, other: Summary) -> Summary:
    return Summary(
        applicants=one.applicants + other.applicants,
        measures={name: _added_measures(of, other.measures[name]) for name, of in one.measures.items()},
        low=one.low + other.low,
        high=one.high + other.high,
        without_upper=one.without_upper + other.without_upper,
        missing=Counter(one.missing) + Counter(other.missing),
        only_obstacle=Counter(one.only_obstacle) + Counter(other.only_obstacle),
    )


def _added_measures(one: MeasureSummary, other: MeasureSummary) -> MeasureSummary:
    return MeasureSummary(
        eligible=one.eligible + other.eligible,
        conditional=one.conditional + other.conditional,
        undetermined=one.undetermined + other.undetermined,
        ineligible=one.ineligible + other.ineligible,
        low=None if one.low is None or other.low is None else one.low + other.low,
        high=None if one.high is None or other.high is None else one.high + other.high,
        without_upper=one.without_upper + other.without_upper,
    )


def _place(obstacle: CriterionOf, catalogue: Catalogue, measures: Sequence[str]) -> tuple[int, bool, int]:
    """Where the criterion stands: the measure's own before those of its call."""
    measure = catalogue.measures[obstacle.measure]
    calls = {call.id: call for call in catalogue.calls_of(measure.id)}
    criteria = measure.criteria if obstacle.call is None else calls[obstacle.call].criteria
    own = [criterion.id for criterion in criteria]
    return measures.index(measure.id), obstacle.call is not None, own.index(obstacle.criterion)
