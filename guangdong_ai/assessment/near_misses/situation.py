"""What an applicant has now and can still come to: the values that each fact can be changed to."""

from collections.abc import Mapping
from datetime import date

from guangdong_ai.assessment.lasting import stays
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.rules.domains.discrete import Discrete
from guangdong_ai.rules.domains.domain import Domain
from guangdong_ai.rules.domains.intervals import Intervals, Line, intervals_of
from guangdong_ai.rules.kinds import KINDS
from guangdong_ai.rules.kinds.date import DATE
from guangdong_ai.rules.kinds.year import YEAR
from guangdong_ai.rules.reading import Signature
from guangdong_ai.rules.value import Facts, Value


class Situation:
    """The facts on a day. A fact that is not known can turn out to be anything; one that is known can change as the catalogue says."""

    def __init__(self, facts: Facts, declared: Mapping[str, Fact], as_of: date) -> None:
        self.facts = facts
        self.declared = declared
        self.as_of = as_of
        self._signatures: dict[str, Signature] = {}
        self._within_reach: dict[str, Domain | None] = {}

    def signature(self, fact: str) -> Signature:
        """What rules may assume of the fact."""
        if fact not in self._signatures:
            self._signatures[fact] = self.declared[fact].signature
        return self._signatures[fact]

    def within_reach(self, fact: str) -> Domain | None:
        """The values that the fact may turn out to have or can be changed to; None: it stays as it is."""
        if fact not in self._within_reach:
            self._within_reach[fact] = _within_reach(self.declared[fact], self.facts.get(fact), self.as_of)
        return self._within_reach[fact]


def _within_reach(fact: Fact, now: Value | None, as_of: date) -> Domain | None:
    """What stays, stays; "never" and days can only be followed by what comes."""
    if now is None:
        return _to_choose(fact)
    if stays(fact, now, as_of):
        return None
    if fact.kind == "year":
        return _to_come(YEAR, as_of.year)
    return _to_come(DATE, as_of.toordinal()) if fact.kind == "date" else _to_choose(fact)


def _to_choose(fact: Fact) -> Domain:
    """Of a choice its choices: that none of them applies only follows from other answers."""
    signature = fact.signature
    return Discrete(among=frozenset(signature.choices)) if signature.kind == "choice" else KINDS[fact.kind].domain(signature)


def _to_come(line: Line, first: int) -> Intervals:
    return intervals_of(line, [(first, line.most)])
