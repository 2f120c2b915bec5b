"""The answers in a profile file, read so that unaccepted ones are asked for again instead of refusing the file."""

import re
from collections.abc import Mapping
from pathlib import Path

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, KeyPath
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.toml_file import TomlFile, read_toml
from guangdong_ai.profiles.check_value import check_value
from guangdong_ai.profiles.document_findings import OWN_KEYS, document_findings
from guangdong_ai.profiles.profile import EMPTY, Profile
from guangdong_ai.rules.value import Value


@record
class EarlierAnswers:
    """The answers in a file: accepted ones, refused ones, and unknown names, which are kept.

    ``refused``: by fact, what is wrong with the value in the file. ``kept``: findings about names that the catalogue does not have.
    ``commented``: whether the file has comments, which saving cannot keep.
    """

    profile: Profile
    refused: Mapping[str, Finding]
    kept: tuple[Finding, ...]
    commented: bool


NOTHING = EarlierAnswers(profile=EMPTY, refused={}, kept=(), commented=False)


def read_earlier_answers(path: Path, facts: Mapping[str, Fact]) -> EarlierAnswers:
    """The answers in the file at ``path``; an empty file has none. Raises Refused when it cannot be read or is no profile."""
    file = read_toml(path)
    if not file.text.strip():
        return NOTHING
    refused: dict[str, Finding] = {}
    kept: list[Finding] = []
    fatal: list[Finding] = []
    for found in document_findings(file, facts):
        finding = replace(found, place=file.place(found.path))
        fact = _fact_at(found.path, facts)
        if fact is not None:
            refused.setdefault(fact, finding)
        elif _is_unknown_name(found.path, file, facts):
            kept.append(finding)
        else:
            fatal.append(finding)
    if fatal:
        raise Refused(fatal)
    profile = Profile(facts=_accepted(file, facts, refused), dont_know=tuple(file.data.get("dont_know", ())), document=file.data)
    return EarlierAnswers(profile=profile, refused=refused, kept=tuple(kept), commented=_has_comments(file.text))


def _fact_at(path: KeyPath, facts: Mapping[str, Fact]) -> str | None:
    """The fact whose value is at ``path``, or contains it."""
    name = ".".join(str(part) for part in path[:2])
    return name if len(path) >= 2 and name in facts else None


def _is_unknown_name(path: KeyPath, file: TomlFile, facts: Mapping[str, Fact]) -> bool:
    """Whether ``path`` names a table, a key or an entry of ``dont_know`` that the catalogue does not have: from a newer or an older one."""
    if not path:
        return False
    if path[0] == "dont_know":
        fact_id = file.data["dont_know"][path[1]] if len(path) == 2 and isinstance(path[1], int) else None
        return isinstance(fact_id, str) and fact_id not in facts
    sections = {fact.section for fact in facts.values()}
    return path[0] not in (*OWN_KEYS, *sections) or (len(path) == 2 and isinstance(path[1], str))


def _accepted(file: TomlFile, facts: Mapping[str, Fact], refused: Mapping[str, Finding]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for fact in facts.values():
        if fact.id not in refused and fact.name in file.data.get(fact.section, {}):
            value = check_value(fact, file.data[fact.section][fact.name])
            if not isinstance(value, Finding):
                values[fact.id] = value
    return values


def _has_comments(text: str) -> bool:
    """Whether a line has a ``#`` outside quotation marks."""
    return any("#" in _outside_quotes(line) for line in text.splitlines())


def _outside_quotes(line: str) -> str:
    return re.sub(r'"(?:\\.|[^"\\])*"|\'[^\']*\'', "", line)
