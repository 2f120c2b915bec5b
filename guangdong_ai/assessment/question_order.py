"""The order of questions: what can settle the most comes first, and a section is finished before another begins."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence

from guangdong_ai.assessment.result import MeasureResult, Totals
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.document import Scope
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.profiles.asked_up_to import Stage
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.amount import FirstKnown, UpTo
from guangdong_ai.rules.condition import Compare
from guangdong_ai.rules.evaluate import missing
from guangdong_ai.rules.evaluate_amount import AmountResult
from guangdong_ai.rules.value import Facts

Waiting = Sequence[tuple[MeasureResult, tuple[str, ...]]]
"""Results, each with the facts that it waits for."""


def worth_asking(results: Sequence[MeasureResult]) -> tuple[MeasureResult, ...]:
    """The results without those whose document has expired: nobody will apply under it again, so their questions would be wasted effort."""
    return tuple(result for result in results if not result.window.over)


def not_closed(results: Sequence[MeasureResult]) -> tuple[MeasureResult, ...]:
    """The results without those whose last call is over: the facts that only they need can wait for the next call."""
    return tuple(result for result in results if result.window.state != "closed")


def stage_of(result: MeasureResult, catalogue: Catalogue) -> Stage:
    """The stage of a questionnaire in which its questions are asked."""
    if result.window.state == "closed":
        return "closed"
    return "policy" if catalogue.scope_of(result.measure) == "policy" else "others"


_GIVERS: tuple[tuple[Scope, ...], ...] = (("policy",), ("city", "district"), ("province",), ("nation",))
"""In the order in which their measures are asked for."""


def _in_rounds(results: Sequence[MeasureResult], catalogue: Catalogue) -> Iterator[list[MeasureResult]]:
    """The results that are asked for together: of each giver those not closed, then all closed ones."""
    current = not_closed(results)
    for scopes in _GIVERS:
        yield [result for result in current if catalogue.scope_of(result.measure) in scopes]
    yield [result for result in results if result.window.state == "closed"]


def idle(facts: Mapping[str, Fact], known: Facts, unanswered: Container[str], results: Sequence[MeasureResult]) -> frozenset[str]:
    """The facts that need no question, since what they depend on (``Fact.hangs_on``) does not exist, or nobody knows whether it does.

    ``known``: the answers and implied facts. ``unanswered``: facts that will not be answered now, if they are unknown.

    Idle is a fact that depends on one answered with no or unanswered, and on none that exists or may still be asked for
    because one of ``results`` needs it. Idle too is what would only be divided by a fact that stays unknown, or by zero, or would divide it.
    """
    needed = {fact for result in results for fact in result.missing}
    for_amounts = {fact for result in results for fact in facts_for_amount(result)}
    settling = for_amounts.union(*[_settling(result, known, unanswered) for result in results])
    waited_for = needed | for_amounts
    absent: set[str] = set()

    def is_missing(fact: str) -> bool:
        return fact in absent or (facts[fact].says_nothing(known[fact]) if fact in known else fact in unanswered)

    def may_be_there(fact: str) -> bool:
        return not is_missing(fact) and (fact in known or fact in waited_for)

    while True:  # what hangs on something idle is idle too
        more = {fact.id for fact in facts.values() if any(map(is_missing, fact.hangs_on)) and not any(map(may_be_there, fact.hangs_on))}
        if more <= absent:
            return frozenset(absent | (needed - settling))
        absent |= more


def _settling(result: MeasureResult, known: Facts, unanswered: Container[str]) -> Iterator[str]:
    """The facts that can still change an unknown criterion, if those of ``unanswered`` stay unknown."""
    if result.eligibility == "undetermined":
        for criterion in result.criteria:
            if criterion.evaluated is not None:
                yield from missing(criterion.evaluated, known, unanswered)


def worth_answering(results: Sequence[MeasureResult], catalogue: Catalogue, profile: Profile, totals: Totals) -> tuple[str, ...]:
    """The facts to answer next, in order, outside a questionnaire; without those said not to be known, idle ones, and those for closed measures only.

    Last come those that only a ceiling of the ``totals`` still depends on. A fact that depends on another of them waits for its answer, unless
    something that it may depend on as well is there.
    """
    results, known = not_closed(results), catalogue.known(profile.facts)
    leave_out = idle(catalogue.facts, known, profile.dont_know, results).union(profile.dont_know)
    facts = {name: fact for name, fact in catalogue.facts.items() if name not in leave_out}
    order = questions_in_order(results, facts, catalogue)
    order = (*order, *for_ceilings(totals, {name: fact for name, fact in facts.items() if name not in order}))
    return tuple(name for name in order if not _waits(facts[name], order, catalogue.facts, known))


def _waits(fact: Fact, order: Collection[str], facts: Mapping[str, Fact], known: Facts) -> bool:
    """Whether it waits for the answer to one in ``order``, on which it depends; not where something that it may depend on as well is there."""
    is_there = any(gate in known and not facts[gate].says_nothing(known[gate]) for gate in fact.hangs_on)
    return not is_there and not set(fact.hangs_on).isdisjoint(order)


def after_what_they_depend_on(order: Sequence[str], facts: Mapping[str, Fact], known: Facts) -> tuple[str, ...]:
    """The facts in this order, but each after those on which it depends, where nothing else that it may depend on is there."""
    left, found = list(order), []
    while left:
        following = next((name for name in left if not _waits(facts[name], left, facts, known)), left[0])
        left.remove(following)
        found.append(following)
    return tuple(found)


def questions_in_order(
    results: Sequence[MeasureResult], facts: Mapping[str, Fact], catalogue: Catalogue, *, begun: str | None = None
) -> tuple[str, ...]:
    """The unknown facts, of those in ``facts``, on which some result still depends, in the order in which to ask for them now.

    The policy's own measures come first, then those of cities and districts, the province, the nation. Last are all whose last call is over: the
    next call is likely to ask the same, so it is good to know, but not urgent. For each group first the facts that settle eligibility, then those
    that only make an amount more exact: often a measure has failed before its amount is worth a question. ``begun``: the section to finish first.
    """
    order: dict[str, None] = {}
    before = _asked_before(facts, catalogue)
    for group in _in_rounds(results, catalogue):
        for waiting in ([(result, result.missing) for result in group], [(result, facts_for_amount(result)) for result in group]):
            weights = _with_what_follows(_weights(waiting, facts), catalogue)
            new = [fact for fact in _in_order(weights, facts, before, begun) if fact not in order]
            order |= dict.fromkeys(new)
            begun = facts[new[-1]].section if new else begun
    return tuple(order)


def for_ceilings(totals: Totals, facts: Container[str]) -> tuple[str, ...]:
    """Of ``facts`` those because of which a ceiling of the totals is not known exactly."""
    lacking = [fact for rule in totals.not_known if rule.ceiling is not None for fact in rule.ceiling.missing]
    return tuple(dict.fromkeys(fact for fact in lacking if fact in facts))


def _weights(waiting: Waiting, facts: Container[str]) -> Mapping[str, int]:
    """The weight of each fact: the share of the undetermined money that waits for it, plus the share of the measures.

    Whole numbers (the shares times the money times the measures), so that facts for which the same measures wait weigh exactly the same.
    An open amount counts as much as the largest that is not.
    """
    asking = [(result, [fact for fact in missing if fact in facts]) for result, missing in waiting]
    asking = [(result, missing) for result, missing in asking if missing]
    stakes = [_undetermined_money(result) for result, _ in asking]
    largest = max((stake for stake in stakes if stake is not None), default=0)
    money = [largest if stake is None else stake for stake in stakes]
    weights: dict[str, int] = defaultdict(int)
    for (_, lacking), stake in zip(asking, money, strict=True):
        for fact in lacking:
            weights[fact] += stake * len(asking) + max(sum(money), 1)
    return weights


def _with_what_follows(weights: Mapping[str, int], catalogue: Catalogue) -> Mapping[str, int]:
    """The weights, with that of a fact that follows from any answer to another added to the other's: one answer settles both."""
    also: dict[str, int] = defaultdict(int)
    for implication in catalogue.contents.implications:
        given, then = implication.given, implication.then
        if given is not None and given in weights and isinstance(then, Compare) and then.fact in weights:
            also[given] += weights[then.fact]
    return {fact: weight + also[fact] for fact, weight in weights.items()}


def _undetermined_money(result: MeasureResult) -> int | None:
    """The difference between the ends of the range, in yuan; None: it is open."""
    low, high = result.funding.low, result.funding.high
    if low is None:
        return 0
    return None if high is None else high - low


def _in_order(
    weights: Mapping[str, int], facts: Mapping[str, Fact], before: Mapping[str, Collection[str]], begun: str | None
) -> Iterator[str]:
    """Section by section, the one ``begun`` first, then the one with the heaviest fact; of equal ones the shorter one.

    Within a section the heaviest fact comes first, equal ones in the section's own order. The fact that a whole group of questions depends on
    ("is there such a project at all?") comes before them, even if fewer results wait for it; what depends on one of another section is asked
    at the end of that section.
    """
    own: dict[str, list[str]] = defaultdict(list)
    from_elsewhere: dict[str, list[str]] = defaultdict(list)
    for fact in sorted((facts[name] for name in facts if name in weights), key=lambda fact: -weights[fact.id]):
        elsewhere = next((facts[gate].section for gate in fact.hangs_on if gate in weights and facts[gate].section != fact.section), None)
        (own[fact.section] if elsewhere is None else from_elsewhere[elsewhere]).append(fact.id)
    by_weight = sorted(own, key=lambda section: (section != begun, -weights[own[section][0]], len(own[section])))
    for section in (*by_weight, *(section for section in from_elsewhere if section not in own)):
        for members in (own[section], from_elsewhere[section]):
            yield from _after_what_comes_before(members, before)


def _asked_before(facts: Mapping[str, Fact], catalogue: Catalogue) -> Mapping[str, Collection[str]]:
    """What is asked for before each fact: what it hangs on, and what would follow from a choice of it, so that it narrows the choices.

    The city comes before the district: then only the districts of that city are left to choose from.
    """
    before = {name: set(fact.hangs_on) for name, fact in facts.items()}
    for implication in catalogue.contents.implications:
        when, then = implication.when, implication.then
        if isinstance(when, Compare) and isinstance(then, Compare) and when.fact in facts and facts[when.fact].choices:
            before[when.fact].add(then.fact)
    return before


def _after_what_comes_before(members: Sequence[str], before: Mapping[str, Collection[str]]) -> Iterator[str]:
    left = list(members)
    while left:
        following = next((fact for fact in left if not set(before[fact]).intersection(left)), left[0])
        left.remove(following)
        yield following


def facts_for_amount(result: MeasureResult) -> tuple[str, ...]:
    """The facts that the amount still depends on, over all readings of the text; () for a measure that has failed.

    Fewer than ``result.funding.missing``: where the range is down to one figure, for instance because the smallest of several caps is known,
    the facts it was computed from cannot change it any more. Only a known figure can still replace an estimate.
    """
    if result.eligibility == "ineligible":
        return ()
    return tuple(dict.fromkeys(fact for _, evaluated in result.funding.readings for fact in _waits_for(evaluated)))


def _waits_for(result: AmountResult) -> Iterator[str]:
    if isinstance(result.amount, UpTo):  # its low end is 0 whatever is known
        yield from _waits_for(result.parts[0])
        return
    low, high = result.range.whole_yuan()
    yield from _replaces_estimates(result) if low == high else result.missing


def _replaces_estimates(result: AmountResult) -> Iterator[str]:
    if isinstance(result.amount, FirstKnown):
        yield from result.missing
    for part in result.parts:
        yield from _replaces_estimates(part)
