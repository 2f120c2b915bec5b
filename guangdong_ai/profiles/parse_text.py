"""Reading text that a person typed at a prompt, in a flag or in a cell as the value of a fact."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.spelling import half_width
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.accepted import accepted_typed
from guangdong_ai.profiles.money import parse_money
from guangdong_ai.profiles.never import says_never
from guangdong_ai.profiles.shortest_decimal import without_trailing_zeros
from guangdong_ai.profiles.spelled_choice import spelled_choice, spelled_choices
from guangdong_ai.profiles.text_kind import text_value
from guangdong_ai.profiles.ticked import may_mean_either, ticked
from guangdong_ai.profiles.unknown import UNKNOWN, Unknown, says_unknown
from guangdong_ai.profiles.written_date import what_is_missing, written_date, year_without_day
from guangdong_ai.profiles.written_months import parse_months
from guangdong_ai.profiles.written_number import parse_number
from guangdong_ai.profiles.wrong_value import not_accepted, wrong_value
from guangdong_ai.rules.kinds import ORDERED, WHOLE
from guangdong_ai.rules.kinds.date import DATE
from guangdong_ai.rules.kinds.share import SHARE
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import NEVER, Kind, Value

_MOST_CHARACTERS = 2_000
_YEAR = lazy_pattern(r"([0-9]{4})(?:\.0+)?\s*(?:年|年度)?")
_FRACTION_TEXT = r"(?:(?:0|[1-9][0-9]{0,9})(?:\.[0-9]{1,20})?|\.[0-9]{1,20})"
_DECIMAL = lazy_pattern(_FRACTION_TEXT)
_PERCENT = lazy_pattern(rf"({_FRACTION_TEXT})\s*(?:%|percent|per cent)")
_NOT_EXACT = lazy_pattern(
    r"^(?:约|大约|近|超过?|逾|不足|不到|大于|小于|低于|高于|至少|至多|[≥≤><~≈])|[0-9万亿]\s*(?:-|—|–|~|～|至|到)\s*[0-9]|左右|上下|以上|以下|以内|之间|余(?:万|亿|元|人|$)|[0-9]\+$"
)
_YEAR_OF_YEARS = 1905
_QUOTIENT = lazy_pattern(r"([0-9]{1,15})\s*/\s*([1-9][0-9]{0,14})")


_Answer = bool | int | Decimal | date
_Reader = Callable[[Fact, str], Value | Finding]
"""What a text gives to a fact, or what is wrong with it; the text is neither empty nor says that it is not known."""


def parse_text(fact: Fact, text: str) -> Value | Unknown | Finding:
    """The value of ``fact`` in ``text``; UNKNOWN where it says that it is not known; otherwise the finding about it.

    An empty text is a finding: callers for which a cell may be empty decide beforehand what that means.
    """
    given = text.strip()
    if not given:
        return wrong_value(
            fact,
            Text("没有填写，应为{}", "nothing given, expected {}").format(accepted_typed(fact)),
            Text("不知道可以填“不知道”", "if it is not known, say unknown"),
        )
    if says_unknown(given):
        return UNKNOWN
    return _READERS[fact.kind](fact, given)


def _in_bounds(read: _Reader) -> _Reader:
    """The reader, limited to texts that are short enough to have been typed."""
    return lambda fact, text: not_accepted(fact, text, accepted_typed(fact)) if len(text) > _MOST_CHARACTERS else read(fact, text)


def _plain(read: Callable[[str], _Answer | None], hint: Callable[[str], Text | None] = lambda _text: None) -> _Reader:
    """A reader for kinds whose text means the same for each fact. ``hint``: what a text that is not read may have meant."""

    def value_of(fact: Fact, text: str) -> Value | Finding:
        if says_never(fact, text):
            return NEVER
        value = read(_without_unit(fact, text))
        if value is None or not (isinstance(value, bool) or ORDERED[fact.kind].allows(value)):
            return not_accepted(fact, text, accepted_typed(fact), hint(text))
        return int(value) if fact.kind in WHOLE and isinstance(value, Decimal) else value

    return _in_bounds(value_of)


def _without_unit(fact: Fact, text: str) -> str:
    plain = half_width(text).casefold()
    for unit in (fact.unit.zh, fact.unit.en, fact.unit_for(1).en) if fact.unit else ():
        plain = plain.removesuffix(unit.casefold()).rstrip()
    return plain


def _share(text: str) -> Decimal | None:
    """0.5, 50%, 百分之50, 百分之五十 or 1/2 as a Decimal; a quotient only if six decimals say it exactly."""
    if _DECIMAL.fullmatch(text):
        return without_trailing_zeros(Decimal(text))
    if percent := _PERCENT.fullmatch(text):
        return without_trailing_zeros(Decimal(f"{percent[1]}E-2"))
    if text.startswith("百分之"):
        number = parse_number(text.removeprefix("百分之"))
        return None if number is None else without_trailing_zeros(Decimal(f"{number:f}E-2"))
    if quotient := _QUOTIENT.fullmatch(text):
        millionths, rest = divmod(int(quotient[1]) * 1_000_000, int(quotient[2]))
        return None if rest else without_trailing_zeros(Decimal(f"{millionths}E-6"))
    return None


def _year(text: str) -> int | None:
    match = _YEAR.fullmatch(text)
    if match:
        return int(match[1])
    day = written_date(text)
    year = day.year if day is not None else None if "." in text else year_without_day(text)
    # A year that a spreadsheet program shows as a date is a day of 1905: 2021 is the 13th of July.
    return None if year == _YEAR_OF_YEARS else year


def day_typed(text: str) -> date | None:
    """The day that a person typed, full-width or half-width; None where it is none or lies outside the years of facts."""
    day = written_date(half_width(text).casefold().strip())
    return day if day is not None and DATE.allows(day) else None


def _per_cent_meant(text: str) -> Text | None:
    return percentage_hint(parse_number(text))


def _no_exact_number(text: str) -> Text | None:
    if _NOT_EXACT.search(half_width(text)):
        return Text(
            "这不是一个确切的数（约数或范围）：请写确切的数，不知道就留空",
            "an estimate or a range is no exact figure: write the figure, or leave it empty if it is not known",
        )
    return None


_READERS: Mapping[Kind, _Reader] = Registry(
    "reading what is typed",
    "kinds",
    {
        "text": text_value,
        "choice": _in_bounds(spelled_choice),
        "choices": _in_bounds(spelled_choices),
        "yes_no": _plain(ticked, may_mean_either),
        "count": _plain(parse_number, _no_exact_number),
        "money": _plain(parse_money, _no_exact_number),
        "share": _plain(_share, _per_cent_meant),
        "year": _plain(_year),
        "date": _plain(written_date, what_is_missing),
        "months": _plain(parse_months),
    },
)


def percentage_hint(number: Decimal | int | None) -> Text | None:
    """For a number above 1 and up to 100: how to write that percentage; None where it cannot be written."""
    if number is None or (isinstance(number, Decimal) and not number.is_finite()) or not 1 < number <= 100:
        return None
    share = Decimal(f"{number}E-2") if isinstance(number, int) else Decimal(f"{number:f}E-2")
    if not SHARE.allows(share):
        return None
    return Text(f"{number}% 写作 {without_trailing_zeros(share):f}", f"{number} % is written {without_trailing_zeros(share):f}")
