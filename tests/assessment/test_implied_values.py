"""What follows for one fact is the same as among all that follows, whatever else was asked before."""

from random import Random

import pytest

from guangdong_ai.assessment.near_misses.implied_values import Chains, ImpliedValues
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.implied_facts import implied
from tests.bundled_catalogue import bundled_catalogue
from tests.random_firms import answer, partial_firms


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return bundled_catalogue()


def test_one_value_is_the_one_among_all(catalogue: Catalogue) -> None:
    random = Random(11)
    found = 0
    for given in partial_firms(catalogue.facts, random, 40):
        values = ImpliedValues(given, Chains(catalogue.follows))
        assert values.given_that_may_follow == tuple(fact for fact in given if fact in catalogue.may_follow)
        for _ in range(5):
            changes = random.sample(sorted(catalogue.facts), 3)
            answers = {**given, **{fact: answer(catalogue.facts[fact], random) for fact in changes}}
            for fact in (*sorted(catalogue.may_follow), changes[0]):
                rule = implied({name: value for name, value in answers.items() if name != fact}, catalogue.follows).get(fact)
                assert values.value(fact, answers) == (None if rule is None else rule.value)
                found += rule is not None
    assert found > 100
