"""Titles among near misses: the changes that would make a title possible, and which titles and measures could follow from it."""

from collections.abc import Sequence

from guangdong_ai.assessment.assess import assess_measures, assess_titles
from guangdong_ai.assessment.comparison import Comparison, MeasureChange, measure_changes
from guangdong_ai.assessment.near_misses.find import NearMiss, near_misses
from guangdong_ai.assessment.near_misses.options import Option
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.assessment.titles.path import TitleStep, title_steps
from guangdong_ai.assessment.titles.prospect import titles_to_win
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.profiles.profile import change_profile


@record
class TitleGoal:
    """A title that could be won with the changes of an option of ``miss``, and the ``steps`` that the first of them makes possible.

    An answer that is not known is taken to be as the option requires.
    """

    miss: NearMiss
    steps: tuple[TitleStep, ...]


@record
class TitleChanges:
    """What a change of answers does to titles: those that come out differently, and the steps that it makes possible."""

    titles: tuple[MeasureChange, ...]
    steps: tuple[TitleStep, ...]


def title_goals(assessment: AssessmentResult) -> tuple[TitleGoal, ...]:
    """The titles that the applicant does not have, can still win, and is not ready for; the least effort first, those without an option last."""
    misses = near_misses(
        replace(assessment, measures=titles_to_win(assessment.catalogue, assessment.known, assessment.as_of, with_ineligible=True))
    )
    had = _ids(title_steps(assessment)) if misses else frozenset()
    goals = [TitleGoal(miss=miss, steps=_steps_after(_first(miss), assessment, had)) for miss in misses]
    return tuple(sorted(goals, key=lambda goal: (_first(goal.miss) is None, 0 if (way := _first(goal.miss)) is None else way.effort)))


def title_changes(comparison: Comparison) -> TitleChanges:
    """The titles of a comparison."""
    before, after = comparison.before, comparison.after
    catalogue, as_of = before.catalogue, before.as_of
    now, then = (assess_titles(catalogue, side.known, as_of) for side in (before, after))
    facts = {change.fact.id: change for change in comparison.facts}
    had = _ids(title_steps(before))
    return TitleChanges(
        titles=measure_changes(now, then, facts, catalogue),
        steps=tuple(step for step in title_steps(after) if step.readiness.title.id not in had),
    )


def _first(miss: NearMiss) -> Option | None:
    """The first option where the applicant is."""
    return next((option for option in miss.options if not option.relocates), None)


def _ids(steps: Sequence[TitleStep]) -> frozenset[str]:
    return frozenset(step.readiness.title.id for step in steps)


def _steps_after(option: Option | None, assessment: AssessmentResult, had: frozenset[str]) -> tuple[TitleStep, ...]:
    if option is None:
        return ()
    changes = {one.fact.id: one.target for one in option.requirements if one.has_target}
    profile = change_profile(assessment.profile, changes)
    measures = assess_measures(assessment.catalogue, profile.facts, assessment.as_of)
    then = replace(assessment, profile=profile, measures=measures)
    return tuple(step for step in title_steps(then) if step.readiness.title.id not in had)
