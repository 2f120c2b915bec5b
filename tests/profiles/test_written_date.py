"""Days in Chinese figures, as official documents write them."""

from datetime import date

import pytest

from guangdong_ai.profiles.written_date import what_is_missing, written_date, year_without_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇一九年三月五日", date(2019, 3, 5)),
        ("二零二四年十二月三十一日", date(2024, 12, 31)),
        ("二○二〇年 十月 二十号", date(2020, 10, 20)),
        ("一九九九年十一月十日", date(1999, 11, 10)),
    ],
)
def test_read(text: str, day: date) -> None:
    assert written_date(text) == day


@pytest.mark.parametrize(
    "text", ["二〇一九年二月三十日", "二〇一九年十三月五日", "二〇一九年一二月五日", "一九年三月五日", "二〇一九年三月五十一日"]
)
def test_no_day(text: str) -> None:
    assert written_date(text) is None
    assert year_without_day(text) is None


def test_a_year_or_a_month_says_no_day() -> None:
    for text in ("二〇一九年", "二〇一九年三月"):
        assert written_date(text) is None
        assert year_without_day(text) == 2019
        missing = what_is_missing(text)
        assert missing is not None
        assert "which day" in missing.en
