"""Loading profiles from TOML files. All findings about a file are collected before any of it is used."""

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import Text
from guangdong_ai.foundation.toml_file import TomlFile, parse_toml, read_toml
from guangdong_ai.profiles.check_value import check_value
from guangdong_ai.profiles.document_findings import document_findings
from guangdong_ai.profiles.profile import Profile, change_profile
from guangdong_ai.rules.value import Value

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["change_profile", "load_profile", "profile_of", "read_profile"]

MOST_FINDINGS = 100
"""A file with more has one cause for all of them."""


def load_profile(path: "Path", facts: Mapping[str, Fact]) -> Profile:
    """The profile in the file at ``path``. ``facts`` are all that the catalogue knows. Raises Refused with all findings."""
    return profile_of(read_toml(path), facts)


def read_profile(content: bytes, path: "Path | None", facts: Mapping[str, Fact]) -> Profile:
    """The profile in ``content``; ``path`` only names the source and is None for standard input. Raises Refused with all findings."""
    return profile_of(parse_toml(content, path), facts)


def profile_of(file: TomlFile, facts: Mapping[str, Fact]) -> Profile:
    """The profile in a parsed file. Raises Refused with all findings. Contradictions between answers are not checked here."""
    findings = list(islice(document_findings(file, facts), MOST_FINDINGS + 1))
    if findings:
        placed = [replace(finding, place=_place(file, finding)) for finding in findings[:MOST_FINDINGS]]
        placed.sort(key=lambda finding: (finding.place.line or 0, finding.place.column or 0))
        raise Refused([*placed, *_rest_of(findings, file)])
    values: dict[str, Value] = {}
    for fact in facts.values():
        if fact.name in file.data.get(fact.section, {}):
            value = check_value(fact, file.data[fact.section][fact.name])
            if isinstance(value, Finding):
                raise AssertionError(value)
            values[fact.id] = value
    return Profile(facts=values, dont_know=tuple(file.data.get("dont_know", ())), document=file.data)


def _place(file: TomlFile, finding: Finding) -> Place:
    from guangdong_ai.profiles.quotation import one_line

    place = file.place(finding.path)
    return replace(place, key=place.key and one_line(place.key))


def _rest_of(findings: list[Finding], file: TomlFile) -> list[Finding]:
    if len(findings) <= MOST_FINDINGS:
        return []
    message = Text(f"还有更多问题，只列出前 {MOST_FINDINGS} 个", f"there is more: only the first {MOST_FINDINGS} are listed")
    hint = Text("可能选错了文件", "this may be the wrong file")
    return [Finding(message=message, hint=hint, place=Place(file=file.path))]
