"""The data of a report as one JSON document."""

import msgspec

from guangdong_ai.foundation.control_characters import json_safely
from guangdong_ai.reports.content.report import Report
from guangdong_ai.reports.render.formats import Setting


def render(report: Report, _setting: Setting) -> str:
    """Indented, in UTF-8 characters, ending with a newline; what a terminal would act on stands as JSON's own escapes."""
    return json_safely(as_json(report.data()))


def as_json(data: object) -> str:
    """The document with the characters as they are."""
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"
