"""An assessment as one line of JSON, for the applicant in a row."""

import msgspec

from guangdong_ai.assessment.near_misses import near_misses
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.batch.read.table import Applicant
from guangdong_ai.foundation.path_text import path_text
from guangdong_ai.reports.content.data.assessment import plain_assessment


def assessment_line(applicant: Applicant, assessment: AssessmentResult) -> str:
    """What ``check --format json`` prints, without line breaks, with the key ``row``: file, line, id and kept columns of the applicant."""
    row = {"file": path_text(applicant.file), "line": applicant.line, "id": applicant.id, "kept": dict(applicant.kept)}
    return msgspec.json.encode({**plain_assessment(assessment, near_misses(assessment)), "row": row}).decode()
