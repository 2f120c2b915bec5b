"""Near misses: the measures that are not open to an applicant, and the fewest changes that would open each.

The criteria become one constraint over the facts (``rules/constraints.py``), simplified to what can change (``search_space.py``); the solver
finds the smallest sets of facts whose change satisfies it (``solver.py``, with ``ratios.py``); each of them becomes an option with target
values, dependent changes and money (``options.py``, with ``targets.py``). Where there is none, this module names the criteria that prevent it.
"""

from collections.abc import Iterator
from itertools import product

from guangdong_ai.assessment.criteria import CriterionResult
from guangdong_ai.assessment.near_misses.options import Option, contradicts_answers, option
from guangdong_ai.assessment.near_misses.search_space import SearchSpace, search_space
from guangdong_ai.assessment.near_misses.ways import WaysToMeet, groups_to_meet, is_open
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.constraints import (
    UNSATISFIABLE,
    Conjunction,
    Constraint,
    Disjunction,
    RatioConstraint,
    SumConstraint,
    ValueConstraint,
)
from guangdong_ai.rules.domains.domain import Budget, GaveUpError

MOST_WORK = 150_000
"""What is done for one measure before the search stops: some tenths of a second."""
_MEASURES_OF_MOST_WORK = 2
"""For all measures together only as much is done as so many of the hardest need. Those of the bundled catalogue need very little."""
_MOST_ON_TARGETS = 20_000
"""What may be done to bring the targets of a measure nearer, however much finding its solutions took."""


@record
class Obstacle:
    """A criterion that no change can meet, with the known facts that prevent it and cannot change."""

    criterion: CriterionResult
    facts: tuple[Fact, ...]


@record
class NearMiss:
    """A measure that is ineligible or undetermined, with the options to open it: the most money for the effort first, those in another place last.

    Without options nothing that the applicant can change would open it; ``obstacles`` says why, unless its criteria exclude each other.
    ``complete``: there are no other options; otherwise there may be more, since the search was cut off, or what it found contradicts other answers.
    """

    result: MeasureResult
    options: tuple[Option, ...]
    complete: bool
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def measure(self) -> Measure:
        """The measure that the options would open."""
        return self.result.measure


@record(positional=True)
class WithinReach:
    """The measures that changes within reach would open, each with its best option of such, and whether any change would open anything."""

    best: tuple[tuple[NearMiss, Option], ...]
    any_change: bool


def near_misses(assessment: AssessmentResult, most_work: int = MOST_WORK) -> tuple[NearMiss, ...]:
    """All measures that are neither eligible nor conditional, unless their document has expired.

    Those with the most money for the effort first; then those with a closed window, those in another place, and those that nothing opens.
    """
    ways = WaysToMeet(search_space(assessment))
    return tuple(sorted((_near_miss(result, assessment, ways, budget) for result, budget in _missed(assessment, most_work)), key=_rank))


def within_reach(assessment: AssessmentResult) -> WithinReach:
    """What reports tell of the near misses, in their order; without measures whose window is closed. Most of them need not be searched for it."""
    ways = WaysToMeet(search_space(assessment))
    misses: list[NearMiss] = []
    any_change = False
    for result, budget in _missed(assessment, MOST_WORK):
        if not any_change or _may_be_within_reach(result, assessment, ways, budget):
            miss = _near_miss(result, assessment, ways, budget)
            any_change = any_change or any(option.changes for option in miss.options)
            misses.append(miss)
    firsts = ((miss, next((option for option in miss.options if option.is_within_reach), None)) for miss in sorted(misses, key=_rank))
    best = tuple((miss, option) for miss, option in firsts if option is not None and miss.result.window.state != "closed")
    return WithinReach(best, any_change)


def _missed(assessment: AssessmentResult, most_work: int) -> Iterator[tuple[MeasureResult, Budget]]:
    """The measures that may have a near miss, each with what may be done for it."""
    left = _MEASURES_OF_MOST_WORK * most_work
    for result in assessment.measures:
        if result.eligibility in ("ineligible", "undetermined") and not result.window.over:
            budget = Budget(min(most_work, left))
            left -= budget.left
            yield result, budget
            left += max(budget.left, 0)


def _may_be_within_reach(result: MeasureResult, assessment: AssessmentResult, ways: WaysToMeet, budget: Budget) -> bool:
    """Whether each of its groups has a way within reach, if what was not answered should follow from changes."""
    if result.window.state == "closed":
        return False
    on_targets, may_follow = Budget(_MOST_ON_TARGETS), assessment.catalogue.may_follow.difference(assessment.profile.facts)
    try:
        for group in groups_to_meet(result.criteria, assessment.catalogue.derived):
            found = ways.of(group, budget, on_targets).found
            if not any(all(one.is_within_reach or one.fact.id in may_follow for one in way.requirements) for way in found):
                return False
    except (GaveUpError, RecursionError):
        return False
    return True


def _rank(miss: NearMiss) -> tuple[bool, bool, bool, float, int]:
    best = miss.options[0] if miss.options else None
    closed = miss.result.window.state == "closed"
    if best is None:
        return True, False, closed, 0.0, 0
    effort = best.effort
    return False, best.relocates, closed, -best.money / effort, effort


def _near_miss(result: MeasureResult, assessment: AssessmentResult, ways: WaysToMeet, budget: Budget) -> NearMiss:
    """The near miss of one measure. A rule nested more deeply than Python can recurse counts as a search that was cut off."""
    on_targets = Budget(_MOST_ON_TARGETS)
    try:
        groups = groups_to_meet(result.criteria, assessment.catalogue.derived)
        found = [ways.of(group, budget, on_targets) for group in groups]
        if len([one for one in found if len(one.found) > 1]) > 1:  # what can be chosen is combined by the search, which counts its work
            found = [ways.of(tuple(condition for group in groups for condition in group), budget, on_targets)]
        options = [option(one, result, assessment, ways.space) for one in product(*[one.found for one in found])]
        possible = [one for one in options if not contradicts_answers(one, assessment, ways.space)]
        if len(possible) > 1:
            possible.sort(key=lambda one: (one.relocates, -one.money / one.effort, one.effort))
        cut_off = [one for one in found if not one.complete]
        complete = len(possible) == len(options) and (not cut_off or any(one.complete and not one.found for one in found))
        obstacles = () if possible or not complete else tuple(_obstacles(result, assessment, ways.space, on_targets))
    except (GaveUpError, RecursionError):
        return NearMiss(result=result, options=(), complete=False)
    return NearMiss(result=result, options=tuple(possible), complete=complete, obstacles=obstacles)


def _obstacles(result: MeasureResult, assessment: AssessmentResult, space: SearchSpace, budget: Budget) -> Iterator[Obstacle]:
    """The criteria that cannot be met, each considered alone. Raises GaveUpError."""
    for item in result.criteria:
        if item.criterion.when is not None and is_open(item, assessment.catalogue.derived):
            constraint = space.constraint(item.criterion.when)
            if space.simplified(constraint, budget) == UNSATISFIABLE:
                names = dict.fromkeys(_in_the_way(constraint, space, budget))
                yield Obstacle(criterion=item, facts=tuple(space.declared[name] for name in names if name in space.facts))


def _in_the_way(constraint: Constraint, space: SearchSpace, budget: Budget) -> Iterator[str]:
    """The facts of its smallest parts that cannot be satisfied."""
    if isinstance(constraint, Conjunction | Disjunction):
        for part in constraint.parts:
            yield from _in_the_way(part, space, budget)
    elif space.simplified(constraint, budget) == UNSATISFIABLE:
        match constraint:
            case ValueConstraint(fact=fact):
                yield fact
            case RatioConstraint(numerator=numerator, denominator=denominator):
                yield from (numerator, denominator)
            case SumConstraint(above=above, below=below):
                yield from (*above, *below)
