"""A choice between alternatives each of which takes one fact: then there is nothing to search.

What holds in an alternative, and shares no fact with what does not, can be left alone there: whoever takes the alternative changes no more than it
needs. And where one alternative needs a fact, another that needs this fact and more is never the smallest. An enterprise of an unknown sector is
small in some sectors by what is known of it, and in others it would have to shrink as well: only the first matter.
"""

from collections.abc import Callable, Collection, Iterator, Sequence

from guangdong_ai.foundation.record import record
from guangdong_ai.rules.condition import AllOf, AnyOf, Compare, Condition, Switch, facts_of
from guangdong_ai.rules.evaluate import evaluate
from guangdong_ai.rules.value import Facts


@record(positional=True)
class OfOneFact:
    """A comparison that would meet a condition. ``is_bare``: it is an alternative by itself, not with others that hold already."""

    comparison: Compare
    is_bare: bool


def of_one_fact(condition: Condition, facts: Facts, can_be_met: Callable[[Compare], bool]) -> Sequence[OfOneFact] | None:
    """The comparisons one of which has to become true, bare ones first; None where the smallest changes may take something else.

    ``condition``: one without derived comparisons, which does not hold.
    """
    alternatives = [_alternative(one, facts) for one in _alternatives(condition)]
    found = [one.comparison for one in alternatives if one.comparison is not None and can_be_met(one.comparison.comparison)]
    enough = {one.comparison.fact for one in found}
    if any(one.comparison is None and not one.takes_more_than(enough) for one in alternatives):
        return None
    return sorted(found, key=lambda one: not one.is_bare)


@record(positional=True)
class _Alternative:
    """``comparison``: all that does not hold, if that is one comparison that shares its fact with nothing else.

    Otherwise ``needs`` are facts that have to change, and ``open_parts`` the facts of each part that does not hold.
    """

    comparison: OfOneFact | None
    needs: Collection[str] = ()
    open_parts: Sequence[Sequence[str]] = ()

    def takes_more_than(self, enough: Collection[str]) -> bool:
        """Whether one of these facts has to change for it, and another one."""
        return any(fact in enough and not all(fact in part for part in self.open_parts) for fact in self.needs)


def _alternatives(condition: Condition) -> Iterator[Sequence[Condition]]:
    """The parts of each alternative, all of which have to hold."""
    match condition:
        case AnyOf(parts=parts):
            for part in parts:
                yield from _alternatives(part)
        case Switch(fact=fact, cases=cases):
            for one in cases:
                if one.condition is not None:
                    yield [Compare(fact=fact, operator="in", operand=one.of), *_together(one.condition)]
        case _:
            yield list(_together(condition))


def _together(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, AllOf):
        for part in condition.parts:
            yield from _together(part)
    else:
        yield condition


def _alternative(parts: Sequence[Condition], facts: Facts) -> _Alternative:
    does_not_hold = [part for part in parts if evaluate(part, facts).truth is not True]
    needs = [part.fact for part in does_not_hold if isinstance(part, Compare)]
    if len(needs) == len(does_not_hold) == 1:
        with_it = [part for part in parts if needs[0] in facts_of(part)]
        if len(with_it) == 1 and isinstance(with_it[0], Compare):
            return _Alternative(OfOneFact(with_it[0], is_bare=len(parts) == 1))
    return _Alternative(None, needs, [facts_of(part) for part in does_not_hold])
