"""Which fact a header names, however a person wrote it, and in which unit its column counts."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.profiles.spelling import half_width
from guangdong_ai.record import record

Unit = Literal["", "千元", "万元", "百万元", "亿元", "%"]
"""What a bare number in a column counts: yuan or the number itself, or one of these."""

_BRACKETS: Final = re.compile(r"(?P<name>.*\S)\s*[(\[【〔](?P<inside>[^()\[\]【】〔〕]*)[)\]】〕][\s*:?]*", re.DOTALL)
_PARTS: Final = re.compile(r"[|\n\r]+")
_REMARKS: Final = re.compile(r"[,，;；、]")
_SAY_NOTHING: Final = frozenset(
    {"", "元", "人民币", "人民币元", "元人民币", "yuan", "rmb", "cny", "rmbyuan", "人", "家", "个", "people", "persons", "年", "year"}
    | {"日期", "date", "年月日", "yyyymmdd", "必填", "选填", "可不填", "required", "optional", "单选", "多选", "可多选", "是否", "yesno"}
)
_UNITS: Final[dict[str, Unit]] = {
    **dict.fromkeys(("千元", "thousandyuan", "yuanthousand", "1000yuan"), "千元"),
    **dict.fromkeys(("万元", "万", "人民币万元", "万元人民币", "wanyuan", "10000yuan", "tenthousandyuan", "10kyuan"), "万元"),
    **dict.fromkeys(("百万元", "百万", "millionyuan", "yuanmillion", "rmbmillion", "millionrmb", "cnymillion", "millioncny"), "百万元"),
    **dict.fromkeys(("亿元", "亿", "人民币亿元", "亿元人民币", "100millionyuan", "hundredmillionyuan"), "亿元"),
}
_PERCENT: Final = frozenset({"%", "percent", "百分比", "百分数", "inpercent"})


@record(positional=True)
class Match:
    """The fact that a header names, and the unit that it says its column counts in."""

    fact: Fact
    unit: Unit = ""


@lru_cache(maxsize=8192)
def header_key(text: str) -> str:
    """The form in which two spellings of a header are equal: case, width, spaces, hyphens, quotes and other signs do not count."""
    return "".join(character for character in half_width(text).casefold() if character.isalnum() or character == ".").strip(".")


def header_parts(header: str) -> list[str]:
    """The pieces of a header that says its name in two ways, ``名称 | Name`` or on two lines."""
    return [part for part in _PARTS.split(half_width(header)) if part.strip()]


class FactHeaders:
    """The headers of all facts, and of those that the user named in a columns map (header → fact id)."""

    def __init__(self, facts: Mapping[str, Fact], names: Mapping[str, str]) -> None:
        self._named = {header_key(header): facts[fact_id] for header, fact_id in names.items()}
        self._named_exactly = {header: facts[fact_id] for header, fact_id in names.items()}
        self._ids = {header_key(fact_id): fact for fact_id, fact in facts.items()}
        self._spellings: dict[str, dict[str, Fact]] = defaultdict(dict)
        for fact in facts.values():
            for spelling in spellings(fact):
                self._spellings[header_key(spelling)][fact.id] = fact

    def match(self, header: str) -> Match | None:
        """The one fact that ``header`` names: by the columns map, by id, or by a spelling that no other fact shares; else None.

        Brackets at the end may hold the unit and remarks like 必填; what stands in them and is not understood makes the header another one.
        """
        named = self._named_exactly.get(header) or self._named.get(header_key(header))
        if named:
            return Match(named, _told_unit(named, header) or "")
        matches = self._matches(header)
        if matches:
            return next(iter(matches.values())) if len(matches) == 1 else None
        return self._match_in_parts(header)

    def could_be(self, header: str) -> list[str]:
        """The ids of the facts that share this header, where there are several."""
        matches = self._matches(header)
        return list(matches) if len(matches) > 1 else []

    def _match_in_parts(self, header: str) -> Match | None:
        """Every part must name the fact, and none another one."""
        parts = header_parts(header)
        if len(parts) < 2:
            return None
        matched = [self._matches(part) for part in parts]
        common = set.intersection(*(set(matches) for matches in matched))
        if len(common) != 1:
            return None
        units: set[Unit] = {matches[fact_id].unit for matches in matched for fact_id in common} - {""}
        match = matched[0][next(iter(common))]
        return Match(match.fact, next(iter(units), "")) if len(units) < 2 else None

    def _matches(self, text: str) -> dict[str, Match]:
        key = header_key(text)
        if key in self._ids:
            return {self._ids[key].id: Match(self._ids[key])}
        if key in self._spellings and "%" not in text:
            return {fact_id: Match(fact) for fact_id, fact in self._spellings[key].items()}
        bracketed = _BRACKETS.fullmatch(half_width(text))
        if bracketed is None:
            return {}
        key = header_key(bracketed["name"])
        facts = {self._ids[key].id: self._ids[key]} if key in self._ids else self._spellings.get(key, {})
        units = {fact_id: _told_unit(fact, text) for fact_id, fact in facts.items()}
        return {fact_id: Match(facts[fact_id], unit) for fact_id, unit in units.items() if unit is not None}


def spellings(fact: Fact) -> Iterator[str]:
    """What a header may call ``fact`` besides its id: where facts share one of these, it names none of them."""
    yield fact.name
    for label in (fact.label.zh, fact.label.en):
        yield label
        if bracketed := _BRACKETS.fullmatch(half_width(label)):
            yield bracketed["name"]
    yield from fact.also
    yield fact.question.zh
    yield fact.question.en


def _told_unit(fact: Fact, header: str) -> Unit | None:
    """The unit that the brackets at the end of ``header`` say; None for brackets that cannot be understood for ``fact``."""
    bracketed = _BRACKETS.fullmatch(half_width(header))
    if bracketed is None:
        return ""
    units = [_unit(fact, remark.strip()) for remark in _REMARKS.split(bracketed["inside"])]
    told: set[Unit] = {unit for unit in units if unit}
    return None if None in units or len(told) > 1 else next(iter(told), "")


def _unit(fact: Fact, remark: str) -> Unit | None:
    key = header_key(remark)
    if fact.kind == "money" and key in _UNITS:
        return _UNITS[key]
    if fact.kind == "share" and (remark in _PERCENT or key in _PERCENT):
        return "%"
    own = {header_key(label) for label in (fact.unit.zh, fact.unit.en)} if fact.unit else set()
    own |= {header_key(inside["inside"]) for label in (fact.label.zh, fact.label.en) if (inside := _BRACKETS.fullmatch(half_width(label)))}
    return "" if key in own or (key in _SAY_NOTHING and remark != "%") else None
