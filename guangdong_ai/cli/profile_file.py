"""The profile of this run: a file or standard input, and the answers of the command line, which beat it."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.errors import Refused
from guangdong_ai.finding import Finding
from guangdong_ai.profiles.load import load_profile, read_profile
from guangdong_ai.profiles.profile import EMPTY, Profile, change_profile

if TYPE_CHECKING:
    from guangdong_ai.cli.fact_flags import Given

STANDARD_INPUT = "-"


def profile_from(name: str | None, facts: Mapping[str, Fact]) -> Profile:
    """The profile in the file ``name``, or an empty one for None. Raises Refused."""
    if name is None:
        return EMPTY
    if name == STANDARD_INPUT:
        return read_profile(sys.stdin.buffer.read(), None, facts)
    return load_profile(stored_profile(name), facts)


def stored_profile(name: str) -> Path:
    """The file of this name, or where there is none the profile that the questionnaire keeps for an applicant so called."""
    path = Path(name)
    if os.path.lexists(path) or path.suffix == ".toml":
        return path
    from guangdong_ai.cli.ask.profile_folder import earlier_profiles, profile_folder

    kept = earlier_profiles(profile_folder())
    return next((profile.path for profile in kept if name in (profile.name, profile.path.stem)), path)


def profile_with(name: str | None, given: "Given", facts: Mapping[str, Fact]) -> Profile:
    """The same with the answers of the command line, which beat the file's. Raises Refused with what is wrong in either."""
    return profile_without_and_with(name, given, facts)[1]


def profile_without_and_with(name: str | None, given: "Given", facts: Mapping[str, Fact]) -> tuple[Profile, Profile]:
    """The profile as it is, and with the answers of the command line. Raises Refused with what is wrong in either."""
    from guangdong_ai.cli.fact_flags import answers

    findings: list[Finding] = []
    try:
        profile = profile_from(name, facts)
    except Refused as refused:
        findings += refused.findings
    try:
        changes = answers(given, facts)
    except Refused as refused:
        findings += refused.findings
    if findings:
        raise Refused(findings)
    return profile, change_profile(profile, changes)
