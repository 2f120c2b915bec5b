"""The JSON of an assessment."""

from typing import Annotated, Literal, TypedDict

from guangdong_ai.catalogue.stacking_rule import CapPer, StackingForm
from guangdong_ai.reports.content.data.forms.near_misses import NearMissData
from guangdong_ai.reports.content.data.forms.provenance import ProvenanceData
from guangdong_ai.reports.content.data.forms.shared import (
    CatalogueData,
    FactId,
    IsoDay,
    MeasureData,
    NonEmpty,
    ProfileData,
    SourceData,
    TextData,
    Yuan,
    means,
)
from guangdong_ai.reports.content.data.forms.titles import TitleData


class LeftOutData(TypedDict):
    """A measure with money that is not in a total."""

    id: Annotated[NonEmpty, means("The measure.")]
    because: Annotated[TextData, means("Why it is left out.")]


class CeilingData(TypedDict):
    """What a cap that is not the same for everybody comes to for the applicant."""

    low: Annotated[Yuan, means("Whole yuan that it is at least.")]
    high: Annotated[Yuan | None, means("Whole yuan that it is at most; null: no upper figure can be given.")]
    missing: Annotated[list[FactId], means("The facts because of which it is not known exactly.")]


class RelevantRuleData(TypedDict):
    """A stacking rule that makes a total what it is."""

    rule: Annotated[NonEmpty, means("The rule's id.")]
    form: Annotated[StackingForm, means("What the rule does to the measures; see docs/stacking.md.")]
    measures: Annotated[list[NonEmpty], means("The measures to which it does so here.")]
    most: Annotated[Yuan | None, means("The cap in whole yuan; null: the rule has none, or one that depends on the applicant (`ceiling`).")]
    per: Annotated[CapPer | None, means("What the cap is for; null: the rule has none.")]
    ceiling: Annotated[
        CeilingData | None, means("The cap where it depends on the applicant, such as the interest paid; null: it does not.")
    ]
    text: Annotated[TextData, means("The rule in words.")]
    source: Annotated[SourceData, means("Where it stands.")]


class TotalsData(TypedDict):
    """What the best permitted combination may bring."""

    low: Annotated[
        Yuan | None,
        means(
            "Whole yuan that the best permitted combination of eligible and conditional measures gives at least; null: there is no sum, since next to nothing is known of the applicant (docs/stacking.md)."
        ),
    ]
    high: Annotated[Yuan | None, means("Whole yuan that it may give; null beside a `low`: no upper figure can be given.")]
    if_all_met: Annotated[Yuan | None, means("What `high` would be if every undetermined measure were met too; null as for `high`.")]
    counted: Annotated[list[NonEmpty], means("The measures in the combination of `high`.")]
    left_out: Annotated[list[LeftOutData], means("Measures with money that are not in it.")]
    limits: Annotated[
        list[RelevantRuleData], means("Stacking rules because of which `high` or `if_all_met` is less than the sum of its measures.")
    ]
    doubts: Annotated[
        list[RelevantRuleData],
        means(
            "Stacking rules of which it is not published whether they hold: `low` is as if they did, `high` and `if_all_met` as if they did not."
        ),
    ]
    not_known: Annotated[
        list[RelevantRuleData],
        means(
            "Stacking rules whose `ceiling` is not known exactly and may be less than what their measures bring: `high` and `if_all_met` are upper bounds only."
        ),
    ]


class GapData(TypedDict):
    """What the catalogue lacks for an applicant with an answer."""

    fact: Annotated[FactId, means("The fact that was answered.")]
    choice: Annotated[NonEmpty, means("The answer.")]
    state: Annotated[Literal["not_searched", "incomplete"], means("Nobody has looked, or something is missing although somebody has.")]
    text: Annotated[TextData, means("What is missing, in words.")]


class AssessmentData(TypedDict):
    """A catalogue held against the profile of one applicant on one day."""

    schema: Annotated[Literal["guangdong-ai/assessment/1"], means("The name of this form; another number means other keys.")]
    as_of: Annotated[IsoDay, means("The day of the assessment.")]
    catalogue: Annotated[CatalogueData, means("The catalogue that was used.")]
    provenance: Annotated[ProvenanceData, means("What it comes from besides: what `check --replay` needs to do it again.")]
    profile: Annotated[ProfileData, means("The answers that were used.")]
    measures: Annotated[list[MeasureData], means("Every measure of the catalogue, ineligible ones too, in catalogue order.")]
    totals: Annotated[TotalsData, means("What the best permitted combination may bring.")]
    next_question: Annotated[
        FactId | None,
        means("The fact that can settle the most for measures that are not closed; null: no answer can change anything for them."),
    ]
    warnings: Annotated[list[TextData], means("What is out of date or soon will be, and what nobody could have known on the day.")]
    coverage: Annotated[
        list[GapData],
        means("What the catalogue lacks for an applicant with these answers: a city whose own measures nobody has searched, say."),
    ]
    near_misses: Annotated[
        list[NearMissData],
        means(
            "Measures that are neither eligible nor conditional, unless their document is over, the most money for effort first, those that only another place would open last."
        ),
    ]
    titles: Annotated[
        list[TitleData], means("The titles that can be won, in catalogue order: how ready the applicant is, and what each would open.")
    ]
