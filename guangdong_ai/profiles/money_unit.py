"""Units of money as people write them: 万元, 人民币（亿元）, RMB 10k, in million yuan, 单位：仟元."""

import re
from collections.abc import Iterable
from enum import Enum
from typing import Final

from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.spelling import half_width


class NoUnit(Enum):
    """Why a phrase gives no unit."""

    NOTHING_SAID = "nothing said"
    """Nothing in it is about a unit of money."""

    FOREIGN = "foreign"
    """Another currency, or a word for foreign currency."""

    UNCLEAR = "unclear"
    """It is about a unit of money, but not understood."""


_CHINESE_SCALES: Final = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3, "万": 4, "萬": 4, "亿": 8, "億": 8}
_SCALES: Final = {
    **dict.fromkeys(("ten", "tens"), 1),
    **dict.fromkeys(("hundred", "hundreds"), 2),
    **dict.fromkeys(("thousand", "thousands", "k", "qian"), 3),
    **dict.fromkeys(("wan", "w"), 4),
    **dict.fromkeys(("million", "millions", "mn", "mio", "mln", "mm", "m"), 6),
    **dict.fromkeys(("yi",), 8),
    **dict.fromkeys(("billion", "billions", "bn", "bln", "b"), 9),
}
_NEEDS_COMPANY: Final = frozenset({"w", "b", "yi", "qian", "ten", "tens", "hundred", "hundreds"})
"""Words that alone may mean something else."""

_YUAN: Final = frozenset(
    {"元", "圆", "圓", "块", "块钱", "人民币", "人民幣", "本币", "rmb", "cny", "cnh", "yuan", "yuans", "renminbi", "¥", "￥"}
)
_FILLERS: Final = frozenset(
    {"单位", "單位", "计量", "计价", "金额", "货币", "币种", "数额", "统一", "均", "以", "按", "为", "計", "计", "是", "的", "表示", "列示"}
    | {
        "in",
        "of",
        "unit",
        "units",
        "currency",
        "amount",
        "amounts",
        "figures",
        "value",
        "values",
        "all",
        "are",
        "is",
        "as",
        "expressed",
        "stated",
        "x",
    }
)
_PERIODS: Final = frozenset(
    {"年", "每年", "全年", "年度", "year", "yr", "annum", "peryear", "perannum", "pa", "yearly", "annual", "annually"}
)
_FOREIGN: Final = lazy_pattern(
    "美元|美金|港元|港币|港幣|港纸|欧元|歐元|英镑|英鎊|日元|日圆|日圓|日币|日幣|円|澳元|澳门元|澳門元|澳币|葡币|葡幣|加元|新元|新币|新加坡元|坡币|韩元|韓元|韩币|韩圆"
    "|台币|臺幣|台幣|卢布|瑞郎|法郎|泰铢|泰銖|卢比|马克|林吉特|比索|迪拉姆|里亚尔|克朗|越南盾|印尼盾|外币|外幣|外汇|原币|[$€£₩₽₹฿₫₱]"
    r"|(?<![a-z])(?:us|hk|nt|s|a|c)?(?:usd|us\$|hkd|eur|gbp|jpy|aud|cad|sgd|krw|twd|ntd|mop|chf|thb|inr|rub|myr|idr|vnd|php|nzd|sek|nok|dkk|aed|sar|brl|mxn|zar"
    r"|dollars?|euros?|pounds?|sterling|yen|francs?|won|rupees?|rubles?|roubles?|bahts?|ringgits?|patacas?)(?:k|m|mn|bn)?(?![a-z])"
)
_TOKEN: Final = lazy_pattern(
    r"(?P<number>[0-9][0-9,]*(?:\.0+)?)|(?P<word>[a-z]+)|(?P<sign>[¥￥])"
    r"|(?P<chinese>人民币|人民幣|本币|块钱|单位|單位|计量|计价|金额|货币|币种|数额|统一|表示|列示|[元圆圓块均以按为計计是的])|(?P<scale>[十拾百佰千仟万萬亿億]+)"
    r"|(?P<skip>[\s_\-–—:：.'’\"“”*×()\[\]{}【】〔〕<>《》·=]+)"
)
_GLUED: Final = lazy_pattern(r"(rmb|cny|cnh|yuan)?(thousand|million|billion|wan|mn|bn|mm|k|m|b|w)?(rmb|cny|yuan)?")
_PIECES: Final = lazy_pattern(r"(?<![0-9])[,，]|[,，](?![0-9]{3})|[;；、/|\n\r]+|\bper\b|(?<=[元万亿])(?=每)")
_ABOUT_MONEY: Final = lazy_pattern(
    r"[十拾百佰千仟万萬亿億]\s*(?:元|圆|圓|块|人民|美|港|欧|日|英|円)|[万萬亿億]\s*$"
    r"|(?<![单多公纪复状一二三])元(?![件素宇旦老月器化气])|人民币|人民幣"
    r"|(?<![a-z])(?:rmb|cny|cnh|yuan|renminbi|thousands?|millions?|billions?|wan)(?![a-z])|(?<![a-z0-9])1[0,]*\s*k(?![a-z])|[¥￥]"
)
_LARGEST: Final = 12


def money_unit(phrase: str) -> int | NoUnit:
    """The power of ten of a unit of money in yuan: 0 for 元, 4 for 万元, 6 for "million yuan"; or why the phrase gives none.

    The whole phrase must be a unit, with words around it like 单位： or "in"; the same one may be repeated (万元/RMB 10k). A rate by the year (万元/年) is
    that unit; any other rate (元/股) is unclear.
    """
    text = half_width(phrase).casefold()
    if _FOREIGN.search(text):
        return NoUnit.FOREIGN
    pieces = [piece.strip() for piece in _PIECES.split(text) if piece and piece.strip()]
    said = [piece for piece in pieces if _key(piece) not in _PERIODS]
    powers = [_power(piece) for piece in said]
    known = {power for power in powers if power is not None}
    if powers and None not in powers and len(known) == 1:
        return known.pop()
    return NoUnit.UNCLEAR if known or _ABOUT_MONEY.search(text) else NoUnit.NOTHING_SAID


_OF_SOMETHING_ELSE: Final = frozenset(
    {"角", "分", "厘", "jiao", "fen", "cent", "cents", "%", "％", "‰", "percent", "pct", "百分比", "百分点", "倍"}
    | set("台套个家户人名项件辆股次笔批天日月周时吨克米卡度亩份张")
    | {
        "小时",
        "分钟",
        "公斤",
        "千克",
        "平方米",
        "平米",
        "㎡",
        "m2",
        "kg",
        "t",
        "kwh",
        "gb",
        "tb",
        "p",
        "pflops",
        "flops",
        "gpu",
        "卡时",
        "人次",
        "人天",
        "人月",
        "万股",
    }
    | {"hours", "days", "months", "units", "pieces", "persons", "people", "staff", "tons", "shares"}
)


def is_unit_of_something_else(phrase: str) -> bool:
    """Whether the whole phrase is a unit that no amount of yuan is written in: 台, %, GPU·小时, or 角."""
    parts = [
        part for part in re.split(r"[·•*/\s]+", half_width(phrase).casefold().strip(" ()[]【】:单位")) if part and part not in _PERIODS
    ]
    return bool(parts) and all(part in _OF_SOMETHING_ELSE for part in parts)


def is_about_money_unit(text: str) -> bool:
    """Whether a unit of money, understood or not, occurs anywhere in ``text``; a single letter does not count."""
    plain = half_width(text).casefold()
    return bool(_FOREIGN.search(plain) or _ABOUT_MONEY.search(plain))


def is_foreign_money(text: str) -> bool:
    """Whether ``text`` names another currency."""
    return bool(_FOREIGN.search(half_width(text).casefold()))


def _key(piece: str) -> str:
    return "".join(character for character in piece if character.isalnum())


def _power(piece: str) -> int | None:
    """The power of ten of one piece; None where it holds something else, no unit, or two."""
    groups: list[list[tuple[str, int]]] = []
    yuan = sure = apart = False
    position = 0
    while position < len(piece):
        match = _TOKEN.match(piece, position)
        if match is None:
            return None
        position = match.end()
        token = match.group()
        found: list[tuple[str, int]] = []
        if match["number"]:
            power = _power_of_ten(token)
            if power is None:
                return None
            found = [("number", power)]
        elif match["scale"]:
            found = [("chinese", _CHINESE_SCALES[one]) for one in token]
            sure = True
        elif match["word"]:
            said = _word(token, after_zeros=bool(groups))
            if said is None:
                return None
            scale, is_yuan, is_sure = said
            found = [] if scale is None else [("word", scale)]
            yuan |= is_yuan
            sure |= is_sure
            apart |= is_yuan and scale is None
        elif token in _YUAN:
            yuan = apart = True
        if found and (apart or not groups):
            groups.append([])
        if found:
            groups[-1] += found
            apart = False
    if len(groups) > 1 or not _is_one_scale([kind for group in groups for kind, _ in group]):
        return None
    powers = [power for group in groups for _, power in group]
    if not (yuan or sure or len(powers) > 1) or sum(powers) > _LARGEST:
        return None
    return sum(powers)


def _is_one_scale(kinds: list[str]) -> bool:
    """Whether the parts are one scale: a number if any, then Chinese scales or words (10 k, 十万, hundred million; not 万 million)."""
    after = kinds[1:] if kinds[:1] == ["number"] else kinds
    return "number" not in after and len(set(after)) < 2


def _word(word: str, *, after_zeros: bool) -> tuple[int | None, bool, bool] | None:
    """A word of a unit: its scale, whether it is yuan, and whether it is clear on its own; None for any other word."""
    if word in _YUAN:
        return None, True, True
    if word in _FILLERS or (word == "s" and after_zeros):
        return None, False, False
    if word in _SCALES:
        return _SCALES[word], False, word not in _NEEDS_COMPANY
    glued = _GLUED.fullmatch(word)
    if glued and (glued[1] or glued[3]):
        return _SCALES.get(glued[2] or ""), True, True
    return None


def _power_of_ten(number: str) -> int | None:
    """The power of ten of 1, 10, 10,000, or of the zeros in '000."""
    figures = number.split(".", maxsplit=1)[0].replace(",", "")
    zeros = figures.lstrip("1") if figures.startswith("1") and figures.count("1") == 1 else figures
    return len(zeros) if not zeros.strip("0") and (zeros != figures or len(zeros) >= 3) else None


_NAMES: Final = {
    0: "元",
    1: "十元",
    2: "百元",
    3: "千元",
    4: "万元",
    5: "十万元",
    6: "百万元",
    7: "千万元",
    8: "亿元",
    9: "十亿元",
    10: "百亿元",
    12: "万亿元",
}


def unit_name(power: int) -> str | None:
    """The unit as ``parse_money`` reads it after a number; None for a power that has no usual unit."""
    return _NAMES.get(power)


_STATEMENT: Final = lazy_pattern(
    r"(?<!填报)(?<!编制)(?<!报送)(?<!主管)(?<!申报)(?<!制表)(?<!牵头)(?<!推荐)(?<!上报)(?<!报告)(?<!所属)(?<!审核)(?<!联系)(?<!责任)(?<!企业)"
    r"(?:单位|單位|币种|units?|currency)(?:\s*[:：]\s*|\s+)(?P<said>[^()\[\]【】\n]+)",
    re.IGNORECASE,
)
_BRACKETED: Final = lazy_pattern(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_REMARKS: Final = lazy_pattern(r"(?<![0-9])[,，]|[,，](?![0-9]{3})|[;；、]")


def unit_stated(texts: Iterable[str]) -> int | NoUnit:
    """The unit that titles above a table state for all its amounts: 单位：万元, （人民币千元）, "in RMB million"; as ``money_unit``.

    UNCLEAR where they state several, or one that is not understood. A title that only mentions money states none.
    """
    found: set[int | NoUnit] = set()
    for text in texts:
        plain = half_width(text).strip()
        if not plain:
            continue
        stated = [part for match in _STATEMENT.finditer(plain) for part in _REMARKS.split(match["said"])]
        found |= {_beginning(part) for part in stated} - {NoUnit.NOTHING_SAID}
        whole = [plain, *(part for inside in _BRACKETED.findall(plain) for part in _REMARKS.split(inside))]
        found |= {unit for part in whole if (unit := _alone(part)) is not None}
    return NoUnit.NOTHING_SAID if not found else next(iter(found)) if len(found) == 1 else NoUnit.UNCLEAR


def _beginning(said: str) -> int | NoUnit:
    """The unit at the beginning of ``said``, whatever follows a space: 万元 日期：2025年."""
    words = said.split()
    for length in range(len(words), 0, -1):
        unit = money_unit(" ".join(words[:length]))
        if isinstance(unit, int):
            return unit
    return money_unit(said)


def _alone(phrase: str) -> int | NoUnit | None:
    """The unit that is the whole phrase, of yuan or of another currency."""
    unit = money_unit(phrase)
    if unit is NoUnit.FOREIGN:
        return unit if isinstance(money_unit(_FOREIGN.sub("元", half_width(phrase).casefold())), int) else None
    return unit if isinstance(unit, int) else None
