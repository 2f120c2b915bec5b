"""Which figures a text states, in either language."""

from datetime import date
from decimal import Decimal

import pytest

from guangdong_ai.catalogue.lint.stated_figures import Figure, figures_of


def read(figures: set[str | date]) -> set[Figure]:
    """As the tests write them: a number as its digits, a year as ``y2025``, a month as ``m2025-05``."""
    return {figure if isinstance(figure, date) else figure[1:] if figure[0] in "my" else Decimal(figure) for figure in figures}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("每个最高800万元", {"8000000"}),
        ("每个最高８００万元，３０％", {"8000000", "0.3"}),
        ("1.5亿元以上，不超过2000万元", {"150000000", "20000000"}),
        ("总规模1万亿元", {"1000000000000"}),
        ("up to 8,000,000 yuan each", {"8000000"}),
        ("3 million yuan, 2.5 billion yuan, 200 thousand", {"3000000", "2500000000", "200000"}),
        ("奖励 500 元；每人1,200元", {"500", "1200"}),
        ("200家企业，不超过5个", {"200", "5"}),
        ("at most 30 % or 12.5％, 7 per cent", {"0.3", "0.125", "0.07"}),
        ("牵头1∶1，参与1 : 0.5", {"1", "0.5"}),
        ("2022年7月1日至2025-07-31", {date(2022, 7, 1), date(2025, 7, 31)}),
        ("published on 4 May 2025", {date(2025, 5, 4)}),
        ("发布于2025年5月", {"m2025-05"}),
        ("posted in May 2025", {"m2025-05"}),
        ("2024—2026年", {"y2024", "y2026"}),
        ("in 2024–2026, or 1999", {"y1999", "y2024", "y2026"}),
        ("the call of 2025–26", {"y2025", "y2026"}),
        ("公示，2025年一轮的126家，各100万元", {"y2025", "126", "1000000"}),
        ("2000万元，2000 people at 2,024 yuan", {"20000000", "y2000", "2024"}),
        ("粤府办〔2025〕6号，按13号文件，GB32100和A100", set()),
        ("the 8th batch", {"8"}),
        ("没有数字", set()),
        ("", set()),
    ],
)
def test_what_is_written_in_digits(text: str, figures: set[str | date]) -> None:
    assert figures_of(text).figures == read(figures)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("第十一条、第二十条", {"11", "20", "1", "2", "10"}),
        ("近三年，两条路径", {"3", "2"}),
        ("the last three years, one of Two", {"3", "1", "2"}),
        ("tone", set()),
    ],
)
def test_what_a_word_may_mean(text: str, figures: set[str | date]) -> None:
    stated = figures_of(text)
    assert stated.in_words == read(figures)
    assert stated.figures == frozenset()
    assert stated.all == stated.in_words


@pytest.mark.parametrize("text", ["2025年13月1日", "2025-02-30"])
def test_a_day_that_does_not_exist_is_none_but_stays_what_it_is(text: str) -> None:
    assert figures_of(text).figures == {text}
