"""What a way to open one measure would do to the others: a firm that moves to another city loses what it had in the first."""

from guangdong_ai.assessment.assess import assess_measure
from guangdong_ai.assessment.near_misses.near_miss import Opening
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.measure import Measure


def closed_by(opening: Opening, assessment: AssessmentResult) -> tuple[Measure, ...]:
    """The measures that are open now, or may be, and that the changes would make ineligible; without those that are over for good.

    Only facts that are known and have to be changed count: an answer that is not known closes nothing, it only tells what is so.
    """
    changed = {**assessment.profile.facts, **{change.fact.id: change.target for change in opening.changes}}
    touched = {change.fact.id for change in opening.changes}
    return tuple(
        result.measure
        for result in assessment.measures
        if result.eligibility != "ineligible"
        and not result.window.over
        and any(not touched.isdisjoint(item.facts) for item in result.criteria)
        and assess_measure(result.measure, assessment.catalogue, changed, assessment.as_of).eligibility == "ineligible"
    )
