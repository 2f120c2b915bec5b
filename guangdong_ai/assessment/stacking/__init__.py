"""Stacking: what the measures bring together. See ``total`` for what comes out and ``combination`` for how it is found."""

from guangdong_ai.assessment.stacking.total import combined, total

__all__ = ["combined", "total"]
