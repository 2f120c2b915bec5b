"""What a change of the catalogue or of the day means for one applicant: both assessments, and their differences."""

from collections.abc import Sequence

from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record


@record
class MeasureImpact:
    """One measure before and after; None where the catalogue does not have it. ``measure``: as after, or as before if it was removed."""

    measure: Measure
    old: MeasureResult | None
    new: MeasureResult | None


@record
class Impact:
    """Both assessments. ``measures``: those whose results differ, in the order of the new catalogue, removed ones last."""

    old: AssessmentResult
    new: AssessmentResult
    measures: tuple[MeasureImpact, ...]

    @property
    def changed(self) -> bool:
        """Whether a measure or the totals changed."""
        return bool(self.measures) or _ends(self.old) != _ends(self.new)

    @property
    def low(self) -> int | None:
        """The change of the low end of the total, in yuan; None where one side has no sum."""
        return _difference(self.old.totals.low, self.new.totals.low)

    @property
    def high(self) -> int | None:
        """The change of the high end of the total, in yuan; None where one side has no sum or no upper figure."""
        return _difference(self.old.totals.high, self.new.totals.high)


def impact(old: AssessmentResult, new: AssessmentResult) -> Impact:
    """The differences between two assessments of one applicant.

    Eligibility, window and funding count, the days left until a window closes do not. A missing measure is treated as one that the
    applicant is ineligible for.
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
