"""The JSON of what a result comes from, and of the record that files with a result carry."""

from typing import Annotated, Literal, TypedDict

from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.batch.write.result_formats import Shape
from guangdong_ai.catalogue.document import Scope
from guangdong_ai.foundation.text import Language
from guangdong_ai.reports.content.data.forms.catalogue_diff import ShortFundingData, ShortWindowData
from guangdong_ai.reports.content.data.forms.shared import CatalogueData, FactId, IsoDay, NonEmpty, PlainValue, TextData, means
from guangdong_ai.reports.content.data.forms.since import EndsData


class ProvenanceData(TypedDict):
    """The program, what was chosen of the catalogue, and what is not decided."""

    program: Annotated[NonEmpty, means("The version of the program.")]
    policies: Annotated[
        list[NonEmpty], means("The names, without their paths, of the folders that were laid over the bundled catalogue, in order.")
    ]
    scopes: Annotated[list[Scope], means("Only measures of these scopes (`--scope`); empty: of all.")]
    only_measures: Annotated[list[NonEmpty], means("Only these measures (`--measure`); empty: all.")]
    closing_by: Annotated[
        IsoDay | None,
        means(
            "They are those that close by this day, inclusive (`--closing-within`), even if the list is empty; null: they were not chosen so."
        ),
    ]
    not_decided: Annotated[TextData, means("What no such result decides.")]


class BatchRecordData(TypedDict):
    """What a result of many applicants carries in the footer of Parquet or in a file beside it."""

    schema: Annotated[Literal["guangdong-ai/batch-record/1"], means("The name of this form.")]
    as_of: Annotated[IsoDay, means("The day of the assessments.")]
    catalogue: Annotated[CatalogueData, means("The catalogue that was used.")]
    provenance: Annotated[ProvenanceData, means("The program, and what was chosen of the catalogue.")]
    shape: Annotated[Shape, means("The shape of the result (`--shape`).")]
    lenient: Annotated[bool, means("Cells that could not be read were made unknown (`--lenient`).")]
    strict: Annotated[bool, means("Nothing was guessed (`--strict`).")]


class AnswersData(TypedDict):
    """The answers of an applicant, without what follows from them."""

    name: Annotated[NonEmpty | None, means("The applicant's name, if given.")]
    facts: Annotated[dict[FactId, PlainValue], means("The known facts by id, as in the JSON of an assessment.")]
    dont_know: Annotated[list[FactId], means("Facts that were asked for and are not known.")]


class MeasureRecordData(TypedDict):
    """What came out for a measure."""

    id: Annotated[NonEmpty, means("Its id.")]
    eligibility: Annotated[Eligibility, means("Its eligibility.")]
    window: Annotated[ShortWindowData, means("Its window.")]
    funding: Annotated[ShortFundingData, means("What it may bring.")]


class ShownData(TypedDict):
    """What of the result the file shows."""

    languages: Annotated[list[Language], means("The languages in which it is, in their order.")]
    all: Annotated[bool, means("Ineligible measures too (`--all`).")]
    titles: Annotated[bool, means("The titles to win instead (`--titles`).")]
    from_a_file: Annotated[bool, means("Whether one file held all the answers: what to do next is told otherwise without one.")]


class ResultRecordData(TypedDict):
    """What a page, a document or a workbook with an assessment carries, so that it can be done again."""

    schema: Annotated[Literal["guangdong-ai/result-record/1"], means("The name of this form.")]
    as_of: Annotated[IsoDay, means("The day of the assessment.")]
    catalogue: Annotated[CatalogueData, means("The catalogue that was used.")]
    provenance: Annotated[ProvenanceData, means("The program, and what was chosen of the catalogue.")]
    profile: Annotated[AnswersData, means("The answers that were used.")]
    measures: Annotated[list[MeasureRecordData], means("What came out for every measure, in catalogue order.")]
    totals: Annotated[EndsData, means("What came out as the total.")]
    shown: Annotated[ShownData, means("What of it the file shows.")]
