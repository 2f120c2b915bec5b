"""Near misses: what would open a measure that is not open. ``find.py`` says how they are found; what another place would do, ``relocation.py``, which is loaded only where that is asked."""

from guangdong_ai.assessment.near_misses.find import NearMiss, Obstacle, WithinReach, near_misses, within_reach
from guangdong_ai.assessment.near_misses.options import Option, lost_by
from guangdong_ai.assessment.near_misses.ways import Requirement

__all__ = ["NearMiss", "Obstacle", "Option", "Requirement", "WithinReach", "lost_by", "near_misses", "within_reach"]
