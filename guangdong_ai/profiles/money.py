"""Reading amounts of money as people write them, exactly, in yuan. ``shown_money`` writes them."""

from decimal import Decimal

from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.spelling import half_width
from guangdong_ai.profiles.chinese_numeral import ordinary, section
from guangdong_ai.profiles.money_unit import money_unit, unit_name
from guangdong_ai.profiles.shortest_decimal import without_trailing_zeros
from guangdong_ai.profiles.written_number import parse_number

_LONGEST = 80
_AMOUNT = lazy_pattern(
    r"(?:人民币|cny|rmb|[¥￥])?\s*"
    r"(?P<number>.+?)\s*"
    r"(?:(?:(?:元|圆|圓)(?:人民币)?|人民币)(?:(?P<jiao>[0-9一二三四五六七八九])角)?(?:零?(?P<fen>[0-9一二三四五六七八九])分)?(?:整|正)?|yuan|cny|rmb)?"
)

_WITH_UNIT_IN_BRACKETS = lazy_pattern(r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)\s*[(\[【](?P<unit>[^()\[\]【】]+)[)\]】]")
_CURRENCY_BEFORE = lazy_pattern(r"(?:人民币|cny|rmb|[¥￥])\s*:?\s*")
_CURRENCY_AFTER = lazy_pattern(r"\s*(?:人民币|cny|rmb)")
_SAYS_A_UNIT = lazy_pattern(r"[万萬亿億元圆圓角分整正]|yuan")
_SCALE_AFTER_FIGURES = lazy_pattern(r"[0-9.,]+\s*[十百千]")


def parse_money(text: str) -> Decimal | None:
    """The amount in yuan that ``text`` says, exactly: 300万, 1.2亿, 3,000,000, １２００万元, 壹佰万元整, 12元5角, CNY 3,000,000.

    None for anything else: a sign, an exponent, commas that do not part groups of three, another currency, an amount that could be
    meant in two ways.
    """
    plain = ordinary(half_width(text).casefold())
    bracketed = _WITH_UNIT_IN_BRACKETS.fullmatch(plain) if len(text) <= _LONGEST else None
    if bracketed:
        power = money_unit(bracketed["unit"])
        unit = unit_name(power) if isinstance(power, int) else None
        return None if unit is None else parse_money(bracketed["number"] + unit)
    match = _AMOUNT.fullmatch(plain) if len(text) <= _LONGEST else None
    if match is None:
        return None
    yuan = parse_number(match["number"])
    if yuan is None or not (match["jiao"] or match["fen"]):
        return yuan
    if yuan != yuan.to_integral_value():
        return None
    return without_trailing_zeros(Decimal(f"{yuan:f}.{_figure(match['jiao'])}{_figure(match['fen'])}"))


def number_without_unit(text: str) -> Decimal | None:
    """The number in an amount without a unit, where the column has one: 300, ¥300, RMB 1,200, 叁佰.

    None where it has one (300元, 300万) or may have one (3千 is 3千元 or 3,000 of the column's unit), and where it is no number.
    """
    plain = half_width(text).casefold()
    if len(plain) > _LONGEST or _SAYS_A_UNIT.search(_CURRENCY_BEFORE.sub("", _CURRENCY_AFTER.sub("", plain))):
        return None
    before = _CURRENCY_BEFORE.match(plain)
    number = plain[before.end() :] if before else plain
    after = _CURRENCY_AFTER.search(number)
    number = number[: after.start()] if after and after.end() == len(number) else number
    return None if may_mean_two_units(number) else parse_number(number.strip())


def may_mean_two_units(text: str) -> bool:
    """Whether ``text`` is digits followed by 十, 百 or 千: in a column with a unit that may be a complete unit or the beginning of one."""
    return bool(_SCALE_AFTER_FIGURES.fullmatch(ordinary(half_width(text)).strip()))


def _figure(numeral: str | None) -> int:
    if numeral is None or numeral.isascii():
        return int(numeral or 0)
    return section(numeral) or 0
