"""A measure as it stands on one day: what is the same for every applicant."""

from datetime import date

from guangdong_ai.assessment.window import Window, window_of
from guangdong_ai.batch.compile.not_compilable import RuleAt
from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.funding import WITH_AMOUNT
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.amount import Amount
from guangdong_ai.rules.condition import Condition


@record
class DatedMeasure:
    """A measure on the day: its window, and all criteria that count, each with the call that it belongs to."""

    measure: Measure
    window: Window
    criteria: tuple[tuple[Criterion, Call | None], ...]

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
        funding = self.measure.funding
        if funding.kind not in WITH_AMOUNT:
            return ()
        return (*(reading.amount for reading in funding.readings), *(() if funding.amount is None else (funding.amount,)))

    def rule_of(self, criterion: Criterion, call: Call | None) -> RuleAt:
        """The place of one of the criteria in its file."""
        owner = self.measure if call is None else call
        return RuleAt(
            declares="measures" if call is None else "calls",
            id=owner.id,
            path=("criteria", owner.criteria.index(criterion)),
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
        """Whether it counts in a total: it has an amount, and its window is not closed."""
        return bool(self.amounts) and self.window.state != "closed"


def dated_measure(measure: Measure, catalogue: Catalogue, as_of: date) -> DatedMeasure:
    """The measure as it stands on ``as_of``."""
    window = window_of(measure, catalogue, as_of)
    own = [(criterion, None) for criterion in measure.criteria]
    of_call = [] if window.call is None else [(criterion, window.call) for criterion in window.call.criteria]
    return DatedMeasure(measure=measure, window=window, criteria=(*own, *of_call))
