"""Numbers as people write them: 3,000,000 · 1.2亿 · 1,200万 · 一千二百万 · 壹佰万. Read exactly, or not at all."""

from decimal import Context, Decimal, Inexact, InvalidOperation

from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.spelling import half_width
from guangdong_ai.profiles.chinese_numeral import ordinary, section
from guangdong_ai.profiles.shortest_decimal import without_trailing_zeros

_LONGEST = 60
_EXACT = Context(prec=4 * _LONGEST, traps=[Inexact, InvalidOperation])
_ARABIC = lazy_pattern(r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_SMALL_UNITS = {"十": 10, "百": 100, "千": 1_000}
_BARE_UNITS = {"百": Decimal(100), "千": Decimal(1_000)}
"""Before 万 or 亿 these need no figure: 百万 is one million."""
_SPACES_AT_UNITS = lazy_pattern(r"\s*([十百千万亿])\s*")
_LARGE_UNITS = str.maketrans("萬億", "万亿")


def parse_number(text: str) -> Decimal | None:
    """The number that ``text`` says, exactly; None for anything else, including a sign or an exponent.

    Commas must separate groups of three. Ambiguous numbers are not read: 三万五 is said for 35,000 and written for 30,005.
    """
    if len(text) > _LONGEST:
        return None
    plain = _SPACES_AT_UNITS.sub(r"\1", ordinary(half_width(text).translate(_LARGE_UNITS)))
    number = _with_hundred_millions(plain)
    return None if number is None else without_trailing_zeros(number)


def _with_hundred_millions(text: str) -> Decimal | None:
    """Split at 亿: the part before it counts hundred millions, the part after it must be less than one."""
    before, unit, after = text.rpartition("亿")
    if not unit:
        return _with_ten_thousands(text)
    high = _BARE_UNITS.get(before) or _with_ten_thousands(before)
    low = _rest(after, figures=8) if "万" not in after else _with_ten_thousands(after.removeprefix("零"))
    return _together(high, 100_000_000, low, after)


def _with_ten_thousands(text: str) -> Decimal | None:
    """Split at 万, in the same way as at 亿."""
    before, unit, after = text.rpartition("万")
    if not unit:
        return _below_ten_thousand(text)
    return _together(_BARE_UNITS.get(before) or _below_ten_thousand(before), 10_000, _rest(after, figures=4), after)


def _rest(text: str, figures: int) -> Decimal | None:
    """The part after a large unit: a bare digit would be ambiguous there, so it needs 零 before it, a unit of its own, or all its digits."""
    whole, point, fraction = text.partition(".")
    if whole.isascii() and whole.isdigit():
        return Decimal(whole + point + fraction) if len(whole) == figures and (fraction.isdigit() or not point) else None
    number = _below_ten_thousand(text.removeprefix("零"))
    clear = text.startswith("零") or any(unit in text for unit in _SMALL_UNITS)
    return number if clear else None


def _together(high: Decimal | None, unit: int, low: Decimal | None, low_text: str) -> Decimal | None:
    if high is None:
        return None
    scaled = _EXACT.multiply(high, Decimal(unit))
    if not low_text:
        return scaled
    if low is None or not 0 < low < unit or high == 0 or high != high.to_integral_value():
        return None
    return _EXACT.add(scaled, low)


def _below_ten_thousand(text: str) -> Decimal | None:
    """A number without 万 and 亿: in Arabic digits, in Arabic digits with 十, 百 or 千, or in Chinese."""
    if _ARABIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if text[-1:] in _SMALL_UNITS and _ARABIC.fullmatch(text[:-1]):
        return _EXACT.multiply(Decimal(text[:-1].replace(",", "")), Decimal(_SMALL_UNITS[text[-1]]))
    whole_text, point, fraction_text = text.partition("点")
    whole = section(whole_text)
    if whole is None:
        return None
    return Decimal(whole) if not point else _with_fraction(whole, fraction_text)


def _with_fraction(whole: int, fraction: str) -> Decimal | None:
    figures = "".join(str("零一二三四五六七八九".find(figure)) for figure in fraction)
    return Decimal(f"{whole}.{figures}") if figures.isdigit() else None
