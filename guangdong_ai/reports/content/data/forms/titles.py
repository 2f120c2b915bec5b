"""The JSON of titles: how ready an applicant is for each, and what it would open."""

from typing import Annotated, Literal, TypedDict

from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.catalogue.document import Scope
from guangdong_ai.reports.content.data.forms.near_misses import RequirementData
from guangdong_ai.reports.content.data.forms.shared import (
    CallDaysData,
    CriterionData,
    FactId,
    NonEmpty,
    PlainValue,
    TextData,
    WindowData,
    Yuan,
    means,
)


class ShortfallData(TypedDict):
    """A criterion of a title that fails."""

    criterion: Annotated[NonEmpty, means("The criterion's id.")]
    call: Annotated[NonEmpty | None, means("The call that it belongs to; null: the title's own.")]
    worked_out: Annotated[
        dict[FactId, float],
        means("What is worked out from other answers and fails in it, as it is now: shares from 0 to 1 and money in yuan, to six places."),
    ]
    requirements: Annotated[
        list[RequirementData],
        means("The easiest changes that would meet this criterion alone; none: nothing was found that the applicant can change."),
    ]


class OpenedData(TypedDict):
    """What a title would open: a measure, or another title, of which it would meet a criterion."""

    id: Annotated[NonEmpty, means("The measure or title.")]
    kind: Annotated[Literal["support", "title"], means("Which of them it is.")]
    title: Annotated[TextData, means("Its name.")]
    eligibility: Annotated[Eligibility, means("What it would be with the title, and with what the title takes.")]
    low: Annotated[Yuan | None, means("Whole yuan that it would then bring at least; null: it has no amount.")]
    high: Annotated[Yuan | None, means("Whole yuan that it may then bring; null: it has no amount, or no upper figure.")]
    not_met: Annotated[list[NonEmpty], means("Its criteria that would fail all the same.")]
    too_late: Annotated[bool, means("Whether it would count a title that was won earlier, but none that is won from now on.")]
    won_by: Annotated[
        PlainValue | None,
        means("The last year in which the title has to be won to count; null: any. Whether that can be done is not published."),
    ]


class WorthData(TypedDict):
    """What the opened measures may bring together, by the stacking rules; in no total of the assessment."""

    low: Annotated[Yuan | None, means("Whole yuan at least, once the title is had; null: there is no sum.")]
    high: Annotated[Yuan | None, means("Whole yuan at most; null: no upper figure can be given.")]


class TitleData(TypedDict):
    """A title that can be won: no measure, and in no total."""

    id: Annotated[NonEmpty, means("Its id.")]
    scope: Annotated[Scope, means("Whose title it is.")]
    document: Annotated[NonEmpty, means("The id of its document.")]
    title: Annotated[TextData, means("Its name.")]
    holds: Annotated[bool | None, means("Whether the applicant has it, by whichever conditions it was won; null: not known.")]
    fact: Annotated[FactId | None, means("The fact that it gives an answer to; null: none.")]
    can_be_won: Annotated[bool, means("Whether it can still be won by these conditions, by an applicant that does not have it.")]
    earliest: Annotated[
        PlainValue | None, means("The answer that it would give, of years the earliest (inferred); null: it cannot be won.")
    ]
    eligibility: Annotated[Eligibility, means("How ready the applicant is.")]
    window: Annotated[WindowData, means("The round that counts on the day: open, announced or the last one.")]
    last_call: Annotated[
        CallDaysData | None, means("The latest round that lies behind; null: none is known. No later one follows from it.")
    ]
    criteria: Annotated[list[CriterionData], means("Its criteria, in order, each with its outcome.")]
    missing: Annotated[list[FactId], means("Facts that the eligibility still depends on.")]
    shortfalls: Annotated[list[ShortfallData], means("Its criteria that fail, and by how much.")]
    opens: Annotated[list[OpenedData], means("What it would open, as if what is missing for the title had been met.")]
    closes: Annotated[list[NonEmpty], means("Measures that it would make ineligible.")]
    worth: Annotated[WorthData, means("What the opened measures may bring together.")]
    open_questions: Annotated[list[TextData], means("What the published text does not say.")]


class TitleStepData(TypedDict):
    """A title that could be applied for, title after title. None of it is a promise, and none is in a total."""

    title: Annotated[NonEmpty, means("The title.")]
    after: Annotated[list[NonEmpty], means("The titles that have to be had before; none: none.")]
    eligibility: Annotated[Eligibility, means("What it would be then.")]
    opens: Annotated[list[OpenedData], means("What it would open.")]
    worth: Annotated[WorthData, means("What that may bring together.")]
