"""A command that can be copied gives the very values that it was made from."""

from datetime import date
from decimal import Decimal

import pytest

from guangdong_ai.profiles.parse_text import parse_text
from guangdong_ai.reports.wording.what_if_command import what_if_command
from guangdong_ai.rules.value import Value
from tests.profiles.sample_facts import FACTS


@pytest.mark.parametrize(
    ("fact_id", "value"),
    [
        ("enterprise.city", "huizhou"),
        ("enterprise.fields", frozenset({"other", "ai"})),
        ("enterprise.employees", 201),
        ("enterprise.revenue", Decimal("20000000.01")),
        ("enterprise.founded", date(2022, 7, 1)),
        ("titles.high_tech", True),
        ("titles.high_tech", False),
        ("titles.own_funding_share", Decimal("0.7")),
        ("titles.champion_year", 0),
        ("titles.champion_year", 2026),
        ("enterprise.name", "甲 乙 'x'"),
    ],
)
def test_the_value_is_read_back(fact_id: str, value: Value) -> None:
    what_if, profile, option, setting = what_if_command("my firm.toml", {FACTS[fact_id]: value})
    assert (what_if, profile, option) == ("what-if", "my firm.toml", "--set")
    given, _, text = setting.partition("=")
    assert given == fact_id
    assert parse_text(FACTS[fact_id], text) == value
