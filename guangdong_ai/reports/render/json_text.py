"""The data of a report as one JSON document."""

import msgspec

from guangdong_ai.foundation.control_characters import json_safely
from guangdong_ai.reports.content.report import Report
from guangdong_ai.reports.render.formats import Setting


def render(report: Report, _setting: Setting) -> str:
    """Indented, in UTF-8 characters, ending with a newline; what a terminal would act on stands as JSON's own escapes."""
    # Looked through before it is indented: a third of a document is spaces.
    return _indented(json_safely(_compact(report.data())))


def as_json(data: object) -> str:
    """The document with the characters as they are."""
    return _indented(_compact(data))


def _compact(data: object) -> str:
    return msgspec.json.encode(data).decode()


def _indented(document: str) -> str:
    return msgspec.json.format(document, indent=2) + "\n"
