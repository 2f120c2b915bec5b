"""The assessment: the measures of a catalogue for a profile on a day."""

from collections.abc import Callable
from datetime import date

from guangdong_ai.assessment.criteria import CriterionResult, Eligibility, judge
from guangdong_ai.assessment.funding import estimate
from guangdong_ai.assessment.prepared_measure import PreparedMeasure, prepared_measure
from guangdong_ai.assessment.question_order import worth_answering
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.assessment.stacking import total
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import replace
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.value import Facts


def assess(catalogue: Catalogue, profile: Profile, as_of: date) -> AssessmentResult:
    """The result of every measure of the catalogue for this applicant on ``as_of``. Pure: the same arguments give the same result.

    Here and below, implied facts are known too (``Catalogue.known``).
    """
    assessed = assessor_of_profiles(catalogue, as_of)(profile)
    return replace(assessed, next_question=next(iter(worth_answering(assessed.measures, catalogue, profile, assessed.totals)), None))


def assessor_of_profiles(catalogue: Catalogue, as_of: date) -> Callable[[Profile], AssessmentResult]:
    """``assess`` for many applicants on the same day. What a questionnaire would ask next is not looked for: ``next_question`` is None."""
    measures = assessor(catalogue, as_of)

    def assessed(profile: Profile) -> AssessmentResult:
        results = measures(profile.facts)
        totals = total(results, catalogue, profile.facts, as_of)
        return AssessmentResult(catalogue=catalogue, profile=profile, as_of=as_of, measures=results, totals=totals, next_question=None)

    return assessed


def assess_measures(catalogue: Catalogue, facts: Facts, as_of: date) -> tuple[MeasureResult, ...]:
    """The results of all measures, in the order of the catalogue."""
    return assessor(catalogue, as_of)(facts)


def assessor(catalogue: Catalogue, as_of: date) -> Callable[[Facts], tuple[MeasureResult, ...]]:
    """``assess_measures`` for many applicants on the same day: whatever is the same for all of them is looked up once."""
    prepared = [prepared_measure(measure, catalogue, as_of) for measure in catalogue.measures.values()]

    def results(facts: Facts) -> tuple[MeasureResult, ...]:
        known = catalogue.known(facts)
        return tuple([_result(one, known, catalogue, as_of) for one in prepared])

    return results


def assess_measure(measure: Measure, catalogue: Catalogue, facts: Facts, as_of: date) -> MeasureResult:
    """The result of one measure: its criteria with those of the relevant call, its window and its funding."""
    return _result(prepared_measure(measure, catalogue, as_of), catalogue.known(facts), catalogue, as_of)


def assess_titles(catalogue: Catalogue, known: Facts, as_of: date) -> tuple[MeasureResult, ...]:
    """The results of all titles, in the order of the catalogue; ``known``: the answers with what follows from them."""
    return tuple([_result(prepared_measure(title, catalogue, as_of), known, catalogue, as_of) for title in catalogue.titles.values()])


def result_with(
    measure: PreparedMeasure,
    judged: tuple[Eligibility, tuple[CriterionResult, ...]],
    known: Facts,
    catalogue: Catalogue,
    as_of: date,
) -> MeasureResult:
    """The result of a measure whose criteria have been judged for ``known``, the answers with what follows from them."""
    eligibility, criteria = judged
    lacking = [fact for result in criteria for fact in result.missing] if eligibility == "undetermined" else []
    return MeasureResult(
        measure=measure.measure,
        eligibility=eligibility,
        window=measure.window,
        funding=estimate(measure.funding, eligibility, known, catalogue.tables, as_of),
        criteria=criteria,
        missing=tuple(dict.fromkeys(lacking)),
    )


def _result(measure: PreparedMeasure, known: Facts, catalogue: Catalogue, as_of: date) -> MeasureResult:
    return result_with(measure, judge(measure.criteria, known), known, catalogue, as_of)
