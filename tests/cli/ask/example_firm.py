"""What the bundled example firm answers to every question: what its profile says, else that there is no such thing."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.rules.value import Value

from .bundled import CATALOGUE, DEMO, FACTS


def of_example_firm(fact: Fact) -> Value:
    """Its answer. All of them together can be true of one firm, so whichever are asked for, none contradicts another."""
    return _ANSWERS[fact.id]


def _possible(fact: Fact) -> Iterator[Value]:
    """What it may answer where its profile says nothing, the likeliest first."""
    match fact.kind:
        case "yes_no":
            yield from (False, True)
        case "choice":
            yield from sorted((choice.id for choice in reversed(fact.choices)), key=lambda choice: choice != "none")
        case "choices":
            yield frozenset()
        case "date":
            yield date(2020, 1, 1)
        case "text":
            yield "x"
        case "year":
            yield 0 if fact.never else 2020
        case "count" | "months":
            yield 0
        case _:
            yield Decimal(0)


def _answers() -> Mapping[str, Value]:
    answers = dict(DEMO.facts)
    for fact in FACTS.values():
        if fact.id not in answers and fact.id not in CATALOGUE.derived:
            agreeing = (value for value in _possible(fact) if not CATALOGUE.conflicts({**answers, fact.id: value}))
            answers[fact.id] = next(agreeing)
    follows = CATALOGUE.known(answers)
    for fact in FACTS.values():
        if fact.id not in answers:
            answers[fact.id] = follows[fact.id] if fact.id in follows else next(_possible(fact))
    return answers


_ANSWERS = _answers()
