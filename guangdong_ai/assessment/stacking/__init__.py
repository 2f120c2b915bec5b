"""Stacking: what the measures bring together. Begin with ``total.py``."""

from guangdong_ai.assessment.stacking.total import combined, total

__all__ = ["combined", "total"]
