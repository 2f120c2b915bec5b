"""The JSON of near misses: in an assessment, and with words of ``what-if``."""

from typing import Annotated, Literal, TypedDict

from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.near_misses.ways import Effort
from guangdong_ai.catalogue.fact import Changeability
from guangdong_ai.reports.content.data.forms.shared import (
    FactId,
    NonEmpty,
    PlainValue,
    TextData,
    WindowData,
    Yuan,
    means,
)


class RequirementData(TypedDict):
    """A fact with what it is and what it has to be."""

    fact: Annotated[FactId, means("The fact.")]
    now: Annotated[PlainValue | None, means("What it is; null: not known, or none of the choices.")]
    target: Annotated[
        PlainValue | None, means("The nearest value that will do; null: none of the choices, or a text that may be any but some.")
    ]
    effort: Annotated[
        Effort,
        means(
            "How it can be changed, as declared of the fact; `answer`: it is not known: it has to be one of the accepted values, or be changed."
        ),
    ]
    titles: Annotated[
        list[NonEmpty], means("The titles that it takes: what each of them lacks stands in `titles`. None: it takes no title.")
    ]


class WayOutcomeData(TypedDict):
    """What comes out on a way, and its effort."""

    eligibility: Annotated[Literal["eligible", "conditional"], means("What the measure would then be.")]
    low: Annotated[Yuan | None, means("Whole yuan that it would then bring at least; null: the kind has no amount.")]
    high: Annotated[Yuan | None, means("Whole yuan that it may then bring; null: as in `measures[].funding.high`.")]
    effort: Annotated[
        int,
        means(
            "The effort of all requirements: 1 for an answer, 2 for a quick change, 4 for a slow one, 8 for a hard one or another place."
        ),
    ]
    within_reach: Annotated[bool, means("Whether it takes quick and slow changes only: nothing unknown, nothing hard, no other place.")]


class WayData(WayOutcomeData):
    """A smallest set of changes that opens a measure."""

    requirements: Annotated[list[RequirementData], means("The facts that have to change or to turn out so.")]


class ObstacleData(TypedDict):
    """A criterion that nothing the applicant can change would meet."""

    criterion: Annotated[NonEmpty, means("The criterion's id.")]
    call: Annotated[NonEmpty | None, means("The call that it belongs to; null: the measure's own.")]
    facts: Annotated[list[FactId], means("The known facts in its way, which stay as they are.")]


class NearMissData(TypedDict):
    """A measure with what would open it."""

    measure: Annotated[NonEmpty, means("The measure.")]
    complete: Annotated[
        bool,
        means(
            "Whether these are all smallest sets of changes; false: there may be more, the search was cut off or found what contradicts other answers."
        ),
    ]
    ways: Annotated[
        list[WayData],
        means(
            "Smallest sets of changes that open the measure, the most money for effort first, those that take another place last; of no way any part can be left out."
        ),
    ]
    obstacles: Annotated[
        list[ObstacleData],
        means("Without ways: the criteria that nothing the applicant can change would meet; none: they exclude each other."),
    ]


class WordedRequirementData(RequirementData):
    """A requirement with its words."""

    text: Annotated[TextData, means("What is to be done, as an order.")]
    change: Annotated[Changeability, means("How fast the fact can be changed.")]
    change_reason: Annotated[TextData, means("Why.")]


class WordedWayData(WayOutcomeData):
    """A way with its words, and what it would close."""

    requirements: Annotated[list[WordedRequirementData], means("The facts that have to change or to turn out so.")]
    ties: Annotated[list[TextData], means("Conditions that several of them must meet together.")]
    closes: Annotated[list[NonEmpty], means("Measures that it would make ineligible.")]


class WordedNearMissData(TypedDict):
    """A near miss with its words."""

    measure: Annotated[NonEmpty, means("The measure.")]
    complete: Annotated[
        bool,
        means(
            "Whether these are all smallest sets of changes; false: there may be more, the search was cut off or found what contradicts other answers."
        ),
    ]
    ways: Annotated[list[WordedWayData], means("Smallest sets of changes that open the measure.")]
    obstacles: Annotated[list[ObstacleData], means("Without ways: the criteria that nothing the applicant can change would meet.")]
    title: Annotated[TextData, means("Its title.")]
    eligibility: Annotated[Eligibility, means("What it is now.")]
    window: Annotated[WindowData, means("Its window.")]


class MovedResultData(TypedDict):
    """A measure at another place."""

    measure: Annotated[NonEmpty, means("The measure.")]
    eligibility: Annotated[Eligibility, means("What it would be, or is.")]
    low: Annotated[Yuan | None, means("Whole yuan.")]
    high: Annotated[Yuan | None, means("Whole yuan.")]


class RelocationData(TypedDict):
    """What another place would do."""

    facts: Annotated[dict[FactId, PlainValue | None], means("The answers there; null: none of the choices.")]
    text: Annotated[TextData, means("In words.")]
    opened: Annotated[list[MovedResultData], means("Measures that it would open, as they would be there.")]
    may_bring: Annotated[Yuan | None, means("What they may bring together if all were met; null: no upper figure, or too little known.")]
    lost: Annotated[list[MovedResultData], means("Measures that would be lost, as they are.")]
    loses: Annotated[Yuan | None, means("What these may bring together; null: as for `may_bring`.")]
    eased: Annotated[list[NonEmpty], means("Measures that stay undetermined, with another way there.")]
    further: Annotated[list[NonEmpty], means("Measures that would take other changes too.")]
