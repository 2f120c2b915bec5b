"""An assessment as JSON."""

from typing import Any

import msgspec

from guangdong_ai.assessment.near_misses import near_misses
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.reports.content.data.assessment import plain_assessment
from guangdong_ai.reports.content.data.near_misses import plain_near_misses


def plain_report(assessment: AssessmentResult) -> dict[str, Any]:
    """The assessment with its near misses, as plain data. See docs/json.md."""
    return {**plain_assessment(assessment), "near_misses": plain_near_misses(near_misses(assessment))}


def as_json(assessment: AssessmentResult) -> str:
    """The assessment as one JSON document, indented, in UTF-8 characters, ending with a newline."""
    return msgspec.json.format(msgspec.json.encode(plain_report(assessment)), indent=2).decode() + "\n"
