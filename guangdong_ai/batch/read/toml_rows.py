"""Profiles as files: each is one record."""

from collections.abc import Iterator, Mapping
from typing import Any

from guangdong_ai.batch.read.cell import exact_text, shown_cell
from guangdong_ai.batch.read.header_match import headers_of
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.read_options import Keep, ReadOptions
from guangdong_ai.batch.read.table import Applicant, InputTable, ReadRow, Rejected, WrongCell
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.path_text import path_text
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.toml_file import read_toml
from guangdong_ai.profiles.check_value import check_value
from guangdong_ai.profiles.conflict_findings import CORRECT
from guangdong_ai.profiles.load import load_profile
from guangdong_ai.profiles.plain_value import to_plain
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.value import Value


def toml_table(file: InputFile, facts: Mapping[str, Fact], reading: ReadOptions) -> InputTable:
    """The one profile of the file. Its id is the path as it was named, unless the id column is a fact that the profile gives.

    What cannot be read is rejected, each finding with its line. A profile has no columns: of those to keep, the ones that name a fact are
    kept by the name that the user gave, and the others are empty.
    """
    return InputTable(file=file, layout=None, warnings=(), rows=_rows(file, facts, reading))


def _rows(file: InputFile, facts: Mapping[str, Fact], reading: ReadOptions) -> Iterator[ReadRow]:
    try:
        profile = load_profile(file.path, facts)
    except Refused as refused:
        wrong = tuple(_wrong(file, finding, _data(file)) for finding in refused.findings)
        harmless = reading.used is not None and not _facts_of(refused) & reading.used
        lenient = _understood(file, facts, refused) if reading.lenient or harmless else None
        if lenient is None:
            yield Rejected(file=file.path, line=None, wrong=wrong)
        else:
            yield replace(_applicant(file, lenient, facts, reading), made_unknown=wrong)
    else:
        yield _checked(file, profile, facts, reading)


def _checked(file: InputFile, profile: Profile, facts: Mapping[str, Fact], reading: ReadOptions) -> ReadRow:
    """The applicant, unless its answers exclude each other; lenient, those are unknown."""
    conflicts = reading.answer_rules.conflicts(profile.facts)
    if not conflicts:
        return _applicant(file, profile, facts, reading)
    text = read_toml(file.path)
    wrong = tuple(
        WrongCell(
            file=file.path,
            line=text.place(tuple(conflict.facts[-1].split("."))).line,
            column=", ".join(conflict.facts),
            value=", ".join(exact_text(to_plain(facts[fact], profile.facts[fact])) for fact in conflict.facts),
            reason=conflict.text,
            hint=conflict.hint or CORRECT,
        )
        for conflict in conflicts
    )
    if not reading.lenient:
        return Rejected(file=file.path, line=None, wrong=wrong)
    excluded = {fact for conflict in conflicts for fact in conflict.facts}
    left = replace(profile, facts={fact: value for fact, value in profile.facts.items() if fact not in excluded})
    return replace(_applicant(file, left, facts, reading), made_unknown=wrong)


def _applicant(file: InputFile, profile: Profile, facts: Mapping[str, Fact], reading: ReadOptions) -> Applicant:
    named = list(profile.facts) if isinstance(reading.keep, Keep) else reading.keep
    headers = headers_of(facts, reading) if named or reading.id_column else None

    def text(name: str) -> str:
        match = headers.match(name) if headers else None
        value = profile.facts.get(match.fact.id) if match else None
        return "" if match is None or value is None else exact_text(to_plain(match.fact, value))

    given = text(reading.id_column) if reading.id_column else ""
    return Applicant(
        file=file.path, line=None, id=given or path_text(file.path), profile=profile, kept={name: text(name) for name in named}
    )


def _understood(file: InputFile, facts: Mapping[str, Fact], refused: Refused) -> Profile | None:
    """The profile without the values that are wrong; None where something else is wrong too."""
    wrong = _facts_of(refused)
    if not wrong <= set(facts):
        return None
    data = _data(file)
    values: dict[str, Value] = {}
    for fact in facts.values():
        if fact.id not in wrong and fact.name in data.get(fact.section, {}):
            value = check_value(fact, data[fact.section][fact.name])
            if not isinstance(value, Finding):
                values[fact.id] = value
    return Profile(facts=values, dont_know=tuple(data.get("dont_know", ())), document=data)


def _facts_of(refused: Refused) -> frozenset[str]:
    """The ids of the facts that the findings are about, or what else they are about."""
    return frozenset(".".join(str(part) for part in finding.path[:2]) for finding in refused.findings)


def _data(file: InputFile) -> Mapping[str, Any]:
    try:
        return read_toml(file.path).data
    except Refused:
        return {}


def _wrong(file: InputFile, finding: Finding, data: Mapping[str, Any]) -> WrongCell:
    value: Any = data
    for part in finding.path:
        known = part < len(value) if isinstance(value, list) and isinstance(part, int) else isinstance(value, dict) and part in value
        value = value[part] if known else None
    shown = "" if isinstance(value, dict) or not finding.path else shown_cell(value)
    return WrongCell(
        file=file.path,
        line=finding.place.line,
        column=finding.place.key or "",
        value=shown,
        reason=finding.message,
        hint=finding.hint,
        kind=finding.kind,
    )
