"""A profile read for two catalogues: an answer that only one of them asks for is no mistake."""

from collections.abc import Mapping
from pathlib import Path

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import replace
from guangdong_ai.profiles.check_value import check_value
from guangdong_ai.profiles.load import load_profile
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.value import Value


def load_for_both(path: Path, old: Mapping[str, Fact], new: Mapping[str, Fact]) -> tuple[Profile, Profile]:
    """The profile for the facts of one catalogue and for those of the other; a value that one does not know or accept is unknown to it.

    Raises Refused with all findings where the file is a valid profile for neither.
    """
    try:
        profile = load_profile(path, {**old, **new})
    except Refused as refused:
        try:
            profile = load_profile(path, {**new, **old})
        except Refused:
            raise refused from None
    return _understood(profile, old), _understood(profile, new)


def _understood(profile: Profile, facts: Mapping[str, Fact]) -> Profile:
    values: dict[str, Value] = {}
    for fact in facts.values():
        table = profile.document.get(fact.section, {})
        value = check_value(fact, table[fact.name]) if fact.name in table else None
        if value is not None and not isinstance(value, Finding):
            values[fact.id] = value
    return replace(profile, facts=values, dont_know=tuple(fact_id for fact_id in profile.dont_know if fact_id in facts))
