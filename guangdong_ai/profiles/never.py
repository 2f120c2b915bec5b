"""The answer "never" to the question for a year: the year 0, where the fact declares what it means."""

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.rules.value import NEVER

_SAID = frozenset({"0", "0.0", "never", "none", "no", "无", "没有", "没", "否", "从未", "从来没有"})


def is_never(fact: Fact, value: object) -> bool:
    """Whether ``value`` says that the event of ``fact`` has never happened."""
    return fact.never is not None and type(value) is int and value == NEVER


def says_never(fact: Fact, text: str) -> bool:
    """Whether ``text`` is a way to say "never" for this fact."""
    from guangdong_ai.foundation.spelling import folded

    return fact.never is not None and folded(text) in {*_SAID, folded(fact.never.zh), folded(fact.never.en)}
