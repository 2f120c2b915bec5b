"""A profile: the facts of one applicant."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from guangdong_ai.foundation.record import field, record, replace
from guangdong_ai.rules.value import Value

if TYPE_CHECKING:
    from guangdong_ai.profiles.unknown import Unknown


NAME = "enterprise.name"
"""The fact that holds the name of the applicant."""


@record
class Profile:
    """The facts of one applicant. A fact not in ``facts`` is unknown; one in ``dont_know`` was asked, and is not asked again.

    ``document``: the TOML data the profile came from, so that unknown keys in it survive saving.
    """

    facts: Mapping[str, Value] = field(default_factory=dict)
    dont_know: tuple[str, ...] = ()
    document: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str | None:
        """The name of the applicant, if given."""
        name = self.facts.get(NAME)
        return name if isinstance(name, str) else None


EMPTY = Profile()
"""The profile in which nothing is known."""


def change_profile(profile: Profile, changes: "Mapping[str, Value | Unknown]") -> Profile:
    """``profile`` with its answers replaced by those in ``changes``.

    An answered fact leaves ``dont_know``; UNKNOWN removes the answer and adds the fact to it.
    """
    if not changes:
        return profile
    from guangdong_ai.profiles.unknown import Unknown

    answers = {fact_id: answer for fact_id, answer in changes.items() if not isinstance(answer, Unknown)}
    unknown = [fact_id for fact_id, answer in changes.items() if isinstance(answer, Unknown)]
    facts = {fact_id: value for fact_id, value in profile.facts.items() if fact_id not in unknown} | answers
    dont_know = [fact_id for fact_id in profile.dont_know if fact_id not in answers]
    dont_know += [fact_id for fact_id in unknown if fact_id not in dont_know]
    return replace(profile, facts=facts, dont_know=tuple(dont_know))
