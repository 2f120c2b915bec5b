"""A value as a person would type it, so that ``parse_text`` reads exactly it."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.text import Language
from guangdong_ai.profiles.never import is_never
from guangdong_ai.profiles.plain_value import in_declared_order
from guangdong_ai.rules.value import Value

_NO_CHOICE = "none"


def typed_value(fact: Fact, value: Value) -> str:
    """The value with the ids of choices: the same in every language."""
    match value:
        case bool():
            return "yes" if value else "no"
        case frozenset():
            return ",".join(in_declared_order(fact, value)) or _NO_CHOICE
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case _:
            return "never" if is_never(fact, value) else str(value)


@lru_cache(maxsize=10_000)
def typed_in_words(fact: Fact, value: Value, language: Language) -> str:
    """The value in the words of the language, where they name it and nothing else; else as ``typed_value``."""
    from guangdong_ai.profiles.parse_text import parse_text
    from guangdong_ai.profiles.shown_value import value_in_words

    words = value_in_words(fact, value).in_language(language)
    return words if parse_text(fact, words) == value else typed_value(fact, value)
