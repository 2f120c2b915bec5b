"""Random profiles, the JSON that each comes to, and the digests by which it is kept: of a hundred profiles together, with and without words."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from guangdong_ai.assessment.assess import assess
from guangdong_ai.assessment.near_misses import near_misses
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.content.data.assessment import plain_assessment
from tests.bundled_catalogue import bundled_catalogue
from tests.random_firms import partial_firms

KEPT = Path(__file__).with_name("assessments.txt")
PROFILES, TOGETHER = 20_000, 100
GROUPS = PROFILES // TOGETHER
_FIRST_DAY, _DAYS = date(2025, 1, 1), 3 * 365
_WORDS = {"zh", "en"}


@cache
def catalogue() -> Catalogue:
    """The bundled catalogue."""
    return bundled_catalogue()


def profiles(group: int) -> Iterator[tuple[Profile, date]]:
    """The profiles of one group (from 0), each with its day; the same whenever they are asked for. Answers may contradict each other: results are results."""
    random = Random(f"golden {group}")
    for facts in partial_firms(catalogue().facts, random, TOGETHER):
        yield Profile(facts=facts), _FIRST_DAY + timedelta(days=random.randrange(_DAYS))


def plain_result(profile: Profile, day: date) -> dict[str, Any]:
    """What the profile comes to on the day, as the JSON has it."""
    result = assess(catalogue(), profile, day)
    plain: Any = plain_assessment(result, near_misses(result))
    report: dict[str, Any] = plain
    return report


def digests(group: int) -> tuple[str, str]:
    """Of one group: the digest of its results without words and that with them. What they come from (catalogue, program, choices) does not count."""
    without, whole = hashlib.sha256(), hashlib.sha256()
    for profile, day in profiles(group):
        report = plain_result(profile, day)
        del report["catalogue"], report["provenance"]
        whole.update(msgspec.json.encode(report))
        without.update(msgspec.json.encode(_without_words(report)))
    return without.hexdigest()[:16], whole.hexdigest()[:16]


def kept() -> Mapping[int, tuple[str, str]]:
    """The digests that are kept, by group."""
    lines = (line.split() for line in KEPT.read_text(encoding="ascii").splitlines())
    return {int(group): (without, whole) for group, without, whole in lines}


def _without_words(plain: Any) -> Any:
    if isinstance(plain, dict):
        return None if plain.keys() == _WORDS else {key: _without_words(value) for key, value in plain.items()}
    return [_without_words(value) for value in plain] if isinstance(plain, list) else plain
