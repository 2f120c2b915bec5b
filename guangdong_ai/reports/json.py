"""An assessment as JSON."""

import msgspec

from guangdong_ai.assessment.result import Assessment
from guangdong_ai.reports.plain import plain_assessment


def as_json(assessment: Assessment) -> str:
    """The assessment as one JSON document, indented, in UTF-8 characters, ending with a newline. See docs/json.md."""
    return msgspec.json.format(msgspec.json.encode(plain_assessment(assessment)), indent=2).decode() + "\n"
