"""From a way that the search found to what a person has to do for it, what comes along with that, and what it brings and closes."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from guangdong_ai.assessment.assess import assess_measure
from guangdong_ai.assessment.funding import estimate
from guangdong_ai.assessment.near_misses.aim import Aim, aims
from guangdong_ai.assessment.near_misses.demands import Tree
from guangdong_ai.assessment.near_misses.near_miss import Opening, Requirement, effort_of
from guangdong_ai.assessment.near_misses.search import Way
from guangdong_ai.assessment.near_misses.situation import Situation
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.implied_facts import Follows, implied
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.record import record
from guangdong_ai.rules.domains.domain import Work
from guangdong_ai.rules.domains.intervals import Intervals
from guangdong_ai.rules.operators import solution
from guangdong_ai.rules.table import Tables
from guangdong_ai.rules.value import Facts, Value


@record
class Sought:
    """A measure for which ways are sought: its result, and its demands as they are settled in the situation.

    ``given`` are the answers alone, of which ``situation`` knows what follows from them too by ``follows``.
    """

    result: MeasureResult
    demands: Tree
    situation: Situation
    tables: Tables
    given: Facts
    follows: tuple[Follows, ...]


def opening(way: Way, sought: Sought, work: Work) -> Opening:
    """What opens the measure on this way. Raises GaveUpError."""
    situation, measure = sought.situation, sought.result.measure
    aimed = aims(way, sought.demands, situation, work)
    aimed_at = [_requirement(fact, aimed[fact.id], situation.facts) for fact in situation.declared.values() if fact.id in aimed]
    requirements = along(aimed_at, sought.given, sought.follows, situation.declared)
    at_targets = {**situation.facts, **{fact: aim.target for fact, aim in aimed.items()}}
    ties = sorted((tie for tie in way.quotients if tie.is_met_by(at_targets)), key=lambda tie: (tie.numerator, tie.denominator, tie.low))
    tied = {fact for tie in ties for fact in tie.facts}
    eligibility: Literal["eligible", "conditional"] = "conditional" if _is_judged(sought.result) else "eligible"
    return Opening(
        requirements=requirements,
        ties=tuple(tie.said for tie in ties),
        eligibility=eligibility,
        funding=estimate(measure.funding, eligibility, _sure(requirements, situation.facts, tied), sought.tables, situation.as_of),
    )


def _is_judged(result: MeasureResult) -> bool:
    """Whether people judge any of it: that is all that is left where everything that can be computed is met."""
    return any(item.criterion.review is not None for item in result.criteria)


def _requirement(fact: Fact, aim: Aim, facts: Facts) -> Requirement:
    now = facts.get(fact.id)
    return Requirement(fact=fact, now=now, target=aim.target, accepted=aim.accepted, effort=effort_of(fact, now))


def _sure(requirements: tuple[Requirement, ...], now: Facts, tied: Collection[str]) -> Mapping[str, Value]:
    """The facts that the amount may rest on: a requirement that leaves several values leaves the fact open, unless a known figure moves."""
    facts = dict(now)
    for requirement in requirements:
        fact = requirement.fact.id
        moves = requirement.now is not None and isinstance(requirement.accepted, Intervals)
        if fact not in tied and (moves or requirement.accepted.only is not None):
            facts[fact] = requirement.target
        else:
            facts.pop(fact, None)
    return facts


def along(
    requirements: Sequence[Requirement], given: Facts, rules: Sequence[Follows], declared: Mapping[str, Fact]
) -> tuple[Requirement, ...]:
    """The requirements of a way, where ``given`` are the answers, without what follows from the rest and with what has to change too."""
    left = {requirement.fact.id: requirement for requirement in requirements}
    may_follow = {rule.fact for rule in rules}
    for requirement in requirements:
        fact = requirement.fact.id
        if fact not in given and fact in may_follow:
            rule = implied(_changed(given, left, fact), rules).get(fact)
            if rule is not None and requirement.accepted.has(rule.value):
                del left[fact]
    for fact, now in given.items():
        rule = None if fact in left or fact not in may_follow else implied(_changed(given, left, fact), rules).get(fact)
        if rule is not None and rule.value != now:
            left[fact] = _follows_along(declared[fact], now, rule.value)
    return tuple(left[fact] for fact in declared if fact in left)


def _changed(given: Facts, requirements: Mapping[str, Requirement], fact: str) -> Facts:
    """The answers with the targets of the requirements, as if nothing were known of ``fact`` itself."""
    changed = {**given, **{name: requirement.target for name, requirement in requirements.items()}}
    changed.pop(fact, None)
    return changed


def _follows_along(fact: Fact, now: Value, value: Value) -> Requirement:
    if isinstance(value, frozenset):
        raise TypeError(value)
    accepted = solution(fact.signature, "in", (value,), holds=True)
    return Requirement(fact=fact, now=now, target=value, accepted=accepted, effort=effort_of(fact, now))


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
