"""What follows for single facts while others change. Options have most of their answers in common: what they say is worked out once."""

from collections.abc import Sequence
from functools import cached_property

from guangdong_ai.catalogue.implied_facts import Follows, all_behind, implied
from guangdong_ai.rules.value import Facts, Value


class Chains:
    """From which facts each fact can follow, directly or through others, and by which rules; found out when it is asked for."""

    def __init__(self, rules: Sequence[Follows]) -> None:
        self._rules = tuple(rules)
        self._behind: dict[str, tuple[frozenset[str], tuple[Follows, ...]]] = {}
        self.may_follow = frozenset(rule.fact for rule in self._rules)

    def behind(self, fact: str) -> tuple[frozenset[str], tuple[Follows, ...]]:
        """The other facts, in one order, and the rules."""
        found = self._behind.get(fact)
        if found is None:
            names = all_behind([fact], self._rules)
            found = self._behind[fact] = names - {fact}, tuple(rule for rule in self._rules if rule.fact in names)
        return found


class ImpliedValues:
    """The values implied by answers around those that an applicant gave. ``given_that_may_follow``: the facts among these that could be implied."""

    def __init__(self, given: Facts, chains: Chains) -> None:
        self.given = given
        self._chains = chains
        self.given_that_may_follow = tuple(fact for fact in given if fact in chains.may_follow)
        self._values: dict[tuple[str, tuple[Value | None, ...]], Value | None] = {}

    def value(self, fact: str, answers: Facts) -> Value | None:
        """The value implied by the answers, as if the fact itself were not given; None where nothing follows."""
        if fact not in self._chains.may_follow:
            return None
        names, rules = self._chains.behind(fact)
        key = fact, tuple(map(answers.get, names))
        if key not in self._values:
            rule = implied({name: answers[name] for name in names if name in answers}, rules).get(fact)
            self._values[key] = None if rule is None else rule.value
        return self._values[key]

    @cached_property
    def following(self) -> tuple[tuple[str, frozenset[str], Value | None], ...]:
        """Each given fact that could be implied, the facts that it could follow from, and the value that is implied by the answers as given."""
        facts = self.given_that_may_follow
        return tuple((fact, self._chains.behind(fact)[0], self.value(fact, self.given)) for fact in facts)
