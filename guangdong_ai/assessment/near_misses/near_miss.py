"""What a near miss is: a measure that is not open to the applicant, with the fewest changes that would open it, and what it would bring."""

from collections.abc import Mapping
from typing import Literal

from guangdong_ai.assessment.criteria import CriterionResult
from guangdong_ai.assessment.funding import FundingEstimate
from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.record import record
from guangdong_ai.rules.condition import Condition
from guangdong_ai.rules.domains.domain import Domain
from guangdong_ai.rules.value import Value

Effort = Literal["answer", "quick", "slow", "hard", "relocation"]

POINTS: Mapping[Effort, int] = {"answer": 1, "quick": 2, "slow": 4, "hard": 8, "relocation": 8}
"""What a change counts when ways are compared. An answer that is only not known may already be the right one."""

_WITHIN_REACH: tuple[Effort, ...] = ("quick", "slow")


def effort_of(fact: Fact, now: Value | None) -> Effort:
    """What it takes that the fact becomes another one. A fixed one changes only along with what it follows from, which is not lightly done."""
    if now is None:
        return "answer"
    return "hard" if fact.change == "fixed" else fact.change


@record
class Requirement:
    """One fact of a way: what it is ``now`` (None: not known), and the ``target``, the value nearest to that that will do.

    ``accepted``: all values that will do while the other facts of the way stand at their targets. ``effort`` is ``answer`` where the
    fact is not known: then it must turn out so, or be changed.
    """

    fact: Fact
    now: Value | None
    target: Value
    accepted: Domain
    effort: Effort

    @property
    def has_target(self) -> bool:
        """Whether the target is more than an example: a text that may be any but some has none."""
        return self.fact.kind != "text" or self.accepted.only is not None


@record
class Opening:
    """A smallest set of facts whose change opens the measure. ``ties``: ratios in which two of the facts then stand to each other.

    ``funding`` is what the measure would then bring, with figures that are known now at their targets; a fact that may take several
    other values counts as not known.
    """

    requirements: tuple[Requirement, ...]
    ties: tuple[Condition, ...]
    eligibility: Literal["eligible", "conditional"]
    funding: FundingEstimate

    @property
    def effort(self) -> int:
        """The points of all its requirements."""
        return sum(POINTS[requirement.effort] for requirement in self.requirements)

    @property
    def changes(self) -> tuple[Requirement, ...]:
        """The facts that are known to be otherwise and have to be changed."""
        return tuple(requirement for requirement in self.requirements if requirement.effort != "answer")

    @property
    def answers(self) -> tuple[Requirement, ...]:
        """The facts that are not known and have to turn out so."""
        return tuple(requirement for requirement in self.requirements if requirement.effort == "answer")

    @property
    def relocates(self) -> bool:
        """Whether it takes another place."""
        return any(requirement.effort == "relocation" for requirement in self.requirements)

    @property
    def is_within_reach(self) -> bool:
        """Whether it takes nothing but changes that an applicant may well make: nothing unknown, no other place, nothing of years."""
        return all(requirement.effort in _WITHIN_REACH for requirement in self.requirements)

    @property
    def money(self) -> int:
        """What it may bring, in whole yuan, to compare by: the high end, or the low end where there is no upper figure."""
        return self.funding.low or 0 if self.funding.high is None else self.funding.high


@record
class Obstacle:
    """A criterion that nothing can meet, with the known facts that stand in its way and stay as they are."""

    criterion: CriterionResult
    facts: tuple[Fact, ...]


@record
class NearMiss:
    """A measure that is ineligible or undetermined, with the ways to open it, the most money for effort first.

    Ways that take another place come after the others.

    Without ways nothing that the applicant can change would open it: ``obstacles`` says why, unless its criteria exclude each other.
    ``complete``: there are no other ways; otherwise the search was cut off, and there may be more.
    """

    result: MeasureResult
    openings: tuple[Opening, ...]
    complete: bool
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def measure(self) -> Measure:
        """The measure."""
        return self.result.measure
