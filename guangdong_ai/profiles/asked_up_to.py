"""How far a questionnaire has come, as its profile remembers it: the last stage that the person agreed to be asked for."""

from collections.abc import Iterator
from typing import Any, Literal, cast, get_args

from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.profile import Profile

Stage = Literal["policy", "others", "closed"]
"""What is asked for, one after the other: what the measures of the policy itself need, then those of all other givers, then those whose last
call is over, whoever gives them."""

STAGES: tuple[Stage, ...] = get_args(Stage)
ASKED_UP_TO = "asked_up_to"
"""The key in a profile file."""


def asked_up_to(profile: Profile) -> Stage:
    """The last stage that was agreed to; the first where the profile says nothing."""
    return cast("Stage", profile.document.get(ASKED_UP_TO, STAGES[0]))


def with_asked_up_to(profile: Profile, stage: Stage) -> Profile:
    """The profile that remembers this stage."""
    return replace(profile, document={**profile.document, ASKED_UP_TO: stage})


def asked_up_to_findings(given: Any) -> Iterator[Finding]:
    """A finding where the value in a file is no stage."""
    if given not in STAGES:
        from guangdong_ai.profiles.wrong_value import given_but_expected

        listed = ", ".join(f'"{stage}"' for stage in STAGES)
        message = given_but_expected(given, Text("{}之一", "one of {}").format(listed))
        hint = Text("问卷自己写的；可以删去这一行", "the questionnaire writes it; the line may be taken out")
        yield Finding(message=message, hint=hint, path=(ASKED_UP_TO,))
