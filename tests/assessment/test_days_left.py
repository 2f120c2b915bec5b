"""How far away a day is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangdong_ai.assessment.days_left import days_left, weekdays_left, working_days_left, years_of_known_holidays

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


NOTICES = [
    # As the State Council announced them: a festival's first and last day off, and the Saturdays and Sundays worked for it.
    (date(2024, 2, 10), date(2024, 2, 17), [date(2024, 2, 4), date(2024, 2, 18)]),
    (date(2024, 9, 15), date(2024, 9, 17), [date(2024, 9, 14)]),
    (date(2025, 1, 28), date(2025, 2, 4), [date(2025, 1, 26), date(2025, 2, 8)]),
    (date(2025, 10, 1), date(2025, 10, 8), [date(2025, 9, 28), date(2025, 10, 11)]),
    (date(2026, 2, 15), date(2026, 2, 23), [date(2026, 2, 14), date(2026, 2, 28)]),
    (date(2026, 10, 1), date(2026, 10, 7), [date(2026, 9, 20), date(2026, 10, 10)]),
]


def is_worked(day: date) -> bool:
    return working_days_left(day, day - timedelta(days=1)) == 1


@pytest.mark.parametrize(("first", "last", "made_up"), NOTICES)
def test_holidays_and_make_up_days_are_those_of_the_notices(first: date, last: date, made_up: list[date]) -> None:
    assert working_days_left(last, first - timedelta(days=1)) == 0
    assert all(is_worked(day) and day.isoweekday() > 5 for day in made_up)
    assert is_worked(last + timedelta(days=1)) or (last + timedelta(days=1)).isoweekday() > 5


def test_a_year_has_as_many_working_days_as_one_would_count_in_its_notice() -> None:
    # 261 weekdays; of them 2 + 6 + 1 + 3 + 1 + 1 + 5 are off, and 6 Saturdays and Sundays are worked.
    assert working_days_left(date(2026, 12, 31), date(2025, 12, 31)) == 248


@given(st.dates(date(2004, 1, 1), date(2026, 12, 30)), st.integers(0, 500), st.integers(0, 500))
def test_working_days_add_up(as_of: date, some: int, more: int) -> None:
    between, last = (min(as_of + timedelta(days=count), date(2026, 12, 31)) for count in (some, some + more))
    first, second, whole = working_days_left(between, as_of), working_days_left(last, between), working_days_left(last, as_of)
    assert first is not None
    assert second is not None
    assert whole == first + second <= days_left(last, as_of)


def test_in_a_year_without_a_notice_working_days_are_unknown() -> None:
    known = years_of_known_holidays()
    assert {2024, 2025, 2026} <= {*known}
    end = date(known.stop - 1, 12, 31)
    assert working_days_left(end, end - timedelta(days=40)) is not None
    assert working_days_left(end + timedelta(days=1), end - timedelta(days=40)) is None
    assert working_days_left(end + timedelta(days=1), end) is None
    assert working_days_left(end + timedelta(days=300), end + timedelta(days=200)) is None
    assert working_days_left(date(2004, 1, 6), date(2003, 12, 31)) is not None
    assert working_days_left(date(2004, 1, 6), date(2003, 12, 30)) is None


def test_on_the_day_itself_none_is_left_in_any_year() -> None:
    assert working_days_left(date(2099, 1, 1), date(2099, 1, 1)) == 0


def test_no_known_year_is_without_holidays_and_all_that_is_made_up_for_is_a_weekend() -> None:
    from chinese_calendar import holidays, workdays

    assert {day.year for day in holidays} == set(years_of_known_holidays())
    assert all(day.isoweekday() > 5 for day in workdays)
    assert not holidays.keys() & workdays.keys()
