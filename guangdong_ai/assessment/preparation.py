"""What an applicant has to do for certain measures: by when, what to answer, which papers to bring, and where to apply."""

from collections.abc import Sequence
from datetime import date

from guangdong_ai.assessment.assess import assess_measure
from guangdong_ai.assessment.calendar import CalendarEvent, calendar_of
from guangdong_ai.assessment.criteria import PASSED
from guangdong_ai.assessment.papers_needed import PapersNeeded, papers_needed
from guangdong_ai.assessment.question_order import worth_answering
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.assessment.stacking.total import total
from guangdong_ai.assessment.window import WindowState
from guangdong_ai.foundation.record import record, replace

TAKEN_NOW: tuple[WindowState, ...] = ("open", "rolling")
"""States in which applications are taken on the day."""

_ORDER: tuple[WindowState, ...] = ("open", "rolling", "automatic", "upcoming", "unannounced", "closed")


@record
class Preparation:
    """The plan. ``results``: the measures that it is about, those that can be applied for first; ``chosen``: the applicant named them.

    ``waiting``: where none were chosen, the undetermined measures that take applications now or from a known day on: answers settle whether
    they belong to the plan. ``events``: the days of both to come, in their order, as in a calendar. ``questions``: the facts worth answering, for these measures where they
    were chosen, else for all. ``papers``: one checklist for all but the measures that need no application (``automatic``).
    """

    results: tuple[MeasureResult, ...]
    chosen: bool
    waiting: tuple[MeasureResult, ...]
    events: tuple[CalendarEvent, ...]
    questions: tuple[str, ...]
    papers: PapersNeeded

    @property
    def now(self) -> tuple[MeasureResult, ...]:
        """The measures for which applications are taken on the day."""
        return tuple(result for result in self.results if result.window.state in TAKEN_NOW)


def preparation(assessment: AssessmentResult, chosen: Sequence[str] = ()) -> Preparation:
    """The plan for the measures (or titles) with these ids; without any, for all that are eligible or conditional and not over for good."""
    results = _in_order(_chosen(assessment, chosen) if chosen else _promising(assessment))
    waiting = () if chosen else _in_order([result for result in assessment.measures if _waits(result)])
    to_apply = [result for result in results if result.window.state != "automatic"]
    return Preparation(
        results=results,
        chosen=bool(chosen),
        waiting=waiting,
        events=calendar_of(replace(assessment, measures=(*results, *waiting)), with_ineligible=True).events,
        questions=_worth_answering(results if chosen else assessment.measures, assessment),
        papers=papers_needed(to_apply, assessment),
    )


def _worth_answering(results: Sequence[MeasureResult], assessment: AssessmentResult) -> tuple[str, ...]:
    """For these measures and what limits them together; ceilings of others do not matter."""
    totals = total(results, assessment.catalogue, assessment.profile.facts, assessment.as_of)
    return worth_answering(results, assessment.catalogue, assessment.profile, totals)


def _promising(assessment: AssessmentResult) -> list[MeasureResult]:
    return [result for result in assessment.measures if result.eligibility in PASSED and not result.window.over]


def _waits(result: MeasureResult) -> bool:
    window = result.window
    return result.eligibility == "undetermined" and (window.state in TAKEN_NOW or (window.state == "upcoming" and window.opens is not None))


def _chosen(assessment: AssessmentResult, ids: Sequence[str]) -> list[MeasureResult]:
    """Each of them once; titles, which are no support, are assessed here."""
    assessed = {result.id: result for result in assessment.measures}
    catalogue, facts, as_of = assessment.catalogue, assessment.profile.facts, assessment.as_of
    return [
        assessed[name] if name in assessed else assess_measure(catalogue.with_titles[name], catalogue, facts, as_of)
        for name in dict.fromkeys(ids)
    ]


def _in_order(results: Sequence[MeasureResult]) -> tuple[MeasureResult, ...]:
    """What can be done now first, by its last day; then what opens, by its first."""

    def urgency(result: MeasureResult) -> tuple[int, date]:
        window = result.window
        return _ORDER.index(window.state), (window.opens if window.state == "upcoming" else window.closes) or date.max

    return tuple(sorted(results, key=urgency))
