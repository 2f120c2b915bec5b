"""The JSON of an explanation."""

from typing import Annotated, Literal, TypedDict

from guangdong_ai.assessment.criteria import CriterionOutcome
from guangdong_ai.reports.content.data.forms.shared import (
    CallDaysData,
    CatalogueData,
    FactId,
    IsoDay,
    MeasureData,
    NonEmpty,
    PlainValue,
    ProfileData,
    TextData,
    means,
)
from guangdong_ai.reports.content.data.forms.titles import TitleData


class AnswerData(TypedDict):
    """What is known of a fact that a condition looks at."""

    fact: Annotated[FactId, means("The fact.")]
    value: Annotated[PlainValue | None, means("The answer; null: none was given, or it is none of the choices.")]
    dont_know: Annotated[bool, means("Whether the applicant said that it is not known.")]
    text: Annotated[TextData, means("The answer in words, and why it follows from others where it does.")]
    question: Annotated[TextData, means("The question that asks for it.")]


class BranchData(TypedDict):
    """One node of a tree of conditions."""

    text: Annotated[TextData, means("What it demands, or how its parts go together.")]
    truth: Annotated[bool | None, means("Whether it holds; null: unknown.")]
    decisive: Annotated[bool, means("Whether it is on the path that makes the result what it is.")]
    answers: Annotated[list[AnswerData], means("The answers that it looks at.")]
    parts: "Annotated[list[BranchData], means('The conditions of which it is made up.')]"


class ExplainedCriterionData(TypedDict):
    """A criterion with its tree."""

    id: Annotated[NonEmpty, means("Its id.")]
    call: Annotated[NonEmpty | None, means("The call that it belongs to; null: the measure's own.")]
    outcome: Annotated[CriterionOutcome, means("What came out.")]
    decisive: Annotated[bool, means("Whether the eligibility is what it is because of this one.")]
    tree: Annotated[BranchData | None, means("Its conditions; null: people alone judge it.")]


class AmountStepData(TypedDict):
    """One step of a calculation."""

    text: Annotated[TextData, means("The step in words; it names the ones that it rests on by their numbers.")]
    low: Annotated[float, means("The low end of what comes out, in yuan, not rounded.")]
    high: Annotated[float | None, means("The high end; null: there is none.")]
    result: Annotated[TextData, means("Both in words.")]
    notes: Annotated[list[TextData], means("What is to be said of a figure, and where it stands.")]


class WorkedOutData(TypedDict):
    """An amount step by step, in one reading of the text."""

    reading: Annotated[TextData | None, means("The reading; null: there is only one.")]
    steps: Annotated[list[AmountStepData], means("The steps; the last one is the result.")]


class ExplanationData(TypedDict):
    """Why one measure came out as it did for an applicant."""

    schema: Annotated[Literal["guangdong-ai/explanation/1"], means("The name of this form.")]
    as_of: Annotated[IsoDay, means("The day of the assessment.")]
    catalogue: Annotated[CatalogueData, means("The catalogue that was used.")]
    profile: Annotated[ProfileData, means("The answers that were used.")]
    measure: Annotated[MeasureData, means("The measure, as in an assessment.")]
    criteria: Annotated[list[ExplainedCriterionData], means("Its criteria, each with the tree of its conditions.")]
    amounts: Annotated[list[WorkedOutData], means("How the amount is worked out, once for each reading of the text.")]
    papers: Annotated[list[TextData], means("What to bring.")]
    apply_at: Annotated[TextData | None, means("Where to apply.")]
    past_calls: Annotated[list[CallDaysData], means("Earlier rounds: history, no promise.")]
    opened_by: Annotated[
        list[TitleData],
        means("The titles that would meet a criterion of the measure, each with what it opens of it; none: it takes no title."),
    ]
    title: Annotated[TitleData | None, means("Of a title, how ready the applicant is, and what it would open; null: it is a measure.")]
    warnings: Annotated[list[TextData], means("What is out of date or soon will be.")]
