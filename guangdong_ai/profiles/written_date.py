"""Days as people and programs write them: 2025-07-31, 2025年7月31日, 20250731, 二〇二五年七月三十一日, and stamps with a time of day, also of another time zone."""

from datetime import UTC, date, datetime, time, timedelta, timezone

from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.spelling import half_width
from guangdong_ai.foundation.text import Text

CHINA = timezone(timedelta(hours=8))
"""Where a day begins for every applicant."""

_TIME = r"(?:(?: +|t(?=[0-9]{2}))(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]{1,9})?)?\s*(?P<zone>z|utc|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
_DATE = lazy_pattern(
    r"(?P<year>[0-9]{4})(?:"
    r"(?P<separator>[-/.])(?P<month>[0-9]{1,2})(?P=separator)(?P<day>[0-9]{1,2})"
    r"|\s*年\s*(?P<month_word>[0-9]{1,2})\s*月\s*(?P<day_word>[0-9]{1,2})\s*[日号]?"
    r"|(?P<month_figures>[0-9]{2})(?P<day_figures>[0-9]{2})"
    rf"){_TIME}"
)
_NO_DAY = lazy_pattern(r"(?P<year>[0-9]{4})\s*(?:年|年度)?|(?P<year_of_month>[0-9]{4})(?:\s*年\s*[0-9]{1,2}\s*月份?|[-/.][0-9]{1,2})")


_CHINESE = lazy_pattern(
    r"(?P<year>[〇零○一二三四五六七八九]{4})\s*年(?P<month>\s*[一二三四五六七八九十]{1,2}\s*月份?)?(?P<day>\s*[一二三四五六七八九十]{1,3}\s*[日号])?"
)
_FIGURES = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def _in_figures(text: str) -> str:
    """二〇二四年十二月五日 as 2024年12月5日; any other text as it is."""
    match = _CHINESE.fullmatch(text)
    if match is None:
        return text
    parts = [match["year"].translate(_FIGURES), "年"]
    for part in (match["month"], match["day"]):
        said = (part or "").strip()
        number = said.rstrip("月份日号").strip()
        parts += [_figures(number), said[len(number) :].strip()] if said else []
    return "".join(parts)


def _figures(number: str) -> str:
    """A number below a hundred; as it is where it is none."""
    tens, ten, units = number.partition("十")
    if not ten:
        return number.translate(_FIGURES) if len(number) == 1 else number
    if len(tens) > 1 or len(units) > 1:
        return number
    return (tens.translate(_FIGURES) or "1") + (units.translate(_FIGURES) or "0")


def written_date(text: str) -> date | None:
    """The day in any of the accepted forms (half-width, lower case): also of the moment, in any time zone, at which it begins in China. Else None."""
    moment = _moment(text)
    return moment.date() if moment is not None and moment.time() == time() else None


def day_of_moment(text: str) -> date | None:
    """The day in China of a day or of a moment (half-width, lower case): 2019-03-01 10:20, 2019-03-01T16:30Z. None for anything else."""
    moment = _moment(text)
    return None if moment is None else moment.date()


def _moment(text: str) -> datetime | None:
    match = _DATE.fullmatch(_in_figures(text))
    if match is None:
        return None
    day = [match["year"], *(match[part] or match[f"{part}_word"] or match[f"{part}_figures"] for part in ("month", "day"))]
    clock = [match[part] or 0 for part in ("hour", "minute", "second")]
    year, month, day_, hour, minute, second = map(int, (*day, *clock))
    try:
        return datetime(year, month, day_, hour, minute, second, tzinfo=_zone(match["zone"])).astimezone(CHINA)
    except (ValueError, OverflowError):
        return None


def year_without_day(text: str) -> int | None:
    """The year of 2012年, 2024年3月, 2024-03: no whole day. None for anything else."""
    match = _NO_DAY.fullmatch(_in_figures(text))
    return int(match["year"] or match["year_of_month"]) if match else None


def what_is_missing(text: str) -> Text | None:
    """For a text that is no day: that there is no such day, or which part of it is missing."""
    plain = half_width(text).casefold()
    if _moment(plain) is not None:
        return Text("有一天中的时刻：只写年月日", "it says a time of day: write the date alone")
    if _DATE.fullmatch(_in_figures(plain)):
        return Text("没有这一天，或超出范围", "there is no such day, or it is out of range")
    if year_without_day(plain) is not None:
        return Text(
            "没有写明是哪一天：请写全年月日，不知道就留空",
            "it does not say which day: write the whole date, or leave it empty if it is not known",
        )
    return None


def _zone(zone: str | None) -> timezone:
    if zone is None:
        return CHINA
    if zone in ("z", "utc"):
        return UTC
    figures = zone[1:].replace(":", "").ljust(4, "0")
    return timezone((1 if zone[0] == "+" else -1) * timedelta(hours=int(figures[:2]), minutes=int(figures[2:])))
