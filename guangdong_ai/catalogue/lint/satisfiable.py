"""Whether any applicant at all can meet some conditions together. The answer "no" is a proof; "yes" may mean that the search gave up.

Each comparison leaves its fact a set of values; conditions that must hold together intersect them, and where one of several is enough
each is tried in turn. Two facts are never related to each other, and a ratio is taken as a thing of its own: both only widen what seems
possible. So a contradiction that is found is one.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from guangdong_ai.catalogue.bounds import MOST_DIGITS
from guangdong_ai.record import record
from guangdong_ai.rules.condition import All, Any, Compare, Condition, Not, Ratio, Scalar
from guangdong_ai.rules.domains.domain import Domain, GaveUpError, Work
from guangdong_ai.rules.domains.intervals import FAR, Line, intervals_of
from guangdong_ai.rules.kinds import KINDS
from guangdong_ai.rules.operators import OPERATORS, solution
from guangdong_ai.rules.reading import Signature

MOST_STEPS = 20_000
"""Alternatives that are tried before the search gives up."""


_HALVES: int = 2 * 10**MOST_DIGITS


class _RatioLine(Line):
    """What a ratio can be. Bounds of rules have at most 18 decimals, and stand on even steps: between two of them there is always an odd one."""

    __slots__ = ()

    least, most = 0, FAR

    def in_steps(self, value: Scalar) -> Fraction:
        """So many half units of the last decimal."""
        if isinstance(value, int | Decimal):
            return Fraction(value) * _HALVES
        raise TypeError(value)


_RATIO = _RatioLine()
_RATIOS = intervals_of(_RATIO, [(_RATIO.least, _RATIO.most)])

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
    values: Domain


Demand = Holds | Has
Alternatives = tuple[tuple[Demand, ...], ...]
"""One of them is enough; in each, everything is demanded."""


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
    except (GaveUpError, RecursionError):
        return True


class _Search:
    def __init__(self, facts: Signatures) -> None:
        self.facts = facts
        self.work = Work(MOST_STEPS)

    def finds(self, demands: Sequence[Demand], forks: Sequence[Alternatives], left: Mapping[str, Domain]) -> bool:
        """Whether the demands, and one alternative of each fork, can be fulfilled with the values that are ``left`` to the facts."""
        pending, undecided, known = list(demands), list(forks), dict(left)
        while pending:
            self.work.spend()
            demand = pending.pop()
            if isinstance(demand, Has):
                known[demand.subject] = self._left_to(demand.subject, known).meet(demand.values)
                if known[demand.subject].is_empty(self.work):
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

    def _left_to(self, subject: str, known: Mapping[str, Domain]) -> Domain:
        if subject not in known:
            return KINDS[self.facts[subject].kind].domain(self.facts[subject]) if subject in self.facts else _RATIOS
        return known[subject]

    def _alternatives(self, demand: Holds) -> Alternatives:
        wanted = demand.wanted
        match demand.condition:
            case All(parts=parts) | Any(parts=parts) as group:
                demands = tuple(Holds(part, wanted) for part in parts)
                return (demands,) if isinstance(group, All) == wanted else tuple((demand,) for demand in demands)
            case Not(part=part):
                return ((Holds(part, not wanted),),)
            case Compare(fact=fact, operator=operator, operand=operand):
                return ((Has(fact, solution(self.facts[fact], operator, operand, holds=wanted)),),)
            case Ratio(numerator=numerator, denominator=denominator, operator=operator, operand=operand):
                ratios = OPERATORS[operator].solution(_RATIO, operand)
                return ((Has(f"{numerator} / {denominator}", ratios if wanted else ratios.complement()),),)
            case _:
                raise TypeError(demand.condition)
