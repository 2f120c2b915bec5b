"""The option that gives an answer on the command line, ready to be copied."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.profiles.never import is_never
from guangdong_ai.profiles.plain_value import in_declared_order
from guangdong_ai.rules.value import Value


def what_if_command(profile_file: str, changes: Mapping[Fact, Value] | None = None) -> tuple[str, ...]:
    """The words of the command that tries the changes on the profile; without any, of the one that looks for changes."""
    settings = [f"{fact.id}={_typed(fact, value)}" for fact, value in (changes or {}).items()]
    return ("what-if", profile_file, *(part for setting in settings for part in ("--set", setting)))


def _typed(fact: Fact, value: Value) -> str:
    """As ``parse_text`` reads it back."""
    match value:
        case bool():
            return "yes" if value else "no"
        case frozenset():
            return ",".join(in_declared_order(fact, value))
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case _:
            return "never" if is_never(fact, value) else str(value)
