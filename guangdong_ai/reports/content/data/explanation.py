"""An explanation as JSON: the measure as in an assessment, with the trees of its criteria and the steps of its amount."""

from datetime import date
from typing import TYPE_CHECKING, Final

from guangdong_ai.assessment.window import past_calls
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.content.amount_steps import AmountStep
from guangdong_ai.reports.content.data.assessment import (
    plain_call_days,
    plain_catalogue,
    plain_measure,
    plain_money,
    plain_profile,
    plain_text,
    plain_value,
)
from guangdong_ai.reports.content.data.titles import plain_title, plain_titles
from guangdong_ai.reports.content.explanation import Answer, Branch, ExplainedCriterion, Explanation
from guangdong_ai.reports.wording.caveats import caveats_of
from guangdong_ai.reports.wording.terms import exact_range_in_words

if TYPE_CHECKING:
    from guangdong_ai.reports.content.data.forms.explanation import (
        AmountStepData,
        AnswerData,
        BranchData,
        ExplainedCriterionData,
        ExplanationData,
    )

SCHEMA: Final = "guangdong-ai/explanation/1"


def plain_explanation(explained: Explanation, profile: Profile, catalogue: Catalogue, as_of: date) -> "ExplanationData":
    """The explanation as plain data."""
    measure = explained.result.measure
    call = explained.result.window.call
    return {
        "schema": SCHEMA,
        "as_of": as_of.isoformat(),
        "catalogue": plain_catalogue(catalogue),
        "profile": plain_profile(profile, catalogue),
        "measure": plain_measure(explained.result, catalogue, as_of),
        "criteria": [_criterion(item) for item in explained.criteria],
        "amounts": [
            {
                "reading": None if worked_out.reading is None else plain_text(worked_out.reading),
                "steps": [_step(step) for step in worked_out.steps],
            }
            for worked_out in explained.amounts
        ],
        "papers": [plain_text(paper) for paper in (*measure.papers, *(() if call is None else call.papers))],
        "apply_at": None if measure.apply_at is None else plain_text(measure.apply_at),
        "past_calls": [plain_call_days(call) for call in past_calls(measure, catalogue, as_of)],
        "opened_by": plain_titles(explained.opened_by, catalogue),
        "title": None if explained.readiness is None else plain_title(explained.readiness, catalogue),
        "warnings": [plain_text(caveat) for caveat in caveats_of(explained.result, catalogue, as_of)],
    }


def _criterion(item: ExplainedCriterion) -> "ExplainedCriterionData":
    return {
        "id": item.criterion.id,
        "call": None if item.call is None else item.call.id,
        "outcome": item.outcome,
        "decisive": item.decisive,
        "tree": None if item.tree is None else _branch(item.tree),
    }


def _branch(branch: Branch) -> "BranchData":
    return {
        "text": plain_text(branch.words),
        "truth": branch.truth,
        "decisive": branch.decisive,
        "answers": [_answer(answer) for answer in branch.answers],
        "parts": [_branch(part) for part in branch.parts],
    }


def _answer(answer: Answer) -> "AnswerData":
    return {
        "fact": answer.fact.id,
        "value": None if answer.value is None else plain_value(answer.value, answer.fact),
        "dont_know": answer.dont_know,
        "text": plain_text(answer.words),
        "question": plain_text(answer.fact.question),
    }


def _step(step: AmountStep) -> "AmountStepData":
    return {
        "text": plain_text(step.words),
        "low": plain_money(step.range.low),
        "high": None if step.range.high is None else plain_money(step.range.high),
        "result": plain_text(exact_range_in_words(step.range)),
        "notes": [plain_text(note) for note in step.notes],
    }
