"""Near misses: what would open a measure that is not open. See ``near_miss`` for what comes out and ``search`` for how it is found."""

from guangdong_ai.assessment.near_misses.near_miss import NearMiss, Obstacle, Opening, Requirement
from guangdong_ai.assessment.near_misses.of_assessment import near_misses
from guangdong_ai.assessment.near_misses.opening import closed_by
from guangdong_ai.assessment.near_misses.relocation import Relocation, places_left, relocations

__all__ = ["NearMiss", "Obstacle", "Opening", "Relocation", "Requirement", "closed_by", "near_misses", "places_left", "relocations"]
