"""The JSON of a plan to apply."""

from typing import Annotated, Literal, TypedDict

from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.reports.content.data.forms.calendar import EventData
from guangdong_ai.reports.content.data.forms.shared import (
    CatalogueData,
    FactId,
    FundingData,
    IsoDay,
    NonEmpty,
    ProfileData,
    SourceData,
    TextData,
    WindowData,
    means,
)
from guangdong_ai.rules.source import Confidence


class DocumentData(TypedDict):
    """A policy document."""

    id: Annotated[NonEmpty, means("Its id.")]
    title: Annotated[TextData, means("Its title, or what it is about.")]
    number: Annotated[NonEmpty | None, means("Its number; null: none, or not seen.")]
    address: Annotated[NonEmpty | None, means("Where its publisher has it; null: not known. Nothing is ever fetched from it.")]
    address_opened: Annotated[IsoDay | None, means("The day on which somebody last found it there; null: it was not opened.")]


class PreparedMeasureData(TypedDict):
    """A measure to apply for."""

    id: Annotated[NonEmpty, means("Its id.")]
    title: Annotated[TextData, means("Its title.")]
    eligibility: Annotated[Eligibility, means("What came out for the applicant.")]
    window: Annotated[WindowData, means("When applications are taken.")]
    funding: Annotated[FundingData, means("What it may bring to this applicant.")]
    apply_at: Annotated[TextData | None, means("Where to apply; null: not known.")]
    department: Annotated[TextData | None, means("Who leads; null: not known.")]
    document: Annotated[DocumentData, means("Its policy document.")]
    open_questions: Annotated[list[TextData], means("What is not published.")]


class WaitingMeasureData(TypedDict):
    """A measure that depends on answers not given."""

    id: Annotated[NonEmpty, means("Its id.")]
    title: Annotated[TextData, means("Its title.")]
    window: Annotated[WindowData, means("When applications are taken.")]
    funding: Annotated[FundingData, means("What it may bring to this applicant.")]
    missing: Annotated[list[FactId], means("The facts that its eligibility depends on.")]


class QuestionData(TypedDict):
    """A question worth answering."""

    fact: Annotated[FactId, means("The fact.")]
    question: Annotated[TextData, means("The question.")]


class NamedPaperData(TypedDict):
    """A paper that a call or a document names itself."""

    text: Annotated[TextData, means("The paper, in its words.")]
    call: Annotated[NonEmpty | None, means("The call that names it; null: the measure's own list does.")]
    source: Annotated[SourceData | None, means("Where it is named; null: the catalogue does not say.")]
    measures: Annotated[list[NonEmpty], means("The measures that need it.")]
    id: Annotated[
        NonEmpty | None,
        means("The id of the same paper in `papers`, if other measures need it too; null: the catalogue says no more of it."),
    ]
    held_by: Annotated[list[NonEmpty], means("Who in the firm has it: ids of `holders`, the first one first; none: not known.")]


class PaperData(TypedDict):
    """A paper that proves answers."""

    id: Annotated[NonEmpty, means("Its id.")]
    text: Annotated[TextData, means("The paper.")]
    held_by: Annotated[list[NonEmpty], means("Who in the firm has it: ids of `holders`, the first one first.")]
    facts: Annotated[list[FactId], means("What it proves here.")]
    measures: Annotated[list[NonEmpty], means("The measures that need it.")]
    usual: Annotated[bool, means("Common practice of such applications, not read in a document of these measures.")]
    document: Annotated[NonEmpty | None, means("A document that asks for it, of these measures or of others; null: none was seen.")]
    confidence: Annotated[Confidence, means("How sure the catalogue is.")]
    note: Annotated[TextData | None, means("A remark on it.")]


class HolderData(TypedDict):
    """Who in the firm has papers."""

    id: Annotated[NonEmpty, means("The id.")]
    title: Annotated[TextData, means("The name.")]


class UnprovedData(TypedDict):
    """Facts that no paper is known to prove."""

    facts: Annotated[list[FactId], means("The facts.")]
    because: Annotated[TextData | None, means("Why; null: nothing is said of them.")]
    measures: Annotated[list[NonEmpty], means("The measures that rest on them.")]


class PreparationData(TypedDict):
    """What an applicant has to do for certain measures."""

    schema: Annotated[Literal["guangdong-ai/preparation/1"], means("The name of this form.")]
    as_of: Annotated[IsoDay, means("The day of the plan.")]
    catalogue: Annotated[CatalogueData, means("The catalogue that was used.")]
    profile: Annotated[ProfileData, means("The answers that were used.")]
    chosen: Annotated[
        bool, means("Whether the measures were named; else they are all that are eligible or conditional and not over for good.")
    ]
    measures: Annotated[list[PreparedMeasureData], means("The measures, those that can be applied for first.")]
    waiting: Annotated[
        list[WaitingMeasureData],
        means("Where none were chosen: the measures that take applications now or from a known day on and depend on answers not given."),
    ]
    events: Annotated[list[EventData], means("The days to come, in their order.")]
    questions: Annotated[list[QuestionData], means("What is worth answering, in order.")]
    named_papers: Annotated[list[NamedPaperData], means("The papers that calls or documents name themselves.")]
    papers: Annotated[list[PaperData], means("The papers that prove what the measures rest on, each once, by who has it.")]
    holders: Annotated[list[HolderData], means("Who in the firm has papers.")]
    without_paper: Annotated[list[UnprovedData], means("What is asked for and no paper is known to prove.")]
    warnings: Annotated[list[TextData], means("What is out of date or soon will be.")]
