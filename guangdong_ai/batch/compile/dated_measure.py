"""A measure as it stands on one day: what is the same for every applicant."""

from datetime import date

from guangdong_ai.assessment.prepared_measure import PreparedMeasure, prepared_measure
from guangdong_ai.assessment.window import Window
from guangdong_ai.batch.compile.not_compilable import RuleAt
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.amount import Amount
from guangdong_ai.rules.condition import Condition


@record
class DatedMeasure:
    """A measure on the day, as the compiler looks at it."""

    on_day: PreparedMeasure

    @property
    def measure(self) -> Measure:
        """The measure as the catalogue has it."""
        return self.on_day.measure

    @property
    def window(self) -> Window:
        """When applications are taken."""
        return self.on_day.window

    @property
    def criteria(self) -> tuple[tuple[Criterion, Call | None], ...]:
        """All criteria that count, each with the call that it belongs to."""
        return self.on_day.criteria

    @property
    def id(self) -> str:
        """The id of the measure."""
        return self.measure.id

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions of the criteria that can be computed, in order."""
        return tuple(criterion.when for criterion, _ in self.criteria if criterion.when is not None)

    @property
    def is_judged(self) -> bool:
        """Whether a criterion is decided by the authority."""
        return any(criterion.review is not None for criterion, _ in self.criteria)

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """The amount in each reading of the text; () for kinds of funding without amounts."""
        funding = self.on_day.funding
        return (*(reading.amount for reading in funding.readings), *(() if funding.amount is None else (funding.amount,)))

    def rule_of(self, criterion: Criterion, call: Call | None) -> RuleAt:
        """The place of one of the criteria in its file."""
        owner = self.measure if call is None else call
        return RuleAt(
            declares="measures" if call is None else "calls",
            id=owner.id,
            path=("criteria", [one.id for one in owner.criteria].index(criterion.id)),
            name=f"{owner.id}/{criterion.id}",
        )

    @property
    def rule_of_criteria(self) -> RuleAt:
        """The place of its criteria in its file."""
        return RuleAt(declares="measures", id=self.id, path=("criteria",), name=self.id)

    @property
    def rule_of_amounts(self) -> RuleAt:
        """The place of its funding in its file."""
        return RuleAt(declares="measures", id=self.id, path=("funding",), name=self.id)

    @property
    def may_still_bring(self) -> bool:
        """Whether it counts in a total: it is a grant with an amount, and its window is not closed."""
        return self.measure.funding.is_grant and self.window.state != "closed"


def dated_measure(measure: Measure, catalogue: Catalogue, as_of: date) -> DatedMeasure:
    """The measure as it stands on ``as_of``."""
    return DatedMeasure(on_day=prepared_measure(measure, catalogue, as_of))
