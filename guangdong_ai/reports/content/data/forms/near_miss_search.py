"""The JSON of a search for near misses, with titles as goals: what ``what-if`` prints."""

from typing import Annotated, Literal, TypedDict

from guangdong_ai.reports.content.data.forms.near_misses import RelocationData, WordedNearMissData
from guangdong_ai.reports.content.data.forms.shared import CatalogueData, Count, IsoDay, ProfileData, means
from guangdong_ai.reports.content.data.forms.titles import TitleData, TitleStepData


class TitleGoalData(TypedDict):
    """A title that changes would make possible."""

    near_miss: Annotated[WordedNearMissData, means("The title with what would open it; its window is that of its rounds.")]
    steps: Annotated[
        list[TitleStepData],
        means(
            "What the first way makes possible, title after title, its unknown answers as it requires them: no promise, and in no total."
        ),
    ]


class NearMissSearchData(TypedDict):
    """What would open more measures to an applicant."""

    schema: Annotated[Literal["guangdong-ai/near-misses/1"], means("The name of this form.")]
    as_of: Annotated[IsoDay, means("The day of the assessment.")]
    catalogue: Annotated[CatalogueData, means("The catalogue that was used.")]
    profile: Annotated[ProfileData, means("The answers that were used.")]
    near_misses: Annotated[
        list[WordedNearMissData], means("Measures that are neither eligible nor conditional, the most money for effort first.")
    ]
    relocations: Annotated[list[RelocationData], means("Place by place.")]
    places_left: Annotated[Count, means("How many places were not looked at.")]
    titles: Annotated[
        list[TitleData], means("The titles that can be won, as in an assessment: what those named in `titles` of a requirement lack.")
    ]
    title_goals: Annotated[
        list[TitleGoalData], means("The titles that the applicant does not have and is not ready for, the least effort first.")
    ]
