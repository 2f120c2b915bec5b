"""The unit that a header says its column counts in: 千元, 万元, 亿元, 万, %, 年."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from guangdong_ai.batch.read.header_words import BRACKETS, LONGEST_UNIT, SIGNS, is_boundary, spellings
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.spelling import half_width, header_key
from guangdong_ai.profiles.money_unit import NoUnit, is_about_money_unit, is_foreign_money, is_unit_of_something_else, money_unit, unit_name
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind

NamedBy = Literal["map", "name", "guess"]
"""What makes a column that of a fact: the columns map, a name of the fact, or a name that is only likely to mean it."""

_IN_BRACKETS: Final = lazy_pattern(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_REMARKS: Final = lazy_pattern(r"(?<![0-9])[,，]|[,，](?![0-9]{3})|[;；、]")

_SAY_NOTHING: Final = frozenset(
    {"", "人", "家", "个", "people", "persons", "年", "year"}
    | {"日期", "date", "年月日", "yyyymmdd", "必填", "选填", "可不填", "required", "optional", "单选", "多选", "可多选", "是否", "yesno"}
)
_PERCENT: Final = frozenset({"%", "percent", "百分比", "百分数", "inpercent"})
_COUNT_UNIT: Final = lazy_pattern(r"(?:单位[:：]?)?(?P<scale>[十百千万亿]?)(?:人|家|个|户|名|次|件|项|台|套|people|persons)(?:次)?")
_COUNT_WORDS: Final = lazy_pattern(r"[十百千万亿](?:人|家|个|户|名|次|件|项|台|套)|(?<![a-z])(?:thousands?|millions?)(?![a-z])")


@record(positional=True)
class Match:
    """The fact that a header names, and the unit that it says its column counts in: 千元, 万元, 亿元, 万, % …; "" for yuan or the number itself.

    ``is_told``: the header says the unit, be it yuan. ``doubt``: it says one that cannot be used. ``by``: what makes it the fact's header.
    """

    fact: Fact
    unit: str = ""
    is_told: bool = False
    doubt: NoUnit | None = None
    by: NamedBy = "name"


def split_remarks(inside: str) -> Sequence[str]:
    """The remarks in brackets: 必填，万元."""
    return _REMARKS.split(inside)


def with_remarks(fact: Fact, remarks: Sequence[str]) -> Match | None:
    """The fact with the unit that remarks at its name say; None for remarks that cannot be understood."""
    units = [_unit(fact, remark.strip()) for remark in remarks]
    if doubt := next((unit for unit in units if unit in (NoUnit.FOREIGN, NoUnit.UNCLEAR)), None):
        return Match(fact, doubt=doubt) if isinstance(doubt, NoUnit) else None
    told = {unit for unit in units if isinstance(unit, str)}
    if NoUnit.NOTHING_SAID in units or len(told) > 1:
        return Match(fact, doubt=NoUnit.UNCLEAR) if len(told) > 1 else None
    return Match(fact, next(iter(told), ""), is_told=bool(told))


def _unit(fact: Fact, remark: str) -> str | NoUnit | None:
    """The unit that a remark says, "" for yuan; None where it says nothing that matters, NOTHING_SAID where it is not understood."""
    key = header_key(remark)
    if (unit := _FIRST_SAID[fact.kind](remark)) is not None:
        return unit or None
    own = {header_key(label) for label in (fact.unit.zh, fact.unit.en)} if fact.unit else set()
    own |= {header_key(inside["inside"]) for label in (fact.label.zh, fact.label.en) if (inside := BRACKETS.fullmatch(half_width(label)))}
    if not SIGNS.search(remark) and (key in own or key in _SAY_NOTHING):
        return None
    return _SAID[fact.kind](remark)


def _no_unit(_remark: str) -> None:
    return None


def _not_understood(_remark: str) -> NoUnit:
    return NoUnit.NOTHING_SAID


def _percent(remark: str) -> str | None:
    return "%" if remark in _PERCENT or header_key(remark) in _PERCENT else None


def _of_money(remark: str) -> str | NoUnit | None:
    return None if _names_currency_only(remark) else _money(remark)


def _of_count(remark: str) -> str | NoUnit:
    counted = _COUNT_UNIT.fullmatch(half_width(remark))
    return counted["scale"] if counted else NoUnit.NOTHING_SAID


def _of_time(remark: str) -> str | None:
    """年 for a column of years, "" for one of months; None where the remark is neither."""
    key = header_key(remark)
    return "年" if key in _YEARS else "" if key in _MONTHS else None


_FIRST_SAID: Mapping[Kind, Callable[[str], str | None]] = Registry(
    "units before a fact's own remarks",
    "kinds",
    {
        **dict.fromkeys(("text", "choice", "choices", "yes_no", "count", "money", "year", "date"), _no_unit),
        "share": _percent,
        "months": _of_time,
    },
)
_SAID: Mapping[Kind, Callable[[str], str | NoUnit | None]] = Registry(
    "units in remarks",
    "kinds",
    {
        **dict.fromkeys(("text", "choice", "choices", "yes_no", "share", "year", "date", "months"), _not_understood),
        "money": _of_money,
        "count": _of_count,
    },
)


def _names_currency_only(remark: str) -> bool:
    """人民币 or ¥ says in which currency, not in thousands or not."""
    return money_unit(remark) == 0 and not _YUAN.search(half_width(remark).casefold())


_YUAN: Final = lazy_pattern("[元圆圓块]|yuan")


def _money(remark: str) -> str | NoUnit:
    letter = _LETTERS.get(half_width(remark).casefold().strip())
    power = letter or money_unit(remark)
    if isinstance(power, NoUnit) or power == 0:
        return power if isinstance(power, NoUnit) else ""
    return unit_name(power) or NoUnit.UNCLEAR


_LETTERS: Final = {"b": 9, "w": 4}
"""Alone in brackets behind an amount these are units too."""


def in_named(fact: Fact, header: str) -> Match:
    """The unit that a header of any wording says: in brackets anywhere, or at its end. What is about a unit and not understood is a doubt."""
    plain = half_width(header)
    remarks = [part for inside in _IN_BRACKETS.findall(plain) for part in _REMARKS.split(inside)]
    name = _IN_BRACKETS.sub(" ", plain).strip(" *:：?")
    return _IN_HEADERS[fact.kind](fact, plain, remarks, name)


def _in_none(fact: Fact, _plain: str, _remarks: Sequence[str], _name: str) -> Match:
    return Match(fact)


def _shared(fact: Fact, plain: str, remarks: Sequence[str], _name: str) -> Match:
    percent = "%" in plain or any(header_key(remark) in _PERCENT for remark in remarks)
    return Match(fact, "%" if percent else "", is_told=percent, doubt=NoUnit.UNCLEAR if "‰" in plain else None)


def _paid(fact: Fact, _plain: str, remarks: Sequence[str], name: str) -> Match:
    rest, after = _without_unit_after(name)
    said = [_money(remark) for remark in [*remarks, after] if not _names_currency_only(remark)]
    if any(map(is_unit_of_something_else, remarks)):
        said.append(NoUnit.UNCLEAR)
    if is_about_money_unit(rest) and header_key(rest) not in {header_key(spelling) for spelling in spellings(fact)}:
        said.append(NoUnit.FOREIGN if is_foreign_money(rest) else NoUnit.UNCLEAR)
    told = {unit for unit in said if isinstance(unit, str)}
    doubts = [unit for unit in said if unit in (NoUnit.FOREIGN, NoUnit.UNCLEAR)]
    doubt = next((unit for unit in doubts if isinstance(unit, NoUnit)), NoUnit.UNCLEAR if len(told) > 1 else None)
    return Match(fact, next(iter(told), "") if doubt is None else "", is_told=bool(told), doubt=doubt)


def _counted(fact: Fact, _plain: str, remarks_: Sequence[str], name: str) -> Match:
    remarks = [*remarks_, name]
    whole = [match for remark in remarks if (match := _COUNT_UNIT.fullmatch(remark.strip()))]
    ends = [match for remark in remarks for match in _COUNT_WORDS.finditer(remark)]
    scales = {match["scale"] for match in whole} | {match.group()[0] for match in ends if match.group()[0] in "十百千万亿"}
    unclear = len(scales) > 1 or any(match.group()[0].isascii() for match in ends) or any(is_about_money_unit(remark) for remark in remarks)
    return Match(fact, "" if unclear else next(iter(scales), ""), is_told=bool(scales), doubt=NoUnit.UNCLEAR if unclear else None)


_MONTHS: Final = frozenset({"月", "个月", "月数", "月份数", "month", "months"})
_YEARS: Final = frozenset({"年", "年数", "year", "years", "yr", "yrs"})
_OTHER_TIMES: Final = lazy_pattern(r"[年天日周]|季度|(?<![a-z])(?:years?|days?|weeks?|quarters?)(?![a-z])")


def _timed(fact: Fact, _plain: str, remarks: Sequence[str], name: str) -> Match:
    """Of lengths of time, which are months unless the header says years; one that speaks of other times is a doubt: 合作年限, days."""
    told = {unit for remark in remarks if (unit := _of_time(remark)) is not None}
    if len(told) == 1:
        return Match(fact, next(iter(told)), is_told=True)
    spellings_ = {header_key(spelling) for spelling in spellings(fact)}
    other = any(_OTHER_TIMES.search(half_width(text).casefold()) for text in (*remarks, "" if header_key(name) in spellings_ else name))
    return Match(fact, doubt=NoUnit.UNCLEAR if told or other else None)


_IN_HEADERS: Mapping[Kind, Callable[[Fact, str, Sequence[str], str], Match]] = Registry(
    "units in headers",
    "kinds",
    {
        **dict.fromkeys(("text", "choice", "choices", "yes_no", "year", "date"), _in_none),
        "share": _shared,
        "count": _counted,
        "money": _paid,
        "months": _timed,
    },
)


def _without_unit_after(name: str) -> tuple[str, str]:
    """A name without the unit at its end, and the longest unit that stands there ("" for none)."""
    for position in range(max(0, len(name) - LONGEST_UNIT), len(name)):
        after = name[position:].strip(" /_-:：,，、·|")
        if after and (position == 0 or is_boundary(name, position)) and isinstance(money_unit(after), int):
            return name[:position], after
    return name, ""
