"""From a way that the search found to what a person has to do for it, and what it brings."""

from collections.abc import Collection, Mapping
from typing import Literal

from guangdong_ai.assessment.funding import estimate
from guangdong_ai.assessment.near_misses.aim import Aim, aims
from guangdong_ai.assessment.near_misses.along import along
from guangdong_ai.assessment.near_misses.demands import Tree
from guangdong_ai.assessment.near_misses.near_miss import Opening, Requirement, effort_of
from guangdong_ai.assessment.near_misses.search import Way
from guangdong_ai.assessment.near_misses.situation import Situation
from guangdong_ai.assessment.near_misses.stretches import Steps
from guangdong_ai.assessment.near_misses.work import Work
from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.implied_facts import Follows
from guangdong_ai.record import record
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
        moves = requirement.now is not None and isinstance(requirement.accepted, Steps)
        if fact not in tied and (moves or requirement.accepted.only is not None):
            facts[fact] = requirement.target
        else:
            facts.pop(fact, None)
    return facts
