from datetime import date
from decimal import Decimal

import pytest

from guangdong_ai.catalogue.lint.stated_figures import days_in, numbers_in, shares_in, years_in, yuan_in


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("每个最高800万元", {8_000_000}),
        ("1.5亿元以上，不超过2000万元", {150_000_000, 20_000_000}),
        ("up to 8,000,000 yuan each", {8_000_000}),
        ("3 million yuan, 2.5 billion yuan", {3_000_000, 2_500_000_000}),
        ("奖励 500 元", {500}),
        ("每人1,200元", {1200}),
        ("200家企业，30%，2025年", set()),
        ("", set()),
    ],
)
def test_yuan(text: str, figures: set[int]) -> None:
    assert yuan_in(text) == {Decimal(figure) for figure in figures}


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("不超过30%", {"0.3"}),
        ("at most 30 % or 12.5％, 7 per cent", {"0.3", "0.125", "0.07"}),
        ("1:0.5，50元", set()),
    ],
)
def test_shares(text: str, shares: set[str]) -> None:
    assert shares_in(text) == {Decimal(share) for share in shares}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2022年7月1日至2025-07-31", {date(2022, 7, 1), date(2025, 7, 31)}),
        ("2025年2月30日", set()),
        ("2025年13月1日", set()),
        ("粤府办〔2025〕6号", set()),
        ("12025-01-01", set()),
    ],
)
def test_days(text: str, days: set[date]) -> None:
    assert days_in(text) == days


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024—2026年", {2024, 2026}),
        ("in 2024–2026, or 1999", {1999, 2024, 2026}),
        ("2,024 yuan, 20240 people, 2024.5", set()),
        ("1800年，2199年", set()),
    ],
)
def test_years(text: str, years: set[int]) -> None:
    assert years_in(text) == years


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("每年不超过10个，每个最高800万元，30%", {"10", "8000000", "30", "0.3"}),
        ("1 : 0.5; at most 1,000,000", {"1", "0.5", "1000000"}),
        ("没有数字", set()),
    ],
)
def test_numbers(text: str, numbers: set[str]) -> None:
    assert numbers_in(text) == {Decimal(number) for number in numbers}
