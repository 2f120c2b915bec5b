"""The current day, for the command line and the Python API. No layer below them reads the clock."""

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
"""Asia/Shanghai: no daylight saving time since 1991."""


def now() -> datetime:
    """The current time in China."""
    return datetime.now(CHINA)


def today() -> date:
    """The current day in China."""
    return now().date()
