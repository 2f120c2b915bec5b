"""Answers of one applicant that cannot all be true, and answers that are doubtful."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Literal

from guangdong_ai.catalogue.apart import Apart, MonthsApart, apart_of, is_apart, is_months_apart, months_apart_of
from guangdong_ai.catalogue.contradiction import Contradiction
from guangdong_ai.catalogue.derived_fact import DerivedFact
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.implied_facts import Follows, all_behind, may_hold, that_may_apply, with_implied
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.condition import AllOf, Compare, Condition, Not, facts_of
from guangdong_ai.rules.evaluate import evaluate
from guangdong_ai.rules.value import Facts, Value


@record
class Exclusion:
    """What cannot be true of any applicant: ``when``, or that the second fact of ``order`` is earlier than the first.

    ``id``: that of the implication, derived fact or contradiction it comes from. ``facts``: those that it reads; for an implication the given and
    the implied value exclude each other, and the implied fact comes last. ``apart``: an answer and what the answers to its parts make differ too much.
    """

    declared_by: Literal["implications", "derived", "contradictions"]
    id: str
    text: Text
    hint: Text | None
    facts: tuple[str, ...]
    when: Condition | None = None
    order: tuple[str, str] | None = None
    apart: Apart | MonthsApart | None = None


@record
class Conflict:
    """Answers that exclude each other or are doubtful: the facts that were given, and what is wrong.

    ``after``: the as-of date, where an answer is doubtful because it lies after it.
    """

    facts: tuple[str, ...]
    text: Text
    hint: Text | None
    after: date | None = None


def exclusions(
    follows: Iterable[Follows], derived: Iterable[DerivedFact], contradictions: Iterable[Contradiction], as_of: date | None
) -> tuple[Exclusion, ...]:
    """All exclusions: those from implications, from numbers that are worked out, then the contradictions.

    Without a day, only those that are the same on every day.
    """
    return (*map(_against, follows), *_apart(derived, as_of), *excluded_by(contradictions))


def excluded_by(contradictions: Iterable[Contradiction]) -> tuple[Exclusion, ...]:
    """The exclusions that are declared as such, the same on every day."""
    return tuple(one for contradiction in contradictions for one in _of(contradiction))


def _against(rule: Follows) -> Exclusion:
    value = rule.value
    if isinstance(value, frozenset):
        raise TypeError(value)
    other = Not(part=Compare(fact=rule.fact, operator="in", operand=(value,)))
    text = Text("这些回答不能同时成立（{}）", "these answers cannot all be true ({})").format(rule.text)
    return Exclusion(
        declared_by=rule.declared_by,
        id=rule.id,
        text=text,
        hint=None,
        facts=(*rule.rests_on, rule.fact),
        when=AllOf(parts=(rule.when, other)),
    )


def _apart(derived: Iterable[DerivedFact], as_of: date | None) -> Iterator[Exclusion]:
    for one in derived:
        apart: Apart | MonthsApart | None = apart_of(one)
        day = Text("", "")
        if apart is None and as_of is not None:
            apart = months_apart_of(one, as_of)
            day = Text(f"到 {as_of.isoformat()}，", f" on {as_of.isoformat()}")
        if apart is not None:
            yield Exclusion(
                declared_by="derived",
                id=one.id,
                text=Text("{}这些回答不一致（{}）", "these answers do not agree{} ({})").format(day, one.text),
                hint=Text("改正不对的一项，或不填可以推算的一项", "correct the wrong one, or leave out what is worked out"),
                facts=apart.facts,
                apart=apart,
            )


def _of(contradiction: Contradiction) -> Iterator[Exclusion]:
    facts = contradiction.order if contradiction.when is None else facts_of(contradiction.when)
    if facts is not None:
        yield Exclusion(
            declared_by="contradictions",
            id=contradiction.id,
            text=contradiction.text,
            hint=contradiction.hint,
            facts=facts,
            when=contradiction.when,
            order=contradiction.order,
        )


def conflicts(facts: Facts, excluded: Sequence[Exclusion], follows: Sequence[Follows]) -> tuple[Conflict, ...]:
    """The conflicts between the answers and everything that follows from them; the same answers are told once."""
    known = with_implied(facts, follows)
    found: dict[frozenset[str], Conflict] = {}
    for one in excluded:
        if _is_so(one, known):
            named = given_behind(one.facts, facts, follows)
            found.setdefault(frozenset(named), Conflict(facts=named, text=one.text, hint=one.hint))
    return tuple(found.values())


def contradicting(facts: Facts, changed: AbstractSet[str], excluded: Iterable[Exclusion]) -> bool:
    """Whether changes of these facts lead to what is excluded. ``facts``: all that is known after them."""
    return any(not changed.isdisjoint(one.facts) and _is_so(one, facts) for one in excluded)


def given_behind(facts: Sequence[str], given: Facts, follows: Sequence[Follows]) -> tuple[str, ...]:
    """These facts where they were given; for an implied one the given facts from which it follows."""
    named: dict[str, None] = {}
    for fact in facts:
        named |= dict.fromkeys([fact] if fact in given else [other for other in given if other in all_behind([fact], follows)])
    return tuple(named)


def _is_so(one: Exclusion, known: Facts) -> bool:
    if one.order is not None:
        first, second = (known.get(fact) for fact in one.order)
        return first is not None and second is not None and _is_earlier(second, first)
    if isinstance(one.apart, MonthsApart):
        return is_months_apart(one.apart, known)
    if one.apart is not None:
        return is_apart(one.apart, known)
    return one.when is not None and evaluate(one.when, known).truth is True


def _is_earlier(one: Value, other: Value) -> bool:
    """Whether one day or year is before another. A year and a day are compared by year; a year 0 (never) is neither before nor after."""
    if isinstance(one, date) and isinstance(other, date):
        return one < other
    year, other_year = _year(one), _year(other)
    return 0 not in (year, other_year) and year < other_year


def _year(value: Value) -> int:
    if isinstance(value, date):
        return value.year
    if isinstance(value, int):
        return value
    raise TypeError(value)


def doubtful(facts: Facts, contradictions: Iterable[Contradiction], as_of: date) -> Iterator[Conflict]:
    """The answers that are doubtful, not impossible: what has happened and lies after the day, and what is declared to be doubtful."""
    for one in contradictions:
        for fact in one.past:
            if fact in facts and _is_earlier(as_of, facts[fact]):
                yield Conflict(facts=(fact,), text=one.text, hint=one.hint, after=as_of)
        if one.doubtful is not None and evaluate(one.doubtful, facts).truth is True:
            yield Conflict(facts=tuple(fact for fact in facts_of(one.doubtful) if fact in facts), text=one.text, hint=one.hint)


def _agrees_with_itself(one: Exclusion, given: Collection[str], follows: Iterable[Follows]) -> bool:
    """Whether it holds a choice that is worked out against nothing but the same working out: of a derived fact no two choices hold."""
    *_, fact = one.facts  # what is worked out comes last
    return one.declared_by == "derived" and fact not in given and all(rule.id == one.id for rule in follows if rule.fact == fact)


@record
class AnswerRules:
    """The rules between answers, on a day: exclusions and implications."""

    exclusions: tuple[Exclusion, ...] = ()
    follows: tuple[Follows, ...] = ()

    def among(self, facts: Collection[str]) -> "AnswerRules":
        """The rules where only these facts can be given: the exclusions that can still apply, with the implications that lead to them."""
        nothing_known = dict.fromkeys(facts, True)
        follows = that_may_apply(self.follows, facts)
        possible = tuple(
            one
            for one in self.exclusions
            if len(given_behind(one.facts, nothing_known, follows)) > 1
            and (one.when is None or (may_hold(one.when, facts, follows) and not _agrees_with_itself(one, facts, follows)))
        )
        looked_at = all_behind({fact for one in possible for fact in one.facts}, follows)
        return AnswerRules(exclusions=possible, follows=tuple(rule for rule in follows if rule.fact in looked_at))

    def conflicts(self, facts: Facts) -> tuple[Conflict, ...]:
        """The conflicts between the answers."""
        return conflicts(facts, self.exclusions, self.follows) if self.exclusions else ()

    def facts(self, declared: Mapping[str, Fact]) -> tuple[str, ...]:
        """All facts that the rules read, including those from which others follow, in the order of the catalogue."""
        named = {fact for one in self.exclusions for fact in one.facts}
        named |= {fact for rule in self.follows for fact in (rule.fact, *rule.rests_on)}
        return tuple(fact for fact in declared if fact in named)
