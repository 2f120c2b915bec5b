"""Near misses as plain data, as they stand in the JSON of an assessment. Its keys are fixed: docs/json.md."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from guangdong_ai.assessment.near_misses import NearMiss, Obstacle, Option, Requirement
from guangdong_ai.reports.content.data.plain import plain_value

if TYPE_CHECKING:
    from guangdong_ai.reports.content.data.forms.near_misses import NearMissData, ObstacleData, RequirementData, WayData


def plain_near_misses(misses: Sequence[NearMiss]) -> "list[NearMissData]":
    """The near misses in their order, each with its ways in theirs."""
    return [
        {
            "measure": miss.measure.id,
            "complete": miss.complete,
            "ways": [plain_way(option) for option in miss.options],
            "obstacles": [_obstacle(obstacle) for obstacle in miss.obstacles],
        }
        for miss in misses
    ]


def plain_way(option: Option) -> "WayData":
    """What would come out on a way, its effort in points, whether it is told as within reach, and what it takes."""
    return {
        "eligibility": option.eligibility,
        "low": option.funding.low,
        "high": option.funding.high,
        "effort": option.effort,
        "within_reach": option.is_within_reach,
        "requirements": [plain_requirement(requirement) for requirement in option.requirements],
    }


def plain_requirement(requirement: Requirement) -> "RequirementData":
    """A fact with what it is and what it has to be. Of a text that may be any but some there is no target."""
    fact, now = requirement.fact, requirement.now
    return {
        "fact": fact.id,
        "now": None if now is None else plain_value(now, fact),
        "target": plain_value(requirement.target, fact) if requirement.has_target else None,
        "effort": requirement.effort,
    }


def _obstacle(obstacle: Obstacle) -> "ObstacleData":
    return {
        "criterion": obstacle.criterion.criterion.id,
        "call": None if obstacle.criterion.call is None else obstacle.criterion.call.id,
        "facts": [fact.id for fact in obstacle.facts],
    }
