"""Near misses: what would open a measure that is not open. ``find.py`` says how they are found; what another place would do, ``relocation.py``."""

from guangdong_ai.assessment.near_misses.find import NearMiss, Obstacle, near_misses
from guangdong_ai.assessment.near_misses.options import Option, Requirement, lost_by
from guangdong_ai.assessment.near_misses.relocation import Relocation, places_left, relocations

__all__ = ["NearMiss", "Obstacle", "Option", "Relocation", "Requirement", "lost_by", "near_misses", "places_left", "relocations"]
