"""The choices of a question that the other answers leave: of the districts, those of the city that is known."""

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.record import replace
from guangdong_ai.rules.evaluate import evaluate
from guangdong_ai.rules.value import Facts


def with_possible_choices(fact: Fact, facts: Facts, catalogue: Catalogue) -> Fact:
    """The fact without the choices from which something else would follow than is known; as it is where none would be left."""
    if not fact.choices or fact.traits.is_multi_valued:
        return fact
    known = catalogue.known(facts)
    contradicting = [
        rule for rule in catalogue.follows if rule.rests_on == (fact.id,) and rule.fact in known and known[rule.fact] != rule.value
    ]
    if not contradicting:
        return fact
    left = tuple(choice for choice in fact.choices if not any(evaluate(rule.when, {fact.id: choice.id}).truth for rule in contradicting))
    return replace(fact, choices=left) if left else fact
