"""Stacking: what the measures bring together. ``total.py`` says what comes out, and where to read on."""

from guangdong_ai.assessment.stacking.total import combined, total

__all__ = ["combined", "total"]
