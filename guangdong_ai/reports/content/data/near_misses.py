"""The near misses of an assessment as JSON: as in the assessment itself, with words, reasons, windows, what each way would close, and other places."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from guangdong_ai.assessment.near_misses import NearMiss, Option, Requirement, lost_by
from guangdong_ai.assessment.near_misses.relocation import Relocation, places_left, relocations
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.assessment.titles import title_readiness
from guangdong_ai.assessment.titles.goals import TitleGoal, title_goals
from guangdong_ai.reports.content.data.assessment import (
    plain_catalogue,
    plain_near_misses,
    plain_profile,
    plain_requirement,
    plain_text,
    plain_value,
    plain_way,
    plain_window,
)
from guangdong_ai.reports.content.data.titles import plain_steps, plain_titles
from guangdong_ai.reports.content.relocation_content import relocation_in_words
from guangdong_ai.reports.wording.condition_wording import condition_in_words
from guangdong_ai.reports.wording.near_miss_wording import requirement_in_words

if TYPE_CHECKING:
    from guangdong_ai.reports.content.data.forms.near_miss_search import NearMissSearchData, TitleGoalData
    from guangdong_ai.reports.content.data.forms.near_misses import (
        MovedResultData,
        NearMissData,
        RelocationData,
        WordedNearMissData,
        WordedRequirementData,
        WordedWayData,
    )

SCHEMA: Final = "guangdong-ai/near-misses/1"


def plain_search(misses: Sequence[NearMiss], assessment: AssessmentResult) -> "NearMissSearchData":
    """The same as plain data."""
    return {
        "schema": SCHEMA,
        "as_of": assessment.as_of.isoformat(),
        "catalogue": plain_catalogue(assessment.catalogue),
        "profile": plain_profile(assessment.profile, assessment.catalogue),
        "near_misses": [
            _miss(miss, about, assessment) for miss, about in zip(misses, plain_near_misses(misses, assessment.catalogue), strict=True)
        ],
        "relocations": [_relocation(relocation, assessment) for relocation in relocations(misses, assessment)],
        "places_left": places_left(misses),
        "titles": plain_titles(title_readiness(assessment), assessment.catalogue),
        "title_goals": [_goal(goal, assessment) for goal in title_goals(assessment)],
    }


def _goal(goal: TitleGoal, assessment: AssessmentResult) -> "TitleGoalData":
    (about,) = plain_near_misses([goal.miss], assessment.catalogue)
    return {"near_miss": _miss(goal.miss, about, assessment), "steps": plain_steps(goal.steps, assessment.catalogue)}


def _miss(miss: NearMiss, about: "NearMissData", assessment: AssessmentResult) -> "WordedNearMissData":
    return {
        "measure": about["measure"],
        "complete": about["complete"],
        "ways": [_way(option, assessment) for option in miss.options],
        "obstacles": about["obstacles"],
        "title": plain_text(miss.measure.title),
        "eligibility": miss.result.eligibility,
        "window": plain_window(miss.result.window),
    }


def _relocation(relocation: Relocation, assessment: AssessmentResult) -> "RelocationData":
    known = assessment.totals.is_given
    return {
        "facts": {name: plain_value(value, assessment.catalogue.facts[name]) for name, value in relocation.place.items()},
        "text": plain_text(relocation_in_words(relocation, assessment)),
        "opened": [_result(result) for result in relocation.opened],
        "may_bring": relocation.may_bring.if_all_met if known else None,
        "lost": [_result(result) for result in relocation.lost],
        "loses": relocation.loses.if_all_met if known else None,
        "eased": [result.measure.id for result in relocation.eased],
        "further": [result.measure.id for result in relocation.further],
    }


def _result(result: MeasureResult) -> "MovedResultData":
    return {"measure": result.measure.id, "eligibility": result.eligibility, "low": result.funding.low, "high": result.funding.high}


def _way(option: Option, assessment: AssessmentResult) -> "WordedWayData":
    return {
        **plain_way(option, assessment.catalogue),
        "requirements": [_requirement(requirement, assessment) for requirement in option.requirements],
        "ties": [plain_text(condition_in_words(tie, assessment.catalogue.facts)) for tie in option.ties],
        "closes": [measure.id for measure in lost_by(option, assessment)],
    }


def _requirement(requirement: Requirement, assessment: AssessmentResult) -> "WordedRequirementData":
    return {
        **plain_requirement(requirement, assessment.catalogue),
        "text": plain_text(requirement_in_words(requirement)),
        "change": requirement.fact.change,
        "change_reason": plain_text(requirement.fact.change_reason),
    }
