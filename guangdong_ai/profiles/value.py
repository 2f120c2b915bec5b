"""Values of facts, in and out: from a file, from what a person typed, to a file, to a person."""

from guangdong_ai.profiles.file_value import check_value, findings_about
from guangdong_ai.profiles.plain_value import to_plain
from guangdong_ai.profiles.shown_value import show_value
from guangdong_ai.profiles.typed_value import parse_text
from guangdong_ai.profiles.unknown import UNKNOWN, Unknown

__all__ = ["UNKNOWN", "Unknown", "check_value", "findings_about", "parse_text", "show_value", "to_plain"]
