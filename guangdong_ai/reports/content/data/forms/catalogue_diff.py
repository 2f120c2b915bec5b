"""The JSON of a comparison of two catalogues."""

from typing import Annotated, Literal, TypedDict

from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.window import WindowState
from guangdong_ai.catalogue.funding import FundingKind
from guangdong_ai.reports.content.data.forms.shared import CatalogueData, Count, IsoDay, NonEmpty, ShortTotalsData, TextData, Yuan, means
from guangdong_ai.reports.wording.field_names import About


class ComparedCatalogueData(TypedDict):
    """One side of a comparison of catalogues."""

    name: Annotated[TextData, means("As it was named.")]
    catalogue: Annotated[CatalogueData, means("Which catalogue it is.")]
    as_of: Annotated[IsoDay | None, means("The day on which it is looked at; null: no day matters.")]


class ChangedPartData(TypedDict):
    """What stood or stands there."""

    text: Annotated[TextData, means("In words.")]
    details: Annotated[list[TextData], means("What it says.")]


class CatalogueChangeData(TypedDict):
    """A change in a catalogue."""

    kind: Annotated[NonEmpty, means("The kind of thing that changed.")]
    id: Annotated[NonEmpty | None, means("Its id; null: there is one of the kind only.")]
    name: Annotated[TextData, means("Its name.")]
    part: Annotated[NonEmpty | None, means("What of it changed; null: it was added or removed.")]
    label: Annotated[TextData, means("What the part is called.")]
    change: Annotated[Literal["added", "removed", "changed"], means("What happened.")]
    about: Annotated[About, means("What the change is about.")]
    old: Annotated[ChangedPartData | None, means("What stood there; null: nothing.")]
    new: Annotated[ChangedPartData | None, means("What stands there; null: nothing.")]


class ShortWindowData(TypedDict):
    """A window in short."""

    state: Annotated[WindowState, means("Its state.")]
    opens: Annotated[IsoDay | None, means("The first day.")]
    closes: Annotated[IsoDay | None, means("The last day.")]


class ShortFundingData(TypedDict):
    """Funding in short."""

    kind: Annotated[FundingKind, means("What the measure brings.")]
    low: Annotated[Yuan | None, means("Whole yuan.")]
    high: Annotated[Yuan | None, means("Whole yuan.")]


class ShortResultData(TypedDict):
    """The result of a measure in short."""

    eligibility: Annotated[Eligibility, means("Its eligibility.")]
    window: Annotated[ShortWindowData, means("Its window.")]
    funding: Annotated[ShortFundingData, means("What it may bring.")]


class MeasureImpactData(TypedDict):
    """What the changes do to a measure."""

    id: Annotated[NonEmpty, means("Its id.")]
    title: Annotated[TextData, means("Its title.")]
    old: Annotated[ShortResultData | None, means("Before; null: it was not there.")]
    new: Annotated[ShortResultData | None, means("Now; null: it is not there.")]


class TotalsImpactData(TypedDict):
    """What the changes do to a total."""

    old: Annotated[ShortTotalsData, means("Before.")]
    new: Annotated[ShortTotalsData, means("Now.")]


class ApplicantImpactData(TypedDict):
    """What the changes do to an applicant."""

    file: Annotated[NonEmpty, means("The profile's file.")]
    name: Annotated[NonEmpty | None, means("The applicant's name, if given.")]
    low: Annotated[int | None, means("By how much the low end went up or down; null: there is no sum.")]
    high: Annotated[int | None, means("By how much the high end did; null: there is none.")]
    totals: Annotated[TotalsImpactData, means("The totals.")]
    measures: Annotated[list[MeasureImpactData], means("The measures that come out differently.")]


class ImpactData(TypedDict):
    """What the changes do to several applicants."""

    profiles: Annotated[Count, means("How many were assessed.")]
    changed: Annotated[Count, means("To how many something changes.")]
    low: Annotated[int, means("By how much all low ends together went up or down.")]
    high: Annotated[int, means("The same of the high ends, as far as there are any.")]
    without_high: Annotated[Count, means("Applicants without an upper figure.")]
    without_sum: Annotated[Count, means("Applicants without a sum.")]
    refused: Annotated[list[NonEmpty], means("Files that could not be read as profiles.")]
    applicants: Annotated[list[ApplicantImpactData], means("Those to whom something changes.")]


class CatalogueDiffData(TypedDict):
    """What changed between two catalogues, or two days of one."""

    schema: Annotated[Literal["guangdong-ai/catalogue-diff/1"], means("The name of this form.")]
    old: Annotated[ComparedCatalogueData, means("Before.")]
    new: Annotated[ComparedCatalogueData, means("Now.")]
    changes: Annotated[list[CatalogueChangeData], means("Every change.")]
    impact: Annotated[ImpactData | None, means("What it does to applicants; null: none was given.")]
