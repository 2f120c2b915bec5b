"""What follows for single facts while others change. Options have most of their answers in common: what they say is worked out once."""

from collections.abc import Sequence

from guangdong_ai.catalogue.implied_facts import Follows, all_behind, implied
from guangdong_ai.rules.value import Facts, Value


class ImpliedValues:
    """The values implied by answers around those that an applicant gave. ``given_that_may_follow``: the facts among these that could be implied."""

    def __init__(self, given: Facts, rules: Sequence[Follows]) -> None:
        self.given = given
        self._rules = rules
        self._may_follow = frozenset(rule.fact for rule in rules)
        self.given_that_may_follow = tuple(fact for fact in given if fact in self._may_follow)
        self._behind: dict[str, tuple[tuple[str, ...], tuple[Follows, ...]]] = {}
        self._values: dict[tuple[str, tuple[Value | None, ...]], Value | None] = {}

    def value(self, fact: str, answers: Facts) -> Value | None:
        """The value implied by the answers, as if the fact itself were not given; None where nothing follows."""
        if fact not in self._may_follow:
            return None
        if fact not in self._behind:
            behind = all_behind([fact], self._rules)
            self._behind[fact] = tuple(behind - {fact}), tuple(rule for rule in self._rules if rule.fact in behind)
        names, rules = self._behind[fact]
        key = fact, tuple(map(answers.get, names))
        if key not in self._values:
            rule = implied({name: answers[name] for name in names if name in answers}, rules).get(fact)
            self._values[key] = None if rule is None else rule.value
        return self._values[key]
