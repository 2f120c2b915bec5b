"""A value of a fact as people read it."""

from decimal import Decimal

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.profiles.money import money_in_words
from guangdong_ai.profiles.never import is_never
from guangdong_ai.profiles.plain_value import in_declared_order
from guangdong_ai.profiles.shortest_decimal import without_trailing_zeros
from guangdong_ai.rules.value import NONE_OF_THESE, Value
from guangdong_ai.text import Language, Text


def show_value(fact: Fact, value: Value, language: Language) -> str:
    """``value`` in words: labels of choices, 300万元, 50%, 是 or yes, 1,200人. Exact: nothing is rounded."""
    return _words(fact, value).in_language(language)


def _words(fact: Fact, value: Value) -> Text:
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    if isinstance(value, frozenset):
        labels = [_label(fact, choice) for choice in in_declared_order(fact, value)]
        none = Text("无", "none")
        return Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels)) if labels else none
    if isinstance(value, str):
        return _label(fact, value) if fact.kind == "choice" else Text(value, value)
    if isinstance(value, int | Decimal):
        return _number(fact, value)
    return Text(value.isoformat(), value.isoformat())


def _label(fact: Fact, choice_id: str) -> Text:
    if choice_id == NONE_OF_THESE and fact.none_of_these is not None:
        return fact.none_of_these
    choice = fact.choice(choice_id)
    return choice.label if choice else Text(choice_id, choice_id)


def _number(fact: Fact, value: int | Decimal) -> Text:
    if fact.kind == "money":
        return Text(money_in_words(value, "zh"), money_in_words(value, "en"))
    if fact.kind == "share":
        percent = f"{without_trailing_zeros(100 * Decimal(value)):f}%"
        return Text(percent, percent)
    if fact.none is not None and is_never(fact, value):
        return fact.none
    if fact.kind == "year":
        return Text(f"{value}年", f"{value}")
    unit = fact.unit_for(value)
    return Text(f"{value:,}{unit.zh}", f"{value:,} {unit.en}".rstrip())
