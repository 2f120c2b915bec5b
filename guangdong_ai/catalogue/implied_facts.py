"""Implied facts: what is known about an applicant beyond its answers."""

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from guangdong_ai.catalogue.derived_fact import DerivedFact, rule_for
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.implication import Implication
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.condition import AllOf, Compare, Condition, facts_of
from guangdong_ai.rules.evaluate import evaluate
from guangdong_ai.rules.value import NONE_OF_THESE, Facts, Value


@record
class Follows:
    """A compiled implication: where ``when`` is true and ``fact`` is not given, ``fact`` is ``value``.

    ``id`` and ``text`` are those of the implication, or of the derived fact, that says so. ``rests_on``: the facts that ``when`` reads.
    """

    declared_by: Literal["implications", "derived"]
    id: str
    text: Text
    when: Condition
    fact: str
    value: Value
    rests_on: tuple[str, ...]


def _rule(
    declared_by: Literal["implications", "derived"], of: Implication | DerivedFact, when: Condition, fact: str, value: Value
) -> Follows:
    return Follows(declared_by=declared_by, id=of.id, text=of.text, when=when, fact=fact, value=value, rests_on=facts_of(when))


def follows(implications: Iterable[Implication], facts: Mapping[str, Fact]) -> tuple[Follows, ...]:
    """The implications of a checked catalogue, compiled, in their order."""
    return tuple(_follows(implication, facts) for implication in implications)


def _follows(implication: Implication, facts: Mapping[str, Fact]) -> Follows:
    when = implication.when
    if implication.given is not None:
        when = Compare(fact=implication.given, operator="in", operand=facts[implication.given].signature.choices)
    if when is None:
        raise ValueError(implication.id)
    if implication.none_of is not None:
        return _rule("implications", implication, when, implication.none_of, NONE_OF_THESE)
    match implication.then:
        case Compare(fact=fact, operator="in", operand=(str() | bool() | int() as value,)):
            return _rule("implications", implication, when, fact, value)
    raise ValueError(implication.id)


def derived_values(derived: Iterable[DerivedFact], facts: Mapping[str, Fact]) -> tuple[Follows, ...]:
    """For each choice of each derived fact that is one, where the fact is that. What is a number has no value of its own: its parts are compared."""
    return tuple(
        _rule("derived", one, rule_for(one, [choice.id]), one.fact, choice.id)
        for one in derived
        if one.by is not None
        for choice in facts[one.fact].choices
    )


def implied(facts: Facts, rules: Iterable[Follows]) -> Mapping[str, Follows]:
    """The implied facts, in the order in which they are found. A given fact is never implied.

    Works in rounds: each reads what was known at the end of the one before, and of several implications of one fact the first applies. An
    answer that contradicts an implication stays; ``conflicts`` finds it.
    """
    due = rules = tuple(rules)
    known: dict[str, Value] = dict(facts)
    found: dict[str, Follows] = {}
    while True:
        new: dict[str, Follows] = {}
        for rule in due:
            if rule.fact not in known and rule.fact not in new and evaluate(rule.when, known).truth:
                new[rule.fact] = rule
        if not new:
            return found
        found |= new
        known |= {fact: rule.value for fact, rule in new.items()}
        # What was not true stays so while nothing that it reads becomes known.
        due = tuple(rule for rule in rules if rule.fact not in known and not new.keys().isdisjoint(rule.rests_on))


def with_implied(facts: Facts, rules: Iterable[Follows]) -> Facts:
    """The facts together with what follows from them."""
    found = implied(facts, rules)
    return {**facts, **{fact: rule.value for fact, rule in found.items()}} if found else facts


def that_may_apply(rules: Iterable[Follows], given: Collection[str]) -> tuple[Follows, ...]:
    """The implications that may apply where no other facts than these are given, in their order."""
    found: dict[Follows, None] = {}
    rules = tuple(rules)
    while True:
        new = [rule for rule in rules if rule not in found and may_hold(rule.when, given, found)]
        if not new:
            return tuple(rule for rule in rules if rule in found)
        found |= dict.fromkeys(new)


def may_hold(condition: Condition, given: Collection[str], rules: Iterable[Follows]) -> bool:
    """Whether the condition can be true where these facts may have any value, and others those that the implications give them; never a wrong no."""
    if isinstance(condition, AllOf):
        return all(may_hold(part, given, rules) for part in condition.parts)
    read = facts_of(condition)
    if len(read) == 1 and read[0] not in given:
        return any(evaluate(condition, {rule.fact: rule.value}).truth for rule in rules if rule.fact == read[0])
    known = {*given, *(rule.fact for rule in rules)}
    return not known.isdisjoint(read)


def all_behind(facts: Iterable[str], rules: Iterable[Follows]) -> frozenset[str]:
    """These facts and all from which one of them can follow, directly or through others."""
    rules = tuple(rules)
    behind, pending = set(facts), list(facts)
    while pending:
        fact = pending.pop()
        for rule in rules:
            if rule.fact == fact:
                new = [other for other in rule.rests_on if other not in behind]
                behind.update(new)
                pending += new
    return frozenset(behind)


def longest_chain(rules: Iterable[Follows]) -> int:
    """The number of rounds after which ``implied`` has found everything, at the latest.

    No fact is found twice, and each round but the first depends on a fact found in the round before: so the rounds form a path over
    different facts. Paths are followed to the end; where there are too many, the bound is the number of facts that can be implied.
    """
    rules = tuple(rules)
    leads_to: dict[str, set[str]] = {}
    for rule in rules:
        for fact in rule.rests_on:
            leads_to.setdefault(fact, set()).add(rule.fact)
    most = len({rule.fact for rule in rules})
    steps = 0
    longest = 0
    pending: list[tuple[str, ...]] = [(fact,) for fact in leads_to]
    while pending and longest < most:
        steps += 1
        if steps > _MOST_PATHS:
            return most
        path = pending.pop()
        longest = max(longest, len(path) - 1)
        pending += [(*path, fact) for fact in leads_to.get(path[-1], ()) if fact not in path]
    return longest


_MOST_PATHS = 10_000
