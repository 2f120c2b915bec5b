"""An assessment as plain data: the JSON of docs/json.md. Its keys are fixed; scripts rely on them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from guangdong_ai.assessment.coverage import Gap, coverage_gaps
from guangdong_ai.assessment.near_misses import NearMiss
from guangdong_ai.assessment.result import AssessmentResult, RelevantRule
from guangdong_ai.reports.content.data.near_misses import plain_near_misses
from guangdong_ai.reports.content.data.plain import plain_catalogue, plain_measure, plain_profile, plain_source, plain_text
from guangdong_ai.reports.wording.caveats import caveats
from guangdong_ai.reports.wording.coverage_wording import coverage_in_words

if TYPE_CHECKING:
    from guangdong_ai.reports.content.data.forms.assessment import AssessmentData, GapData, RelevantRuleData

SCHEMA: Final = "guangdong-ai/assessment/1"


def plain_assessment(assessment: AssessmentResult, misses: Sequence[NearMiss]) -> "AssessmentData":
    """The assessment with every measure of the catalogue, ineligible ones too, and its near misses. Days are ISO dates, amounts whole yuan."""
    catalogue, profile, totals = assessment.catalogue, assessment.profile, assessment.totals
    return {
        "schema": SCHEMA,
        "as_of": assessment.as_of.isoformat(),
        "catalogue": plain_catalogue(catalogue),
        "profile": plain_profile(profile, catalogue),
        "measures": [plain_measure(result, catalogue, assessment.as_of) for result in assessment.measures],
        "totals": {
            "low": totals.low,
            "high": totals.high,
            "if_all_met": totals.if_all_met,
            "counted": [measure.id for measure in totals.counted],
            "left_out": [{"id": left_out.measure.id, "because": plain_text(left_out.because)} for left_out in totals.left_out],
            "limits": [_relevant_rule(relevant) for relevant in totals.limits],
            "doubts": [_relevant_rule(relevant) for relevant in totals.doubts],
        },
        "next_question": assessment.next_question,
        "warnings": [plain_text(caveat) for caveat in caveats(assessment)],
        "coverage": [_gap(gap) for gap in coverage_gaps(catalogue, profile.facts)],
        "near_misses": plain_near_misses(misses),
    }


def _gap(gap: Gap) -> "GapData":
    choice = gap.choice
    if choice.coverage is None:  # it would be no gap
        raise TypeError(gap)
    return {"fact": gap.fact, "choice": choice.id, "state": choice.coverage, "text": plain_text(coverage_in_words(choice))}


def _relevant_rule(relevant: RelevantRule) -> "RelevantRuleData":
    rule = relevant.rule
    return {
        "rule": rule.id,
        "form": rule.form,
        "measures": [measure.id for measure in relevant.measures],
        "most": rule.most,
        "per": rule.per,
        "text": plain_text(rule.text),
        "source": plain_source(rule.source),
    }
