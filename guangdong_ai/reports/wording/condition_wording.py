"""Conditions in words, made from the labels of the facts: no measure words its rules a second time."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import assert_never

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.profiles.shown_value import value_in_words
from guangdong_ai.reports.wording.phrase import AND, OR, in_brackets, listed, percent, with_colon
from guangdong_ai.rules.condition import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Derived,
    Not,
    Operand,
    Ratio,
    Scalar,
    SumComparison,
    Switch,
    children,
)
from guangdong_ai.rules.operators import ORDER
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind

_OTHERS = dict.fromkeys(("in", "not_in", "any_of", "all_of", "none_of"), "no threshold")

_COMPARISONS: Mapping[str, Text] = Registry(
    "thresholds of amounts in words",
    "operators",
    {
        "at_least": Text("不低于{}", "at least {}"),
        "more_than": Text("超过{}", "more than {}"),
        "at_most": Text("不超过{}", "at most {}"),
        "less_than": Text("低于{}", "less than {}"),
        "between": Text("{}至{}", "from {} to {}"),
    },
    _OTHERS,
)
_COUNTED: Mapping[str, Text] = Registry(
    "thresholds of numbers in words",
    "operators",
    {**_COMPARISONS, "at_least": Text("不少于{}", "at least {}"), "less_than": Text("少于{}", "less than {}")},
    _OTHERS,
)
_IN_TIME: Mapping[str, Text] = Registry(
    "thresholds of years and days in words",
    "operators",
    {
        "at_least": Text("不早于{}", "{} or later"),
        "more_than": Text("晚于{}", "after {}"),
        "at_most": Text("不晚于{}", "{} or earlier"),
        "less_than": Text("早于{}", "before {}"),
        "between": Text("{}至{}", "from {} to {}"),
    },
    _OTHERS,
)
_IS_NOT = Text("不是{}", "not {}")
_INCLUDES = Text("含{}", "includes {}")
_INCLUDES_NOT = Text("不含{}", "does not include {}")
_IN_ORDER: Mapping[Kind, Mapping[str, Text]] = Registry(
    "wording of thresholds",
    "kinds",
    {"count": _COUNTED, "money": _COMPARISONS, "share": _COMPARISONS, "year": _IN_TIME, "date": _IN_TIME, "months": _COUNTED},
    without=dict.fromkeys(("text", "choice", "choices", "yes_no"), "in no order"),
)


def _ordered(fact: Fact, operator: str, values: Sequence[Text]) -> Text:
    return _IN_ORDER[fact.kind][operator].format(*values)


_WORDED: Mapping[str, Callable[[Fact, str, Sequence[Text]], Text]] = Registry(
    "wording",
    "operators",
    {
        "in": lambda _fact, _operator, values: listed(values, OR),
        "not_in": lambda _fact, _operator, values: _IS_NOT.format(listed(values, OR)),
        "any_of": lambda _fact, _operator, values: _INCLUDES.format(listed(values, OR)),
        "all_of": lambda _fact, _operator, values: _INCLUDES.format(listed(values, AND)),
        "none_of": lambda _fact, _operator, values: _INCLUDES_NOT.format(listed(values, OR)),
        **dict.fromkeys(ORDER, _ordered),
    },
)

_EITHER, _BOTH = Text("，或者", ", or "), Text("，并且", ", and ")


def condition_in_words(condition: Condition, facts: Mapping[str, Fact]) -> Text:
    """The condition as a phrase: ``首次认定年份：2024年至2026年`` / ``Year of the title: from 2024 to 2026``."""
    match condition:
        case Compare(fact=fact_id, operator=operator, operand=operand):
            return _compared(facts[fact_id], operator, operand)
        case Ratio(numerator=numerator, denominator=denominator, operator=operator, operand=operand):
            one, other = facts[numerator].label, facts[denominator].label
            bounds = [percent(bound) for bound in _several(operand) if isinstance(bound, int | Decimal)]
            return with_colon(Text("{} ÷ {}", "{} ÷ {}").format(one, other), _COMPARISONS[operator].format(*bounds))
        case SumComparison(stands_for=whole):
            return condition_in_words(whole, facts)
        case Switch(fact=fact_id):
            return facts[fact_id].label  # a switch says how a derived fact is worked out; what is told is the comparison of that
        case Derived(given=given):
            return condition_in_words(given, facts)
        case AllOf(parts=parts):
            return joined(_BOTH, [_inside(part, facts) for part in parts])
        case AnyOf(parts=parts):
            return joined(_EITHER, [_inside(part, facts) for part in parts])
        case Not(part=Compare(fact=fact_id, operator="in", operand=operand)):
            if operand in ((True,), (False,)):
                return _compared(facts[fact_id], "in", (operand == (False,),))
            return _compared(facts[fact_id], "not_in", operand)
        case Not(part=part):
            words = in_brackets(condition_in_words(part, facts))
            return Text("不满足{}", "not {}").format(words)
    assert_never(condition)


def _inside(part: Condition, facts: Mapping[str, Fact]) -> Text:
    words = condition_in_words(part, facts)
    return in_brackets(words) if len(children(part)) > 1 else words


def _compared(fact: Fact, operator: str, operand: Operand) -> Text:
    return with_colon(fact.label, comparison_in_words(fact, operator, operand))


def comparison_in_words(fact: Fact, operator: str, operand: Operand) -> Text:
    """What the fact must be, without its name: ``2024年至2026年`` / ``from 2024 to 2026``."""
    return _WORDED[operator](fact, operator, [_value(fact, value) for value in _several(operand)])


def _several(operand: Operand) -> tuple[Scalar, ...]:
    return operand if isinstance(operand, tuple) else (operand,)


def _value(fact: Fact, value: Scalar) -> Text:
    if fact.traits.is_multi_valued:
        choice = fact.choice(str(value))
        return choice.label if choice is not None else Text(str(value), str(value))
    return value_in_words(fact, value)
