"""Answers that were checked and can be assessed, with warnings about doubtful ones. Used by the command line and by scripts."""

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, get_args

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.document import Scope
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.profile import EMPTY, Profile, change_profile

if TYPE_CHECKING:
    from guangdong_ai.foundation.toml_file import TomlFile
    from guangdong_ai.profiles.conflict_findings import PlaceOf

Answers = Mapping[str, Any] | str | os.PathLike[str] | Profile
"""What is known of an applicant: facts by id, the path of a TOML profile, or a profile that an assessment holds."""

Policies = Sequence[str | os.PathLike[str]] | str | os.PathLike[str]
"""Folders that are laid over the bundled catalogue, in order; one alone needs no list."""

Scopes = Sequence[str] | str
"""Whose measures are meant: ``policy``, ``city``, ``district``, ``province``, ``nation``; one alone needs no list, none means all."""


@record
class CheckedAnswers:
    """The profile, the catalogue and the day of an assessment. ``warnings``: answers that report a past event but lie after the day."""

    catalogue: Catalogue
    profile: Profile
    as_of: date
    warnings: tuple[Finding, ...] = ()


def checked_together(profile: Profile, catalogue: Catalogue, as_of: date, place_of: "PlaceOf") -> CheckedAnswers:
    """The answers of a profile, each of which is valid by itself. Raises Refused, with the warnings too, where they contradict each other."""
    from guangdong_ai.profiles.conflict_findings import conflict_findings, doubts

    doubtful = doubts(profile.facts, catalogue, as_of, place_of)
    wrong = conflict_findings(profile.facts, catalogue, as_of, place_of)
    if wrong:
        raise Refused([*wrong, *doubtful])
    return CheckedAnswers(catalogue=catalogue, profile=profile, as_of=as_of, warnings=tuple(doubtful))


def places_in(file: "TomlFile") -> "PlaceOf":
    """Where answers are in a file: the place of the last of the facts."""
    return lambda facts: file.place(tuple(facts[-1].split(".")))


def checked_answers(answers: Answers, as_of: date | str | None, catalogue: Catalogue) -> CheckedAnswers:
    """Check the answers that a script gives. ``as_of`` None: today in China. Raises Refused with all findings."""
    findings: list[Finding] = []
    day, profile = date.min, EMPTY
    place_of: PlaceOf = _by_name
    try:
        day = day_of(as_of)
    except Refused as refused:
        findings += refused.findings
    try:
        profile, place_of = _read(answers, catalogue)
    except Refused as refused:
        findings += refused.findings
    if findings:
        raise Refused(findings)
    return checked_together(profile, catalogue, day, place_of)


def checked_changes(checked: CheckedAnswers, changes: Mapping[str, Any]) -> CheckedAnswers:
    """The answers, with ``changes`` replacing some of them, checked. Raises Refused with all findings about the changes."""
    from guangdong_ai.profiles.given_answers import given_answers

    if not isinstance(changes, Mapping):
        raise Refused([_no_answers(changes, "changes")])
    try:
        changed = given_answers(changes, checked.catalogue.facts)
    except Refused as refused:
        raise Refused([_among("changes", finding) for finding in refused.findings]) from None
    return checked_together(change_profile(checked.profile, changed), checked.catalogue, checked.as_of, _by_name)


def catalogue_of(policies: Policies, scopes: Scopes = ()) -> Catalogue:
    """The bundled catalogue with these folders; with ``scopes``, only its measures of these. Raises Refused with findings about them."""
    from guangdong_ai.api.catalogue_access import kept_catalogue

    several = [policies] if isinstance(policies, str | os.PathLike) else policies
    if not isinstance(several, Sequence) or not all(isinstance(folder, str | os.PathLike) for folder in several):
        message = Text("policies 应为文件夹的路径", "policies must be paths of folders")
        raise Refused([Finding(message=message, hint=Text('如 policies=["my-policies"]', 'like policies=["my-policies"]'))])
    from pathlib import Path

    return kept_catalogue([Path(folder) for folder in several], _accepted(scopes))


def _accepted(scopes: Scopes) -> Sequence[str]:
    several = [scopes] if isinstance(scopes, str) else list(scopes)
    unknown = [scope for scope in several if scope not in get_args(Scope)]
    if unknown:
        listed = ", ".join(get_args(Scope))
        named = ", ".join(map(repr, unknown))
        message = Text(f"没有这样的层级：{named}", f"not a scope: {named}")
        raise Refused([Finding(message=message, hint=Text(f"可用：{listed}", f"accepted: {listed}"), place=Place(key="scopes"))])
    return several


def day_of(as_of: date | str | None) -> date:
    """The day; None: today in China. Raises Refused for a text that is no day, and for a day outside the years of facts."""
    from guangdong_ai.profiles.parse_text import day_typed

    if as_of is None:
        from guangdong_ai.api.clock import today

        return today()
    if isinstance(as_of, date) and not isinstance(as_of, datetime):
        as_of = as_of.isoformat()
    day = day_typed(as_of) if isinstance(as_of, str) else None
    if day is None:
        from guangdong_ai.profiles.quotation import quoted

        given = quoted(as_of)
        message = Text("给出的是{}，应为日期", "given {}, expected a day").format(given)
        hint = Text('如 date(2026, 11, 23) 或 "2026-11-23"', 'like date(2026, 11, 23) or "2026-11-23"')
        raise Refused([Finding(message=message, hint=hint, place=Place(key="as_of"))])
    return day


def _read(answers: Answers, catalogue: Catalogue) -> "tuple[Profile, PlaceOf]":
    if isinstance(answers, str | os.PathLike):
        from guangdong_ai.foundation.toml_file import read_toml
        from guangdong_ai.profiles.load import profile_of

        file = read_toml(answers)
        return profile_of(file, catalogue.facts), places_in(file)
    from guangdong_ai.profiles.given_answers import again_checked, given_answers

    if isinstance(answers, Profile):
        return again_checked(answers, catalogue.facts), _by_name
    if not isinstance(answers, Mapping):
        raise Refused([_no_answers(answers, "answers")])
    return change_profile(EMPTY, given_answers(answers, catalogue.facts)), _by_name


def _by_name(facts: tuple[str, ...]) -> Place:
    return Place(key=", ".join(facts))


def _among(name: str, finding: Finding) -> Finding:
    key = finding.place.key
    return replace(finding, place=Place(key=name if key is None else f"{name}: {key}"))


def _no_answers(given: object, name: str) -> Finding:
    kind = type(given).__name__
    accepted = Text("以信息项编号为键的映射", "a mapping by the ids of facts")
    if name == "answers":
        accepted = Text("{}、TOML 档案的路径或 Profile", "{}, the path of a TOML profile, or a Profile").format(accepted)
    return Finding(
        message=Text("给出的是 {}，应为{}", "given {}, expected {}").format(kind, accepted),
        hint=Text('如 {"enterprise.city": "guangzhou"}', 'like {"enterprise.city": "guangzhou"}'),
        place=Place(key=name),
    )
