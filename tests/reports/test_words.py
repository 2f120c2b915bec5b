"""The words for windows and money."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from guangdong_ai.assessment.funding import FundingEstimate
from guangdong_ai.assessment.window import Window
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.wording.terms import CONFIDENCE, ELIGIBILITY, MARKS, MEANING, funding_in_words, weakest, window_in_words
from guangdong_ai.rules.table import TableRow

FOUND = TableRow(key="guangzhou", column="award", low=Decimal(1), high=Decimal(1))
NOT_FOUND = TableRow(key="zhanjiang", column="award")


@pytest.mark.parametrize(
    ("low", "high", "more", "words"),
    [
        (1_000_000, 1_000_000, {}, Text("100万元", "CNY 1,000,000")),
        (0, 3_000_000, {}, Text("至多 300万元", "up to CNY 3,000,000")),
        (500_000, 1_000_000, {}, Text("50万元～100万元", "CNY 500,000–1,000,000")),
        (0, 0, {}, Text("0元", "CNY 0")),
        (500_000, None, {}, Text("至少 50万元", "at least CNY 500,000")),
        (0, None, {}, Text("上限未公布", "no upper figure published")),
        (0, None, {"missing": ("a.b",)}, Text("尚不能估算", "cannot be estimated yet")),
        (1_000_000, 1_000_000, {"rows": (FOUND,)}, Text("估 100万元", "est. CNY 1,000,000")),
        (0, 2_000_000, {"rows": (NOT_FOUND,)}, Text("至多 200万元", "up to CNY 2,000,000")),
        (0, 2_000_000, {"kind": "voucher"}, Text("至多 200万元（券）", "up to CNY 2,000,000 (voucher)")),
        (None, None, {"kind": "unpublished"}, Text("金额未公布", "amount not published")),
        (None, None, {"kind": "equity"}, Text("股权投资，非补助", "equity, not a subsidy")),
        (None, None, {"kind": "in_kind"}, Text("非资金支持", "support other than money")),
    ],
)
def test_money(low: int | None, high: int | None, more: dict[str, Any], words: Text) -> None:
    assert funding_in_words(FundingEstimate(**{"kind": "cash", "low": low, "high": high, **more})) == words


def test_money_with_its_confidence() -> None:
    voucher = FundingEstimate(kind="voucher", low=0, high=2_000_000)
    assert funding_in_words(voucher, "reported") == Text("至多 200万元（券，报道）", "up to CNY 2,000,000 (voucher, reported)")
    unpublished = FundingEstimate(kind="unpublished", low=None, high=None)
    assert funding_in_words(unpublished, "official") == Text("金额未公布", "amount not published")


DAY = date(2026, 12, 16)


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (
            Window(state="open", closes=DAY, days_left=23, weekdays_left=17, working_days_left=16),
            Text("可申报至 2026-12-16，剩 23 天（其中工作日 16 天）", "open until 2026-12-16, 23 days left (16 working days)"),
        ),
        (
            Window(state="open", closes=DAY, days_left=1, weekdays_left=1, working_days_left=1),
            Text("可申报至 2026-12-16，剩 1 天（其中工作日 1 天）", "open until 2026-12-16, 1 day left (1 working day)"),
        ),
        (
            Window(state="open", closes=DAY, days_left=2, weekdays_left=1),
            Text(
                "可申报至 2026-12-16，剩 2 天（周一至周五 1 天；其间的放假安排未收全，工作日数未知）",
                "open until 2026-12-16, 2 days left (1 weekday; working days unknown, not all holidays are known)",
            ),
        ),
        (Window(state="open", closes=DAY, days_left=0), Text("可申报至 2026-12-16，今天截止", "open until 2026-12-16, closes today")),
        (Window(state="open", opens=DAY), Text("可申报，截止日未公布", "open, last day not published")),
        (Window(state="upcoming", unpublished=True), Text("文件当时尚未公布", "its document was not yet published")),
        (Window(state="upcoming", opens=DAY), Text("2026-12-16 起", "opens 2026-12-16")),
        (
            Window(state="upcoming", opens=DAY, closes=date(2027, 1, 1)),
            Text("2026-12-16 至 2027-01-01", "opens 2026-12-16, until 2027-01-01"),
        ),
        (Window(state="closed", closes=DAY), Text("已于 2026-12-16 截止", "closed, last day 2026-12-16")),
        (Window(state="closed"), Text("已截止", "closed")),
        (Window(state="rolling"), Text("常年受理", "open at any time")),
        (Window(state="unannounced"), Text("申报时间未公布", "window not announced")),
    ],
)
def test_windows(window: Window, words: Text) -> None:
    assert window_in_words(window) == words


def test_each_eligibility_has_a_word_a_mark_and_a_meaning() -> None:
    assert list(ELIGIBILITY) == list(MARKS) == list(MEANING)
    assert len(set(MARKS.values())) == len(MARKS)
    "".join(MARKS.values()).encode("gbk")


def test_the_weakest_confidence_is_the_one_that_is_told() -> None:
    assert weakest(["official", "inferred", "reported"]) == "inferred"
    assert weakest(["official", "reported"]) == "reported"
    assert weakest([]) is None
    assert set(CONFIDENCE) == {"official", "reported", "inferred"}
