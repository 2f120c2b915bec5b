"""The option that gives an answer on the command line, ready to be copied."""

from collections.abc import Mapping

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.profiles.typed_value import typed_value
from guangdong_ai.rules.value import Value


def what_if_command(profile_file: str, changes: Mapping[Fact, Value] | None = None) -> tuple[str, ...]:
    """The words of the command that tries the changes on the profile; without any, of the one that looks for changes."""
    settings = [f"{fact.id}={typed_value(fact, value)}" for fact, value in (changes or {}).items()]
    return ("what-if", profile_file, *(part for setting in settings for part in ("--set", setting)))
