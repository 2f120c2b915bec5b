"""The summary of many assessments: counts and sums, the same for every engine, counted one by one or added up."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from guangdong_ai.assessment.can_change import NOT_ADVISED, can_change
from guangdong_ai.assessment.criteria import PASSED, CriterionResult
from guangdong_ai.assessment.result import MeasureResult, Totals
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.rules.value import Facts

T = TypeVar("T")


@record
class Sums:
    """Amounts of many applicants added up, in whole yuan. ``low`` and ``high``: from measures that are eligible or conditional.

    ``if_all_met`` is the high end if what is undetermined were met too. ``without_upper`` and ``if_all_met_without_upper``: applicants for
    whom the one or the other has no upper figure; they are not in it.
    """

    low: int = 0
    high: int = 0
    without_upper: int = 0
    if_all_met: int = 0
    if_all_met_without_upper: int = 0

    def plus(self, other: "Sums") -> "Sums":
        """The sums of both."""
        return Sums(
            low=self.low + other.low,
            high=self.high + other.high,
            without_upper=self.without_upper + other.without_upper,
            if_all_met=self.if_all_met + other.if_all_met,
            if_all_met_without_upper=self.if_all_met_without_upper + other.if_all_met_without_upper,
        )


@record
class MeasureSummary:
    """One measure over all applicants: how many have each eligibility, and what it may bring them; None for kinds without amounts."""

    eligible: int
    conditional: int
    undetermined: int
    ineligible: int
    sums: Sums | None


@record(positional=True)
class CriterionOf:
    """A criterion of a measure, or of the call of it that counts."""

    measure: str
    call: str | None
    criterion: str


@record
class Summary:
    """All applicants that were assessed. ``sums`` are those of the applicants' totals; ``without_sum`` of them have none, too little being known.

    ``missing``: for each fact how many applicants' eligibility for some measure still depends on it; facts that nobody misses are not in
    it. ``only_obstacle``: for each criterion how many applicants fail this one of the measure's criteria and no other, with nothing unknown: a
    near miss, if the applicant can change one of its facts and need not move for it. Both in the order of the catalogue.
    """

    applicants: int
    measures: Mapping[str, MeasureSummary]
    sums: Sums
    without_sum: int
    missing: Mapping[str, int]
    only_obstacle: Mapping[CriterionOf, int]

    def most_useful_first(self) -> "list[tuple[str, MeasureSummary]]":
        """The measures by how many applicants can apply, then by how many may be able to."""
        return sorted(self.measures.items(), key=lambda item: (-item[1].eligible - item[1].conditional, -item[1].undetermined))


def most_common(counts: Mapping[T, int]) -> list[tuple[T, int]]:
    """From the largest count; equal ones stay in their order."""
    return sorted(counts.items(), key=lambda item: -item[1])


def added_summaries(several: Iterable[Summary], catalogue: Catalogue) -> Summary:
    """The summaries of different applicants as one."""
    whole = nobody(catalogue)
    for summary in several:
        whole = _added(whole, summary)
    return replace(
        whole,
        missing=missing_in_order(whole.missing, catalogue),
        only_obstacle=obstacles_in_order(whole.only_obstacle, catalogue),
    )


def nobody(catalogue: Catalogue) -> Summary:
    """The summary of no applicants."""
    measures = {
        measure.id: MeasureSummary(
            eligible=0,
            conditional=0,
            undetermined=0,
            ineligible=0,
            sums=Sums() if measure.funding.has_amount else None,
        )
        for measure in catalogue.measures.values()
    }
    return Summary(applicants=0, measures=measures, sums=Sums(), without_sum=0, missing={}, only_obstacle={})


def missing_in_order(missing: Mapping[str, int], catalogue: Catalogue) -> Mapping[str, int]:
    """The facts that somebody misses, in the order of the catalogue."""
    return {fact: missing[fact] for fact in catalogue.facts if missing.get(fact)}


def obstacles_in_order(obstacles: Mapping[CriterionOf, int], catalogue: Catalogue) -> Mapping[CriterionOf, int]:
    """The obstacles in the order of the catalogue."""
    measures = {measure: number for number, measure in enumerate(catalogue.measures)}
    return dict(sorted(obstacles.items(), key=lambda item: _place(item[0], catalogue, measures)))


def _added(one: Summary, other: Summary) -> Summary:
    return Summary(
        applicants=one.applicants + other.applicants,
        measures={name: _added_measures(of, other.measures[name]) for name, of in one.measures.items()},
        sums=one.sums.plus(other.sums),
        without_sum=one.without_sum + other.without_sum,
        missing=Counter(one.missing) + Counter(other.missing),
        only_obstacle=Counter(one.only_obstacle) + Counter(other.only_obstacle),
    )


def _added_measures(one: MeasureSummary, other: MeasureSummary) -> MeasureSummary:
    return MeasureSummary(
        eligible=one.eligible + other.eligible,
        conditional=one.conditional + other.conditional,
        undetermined=one.undetermined + other.undetermined,
        ineligible=one.ineligible + other.ineligible,
        sums=None if one.sums is None or other.sums is None else one.sums.plus(other.sums),
    )


def _place(obstacle: CriterionOf, catalogue: Catalogue, measures: Mapping[str, int]) -> tuple[int, bool, int]:
    """Where the criterion stands: the measure's own before those of its call."""
    measure = catalogue.measures[obstacle.measure]
    calls = {call.id: call for call in catalogue.calls_of(measure.id)}
    criteria = measure.criteria if obstacle.call is None else calls[obstacle.call].criteria
    own = [criterion.id for criterion in criteria]
    return measures[measure.id], obstacle.call is not None, own.index(obstacle.criterion)


class SummaryBuilder:
    """Counts as applicants are added; ``summary`` may be asked for at any time."""

    def __init__(self, catalogue: Catalogue, as_of: date) -> None:
        self._catalogue, self._as_of = catalogue, as_of
        self._applicants = 0
        self._eligibility: Counter[tuple[str, str]] = Counter()
        self._of_measures: dict[str, _Adding] = {
            measure.id: _Adding() for measure in catalogue.measures.values() if measure.funding.has_amount
        }
        self._of_totals, self._without_sum = _Adding(), 0
        self._missing: Counter[str] = Counter()
        self._only_obstacle: Counter[CriterionOf] = Counter()

    def add(self, facts: Facts, results: Sequence[MeasureResult], totals: Totals) -> None:
        """Count one more applicant, with its answers and results."""
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
        declared = [fact for fact in (self._catalogue.facts[name] for name in several) if fact.change not in NOT_ADVISED]
        known = self._catalogue.known(answers) if declared else {}
        return any(fact.id not in known or can_change(fact, known[fact.id], self._as_of) for fact in declared)

    def summary(self) -> Summary:
        """The summary of all applicants added so far."""
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
    """Adds up amounts, one applicant at a time."""

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
