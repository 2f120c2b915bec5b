import json
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped,unused-ignore]

from guangdong_ai.foundation.errors import Refused
from guangdong_ai.profiles.load import read_profile
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.profiles.save import profile_text
from guangdong_ai.profiles.schema import profile_schema

from .no_deadline import no_deadline
from .sample_facts import FACTS, SECTIONS
from .test_load_profile import WHOLE
from .test_parse_text import VALUES

SCHEMA = profile_schema(SECTIONS)
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def as_json(text: str) -> Any:
    """A profile file as a program that knows only JSON sees it."""
    return json.loads(json.dumps(tomllib.loads(text), default=str))


def test_the_schema_is_a_valid_schema_and_plain_json() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_a_profile_fits_the_schema() -> None:
    VALIDATOR.validate(as_json(WHOLE.replace("m000100y43", "M000100Y43")))


def schemas_of_facts() -> Iterator[tuple[str, Any]]:
    for fact in FACTS.values():
        yield fact.id, SCHEMA["properties"][fact.section]["properties"][fact.name]


def test_titles_and_descriptions_are_in_both_languages() -> None:
    for fact_id, schema in schemas_of_facts():
        fact = FACTS[fact_id]
        assert schema["title"] == f"{fact.label.zh} · {fact.label.en}"
        assert fact.question.zh in schema["description"]
        assert fact.question.en in schema["description"]
        assert "default" not in schema


def test_a_year_that_may_be_never_may_be_0() -> None:
    VALIDATOR.validate({"schema": 1, "titles": {"champion_year": 0}})
    VALIDATOR.validate({"schema": 1, "titles": {"champion_year": 2024}})
    assert not VALIDATOR.is_valid({"schema": 1, "titles": {"champion_year": 1}})
    assert not VALIDATOR.is_valid({"schema": 1, "titles": {"little_giant_year": 0}})


def test_choices_carry_their_labels() -> None:
    city = SCHEMA["properties"]["enterprise"]["properties"]["city"]
    assert city["oneOf"][0] == {"const": "guangzhou", "title": "广州 · Guangzhou"}
    assert len(city["oneOf"]) == 5


@pytest.mark.parametrize(
    "text",
    [
        "",
        "schema = 2",
        "schema = 1\nx = 1",
        "schema = 1\n[enterprise]\nx = 1",
        "schema = 1\nenterprise = 3",
        'schema = 1\ndont_know = ["x"]',
        'schema = 1\ndont_know = ["enterprise.city", "enterprise.city"]',
        *(
            f"schema = 1\n[enterprise]\n{line}"
            for line in (
                'city = "x"',
                'fields = ["x"]',
                'fields = ["ai", "ai"]',
                'fields = "ai"',
                "independent_legal_person = 1",
                "employees = -1",
                "employees = 1.5",
                "employees = 1000000001",
                "employees = true",
                "revenue = -1",
                "revenue = 10000000000000",
                'revenue = "300万"',
                "founded = 1899-12-31",
                "founded = 2101-01-01",
                "founded = 2025-01-01T00:00:00",
                'name = ""',
                'name = "  "',
                'name = "a\\nb"',
                "name = 3",
                'credit_code = "9135"',
            )
        ),
        *(
            f"schema = 1\n[titles]\n{line}"
            for line in ("little_giant_year = 1899", "little_giant_year = 2101", "own_funding_share = 1.1", "high_tech = 'x'")
        ),
    ],
)
def test_what_a_profile_refuses_the_schema_refuses(text: str) -> None:
    with pytest.raises(Refused):
        read_profile(text.encode(), None, FACTS)
    assert not VALIDATOR.is_valid(as_json(text))


@no_deadline
@given(st.fixed_dictionaries({}, optional=VALUES))
def test_every_saved_profile_fits_the_schema(facts: dict[str, Any]) -> None:
    VALIDATOR.validate(as_json(profile_text(Profile(facts=facts), FACTS)))
