"""The result of an assessment, as records. Two axes, eligibility and window, and the funding, for each measure."""

from datetime import date

from guangdong_ai.assessment.ceilings import Ceiling
from guangdong_ai.assessment.criteria import CriterionResult, Eligibility
from guangdong_ai.assessment.funding import FundingEstimate
from guangdong_ai.assessment.window import Window
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.rules.value import Facts


@record
class MeasureResult:
    """One measure for one applicant on one day. ``missing``: the unknown facts that its eligibility depends on."""

    measure: Measure
    eligibility: Eligibility
    window: Window
    funding: FundingEstimate
    criteria: tuple[CriterionResult, ...]
    missing: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the measure."""
        return self.measure.id

    @property
    def title(self) -> Text:
        """The title of the measure."""
        return self.measure.title


@record
class LeftOut:
    """A measure that is not in the total, and why."""

    measure: Measure
    because: Text


@record
class RelevantRule:
    """A stacking rule that affects the total, the measures concerned, and what its ceiling, if it has one, comes to for the applicant."""

    rule: StackingRule
    measures: tuple[Measure, ...]
    ceiling: Ceiling | None = None


@record
class Totals:
    """The totals in whole yuan: ``low`` to ``high``, both inclusive, for the best permitted combination of eligible and conditional measures.

    ``if_all_met`` is the high end if every undetermined measure were met too. ``high`` or ``if_all_met`` None: no upper figure. ``low``
    None: there is no sum, since too little is known about the applicant; all the others are None or empty then.

    ``counted`` is the combination of the high end, ``counted_if_all_met`` that of ``if_all_met``; ``left_out``: the measures not in
    ``counted``. ``limits``: rules that make one of them bring less than the sum of its measures. ``doubts``: rules for which it is
    not published whether they hold; the low end assumes that they do, the others that they do not. ``not_known``: rules whose ceiling is not
    known exactly and may be less than what their measures bring; the low end is as if it were the lowest, the others the highest it can be.
    """

    low: int | None
    high: int | None
    if_all_met: int | None
    counted: tuple[Measure, ...]
    left_out: tuple[LeftOut, ...]
    counted_if_all_met: tuple[Measure, ...] = ()
    limits: tuple[RelevantRule, ...] = ()
    doubts: tuple[RelevantRule, ...] = ()
    not_known: tuple[RelevantRule, ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether enough is known about the applicant for a sum."""
        return self.low is not None


@record
class AssessmentResult:
    """All results for a profile on a day, with the measures in the order of the catalogue."""

    catalogue: Catalogue
    profile: Profile
    as_of: date
    measures: tuple[MeasureResult, ...]
    totals: Totals
    next_question: str | None

    @property
    def known(self) -> Facts:
        """The known facts: the answers, and the facts implied by them."""
        return self.catalogue.known(self.profile.facts)
