"""The JSON of the checklist of whoever keeps the catalogue."""

from typing import Annotated, Literal, TypedDict

from guangdong_ai.assessment.review import Reviewed, Task
from guangdong_ai.reports.content.data.forms.shared import CatalogueData, IsoDay, NonEmpty, TextData, means


class ReviewTaskData(TypedDict):
    """One thing to look at."""

    task: Annotated[
        Task,
        means(
            "Why: `stale`: not reviewed for more than 180 days; `ends`: within 90 days; `rests_on_end`: under a document that ends so soon, or is over; `validity_unknown`; `address_unopened`: not in 180 days; `no_address`."
        ),
    ]
    subject: Annotated[Reviewed, means("What kind of thing it is.")]
    id: Annotated[NonEmpty, means("Its id; of the catalogue its version.")]
    name: Annotated[TextData, means("Its title.")]
    day: Annotated[IsoDay | None, means("The day of the last review or opening, or the last day; null: none is known.")]
    address: Annotated[NonEmpty | None, means("Where to look; null: no address is known.")]
    document: Annotated[NonEmpty | None, means("The document that a measure rests on, of `rests_on_end`; else null.")]
    measures: Annotated[list[NonEmpty], means("The measures that depend on it.")]


class ReviewData(TypedDict):
    """What is to be looked at in a catalogue."""

    schema: Annotated[Literal["guangdong-ai/review/1"], means("The name of this form.")]
    as_of: Annotated[IsoDay, means("The day.")]
    catalogue: Annotated[CatalogueData, means("The catalogue.")]
    tasks: Annotated[list[ReviewTaskData], means("Everything to look at.")]
