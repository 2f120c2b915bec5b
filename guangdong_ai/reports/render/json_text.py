"""The data of a report as one JSON document."""

import msgspec

from guangdong_ai.foundation.control_characters import is_shown_as_it_is, json_safely
from guangdong_ai.reports.content.report import Report
from guangdong_ai.reports.render.formats import Setting


def render(report: Report, _setting: Setting) -> str:
    """Indented, in UTF-8 characters, ending with a newline; what a terminal would act on stands as JSON's own escapes."""
    # Looked through before it is indented: a third of a document is spaces.
    document = msgspec.json.encode(report.data())
    return _indented(document if is_shown_as_it_is(document) else json_safely(document.decode()).encode())


def as_json(data: object) -> str:
    """The document with the characters as they are."""
    return _indented(msgspec.json.encode(data))


def _indented(document: bytes) -> str:
    """As bytes, which are decoded once, when all is done."""
    return (msgspec.json.format(document, indent=2) + b"\n").decode()
