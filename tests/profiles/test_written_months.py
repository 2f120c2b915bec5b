"""Lengths of time in whole months: what is read, what is not, and that what is shown is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import LANGUAGES, Language, Text
from guangdong_ai.profiles.check_value import check_value
from guangdong_ai.profiles.parse_text import parse_text
from guangdong_ai.profiles.shown_value import value_in_words
from guangdong_ai.profiles.written_months import parse_months
from guangdong_ai.rules.kinds.months import MOST_MONTHS

TWO = Text("项目期限", "Length of the project")
PROJECT = Fact(id="project.length", kind="months", label=TWO, question=TWO, change="slow", change_reason=TWO)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("18", 18),
        ("１８个月", 18),
        ("十八个月", 18),
        ("18 months", 18),
        ("1 month", 1),
        ("1年6个月", 18),
        ("1年零6个月", 18),
        ("一年半", 18),
        ("1.5年", 18),
        ("半年", 6),
        ("两年", 24),
        ("2 Years", 24),
        ("1 year 6 months", 18),
        ("1 year and 6 months", 18),
        ("2 yrs", 24),
        ("0", 0),
        ("1,200", 1_200),
    ],
)
def test_what_is_read(text: str, months: int) -> None:
    assert parse_months(text) == months


@pytest.mark.parametrize(
    "text",
    ["", "6月", "1年6月", "2年6", "1年半3个月", "12.5", "0.3年", "-3", "1e3", "12个", "12 m", "年", "个月", "半", "18 days", "18 weeks"],
)
def test_what_could_be_meant_otherwise_is_not_read(text: str) -> None:
    assert parse_months(text) is None


@given(st.integers(0, MOST_MONTHS), st.sampled_from(LANGUAGES))
def test_what_is_shown_is_read_back(months: int, language: Language) -> None:
    assert check_value(PROJECT, months) == months
    assert parse_text(PROJECT, value_in_words(PROJECT, months).in_language(language)) == months
    assert parse_text(PROJECT, f"{months // 12}年{months % 12}个月") == months


@pytest.mark.parametrize("value", [-1, MOST_MONTHS + 1, True, "18"])
def test_a_file_holds_a_whole_number_of_them_within_the_limits(value: object) -> None:
    found = check_value(PROJECT, value)
    assert isinstance(found, Finding)
    assert "a whole number of months from 0 to 1,200" in found.message.en


def test_what_is_not_accepted_says_how_it_is_written() -> None:
    found = parse_text(PROJECT, "6月")
    assert isinstance(found, Finding)
    assert "18 months or 1 year 6 months" in found.message.en
    assert "18个月、1年6个月" in found.message.zh
