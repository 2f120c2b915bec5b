"""The JSON of what is different from an earlier result."""

from typing import Annotated, Literal, TypedDict

from guangdong_ai.assessment.comparison import Direction
from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.since import Cause
from guangdong_ai.reports.content.data.forms.catalogue_diff import ShortFundingData, ShortWindowData
from guangdong_ai.reports.content.data.forms.comparison import CriterionChangeData, FactChangeData
from guangdong_ai.reports.content.data.forms.shared import FactId, IsoDay, NonEmpty, TextData, Yuan, means


class EndsData(TypedDict):
    """The ends of a total."""

    low: Annotated[Yuan | None, means("Whole yuan; null: there is no sum.")]
    high: Annotated[Yuan | None, means("Whole yuan; null: no upper figure, or no sum.")]
    if_all_met: Annotated[Yuan | None, means("What it would be if every undetermined measure were met too.")]


class ResultSideData(TypedDict):
    """One of the two results."""

    as_of: Annotated[IsoDay, means("Its day.")]
    version: Annotated[NonEmpty, means("The version of its catalogue.")]
    digest: Annotated[NonEmpty, means("The digest of the files of its catalogue.")]
    program: Annotated[NonEmpty | None, means("The version of the program; null: not known.")]
    name: Annotated[NonEmpty | None, means("The applicant's name, if given.")]
    totals: Annotated[EndsData, means("Its total.")]


class DroppedFactData(TypedDict):
    """An answer of the earlier result that the catalogue no longer takes."""

    fact: Annotated[NonEmpty, means("The id that the fact had.")]
    before: Annotated[str, means("The answer, as text.")]


class KeptMeasureData(TypedDict):
    """What came out for a measure."""

    eligibility: Annotated[Eligibility, means("Its eligibility.")]
    window: Annotated[ShortWindowData, means("Its window.")]
    funding: Annotated[ShortFundingData, means("What it may bring.")]


class MeasureSinceData(TypedDict):
    """A measure that comes out differently."""

    id: Annotated[NonEmpty, means("Its id.")]
    title: Annotated[TextData, means("Its title.")]
    direction: Annotated[
        Direction, means("Whether eligibility, or else the money, is better or worse; `otherwise`: neither, the window say.")
    ]
    because: Annotated[
        list[Cause],
        means(
            "Why: `catalogue`, `facts` or `day`; `program`: another version of it; `altered`: none of these, the earlier result is not what came out then."
        ),
    ]
    before: Annotated[KeptMeasureData | None, means("Before; null: it was not in the result.")]
    after: Annotated[KeptMeasureData | None, means("Now; null: it is not in the result.")]
    facts: Annotated[list[FactId], means("The changed answers that did it, where answers did.")]
    criteria: Annotated[list[CriterionChangeData], means("The criteria that come out differently by them.")]


class SinceData(TypedDict):
    """What is different from an earlier result, and why."""

    schema: Annotated[Literal["guangdong-ai/since/1"], means("The name of this form.")]
    earlier: Annotated[ResultSideData, means("The earlier result.")]
    now: Annotated[ResultSideData, means("The result of today's run.")]
    facts: Annotated[list[FactChangeData], means("The answers that differ.")]
    dropped: Annotated[list[DroppedFactData], means("Answers of the earlier result that the catalogue no longer takes.")]
    measures: Annotated[list[MeasureSinceData], means("The measures that come out differently.")]
    not_compared: Annotated[
        list[NonEmpty],
        means(
            "Ids of measures in one of the results alone, since the other is of some measures only: nor can the totals be compared then."
        ),
    ]
