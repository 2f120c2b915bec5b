"""Derived facts: what can be worked out from other answers, so that it is never asked. Declared in ``policies/derived/``, one a file.

A derived fact is a fact like any other: a rule compares it, and an applicant may give it. Where it is not given, a comparison of it becomes
the same comparison of its parts (``by_parts``), which keeps Kleene's logic and exactness: three employees make no large firm whatever the
revenue, and 3 % of R&D cost is compared without dividing. Whoever evaluates rules sees ``Derived`` conditions and knows nothing else.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from operator import is_
from typing import assert_never

from guangdong_ai.catalogue.reads import ConditionField
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.amount import (
    Amount,
    Difference,
    FactValue,
    FirstKnown,
    Fixed,
    LargerOf,
    LookUp,
    Rate,
    SmallerOf,
    Sum,
    Tier,
    Tiers,
    UpTo,
)
from guangdong_ai.rules.condition import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Derived,
    Not,
    Operand,
    Ratio,
    SumComparison,
    Switch,
    SwitchCase,
    facts_of,
)
from guangdong_ai.rules.domains import Domain
from guangdong_ai.rules.domains.intervals import FAR, Intervals
from guangdong_ai.rules.kinds.months import MONTHS
from guangdong_ai.rules.operators import OPERATORS
from guangdong_ai.rules.source import Source


@record
class DerivedRule:
    """Where ``when`` is true, and no rule before it in its group is, the fact is ``then``."""

    when: ConditionField
    then: str


@record
class DerivedGroup:
    """What holds for applicants of which the fact ``by`` is one of ``of``: the first of ``rules``, else ``otherwise``."""

    of: tuple[str, ...]
    otherwise: str
    rules: tuple[DerivedRule, ...] = ()


@record
class Growth:
    """What ``later`` is more than ``earlier``, by the year: the share by which it grew in each of ``years`` years, compounded."""

    later: str
    earlier: str
    years: int = 1


@record
class SumRatio:
    """A share: the sum of the money facts ``of``, divided by that of the money facts ``by``."""

    of: tuple[str, ...]
    by: tuple[str, ...]


ROUNDED_SHARE, ROUNDED_MONEY = Decimal("0.0005"), Decimal(1)
"""By how much an answer may differ from what its parts make: shares are given to a tenth of a percent, money to a yuan."""


@record
class DerivedFact:
    """How ``fact`` is worked out, in one of seven forms. ``text`` says from what, as a reason that stands behind a value.

    ``ratio``: a share, the first money fact divided by the second. ``growth``: a share. ``sum``: the sum of money facts. ``average``: that sum divided
    by their number. ``ratio_of_sums``: a share. ``months_since``: months, whole ones, from the day in that fact to the as-of date. ``by`` with
    ``groups``: a choice, by what the choice fact ``by`` is; for those of ``unknown_for`` it is not known.

    ``tolerance``: by how much an answer may differ from what the answers to its parts make (None: ``ROUNDED_SHARE``, ``ROUNDED_MONEY``, or no month at all); beyond, they contradict
    each other.
    """

    id: str
    fact: str
    text: Text
    source: Source | None = None
    ratio: tuple[str, str] | None = None
    growth: Growth | None = None
    sum: tuple[str, ...] = ()
    average: tuple[str, ...] = ()
    ratio_of_sums: SumRatio | None = None
    tolerance: Decimal | None = None
    months_since: str | None = None
    by: str | None = None
    groups: tuple[DerivedGroup, ...] = ()
    unknown_for: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Which of the forms it has."""
        given = {
            "ratio": self.ratio,
            "growth": self.growth,
            "sum": self.sum,
            "average": self.average,
            "ratio_of_sums": self.ratio_of_sums,
            "months_since": self.months_since,
            "by": self.by,
        }
        return tuple(name for name, value in given.items() if value is not None and value != ())

    @property
    def results(self) -> tuple[str, ...]:
        """The choices that the groups lead to, each once: all that the fact has."""
        named = (choice for group in self.groups for choice in (*(rule.then for rule in group.rules), group.otherwise))
        return tuple(dict.fromkeys(named))

    @property
    def parts(self) -> tuple[str, ...]:
        """The facts from which it is worked out, each once."""
        growth = () if self.growth is None else (self.growth.later, self.growth.earlier)
        conditions = [rule.when for group in self.groups for rule in group.rules]
        named = (
            *(self.ratio or ()),
            *growth,
            *self.sum,
            *self.average,
            *(() if self.ratio_of_sums is None else (*self.ratio_of_sums.of, *self.ratio_of_sums.by)),
            self.months_since,
            self.by,
            *(fact for condition in conditions for fact in facts_of(condition)),
        )
        return tuple(dict.fromkeys(fact for fact in named if fact is not None))


DerivedFacts = Mapping[str, DerivedFact]
"""By the fact that each says how to work out."""


def with_parts(condition: Condition, derived: DerivedFacts, as_of: date) -> Condition:
    """The condition on that day, each comparison of a derived fact made one that also says what it is of the parts.

    Without any it is the condition itself.
    """
    if derived.keys().isdisjoint(facts_of(condition)):
        return condition
    match condition:
        case Compare(fact=fact) if fact in derived:
            others = {name: one for name, one in derived.items() if name != fact}
            return Derived(given=condition, by_parts=with_parts(_by_parts(condition, derived[fact], as_of), others, as_of))
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return replace(condition, parts=tuple(with_parts(part, derived, as_of) for part in parts))
        case Not(part=part):
            return Not(part=with_parts(part, derived, as_of))
        case Switch(cases=cases):
            made = [replace(one, condition=None if one.condition is None else with_parts(one.condition, derived, as_of)) for one in cases]
            return replace(condition, cases=tuple(made))
        case Compare() | Ratio() | SumComparison() | Derived():
            return condition
        case _:
            assert_never(condition)


class WithParts:
    """``with_parts`` for the rules of a whole catalogue on one day: what many measures have in common is looked at once."""

    def __init__(self, derived: DerivedFacts, as_of: date) -> None:
        self._derived, self.as_of = derived, as_of
        self._made: dict[Condition, Condition] = {}

    def condition(self, condition: Condition) -> Condition:
        """The condition with the parts of derived facts."""
        made = self._made.get(condition)
        if made is None:
            made = self._made[condition] = with_parts(condition, self._derived, self.as_of)
        return made

    def amount(self, amount: Amount) -> Amount:
        """The amount with the conditions of its tiers so."""
        return _with_conditions(amount, self.condition)


def all_parts(facts: Iterable[str], derived: DerivedFacts) -> frozenset[str]:
    """These facts, and all from which one of them is worked out, directly or through others."""
    found, pending = set(facts), list(facts)
    while pending:
        one = derived.get(pending.pop())
        if one is not None:
            new = [fact for fact in one.parts if fact not in found]
            found.update(new)
            pending += new
    return frozenset(found)


def _with_conditions(amount: Amount, made: Callable[[Condition], Condition]) -> Amount:
    """The amount, with what is ``made`` of the conditions of its tiers."""
    match amount:
        case Fixed() | FactValue() | LookUp():
            return amount
        case Rate(of=of) | UpTo(of=of):
            inside = _with_conditions(of, made)
            return amount if inside is of else replace(amount, of=inside)
        case SmallerOf(parts=parts) | LargerOf(parts=parts) | Sum(parts=parts) | FirstKnown(parts=parts):
            several = tuple(_with_conditions(part, made) for part in parts)
            return amount if all(map(is_, several, parts)) else replace(amount, parts=several)
        case Difference(minuend=minuend, subtrahend=subtrahend):
            return Difference(minuend=_with_conditions(minuend, made), subtrahend=_with_conditions(subtrahend, made))
        case Tiers(tiers=tiers, otherwise=otherwise):
            return Tiers(
                tiers=tuple(Tier(when=made(tier.when), amount=_with_conditions(tier.amount, made)) for tier in tiers),
                otherwise=_with_conditions(otherwise, made),
            )
        case _:
            assert_never(amount)


def rule_for(derived: DerivedFact, choices: Sequence[str]) -> Switch:
    """Where the fact, a choice, is one of ``choices``."""
    cases = [
        SwitchCase(of=group.of, condition=_as_condition(_of_group(group, frozenset(choices)), derived, group)) for group in derived.groups
    ]
    not_known = [SwitchCase(of=derived.unknown_for, condition=None)] if derived.unknown_for else []
    return Switch(fact=derived.by or "", cases=(*cases, *not_known))


def _as_condition(rest: Condition | bool, derived: DerivedFact, group: DerivedGroup) -> Condition:
    """What is certain in a case, as what holds there anyway."""
    if not isinstance(rest, bool):
        return rest
    here = Compare(fact=derived.by or "", operator="in", operand=group.of)
    return here if rest else Not(part=here)


def _of_group(group: DerivedGroup, choices: frozenset[str]) -> Condition | bool:
    """From the last rule to the first: a decision list as a condition; True or False where every rule of the rest says the same."""
    rest: Condition | bool = group.otherwise in choices
    for rule in reversed(group.rules):
        if rule.then in choices:
            rest = True if rest is True else rule.when if rest is False else AnyOf(parts=(rule.when, rest))
        else:
            no = Not(part=rule.when)
            rest = False if rest is False else no if rest is True else AllOf(parts=(no, rest))
    return rest


def _by_parts(comparison: Compare, derived: DerivedFact, as_of: date) -> Condition:
    operator, operand = comparison.operator, comparison.operand
    if derived.ratio is not None:
        return Ratio(numerator=derived.ratio[0], denominator=derived.ratio[1], operator=operator, operand=operand)
    if derived.growth is not None:
        growth = derived.growth
        factors = tuple((1 + Decimal(bound)) ** growth.years for bound in _numbers(operand))
        bound = factors if isinstance(operand, tuple) else factors[0]
        return Ratio(numerator=growth.later, denominator=growth.earlier, operator=operator, operand=bound)
    if derived.sum:
        return SumComparison(facts=derived.sum, over=(), operator=operator, operand=operand, stands_for=comparison)
    if derived.average:
        number = len(derived.average)
        whole = tuple(bound * number for bound in _numbers(operand))
        of_sum = whole if isinstance(operand, tuple) else whole[0]
        return SumComparison(facts=derived.average, over=(), operator=operator, operand=of_sum, stands_for=comparison)
    if derived.ratio_of_sums is not None:
        sums = derived.ratio_of_sums
        return SumComparison(facts=sums.of, over=sums.by, operator=operator, operand=operand, stands_for=comparison)
    holds = OPERATORS[operator]
    if derived.months_since is not None:
        return _by_day(derived.months_since, holds.solution(MONTHS, operand), as_of)
    return rule_for(derived, [choice for choice in derived.results if holds.holds(choice, operand)])


def _numbers(operand: Operand) -> list[int | Decimal]:
    return [bound for bound in (operand if isinstance(operand, tuple) else (operand,)) if isinstance(bound, int | Decimal)]


def _by_day(fact: str, months: Domain, as_of: date) -> Condition:
    """One of these numbers of whole months from a day to the as-of date, said of the day: so many have passed up to ``months_before``."""
    if not isinstance(months, Intervals):
        raise TypeError(months)

    def at_least(number: int) -> Condition:
        return Compare(fact=fact, operator="at_most", operand=months_before(as_of, number))

    def within(first: int, last: int) -> Condition:
        ends = (*([] if first == -FAR else [at_least(first)]), *([] if last == FAR else [Not(part=at_least(last + 1))]))
        return ends[0] if len(ends) == 1 else AllOf(parts=ends)

    spans = tuple(within(first, last) for first, last in months.intervals)
    return spans[0] if len(spans) == 1 else AnyOf(parts=spans)


def months_before(day: date, months: int) -> date:
    """The last day from which so many whole months have passed on ``day``.

    A month that lacks the day ends with its last one (民法典第二百零二条): from 31 January one month has passed on 28 February.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return date.min
    last, last_then = _days_in(day.year, day.month), _days_in(year, month + 1)
    return date(year, month + 1, last_then if day.day == last else min(day.day, last_then))


def _days_in(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).day
