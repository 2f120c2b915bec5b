"""An option: a smallest set of facts whose change opens a measure; what must be done for it, what it brings and what it costs."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

from guangdong_ai.assessment.assess import assess_measure
from guangdong_ai.assessment.funding import FundingEstimate, estimate
from guangdong_ai.assessment.near_misses.search_space import SearchSpace
from guangdong_ai.assessment.near_misses.ways import POINTS, Requirement, Way, requirement_for
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult
from guangdong_ai.catalogue.conflicts import contradicting
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.condition import Compare, Condition
from guangdong_ai.rules.domains.intervals import Intervals
from guangdong_ai.rules.value import Facts, Value


@record
class Option:
    """A smallest set of facts whose change opens the measure. ``ties``: ratios that must hold between two of the facts.

    ``funding``: what the measure would then bring, for known figures at their targets; a fact that may take several
    other values counts as not known.
    """

    requirements: tuple[Requirement, ...]
    ties: tuple[Condition, ...]
    eligibility: Literal["eligible", "conditional"]
    funding: FundingEstimate

    @property
    def effort(self) -> int:
        """The sum of the points of all requirements."""
        return sum([POINTS[requirement.effort] for requirement in self.requirements])

    @property
    def changes(self) -> tuple[Requirement, ...]:
        """The requirements for known facts, which have to change."""
        return tuple(requirement for requirement in self.requirements if requirement.effort != "answer")

    @property
    def answers(self) -> tuple[Requirement, ...]:
        """The requirements for unknown facts, which may be met already."""
        return tuple(requirement for requirement in self.requirements if requirement.effort == "answer")

    @property
    def relocates(self) -> bool:
        """Whether it requires moving to another place."""
        return any(requirement.effort == "relocation" for requirement in self.requirements)

    @property
    def is_within_reach(self) -> bool:
        """Whether it requires only changes that an applicant may well make: nothing unknown, no other place, nothing that takes years."""
        return all(requirement.is_within_reach for requirement in self.requirements)

    @property
    def money(self) -> int:
        """The money to compare by, in whole yuan: the high end, or the low end where there is no upper figure."""
        return self.funding.low or 0 if self.funding.high is None else self.funding.high


def option(ways: Sequence[Way], result: MeasureResult, assessment: AssessmentResult, space: SearchSpace) -> Option:
    """The option that goes one way for each group of the measure's criteria."""
    requirements = _with_implied([one for way in ways for one in way.requirements], space)
    ties = [tie for way in ways for tie in way.ties]
    if len(ties) > 1:
        ties.sort(key=lambda tie: (tie.numerator, tie.denominator, tie.span.low or 0))
    known = _certain(requirements, space.facts, {fact for tie in ties for fact in tie.facts})
    # People judge all that is left where everything that can be computed is met.
    eligibility: Literal["eligible", "conditional"] = (
        "conditional" if any(item.criterion.review is not None for item in result.criteria) else "eligible"
    )
    return Option(
        requirements=requirements,
        ties=tuple([tie.condition for tie in ties]),
        eligibility=eligibility,
        funding=estimate(result.measure.funding, eligibility, known, assessment.catalogue.tables, space.as_of),
    )


def contradicts_answers(option: Option, assessment: AssessmentResult, space: SearchSpace) -> bool:
    """Whether its changes, at their targets, contradict other answers of the applicant: nobody can go that way without changing these too."""
    changes = {one.fact.id: one.target for one in option.changes if one.has_target and one.effort != "relocation"}
    if not changes:
        return False
    return contradicting({**space.facts, **changes}, changes.keys(), assessment.catalogue.declared_exclusions)


def _certain(requirements: tuple[Requirement, ...], now: Facts, tied: Collection[str]) -> Mapping[str, Value]:
    """The facts that the amount may be computed from; with several accepted values a fact is open, unless it is a known figure that moves."""
    facts = dict(now)
    for requirement in requirements:
        fact = requirement.fact.id
        moves = requirement.now is not None and isinstance(requirement.accepted, Intervals)
        if fact not in tied and (moves or requirement.accepted.only is not None):
            facts[fact] = requirement.target
        else:
            facts.pop(fact, None)
    return facts


def _with_implied(requirements: Iterable[Requirement], space: SearchSpace) -> tuple[Requirement, ...]:
    """The requirements without those implied by the others, and with the answers that must change too, in the order of the catalogue."""
    left = {requirement.fact.id: requirement for requirement in requirements}
    declared, implied = space.declared, space.implied
    given = implied.given
    changed = {**given, **{name: requirement.target for name, requirement in left.items()}}
    for fact, requirement in list(left.items()):
        value = implied.value(fact, changed) if fact not in given else None
        if value is not None and requirement.accepted.has(value):
            del left[fact], changed[fact]
    for fact, behind, value_now in implied.following:
        value = value_now if behind.isdisjoint(left) else implied.value(fact, changed)
        if fact not in left and value is not None and value != given[fact]:
            if isinstance(value, frozenset):
                raise TypeError(value)
            accepted = space.common.values(Compare(fact=fact, operator="in", operand=(value,)))
            left[fact] = requirement_for(declared[fact], given[fact], value, accepted)
            changed[fact] = value
    return tuple(left.values()) if len(left) < 2 else tuple(left[fact] for fact in sorted(left, key=space.common.place_of.__getitem__))


def lost_by(option: Option, assessment: AssessmentResult) -> tuple[Measure, ...]:
    """The measures that are open now, or may be, and that the changes would make ineligible; without those whose document has expired.

    Only changes of known facts count: an unknown answer that is given loses nothing.
    """
    changed = {**assessment.profile.facts, **{change.fact.id: change.target for change in option.changes}}
    touched = {change.fact.id for change in option.changes}
    return tuple(
        result.measure
        for result in assessment.measures
        if result.eligibility != "ineligible"
        and not result.window.over
        and any(not touched.isdisjoint(item.facts) for item in result.criteria)
        and assess_measure(result.measure, assessment.catalogue, changed, assessment.as_of).eligibility == "ineligible"
    )
