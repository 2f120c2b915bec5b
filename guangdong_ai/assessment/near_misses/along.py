"""What comes along with a change: what follows from it is no change of its own, and an answer that no longer fits has to change with it."""

from collections.abc import Mapping, Sequence

from guangdong_ai.assessment.near_misses.near_miss import Requirement, effort_of
from guangdong_ai.assessment.near_misses.values_where import values_where
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.implied_facts import Follows, implied
from guangdong_ai.rules.value import Facts, Value


def along(
    requirements: Sequence[Requirement], given: Facts, rules: Sequence[Follows], declared: Mapping[str, Fact]
) -> tuple[Requirement, ...]:
    """The requirements of a way, where ``given`` are the answers, without what follows from the rest and with what has to change too."""
    left = {requirement.fact.id: requirement for requirement in requirements}
    for requirement in requirements:
        fact = requirement.fact.id
        if fact not in given:
            rule = implied(_changed(given, left, fact), rules).get(fact)
            if rule is not None and requirement.accepted.has(rule.value):
                del left[fact]
    for fact, now in given.items():
        rule = None if fact in left else implied(_changed(given, left, fact), rules).get(fact)
        if rule is not None and rule.value != now:
            left[fact] = _follows_along(declared[fact], now, rule.value)
    return tuple(left[fact] for fact in declared if fact in left)


def _changed(given: Facts, requirements: Mapping[str, Requirement], fact: str) -> Facts:
    """The answers with the targets of the requirements, as if nothing were known of ``fact`` itself."""
    changed = {**given, **{name: requirement.target for name, requirement in requirements.items()}}
    changed.pop(fact, None)
    return changed


def _follows_along(fact: Fact, now: Value, value: Value) -> Requirement:
    if isinstance(value, frozenset):
        raise TypeError(value)
    accepted = values_where(fact.signature, "in", (value,), holds=True)
    return Requirement(fact=fact, now=now, target=value, accepted=accepted, effort=effort_of(fact, now))
