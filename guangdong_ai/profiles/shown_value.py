"""Values of facts in words."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.text import Text, counted, joined
from guangdong_ai.profiles.never import is_never
from guangdong_ai.profiles.plain_value import in_declared_order
from guangdong_ai.profiles.shortest_decimal import without_trailing_zeros
from guangdong_ai.profiles.shown_money import money_in_words
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import NONE_OF_THESE, Kind, Value

_WAN = 10_000
"""万, in which Chinese counts: what is a whole number of them is written so, 100万个."""


def value_in_words(fact: Fact, value: Value) -> Text:
    """``value`` as people read it: labels of choices, 300万元, 50%, 是 or yes, 1,200人. Exact: nothing is rounded."""
    return _SHOWN[fact.kind](fact, value)


def _label(fact: Fact, choice_id: str) -> Text:
    if choice_id == NONE_OF_THESE and fact.none_of_these is not None:
        return fact.none_of_these
    choice = fact.choice(choice_id)
    return choice.label if choice else Text(choice_id, choice_id)


def _same(_fact: Fact, value: Any) -> Text:
    return Text(f"{value}", f"{value}")


def _yes_no(_fact: Fact, value: Any) -> Text:
    return Text("是", "yes") if value else Text("否", "no")


def _choices(fact: Fact, value: Any) -> Text:
    labels = [_label(fact, choice) for choice in in_declared_order(fact, value)]
    return joined(Text("、", ", "), labels) if labels else Text("无", "none")


def _count(fact: Fact, value: Any) -> Text:
    unit = fact.unit_for(value)
    whole = value >= _WAN and value % _WAN == 0
    number = Text(f"{value // _WAN:,}万" if whole else f"{value:,}", f"{value:,}")
    return Text("{}{}", "{} {}").format(number, unit) if fact.unit else number


def _money(_fact: Fact, value: Any) -> Text:
    return money_in_words(value)


def _share(fact: Fact, value: Any) -> Text:
    return _same(fact, f"{without_trailing_zeros(100 * Decimal(value)):f}%")


def _year(fact: Fact, value: Any) -> Text:
    return fact.never if fact.never is not None and is_never(fact, value) else Text(f"{value}年", f"{value}")


def _months(_fact: Fact, value: Any) -> Text:
    return Text(f"{value:,}个月", counted(value, "month"))


_SHOWN: Mapping[Kind, Callable[[Fact, Any], Text]] = Registry(
    "showing a value",
    "kinds",
    {
        "text": _same,
        "choice": _label,
        "choices": _choices,
        "yes_no": _yes_no,
        "count": _count,
        "money": _money,
        "share": _share,
        "year": _year,
        "date": _same,
        "months": _months,
    },
)
