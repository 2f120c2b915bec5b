"""The JSON of the summary of a batch."""

from typing import Annotated, Literal, TypedDict

from guangdong_ai.catalogue.funding import FundingKind
from guangdong_ai.reports.content.data.forms.shared import CatalogueData, Count, FactId, IsoDay, NonEmpty, TextData, WindowData, Yuan, means


class SumsData(TypedDict):
    """Sums over many applicants, in whole yuan."""

    low: Annotated[Yuan | None, means("Of the low ends; null: the kind has no amount.")]
    high: Annotated[Yuan | None, means("Of the high ends, as far as there are any.")]
    without_upper: Annotated[Count, means("Applicants without an upper figure: in `low`, not in `high`.")]
    if_all_met: Annotated[Yuan | None, means("Of the high ends with undetermined measures too.")]
    if_all_met_without_upper: Annotated[Count, means("Applicants without such a figure.")]


class SummedFundingData(SumsData):
    """The funding of a measure for many applicants."""

    kind: Annotated[FundingKind, means("What the measure brings.")]


class SummedTotalsData(SumsData):
    """The totals of many applicants."""

    without_sum: Annotated[Count, means("Applicants without a sum: too little is known of them.")]


class SummedMeasureData(TypedDict):
    """A measure for many applicants."""

    id: Annotated[NonEmpty, means("Its id.")]
    title: Annotated[TextData, means("Its title.")]
    window: Annotated[WindowData, means("Its window.")]
    eligible: Annotated[Count, means("Applicants that meet every criterion.")]
    conditional: Annotated[Count, means("Applicants of which people judge the rest.")]
    undetermined: Annotated[Count, means("Applicants of which facts are missing.")]
    ineligible: Annotated[Count, means("Applicants that fail a criterion.")]
    funding: Annotated[SummedFundingData, means("What it may bring to all of them.")]


class MissingFactData(TypedDict):
    """A fact that is missing."""

    fact: Annotated[FactId, means("The fact.")]
    applicants: Annotated[Count, means("How many applicants miss it.")]


class OnlyObstacleData(TypedDict):
    """A criterion that is the only one in the way."""

    measure: Annotated[NonEmpty, means("The measure.")]
    call: Annotated[NonEmpty | None, means("The call that it belongs to; null: the measure's own.")]
    criterion: Annotated[NonEmpty, means("The criterion.")]
    applicants: Annotated[Count, means("How many applicants fail it and no other.")]


class FaultExampleData(TypedDict):
    """Where a fault is found."""

    file: Annotated[NonEmpty, means("The file.")]
    line: Annotated[Count | None, means("The line or row.")]
    value: Annotated[str, means("What stands there.")]


class FaultData(TypedDict):
    """What is wrong in the inputs, by column and reason."""

    column: Annotated[str, means("The column; empty: the whole record.")]
    reason: Annotated[TextData, means("What is wrong.")]
    effect: Annotated[Literal["made_unknown", "rejected"], means("What became of it.")]
    rows: Annotated[Count, means("In how many rows.")]
    example: Annotated[FaultExampleData, means("The first of them.")]
    more_examples: Annotated[list[FaultExampleData], means("Two others at most, in which something else stands.")]


class BatchSummaryData(TypedDict):
    """The summary of many applicants."""

    schema: Annotated[Literal["guangdong-ai/batch-summary/1"], means("The name of this form.")]
    as_of: Annotated[IsoDay, means("The day of the assessments.")]
    catalogue: Annotated[CatalogueData, means("The catalogue that was used.")]
    applicants: Annotated[Count, means("How many were assessed.")]
    measures: Annotated[list[SummedMeasureData], means("Every measure, in catalogue order.")]
    totals: Annotated[SummedTotalsData, means("The sums of the applicants' totals.")]
    missing: Annotated[list[MissingFactData], means("Facts that are missing.")]
    only_obstacle: Annotated[list[OnlyObstacleData], means("Criteria that alone are in the way.")]
    not_searched: Annotated[list[TextData], means("Places for whose own measures nobody has looked.")]
    faults: Annotated[list[FaultData], means("What is wrong in the inputs.")]
