"""The number of calendar days, weekdays and working days until a day.

Weekdays are Mondays to Fridays. Working days exclude China's public holidays and include make-up days, as
the State Council announces them each November for the next year (docs/decisions/0034-working-days-are-announced.md).
"""

from datetime import date, timedelta
from functools import cache


def days_left(last: date, as_of: date) -> int:
    """Calendar days after ``as_of`` up to and including ``last``: 0 on ``last``. ``last`` is not before ``as_of``."""
    return (last - as_of).days


def weekdays_left(last: date, as_of: date) -> int:
    """The Mondays to Fridays after ``as_of`` up to and including ``last``: never more than ``days_left``."""
    weeks, rest = divmod(days_left(last, as_of), 7)
    return 5 * weeks + sum((as_of.weekday() + step) % 7 < 5 for step in range(1, rest + 1))


def working_days_left(last: date, as_of: date) -> int | None:
    """The working days after ``as_of`` up to and including ``last``; None where one of these days is in a year whose holidays are not known here."""
    if last == as_of:
        return 0
    from chinese_calendar import holidays, workdays

    known, first = years_of_known_holidays(), as_of + timedelta(days=1)
    if first.year not in known or last.year not in known:
        return None
    off = [day for day in holidays if first <= day <= last and day.weekday() < 5]
    made_up = [day for day in workdays if first <= day <= last]
    return weekdays_left(last, as_of) - len(off) + len(made_up)


@cache
def years_of_known_holidays() -> range:
    """The years whose public holidays are known here; for other years working days are unknown."""
    from chinese_calendar import holidays

    return range(min(holidays).year, max(holidays).year + 1)
