"""How far away a day is, in calendar days and in weekdays.

Weekdays are Mondays to Fridays. China's public holidays and make-up working days are announced by the year and stand in no document of
the catalogue, so they are neither taken off nor added; whoever shows the number says so.
"""

from datetime import date


def days_left(last: date, as_of: date) -> int:
    """Calendar days after ``as_of`` up to ``last``, which is included: 0 on it. ``last`` is not before ``as_of``."""
    return (last - as_of).days


def weekdays_left(last: date, as_of: date) -> int:
    """The Mondays to Fridays among those days: never more than ``days_left``, 0 on ``last``."""
    weeks, rest = divmod(days_left(last, as_of), 7)
    return 5 * weeks + sum((as_of.weekday() + step) % 7 < 5 for step in range(1, rest + 1))
