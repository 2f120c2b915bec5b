"""Reading what a person typed at a question: an answer, a move, or a finding."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.matching_choices import NO, YES, choices_of, matching_choices, meant_choice, meant_choices, parts_of
from guangdong_ai.cli.ask.moves import Move, typed_move
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.suggestion import did_you_mean
from guangdong_ai.foundation.text import Language, Text, joined
from guangdong_ai.profiles.parse_text import parse_text
from guangdong_ai.profiles.quotation import quoted
from guangdong_ai.profiles.shown_value import value_in_words
from guangdong_ai.profiles.spelled_choice import suggested_choice
from guangdong_ai.profiles.unknown import UNKNOWN, Unknown
from guangdong_ai.profiles.wrong_value import wrong_value
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind, Value

NONE_OF_THEM = Text("都没有", "none of them")
"""Answers a question with several choices, none of which applies."""

DONT_KNOW = Text("不知道", "don't know")


def read_typed(fact: Fact, typed: str) -> Value | Unknown | Move | Finding:
    """``typed`` understood as generously as possible without guessing: the beginning of a choice is enough where it is unique."""
    move = typed_move(typed)
    if move is not None:
        return UNKNOWN if move is Move.DONT_KNOW else move
    if not typed.strip():
        return wrong_value(fact, Text("还没有填写", "nothing was typed"), Text("答不上来可以跳过", "skip it if you have no answer"))
    value = parse_text(fact, typed)
    return _MEANT[fact.kind](fact, typed, value) if isinstance(value, Finding) and choices_of(fact) else value


def _several_meant(fact: Fact, typed: str, otherwise: Finding) -> Value | Finding:
    """The choices of whose names the parts are beginnings."""
    return meant_choices(fact.choices, typed) or next(
        (_not_one_choice(fact, part) for part in parts_of(typed) if meant_choice(fact.choices, part) is None), otherwise
    )


def _yes_or_no_meant(fact: Fact, typed: str, otherwise: Finding) -> Value | Finding:
    meant = meant_choice(choices_of(fact), typed)
    return otherwise if meant is None else meant.id == YES.id


def _one_meant(fact: Fact, typed: str, _otherwise: Finding) -> Value | Finding:
    meant = meant_choice(fact.choices, typed)
    return _not_one_choice(fact, typed) if meant is None else meant.id


_MEANT: Mapping[Kind, Callable[[Fact, str, Finding], Value | Finding]] = Registry(
    "beginnings of choices",
    "kinds",
    {"choice": _one_meant, "choices": _several_meant, "yes_no": _yes_or_no_meant},
    without=dict.fromkeys(("text", "count", "money", "share", "year", "date", "months"), "no choices"),
)


def _not_one_choice(fact: Fact, typed: str) -> Finding:
    """Why ``typed`` is no choice: several begin with it, it is only inside a name, or nothing is similar."""
    possible = matching_choices(fact.choices, typed)
    if not possible:
        return _no_such_choice(fact, typed)
    given, names = quoted(typed), joined(Text("、", ", "), [choice.label for choice in possible])
    return wrong_value(
        fact,
        Text("{}可以是：{}", "{} may be {}").format(given, names),
        Text("请再多写几个字", "write a little more of it"),
    )


def _no_such_choice(fact: Fact, typed: str) -> Finding:
    near, given = suggested_choice(fact, typed), quoted(typed)
    message = Text("选项中没有{}", "{} is not among the choices").format(given)
    return wrong_value(fact, message, did_you_mean(near.id, near.label) if near else None)


def typed_form(fact: Fact, value: Value, language: Language) -> str:
    """A text that a person could type for ``value``: what the line contains when an answer is reopened.

    Empty where no text means it: a file may hold a name that reads like a move or like "not known".
    """
    return next((text for text in _FORMS[fact.kind](fact, value, language) if read_typed(fact, text) == value), "")


def _shown(fact: Fact, value: Any, language: Language) -> list[str]:
    return [value_in_words(fact, value).in_language(language), str(value)]


def _yes_or_no(_fact: Fact, value: Any, language: Language) -> list[str]:
    return [(YES if value else NO).label.in_language(language)]


def _listed(fact: Fact, value: Any, language: Language) -> list[str]:
    chosen = [choice for choice in fact.choices if choice.id in value]
    separator = Text("、", ", ").in_language(language)
    labels = separator.join(choice.label.in_language(language) for choice in chosen)
    return [labels, ",".join(choice.id for choice in chosen)] if chosen else [NONE_OF_THEM.in_language(language), "[]"]


def _in_figures(_fact: Fact, value: Any, _language: Language) -> list[str]:
    return [f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}", str(value)]


_FORMS: Mapping[Kind, Callable[[Fact, Any, Language], list[str]]] = Registry(
    "answers at a prompt again",
    "kinds",
    {
        "choices": _listed,
        "yes_no": _yes_or_no,
        **dict.fromkeys(("count", "money"), _in_figures),
        **dict.fromkeys(("text", "choice", "share", "year", "date", "months"), _shown),
    },
)
"""From the most pleasant to the surest."""
