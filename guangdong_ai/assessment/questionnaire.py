"""The questionnaire: which fact to ask for next, which measures need it, and how much is settled."""

from collections.abc import Container, Sequence
from datetime import date
from typing import Literal

from guangdong_ai.assessment.assess import assess_measure, assess_measures
from guangdong_ai.assessment.question_order import (
    after_what_they_depend_on,
    facts_for_amount,
    for_ceilings,
    idle,
    questions_in_order,
    stage_of,
    worth_asking,
)
from guangdong_ai.assessment.result import MeasureResult, Totals
from guangdong_ai.assessment.stacking import total
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record
from guangdong_ai.profiles.asked_up_to import STAGES, Stage
from guangdong_ai.profiles.profile import Profile


@record
class Need:
    """A measure, or a title, that needs the fact asked for: to settle its eligibility, or only to make its amount more exact."""

    measure: Measure
    settles: Literal["eligibility", "amount"]


@record
class Tally:
    """How many of the measures in question are settled and how many undetermined, and what they may bring together.

    ``low``, ``high`` and ``if_all_met`` are those of ``Totals``; ``low`` None: too little is known for a sum.
    """

    settled: int
    undetermined: int
    low: int | None
    high: int | None
    if_all_met: int | None


@record
class Plan:
    """What to ask for next (None: no answer can change anything any more), which measures need it, and the tally.

    ``remaining``: all facts that may still be asked for, in the order in which they would be asked now; the first is the question.
    """

    question: str | None
    needs: tuple[Need, ...]
    tally: Tally
    remaining: tuple[str, ...]


def plan(
    catalogue: Catalogue,
    profile: Profile,
    as_of: date,
    *,
    only: str | None = None,
    section: str | None = None,
    after: str | None = None,
    again: bool = False,
    skipped: Container[str] = (),
    up_to: Stage = STAGES[-1],
    titles: bool = False,
) -> Plan:
    """The plan for the rest of the questionnaire, from what is known now. Pure.

    ``only``: the id of a measure or title; only the facts it needs are asked for. ``section``: only facts of that section are asked for.
    ``after``: the fact that was asked for last; its section is finished before another begins.
    ``again``: facts in ``profile.dont_know`` are asked for too. ``skipped``: facts that are not asked for in this sitting; with
    ``again``, the caller adds those answered with "don't know" once more, or they would be asked for without end.
    ``up_to``: the last stage that is asked for; what only measures of later ones need is left out. Without meaning where ``only`` names a measure.

    ``titles``: what the titles need that the applicant does not have and can win is asked for too, after the measures. No tally counts titles.

    Measures whose document has expired are asked for with ``only`` alone: nobody will apply under them again, so their questions would be
    wasted effort. The tally counts the measures of the givers that are asked for, those whose last call is over too.

    Idle facts are never asked for.
    """
    if only is None:
        results = worth_asking(assess_measures(catalogue, profile.facts, as_of))
    else:
        results = (assess_measure(catalogue.with_titles[only], catalogue, profile.facts, as_of),)
    unanswered = {fact for fact in catalogue.facts if fact in skipped or (fact in profile.dont_know and not again)}
    reached = STAGES[: STAGES.index(up_to) + 1]
    waiting = results if only is not None else tuple(result for result in results if stage_of(result, catalogue) in reached)
    goals = _goals(catalogue, profile, as_of) if titles and only is None else ()
    leave_out = idle(catalogue.facts, catalogue.known(profile.facts), unanswered, (*waiting, *goals)).union(unanswered)
    facts = {fact.id: fact for fact in catalogue.facts.values() if section in (None, fact.section) and fact.id not in leave_out}
    own_alone = only is None and up_to == "policy"
    counted = [result for result in results if not own_alone or catalogue.scope_of(result.measure) == "policy"]
    totals = total(counted, catalogue, profile.facts, as_of)
    begun = None if after is None else catalogue.facts[after].section
    remaining = questions_in_order(waiting, facts, catalogue, begun=begun)
    remaining = (*remaining, *for_ceilings(totals, {name: fact for name, fact in facts.items() if name not in remaining}))
    if goals:
        left = {name: fact for name, fact in facts.items() if name not in remaining}
        remaining = (*remaining, *questions_in_order(goals, left, catalogue, begun=None if remaining else begun))
    remaining = after_what_they_depend_on(remaining, catalogue.facts, catalogue.known(profile.facts))
    question = remaining[0] if remaining else None
    undetermined = sum(result.eligibility == "undetermined" for result in counted)
    return Plan(
        question=question,
        needs=() if question is None else _needs(question, (*results, *goals), totals),
        tally=Tally(
            settled=len(counted) - undetermined,
            undetermined=undetermined,
            low=totals.low,
            high=totals.high,
            if_all_met=totals.if_all_met,
        ),
        remaining=remaining,
    )


def _goals(catalogue: Catalogue, profile: Profile, as_of: date) -> tuple[MeasureResult, ...]:
    """The titles that are asked for."""
    from guangdong_ai.assessment.titles import titles_to_win

    return titles_to_win(catalogue, catalogue.known(profile.facts), as_of)


def _needs(fact: str, results: Sequence[MeasureResult], totals: Totals) -> tuple[Need, ...]:
    """The measures that need the fact, those whose eligibility depends on it first; else those under a ceiling that depends on it."""
    eligibility = [Need(measure=result.measure, settles="eligibility") for result in results if fact in result.missing]
    lacking = [result for result in results if fact in facts_for_amount(result) and fact not in result.missing]
    needs = (*eligibility, *(Need(measure=result.measure, settles="amount") for result in lacking))
    if needs:
        return needs
    capped = [
        measure for rule in totals.not_known if rule.ceiling is not None and fact in rule.ceiling.missing for measure in rule.measures
    ]
    return tuple(Need(measure=measure, settles="amount") for measure in dict.fromkeys(capped))
