"""The assessment: a catalogue held against a profile on a day."""

from datetime import date

from guangdong_ai.assessment.criteria import judge
from guangdong_ai.assessment.funding import estimate
from guangdong_ai.assessment.question_order import questions_in_order, worth_asking
from guangdong_ai.assessment.result import Assessment, MeasureResult
from guangdong_ai.assessment.stacking import total
from guangdong_ai.assessment.window import window_of
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.value import Facts


def assess(catalogue: Catalogue, profile: Profile, as_of: date) -> Assessment:
    """Every measure of the catalogue for this applicant on ``as_of``. Pure: the same arguments give the same result."""
    results = assess_measures(catalogue, profile.facts, as_of)
    not_asked_yet = {fact_id: fact for fact_id, fact in catalogue.facts.items() if fact_id not in profile.dont_know}
    return Assessment(
        catalogue=catalogue,
        profile=profile,
        as_of=as_of,
        measures=results,
        totals=total(results, catalogue),
        next_question=next(iter(questions_in_order(worth_asking(results), not_asked_yet)), None),
    )


def assess_measures(catalogue: Catalogue, facts: Facts, as_of: date) -> tuple[MeasureResult, ...]:
    """Every measure of the catalogue, in its order."""
    return tuple(assess_measure(measure, catalogue, facts, as_of) for measure in catalogue.measures.values())


def assess_measure(measure: Measure, catalogue: Catalogue, facts: Facts, as_of: date) -> MeasureResult:
    """One measure: its criteria together with those of the relevant call, its window and its funding."""
    window = window_of(measure, catalogue, as_of)
    own = [(criterion, None) for criterion in measure.criteria]
    of_call = [] if window.call is None else [(criterion, window.call) for criterion in window.call.criteria]
    eligibility, criteria = judge([*own, *of_call], facts)
    lacking = (fact for result in criteria if eligibility == "undetermined" for fact in result.missing)
    return MeasureResult(
        measure=measure,
        eligibility=eligibility,
        window=window,
        funding=estimate(measure.funding, eligibility, facts, catalogue.tables, as_of),
        criteria=criteria,
        missing=tuple(dict.fromkeys(lacking)),
    )
