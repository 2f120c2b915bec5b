"""The profile of this run: a file or standard input, and the answers of the command line, which take precedence."""

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from guangdong_ai.api.checked_answers import CheckedAnswers, checked_together, places_in
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.foundation.toml_file import LARGEST, TomlFile, parse_toml, read_toml
from guangdong_ai.profiles.load import profile_of
from guangdong_ai.profiles.profile import EMPTY, Profile, change_profile

if TYPE_CHECKING:
    from pathlib import Path

    from guangdong_ai.catalogue.catalogue import Catalogue
    from guangdong_ai.cli.flag_answers import Given
    from guangdong_ai.profiles.conflict_findings import PlaceOf
    from guangdong_ai.profiles.unknown import Unknown
    from guangdong_ai.rules.value import Value

STANDARD_INPUT = "-"


def profile_from(name: str | None, facts: Mapping[str, Fact]) -> Profile:
    """The profile in the file ``name``, or an empty one for None. Raises Refused."""
    return EMPTY if name is None else profile_of(_read(name), facts)


def stored_profile(name: str) -> "Path":
    """The file of this name, or if there is none the profile that the questionnaire keeps under this name."""
    from pathlib import Path

    path = Path(name)
    if path.suffix == ".toml":
        return path
    if os.path.lexists(path):
        if path.suffix:
            _refuse_tables(path)
        return path
    from guangdong_ai.cli.ask.profile_folder import earlier_profiles, profile_folder

    kept = earlier_profiles(profile_folder())
    return next((profile.path for profile in kept if name in (profile.name, profile.path.stem)), path)


def _refuse_tables(path: "Path") -> None:
    """Refuse a table, by its suffix: a profile is one applicant in TOML; tables are for ``batch``."""
    from guangdong_ai.batch.read.input_files import InputFile, input_file

    found = input_file(path)
    if not isinstance(found, InputFile) or found.format == "toml" or not path.is_file():
        return
    message = Text("这是一张表格，不是一家单位的档案（TOML 文件）", "this is a table, not the profile of one applicant (a TOML file)")
    hint = Text("对表中的所有单位自评", "assess all applicants in it")
    command = ("batch", str(path), "--output", f"{path.stem}-results.csv")
    raise Refused([Finding(message=message, hint=hint, command=command, place=Place(file=path))])


def profile_with(name: str | None, given: "Given", catalogue: "Catalogue", as_of: date, language: Language) -> CheckedAnswers:
    """The profile with the answers of the command line, which take precedence. Warnings go to standard error.

    Raises Refused with findings about either, and about answers that contradict each other.
    """
    _, changed, file, changes = _read_and_changed(name, given, catalogue)
    return _told(checked_together(changed, catalogue, as_of, _places(file, changes)), language)


def kept_profile_with(
    kept: Profile, file: "Path", given: "Given", catalogue: "Catalogue", as_of: date, language: Language
) -> CheckedAnswers:
    """``profile_with`` for answers that an earlier result in ``file`` has kept."""
    from guangdong_ai.cli.flag_answers import answers

    changes = answers(given, catalogue.facts)

    def place_of(facts: tuple[str, ...]) -> Place:
        in_file = [fact for fact in facts if fact not in changes]
        return Place(file=file, key=", ".join(in_file)) if in_file else Place(key=", ".join(f"--set {fact}" for fact in facts))

    return _told(checked_together(change_profile(kept, changes), catalogue, as_of, place_of), language)


def profile_without_and_with(
    name: str | None, given: "Given", catalogue: "Catalogue", as_of: date, language: Language
) -> tuple[CheckedAnswers, CheckedAnswers]:
    """The profile as it is, and with the answers of the command line; for both as ``profile_with``."""
    profile, changed, file, changes = _read_and_changed(name, given, catalogue)
    before = checked_together(profile, catalogue, as_of, _places(file, ()))
    return before, _told(checked_together(changed, catalogue, as_of, _places(file, changes)), language)


def _read_and_changed(name: str | None, given: "Given", catalogue: "Catalogue") -> tuple[Profile, Profile, TomlFile | None, Sequence[str]]:
    """The profile, the same with the answers of the command line, its file, and the facts of those answers."""
    findings: list[Finding] = []
    profile, file = EMPTY, None
    changes: Mapping[str, Value | Unknown] = {}
    try:
        if name is not None:
            file = _read(name)
            profile = profile_of(file, catalogue.facts)
    except Refused as refused:
        findings += refused.findings
    if given:
        from guangdong_ai.cli.flag_answers import answers

        try:
            changes = answers(given, catalogue.facts)
        except Refused as refused:
            findings += refused.findings
    if findings:
        raise Refused(findings)
    return profile, change_profile(profile, changes), file, list(changes)


def checked_profile(name: str, catalogue: "Catalogue", as_of: date) -> CheckedAnswers:
    """The profile in the file ``name``, with warnings. Raises Refused with all findings."""
    file = _read(name)
    return checked_together(profile_of(file, catalogue.facts), catalogue, as_of, places_in(file))


def _places(file: TomlFile | None, set_here: Sequence[str]) -> "PlaceOf":
    """``set_here``: the facts answered by the command line; all others are in ``file``."""

    def place_of(facts: tuple[str, ...]) -> Place:
        in_file = tuple(fact for fact in facts if fact not in set_here)
        if file is None or not in_file:
            return Place(key=", ".join(f"--set {fact}" for fact in facts))
        return places_in(file)(in_file)

    return place_of


def _told(checked: CheckedAnswers, language: Language) -> CheckedAnswers:
    if checked.warnings:
        from guangdong_ai.cli.error_output import show_findings

        show_findings(checked.warnings, language)
    return checked


def _read(name: str) -> TomlFile:
    if name == STANDARD_INPUT:
        # No more than tells that it is too large: standard input may never end.
        return parse_toml(sys.stdin.buffer.read(LARGEST + 1), None)
    # ``stored_profile`` says the same of a name that ends so; asking it would load pathlib, a thirtieth of a start.
    return read_toml(name if os.path.splitext(name)[1] == ".toml" else stored_profile(name))  # noqa: PTH122
