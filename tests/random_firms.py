"""Firms with random answers and random gaps, by the facts that a catalogue declares."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.rules.value import Facts, Value

KNOWN = (0.05, 0.3, 0.6, 0.8, 0.95, 1.0)
"""The share of facts that is known of a firm: one of these."""


def partial_firms(facts: Mapping[str, Fact], random: Random, number: int) -> Iterator[Facts]:
    """So many firms. Yes, the usual kinds of applicant and recent years are more frequent, so that not everything fails."""
    for _ in range(number):
        known = random.choice(KNOWN)
        yield {fact.id: answer(fact, random) for fact in facts.values() if random.random() < known}


def answer(fact: Fact, random: Random) -> Value:
    """A random answer."""
    match fact.kind:
        case "yes_no":
            return random.random() < 0.8
        case "choice":
            return random.choice([fact.choices[0].id, *(choice.id for choice in fact.choices)])
        case "choices":
            return frozenset(choice.id for choice in fact.choices if random.random() < 0.4)
        case "count":
            return random.choice([0, 1, 50, 200, 201, int(10 ** random.uniform(0, 7))])
        case "money":
            return (
                Decimal(random.choice([0, 19_999_999, 20_000_000, int(10 ** random.uniform(4, 9))])) + Decimal(random.randrange(100)) / 100
            )
        case "share":
            return Decimal(random.randrange(0, 1_000_001)) / 1_000_000 if random.random() < 0.5 else Decimal(random.randrange(0, 11)) / 10
        case "year":
            return 0 if fact.never is not None and random.random() < 0.3 else random.randrange(2020, 2028)
        case "months":
            return random.randrange(0, 121)
        case "date":
            return date(2021, 6, 1) + timedelta(days=random.randrange(6 * 365))
        case _:
            return "x"
