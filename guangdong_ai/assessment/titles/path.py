"""Title after title: which the applicant can apply for, what each would open, and which come within reach once it is had."""

from collections.abc import Sequence

from guangdong_ai.assessment.assess import assess_measures
from guangdong_ai.assessment.criteria import PASSED
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.assessment.titles.readiness import TitleReadiness, title_readiness
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.profiles.profile import change_profile


@record
class TitleStep:
    """A title of which all that can be computed is met once those of ``after`` (their ids) are had; without any, now.

    Nothing says that it will be awarded: people decide, and what it would open is in no total.
    """

    readiness: TitleReadiness
    after: tuple[str, ...]


def title_steps(assessment: AssessmentResult) -> tuple[TitleStep, ...]:
    """The titles that the applicant could apply for, now or once others are had, in that order. Each title comes once.

    A further round is made only after one that added a step: so there are no more rounds than titles.
    """
    steps: list[TitleStep] = []
    now = assessment
    while True:
        had = {step.readiness.title.id for step in steps}
        new = [one for one in title_readiness(now) if one.title.id not in had and is_ready(one)]
        if not new:
            return tuple(steps)
        steps += [TitleStep(readiness=one, after=_needed(one, steps)) for one in new]
        now = _holding(now, new)


def is_ready(readiness: TitleReadiness) -> bool:
    """Whether everything that can be computed is met, and the title can be won."""
    return readiness.prospect is not None and readiness.result.eligibility in PASSED


def _needed(readiness: TitleReadiness, before: Sequence[TitleStep]) -> tuple[str, ...]:
    """Those of the steps before it that its criteria look at."""
    looked_at = {fact for item in readiness.result.criteria for fact in item.facts}
    opened = {step.readiness.title.id: {one.result.id for one in step.readiness.opens} for step in before}
    return tuple(
        step.readiness.title.id
        for step in before
        if step.readiness.prospect is not None
        and (step.readiness.prospect.fact in looked_at or readiness.title.id in opened[step.readiness.title.id])
    )


def _holding(assessment: AssessmentResult, titles: Sequence[TitleReadiness]) -> AssessmentResult:
    """The assessment as if the applicant had these titles, but for its totals, which nobody looks at."""
    won = {one.prospect.fact: one.prospect.first for one in titles if one.prospect is not None}
    profile = change_profile(assessment.profile, won)
    return replace(assessment, profile=profile, measures=assess_measures(assessment.catalogue, profile.facts, assessment.as_of))
