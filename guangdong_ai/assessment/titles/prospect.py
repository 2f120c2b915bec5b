"""Which titles can be won, from when on, and what their holders can answer then."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from guangdong_ai.assessment.assess import assess_titles
from guangdong_ai.assessment.can_change import can_change
from guangdong_ai.assessment.near_misses.ways import Requirement
from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.assessment.window import Window, latest_day
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.condition import Compare
from guangdong_ai.rules.domains import Domain
from guangdong_ai.rules.domains.domain import Budget, GaveUpError
from guangdong_ai.rules.domains.intervals import Intervals
from guangdong_ai.rules.evaluate import evaluate
from guangdong_ai.rules.operators import solution
from guangdong_ai.rules.value import Facts, Value

_MOST_WORK = 1_000
"""Sets of years and of yes and no: whether one is empty takes no search."""


@record
class Prospect:
    """What winning the title from now on makes of ``fact``: one of the values ``possible``, ``first`` at the earliest."""

    fact: str
    first: Value
    possible: Domain


def gives(title: Measure) -> Compare | None:
    """The comparison that its holders meet; None where the catalogue names none that a single fact decides."""
    return title.gives if isinstance(title.gives, Compare) else None


@lru_cache(maxsize=4)
def giving(catalogue: Catalogue) -> Mapping[str, Sequence[Measure]]:
    """The titles that a single fact tells, in the order of the catalogue, by that fact."""
    found: dict[str, list[Measure]] = {}
    for title in catalogue.titles.values():
        of_fact = gives(title)
        if of_fact is not None:
            found.setdefault(of_fact.fact, []).append(title)
    return found


def titles_that_give(requirement: Requirement, catalogue: Catalogue) -> tuple[str, ...]:
    """The ids of the titles whose holders can meet the requirement, in the order of the catalogue."""
    found = []
    for title in giving(catalogue).get(requirement.fact.id, ()):
        try:
            met = not requirement.accepted.meet(all_that_it_gives(title, catalogue)).is_empty(Budget(_MOST_WORK))
        except GaveUpError:
            met = False
        if met:
            found.append(title.id)
    return tuple(found)


def is_held(title: Measure, catalogue: Catalogue, known: Facts) -> bool | None:
    """Whether the applicant has the title, by whichever set of conditions it was won; None: not known.

    Titles that give the same fact are one title (a little giant of 2025 is one, whatever is asked since).
    """
    of_fact = gives(title)
    if of_fact is None:
        return None
    truths = {evaluate(same, known).truth for title in giving(catalogue)[of_fact.fact] if (same := gives(title)) is not None}
    return True if True in truths else None if None in truths else False


def prospect_of(title: Measure, window: Window, catalogue: Catalogue, known: Facts, as_of: date) -> Prospect | None:
    """None where nobody can win the title any more by these conditions, or the applicant cannot: it has it, or what is known stays."""
    of_fact = gives(title)
    if of_fact is None or window.over or is_held(title, catalogue, known):
        return None
    fact, now = catalogue.facts[of_fact.fact], known.get(of_fact.fact)
    if now is not None and not can_change(fact, now, as_of):
        return None
    possible = all_that_it_gives(title, catalogue)
    to_come = fact.traits.to_come(first_day(window, as_of))
    if to_come is not None:
        possible = possible.meet(to_come)
    return None if possible.is_empty(Budget(_MOST_WORK)) else Prospect(fact=fact.id, first=_first(possible), possible=possible)


def titles_to_win(catalogue: Catalogue, known: Facts, as_of: date, *, with_ineligible: bool = False) -> tuple[MeasureResult, ...]:
    """The results of the titles that the applicant does not have and can win; without those of which a criterion fails, unless all are wanted.

    ``known``: the answers with what follows from them.
    """
    return tuple(
        result
        for result in assess_titles(catalogue, known, as_of)
        if (with_ineligible or result.eligibility != "ineligible")
        and prospect_of(result.measure, result.window, catalogue, known, as_of) is not None
    )


def all_that_it_gives(title: Measure, catalogue: Catalogue) -> Domain:
    """All values that holders of the title can have, of any time."""
    of_fact = gives(title)
    if of_fact is None:
        raise TypeError(title.id)
    return solution(catalogue.facts[of_fact.fact].signature, of_fact.operator, of_fact.operand, holds=True)


def first_day(window: Window, as_of: date) -> date:
    """The first day on which the title can be had, as far as rounds are published.

    Of an announced round not before its first day. After a round that is over not in the year of that round: a title that counts by its year is
    awarded once a year (inferred from the rounds that are known), and no further round is promised.
    """
    if window.state == "upcoming" and window.opens is not None:
        return max(as_of, window.opens)
    if window.state == "closed" and window.call is not None:
        last = latest_day(window.call)
        return max(as_of, date(min(last.year, date.max.year - 1) + 1, 1, 1)) if last <= as_of else as_of
    return as_of


def _first(possible: Domain) -> Value:
    """The earliest of years; yes of yes and no."""
    if isinstance(possible, Intervals):
        return possible.line.from_steps(possible.intervals[0][0])
    only = possible.only
    return True if only is None else only
