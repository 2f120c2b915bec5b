"""What the bundled example firm answers to every question: what its profile says, else that there is no such thing."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.session import AskedFor, answered, asked_now, begin, current_plan, going_on_to
from guangdong_ai.cli.ask.typed_answer import typed_form
from guangdong_ai.foundation.text import Language
from guangdong_ai.profiles.profile import EMPTY, Profile
from guangdong_ai.rules.value import Value

from .bundled import CATALOGUE, DEMO, FACTS, ON
from .script import Entered, asks_to_go_on


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
            agreeing = (value for value in _possible(fact) if not CATALOGUE.conflicts({**answers, fact.id: value}, ON))
            answers[fact.id] = next(agreeing)
    follows = CATALOGUE.known(answers)
    for fact in FACTS.values():
        if fact.id not in answers:
            answers[fact.id] = follows[fact.id] if fact.id in follows else next(_possible(fact))
    return answers


_ANSWERS = _answers()


def typed_by_example_firm(language: Language) -> Callable[[Fact], Entered]:
    """What it enters at a question; that it wants to go on wherever that is asked."""
    return lambda fact: "yes" if asks_to_go_on(fact.id) else typed_form(fact, of_example_firm(fact), language)


@cache
def shortly_before_the_end(left: int) -> Profile:
    """Its profile when so many questions are left until it is asked whether to go on with what only closed measures need.

    It has gone on to the support besides the policy before, and the profile remembers that.
    """
    session, before = going_on_to(begin(CATALOGUE, EMPTY, ON, AskedFor()), "others"), []
    while (fact := asked_now(session, current_plan(session))) is not None:
        before.append(session.profile)
        session = answered(session, fact, of_example_firm(FACTS[fact]))
    return before[-left]
