from decimal import Decimal

import pytest

from guangdong_ai.rules import money_range
from guangdong_ai.rules.money_range import NOTHING, OPEN, MoneyRange


def money(low: float | str, high: float | str | None) -> MoneyRange:
    return MoneyRange(Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("ranges", "smaller", "larger", "total", "covering"),
    [
        ([money(1, 2)], money(1, 2), money(1, 2), money(1, 2), money(1, 2)),
        ([money(1, 5), money(3, 4)], money(1, 4), money(3, 5), money(4, 9), money(1, 5)),
        ([money(3, 4), money(1, 5)], money(1, 4), money(3, 5), money(4, 9), money(1, 5)),
        ([money(5, None), money(3, 3)], money(3, 3), money(5, None), money(8, None), money(3, None)),
        ([OPEN, OPEN], OPEN, OPEN, OPEN, OPEN),
        ([OPEN, NOTHING], NOTHING, OPEN, OPEN, OPEN),
        ([money("0.1", "0.1"), money("0.2", "0.2")], money("0.1", "0.1"), money("0.2", "0.2"), money("0.3", "0.3"), money("0.1", "0.2")),
    ],
)
def test_combinations_go_end_by_end(
    ranges: list[MoneyRange], smaller: MoneyRange, larger: MoneyRange, total: MoneyRange, covering: MoneyRange
) -> None:
    assert money_range.smaller_of(ranges) == smaller
    assert money_range.larger_of(ranges) == larger
    assert money_range.sum_of(ranges) == total
    assert money_range.covering(ranges) == covering


@pytest.mark.parametrize(
    ("minuend", "subtrahend", "expected"),
    [
        (money(10, 10), money(3, 3), money(7, 7)),
        (money(3, 3), money(10, 10), NOTHING),
        (money(5, 10), money(1, 7), money(0, 9)),
        (money(10, 10), OPEN, money(0, 10)),
        (OPEN, money(3, 3), OPEN),
        (money(10, None), money(3, 4), money(6, None)),
        (OPEN, OPEN, OPEN),
    ],
)
def test_a_difference_takes_away_the_most_for_its_low_end_and_the_least_for_its_high_end(
    minuend: MoneyRange, subtrahend: MoneyRange, expected: MoneyRange
) -> None:
    assert money_range.difference(minuend, subtrahend) == expected


@pytest.mark.parametrize(
    ("rate", "of", "expected"),
    [
        ("0.3", money(10, 20), money(3, 6)),
        ("0", money(10, 20), NOTHING),
        ("0.3", OPEN, OPEN),
        ("1.5", money(0, 1), money(0, "1.5")),
        ("0.333333", money(1_000_000, 9_999_999_999_999), money("333333", "3333329999999.666667")),
    ],
)
def test_a_rate_is_exact(rate: str, of: MoneyRange, expected: MoneyRange) -> None:
    assert money_range.scaled(Decimal(rate), of) == expected


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        (money("0.99", "1.99"), (0, 1)),
        (money("1000000", "1000000.00"), (1_000_000, 1_000_000)),
        (money("2.5", None), (2, None)),
        (money("3.5", "3.5"), (3, 3)),
        (money("12345678901234567890.99", "12345678901234567890.99"), (12_345_678_901_234_567_890, 12_345_678_901_234_567_890)),
    ],
)
def test_whole_yuan_are_rounded_down(given: MoneyRange, whole: tuple[int, int | None]) -> None:
    assert given.whole_yuan() == whole


def test_one_figure_is_a_range_of_its_own() -> None:
    assert money_range.exactly(Decimal("0.5")) == money("0.5", "0.5")
