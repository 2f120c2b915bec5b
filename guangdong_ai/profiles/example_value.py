"""An example answer for a fact, for a template to show. It says nothing about any real applicant."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.profiles.credit_code import EXAMPLE
from guangdong_ai.profiles.toml_literal import Plain
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind
from guangdong_ai.text import Language, Text

_TEXT = Text("示例", "example")
_EXAMPLES: Mapping[Kind, Plain] = Registry(
    "examples of answers",
    "kinds",
    {
        "yes_no": True,
        "count": 50,
        "money": 3_000_000,
        "share": Decimal("0.5"),
        "year": 2025,
        "date": date(2025, 7, 31),
        "months": 18,
    },
    without={
        "choice": "the fact's own choices are listed",
        "choices": "the fact's own choices are listed",
        "text": "in the language of the template",
    },
)


def example_value(fact: Fact, language: Language) -> Plain:
    """A value that ``fact`` accepts: of choices the first."""
    if fact.kind == "text":
        return EXAMPLE if fact.format == "credit_code" else _TEXT.in_language(language)
    if fact.kind in ("choice", "choices"):
        first = fact.choices[0].id
        return first if fact.kind == "choice" else [first]
    return _EXAMPLES[fact.kind]
