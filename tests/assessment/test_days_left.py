"""How far away a day is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangdong_ai.assessment.days_left import days_left, weekdays_left

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("as_of", "last", "days", "weekdays"),
    [
        (date(2026, 11, 25), date(2026, 12, 17), 22, 16),  # a Wednesday to a Thursday
        (date(2026, 12, 17), date(2026, 12, 17), 0, 0),
        (date(2026, 12, 16), date(2026, 12, 17), 1, 1),
        (date(2026, 12, 18), date(2026, 12, 20), 2, 0),  # a Friday to the Sunday
        (date(2026, 12, 20), date(2026, 12, 21), 1, 1),
        (date(2026, 2, 16), date(2026, 2, 20), 4, 4),  # the Spring Festival: holidays are not taken off
    ],
)
def test_days_and_weekdays(as_of: date, last: date, days: int, weekdays: int) -> None:
    assert (days_left(last, as_of), weekdays_left(last, as_of)) == (days, weekdays)


@given(DAYS, st.integers(0, 1000))
def test_weekdays_are_those_that_one_would_count(as_of: date, days: int) -> None:
    last = as_of + timedelta(days=days)
    counted = sum((as_of + timedelta(days=step)).isoweekday() <= 5 for step in range(1, days + 1))
    assert weekdays_left(last, as_of) == counted <= days_left(last, as_of) == days
