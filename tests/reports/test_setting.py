"""A command that can be copied gives the very values that it was made from."""

import shlex
from datetime import date
from decimal import Decimal

import pytest

from guangdong_ai.profiles.value import parse_text
from guangdong_ai.reports.what_if.setting import what_if_command
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
    command = what_if_command("my firm.toml", {FACTS[fact_id]: value})
    name, what_if, profile, option, setting = shlex.split(command)
    assert (name, what_if, profile, option) == ("guangdong-ai", "what-if", "my firm.toml", "--set")
    given, _, text = setting.partition("=")
    assert given == fact_id
    assert parse_text(FACTS[fact_id], text) == value


def test_without_a_file_the_command_says_where_it_belongs() -> None:
    assert what_if_command(None) == "guangdong-ai what-if PROFILE"
