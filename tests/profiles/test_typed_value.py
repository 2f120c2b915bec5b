"""What is typed for a value is read as exactly that value, in the words of each language too."""

from random import Random
from typing import get_args

import pytest

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.load import load_catalogue
from guangdong_ai.foundation.text import Language
from guangdong_ai.profiles.parse_text import parse_text
from guangdong_ai.profiles.typed_value import typed_in_words, typed_value
from guangdong_ai.rules.value import NEVER, Value
from tests.random_firms import answer

FACTS = [fact for fact in load_catalogue().facts.values() if fact.kind != "text"]


def values(fact: Fact) -> list[Value]:
    random = Random(fact.id)
    drawn = [answer(fact, random) for _ in range(5)]
    none: list[Value] = [frozenset()] if fact.kind == "choices" else [NEVER] if fact.never is not None else []
    one: list[Value] = [choice.id if fact.kind == "choice" else frozenset({choice.id}) for choice in fact.choices]
    return [*drawn, *none, *one]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_it_is_read_back(fact: Fact) -> None:
    for value in values(fact):
        assert parse_text(fact, typed_value(fact, value)) == value
        for language in get_args(Language):
            assert parse_text(fact, typed_in_words(fact, value, language)) == value


def test_words_are_used_where_they_say_it() -> None:
    city = load_catalogue().facts["enterprise.city"]
    assert (typed_in_words(city, "guangzhou", "zh"), typed_value(city, "guangzhou")) == ("广州", "guangzhou")
