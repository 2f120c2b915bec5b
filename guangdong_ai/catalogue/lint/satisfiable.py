"""Whether any applicant at all can meet some conditions together. The answer "no" is a proof; "yes" may mean that the search gave up.

Each comparison leaves its fact a set of values; conditions that must hold together intersect them, and where one of several is enough
each is tried in turn. Two facts are never related to each other, and a ratio is taken as a thing of its own: both only widen what seems
possible. So a contradiction that is found is one.
"""

from collections.abc import Mapping, Sequence

from guangdong_ai.catalogue.lint.comparison_values import RATIO, all_values, ratios_where, values_where
from guangdong_ai.catalogue.lint.possible_values import Possible
from guangdong_ai.record import record
from guangdong_ai.rules.condition import All, Any, Compare, Condition, Not, Ratio
from guangdong_ai.rules.reading import Signature

MOST_STEPS = 20_000
"""Alternatives that are tried before the search gives up."""

Signatures = Mapping[str, Signature]


@record(positional=True)
class Holds:
    """The condition must be true (``wanted``) or false."""

    condition: Condition
    wanted: bool = True


@record(positional=True)
class Has:
    """The fact, or the ratio, must have one of these values."""

    subject: str
    values: Possible


Demand = Holds | Has
Alternatives = tuple[tuple[Demand, ...], ...]
"""One of them is enough; in each, everything is demanded."""


class _GaveUpError(Exception):
    """Too many alternatives."""


def can_be_true(conditions: Sequence[Condition], facts: Signatures) -> bool:
    """Whether all the conditions can be true of one applicant."""
    return can_be([Holds(condition) for condition in conditions], facts)


def can_be_false(condition: Condition, facts: Signatures) -> bool:
    """Whether the condition can be false of an applicant."""
    return can_be([Holds(condition, False)], facts)


def can_be(demands: Sequence[Demand], facts: Signatures) -> bool:
    """Whether one applicant can fulfil all demands. False is certain; True may mean that it was not found out."""
    try:
        return _Search(facts).finds(demands, (), {})
    except (_GaveUpError, RecursionError):
        return True


class _Search:
    def __init__(self, facts: Signatures) -> None:
        self.facts = facts
        self.steps = 0

    def finds(self, demands: Sequence[Demand], forks: Sequence[Alternatives], left: Mapping[str, Possible]) -> bool:
        """Whether the demands, and one alternative of each fork, can be fulfilled with the values that are ``left`` to the facts."""
        pending, undecided, known = list(demands), list(forks), dict(left)
        while pending:
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise _GaveUpError
            demand = pending.pop()
            if isinstance(demand, Has):
                known[demand.subject] = self._left_to(demand.subject, known).meet(demand.values)
                if known[demand.subject].is_empty:
                    return False
                continue
            alternatives = self._alternatives(demand)
            if len(alternatives) == 1:
                pending += alternatives[0]
            else:
                undecided.append(alternatives)
        if not undecided:
            return True
        return any(self.finds(alternative, undecided[1:], known) for alternative in undecided[0])

    def _left_to(self, subject: str, known: Mapping[str, Possible]) -> Possible:
        if subject in known:
            return known[subject]
        return all_values(self.facts[subject]) if subject in self.facts else RATIO

    def _alternatives(self, demand: Holds) -> Alternatives:
        wanted = demand.wanted
        match demand.condition:
            case All(parts=parts) | Any(parts=parts) as group:
                demands = tuple(Holds(part, wanted) for part in parts)
                return (demands,) if isinstance(group, All) == wanted else tuple((demand,) for demand in demands)
            case Not(part=part):
                return ((Holds(part, not wanted),),)
            case Compare(fact=fact, operator=operator, operand=operand):
                ways = values_where(self.facts[fact], operator, operand, holds=wanted)
                return tuple(tuple(Has(fact, values) for values in way) for way in ways)
            case Ratio(numerator=numerator, denominator=denominator, operator=operator, operand=operand):
                ways = ratios_where(operator, operand, holds=wanted)
                return tuple(tuple(Has(f"{numerator} / {denominator}", values) for values in way) for way in ways)
            case _:
                raise TypeError(demand.condition)
