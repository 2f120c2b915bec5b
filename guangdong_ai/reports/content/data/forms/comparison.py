"""The JSON of a comparison of two assessments."""

from typing import Annotated, Literal, TypedDict

from guangdong_ai.assessment.comparison import Direction
from guangdong_ai.assessment.criteria import CriterionOutcome, Eligibility
from guangdong_ai.catalogue.fact import Changeability
from guangdong_ai.reports.content.data.forms.shared import (
    CatalogueData,
    FactId,
    IsoDay,
    NonEmpty,
    PlainValue,
    ProfileData,
    ShortTotalsData,
    TextData,
    WindowData,
    Yuan,
    means,
)
from guangdong_ai.reports.content.data.forms.titles import TitleStepData


class FactChangeData(TypedDict):
    """A changed answer."""

    fact: Annotated[FactId, means("The fact.")]
    before: Annotated[PlainValue | None, means("The answer before; null: not known.")]
    after: Annotated[PlainValue | None, means("The answer after; null: not known.")]
    change: Annotated[Changeability, means("How fast the fact can be changed.")]
    change_reason: Annotated[TextData, means("Why.")]


class OutcomeData(TypedDict):
    """What comes out for a measure on one side of a comparison."""

    eligibility: Annotated[Eligibility, means("Its eligibility.")]
    low: Annotated[Yuan | None, means("Whole yuan.")]
    high: Annotated[Yuan | None, means("Whole yuan; null: no upper figure.")]
    missing: Annotated[list[FactId], means("Facts that the eligibility still depends on.")]
    decisive: Annotated[list[NonEmpty], means("The criteria that decide it.")]


class CriterionChangeData(TypedDict):
    """A criterion that comes out differently."""

    id: Annotated[NonEmpty, means("Its id.")]
    call: Annotated[NonEmpty | None, means("The call that it belongs to; null: the measure's own.")]
    text: Annotated[TextData, means("The condition in words.")]
    before: Annotated[CriterionOutcome, means("What came out before.")]
    after: Annotated[CriterionOutcome, means("What comes out after.")]
    facts: Annotated[list[FactId], means("The changed facts that did it.")]


class MeasureChangeData(TypedDict):
    """A measure that comes out differently."""

    id: Annotated[NonEmpty, means("Its id.")]
    title: Annotated[TextData, means("Its title.")]
    direction: Annotated[Direction, means("Whether it is better, worse, or another amount.")]
    window: Annotated[WindowData, means("Its window.")]
    before: Annotated[OutcomeData, means("Before the changes.")]
    after: Annotated[OutcomeData, means("After them.")]
    criteria: Annotated[list[CriterionChangeData], means("The criteria that come out differently.")]
    amount_facts: Annotated[list[FactId], means("The changed facts that the amount depends on.")]


class BothTotalsData(TypedDict):
    """The totals of a comparison."""

    before: Annotated[ShortTotalsData, means("Before the changes.")]
    after: Annotated[ShortTotalsData, means("After them.")]


class ComparisonData(TypedDict):
    """Two assessments compared."""

    schema: Annotated[Literal["guangdong-ai/comparison/1"], means("The name of this form.")]
    as_of: Annotated[IsoDay, means("The day of both assessments.")]
    catalogue: Annotated[CatalogueData, means("The catalogue that was used.")]
    profile: Annotated[ProfileData, means("The answers before the changes.")]
    changes: Annotated[list[FactChangeData], means("The changed answers.")]
    measures: Annotated[list[MeasureChangeData], means("The measures that come out differently.")]
    totals: Annotated[BothTotalsData, means("The totals on both sides.")]
    titles: Annotated[list[MeasureChangeData], means("The titles that come out differently; they are in no total.")]
    title_steps: Annotated[
        list[TitleStepData], means("What the changes make possible, title after title: no promise. Titles possible before are left out.")
    ]
