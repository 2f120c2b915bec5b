"""Summaries of different applicants put together, and the order in which summaries list things."""

from collections import Counter
from collections.abc import Iterable, Mapping

from guangdong_ai.batch.summary import CriterionOf, MeasureSummary, Summary, Sums
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.funding import WITH_AMOUNT
from guangdong_ai.record import replace


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
            sums=Sums() if measure.funding.kind in WITH_AMOUNT else None,
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
