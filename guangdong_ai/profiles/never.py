"""The answer "never" to the question for a year: kept as the year 0, where the fact says what that means."""

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.spelling import folded
from guangdong_ai.rules.value import NEVER

_SAID = frozenset({"0", "0.0", "never", "none", "no", "无", "没有", "没", "否", "从未", "从来没有"})


def is_never(fact: Fact, value: object) -> bool:
    """Whether ``value`` says that what ``fact`` asks the year of has never happened."""
    return fact.never is not None and type(value) is int and value == NEVER


def says_never(fact: Fact, text: str) -> bool:
    """Whether ``text`` is one of the ways to say so."""
    return fact.never is not None and folded(text) in {*_SAID, folded(fact.never.zh), folded(fact.never.en)}
