"""What a change of the catalogue, or of the day, does to one applicant: both assessments, and what differs between them."""

from collections.abc import Sequence

from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record


@record
class MeasureImpact:
    """One measure before and after; None where the catalogue does not have it. ``measure`` is as it is after, else as it was."""

    measure: Measure
    old: MeasureResult | None
    new: MeasureResult | None


@record
class Impact:
    """Both assessments. ``measures``: those that came out differently, in the order of the new catalogue, those that are gone last."""

    old: AssessmentResult
    new: AssessmentResult
    measures: tuple[MeasureImpact, ...]

    @property
    def changed(self) -> bool:
        """Whether the applicant would notice: a measure came out differently, or the totals did."""
        return bool(self.measures) or _ends(self.old) != _ends(self.new)

    @property
    def low(self) -> int | None:
        """By how much the low end of the total went up, or down; None where one side has no sum, since too little is known."""
        return _difference(self.old.totals.low, self.new.totals.low)

    @property
    def high(self) -> int | None:
        """The same of the high end; None also where one of the totals has no upper figure."""
        return _difference(self.old.totals.high, self.new.totals.high)


def impact(old: AssessmentResult, new: AssessmentResult) -> Impact:
    """What differs between two assessments of one applicant.

    Eligibility, window and funding count, the days left until a window closes do not. A measure that is not there is like one that the
    applicant is not eligible for: nothing differs between the two.
    """
    before, after = _by_id(old.measures), _by_id(new.measures)
    measures = {**new.catalogue.measures, **{name: result.measure for name, result in before.items() if name not in after}}
    both = [MeasureImpact(measure=measure, old=before.get(name), new=after.get(name)) for name, measure in measures.items()]
    return Impact(old=old, new=new, measures=tuple(one for one in both if _outcome(one.old) != _outcome(one.new)))


def _ends(assessment: AssessmentResult) -> tuple[int | None, ...]:
    totals = assessment.totals
    return totals.low, totals.high, totals.if_all_met


def _difference(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else after - before


def _by_id(results: Sequence[MeasureResult]) -> dict[str, MeasureResult]:
    return {result.measure.id: result for result in results}


def _outcome(result: MeasureResult | None) -> tuple[object, ...]:
    if result is None or result.eligibility == "ineligible":
        return ()
    window, funding = result.window, result.funding
    return result.eligibility, window.state, window.unpublished, window.opens, window.closes, funding.kind, funding.low, funding.high
