"""Self-assessment against the support measures for AI and robotics in Guangdong.

The Python API is what ``__all__`` names: ``assess(answers)`` and what goes with it. docs/python.md says what of it is stable. None of it is loaded
before it is used.
"""

__version__ = "0.1.0"

__all__ = [
    "AssessedTable",
    "Assessment",
    "Fact",
    "Finding",
    "Measure",
    "MeasureExplanation",
    "MeasureResult",
    "NearMisses",
    "PreparationPlan",
    "Profile",
    "Refused",
    "Text",
    "WhatIf",
    "__version__",
    "assess",
    "assess_table",
    "explain",
    "facts",
    "measures",
    "near_misses",
    "next_questions",
    "prepare",
    "what_if",
]

TYPE_CHECKING = False  # type checkers take it for true; importing typing would be most of the time that this module takes
if TYPE_CHECKING:
    from guangdong_ai.api.assessed_table import AssessedTable, assess_table
    from guangdong_ai.api.assessment import Assessment, assess
    from guangdong_ai.api.catalogue_contents import facts, measures, next_questions
    from guangdong_ai.api.measure_explanation import MeasureExplanation, explain
    from guangdong_ai.api.near_misses import NearMisses, near_misses
    from guangdong_ai.api.preparation import PreparationPlan, prepare
    from guangdong_ai.api.what_if import WhatIf, what_if
    from guangdong_ai.assessment.result import MeasureResult
    from guangdong_ai.catalogue.fact import Fact
    from guangdong_ai.catalogue.measure import Measure
    from guangdong_ai.foundation.errors import Refused
    from guangdong_ai.foundation.finding import Finding
    from guangdong_ai.foundation.text import Text
    from guangdong_ai.profiles.profile import Profile
else:
    _HOMES = {
        "AssessedTable": "api.assessed_table",
        "Assessment": "api.assessment",
        "Fact": "catalogue.fact",
        "Finding": "foundation.finding",
        "Measure": "catalogue.measure",
        "MeasureExplanation": "api.measure_explanation",
        "MeasureResult": "assessment.result",
        "NearMisses": "api.near_misses",
        "PreparationPlan": "api.preparation",
        "Profile": "profiles.profile",
        "Refused": "foundation.errors",
        "Text": "foundation.text",
        "WhatIf": "api.what_if",
        "assess": "api.assessment",
        "assess_table": "api.assessed_table",
        "explain": "api.measure_explanation",
        "facts": "api.catalogue_contents",
        "measures": "api.catalogue_contents",
        "near_misses": "api.near_misses",
        "next_questions": "api.catalogue_contents",
        "prepare": "api.preparation",
        "what_if": "api.what_if",
    }

    def __getattr__(name: str) -> object:
        """What is exported, from the module that holds it; from then on it stands here."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        exported = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        return exported

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
