"""An example answer for a fact, for templates. It says nothing about any real applicant."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.profiles.credit_code import EXAMPLE
from guangdong_ai.profiles.toml_literal import Plain
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind

_TEXT = Text("示例", "example")


def example_value(fact: Fact, language: Language) -> Plain:
    """A value that ``fact`` accepts: for choices the first."""
    return _EXAMPLES[fact.kind](fact, language)


def _always(value: Plain) -> Callable[[Fact, Language], Plain]:
    return lambda _fact, _language: value


def _text(fact: Fact, language: Language) -> Plain:
    return EXAMPLE if fact.format == "credit_code" else _TEXT.in_language(language)


_EXAMPLES: Mapping[Kind, Callable[[Fact, Language], Plain]] = Registry(
    "examples of answers",
    "kinds",
    {
        "text": _text,
        "choice": lambda fact, _language: fact.choices[0].id,
        "choices": lambda fact, _language: [fact.choices[0].id],
        "yes_no": _always(True),
        "count": _always(50),
        "money": _always(3_000_000),
        "share": _always(Decimal("0.5")),
        "year": _always(2025),
        "date": _always(date(2025, 7, 31)),
        "months": _always(18),
    },
)
