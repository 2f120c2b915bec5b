"""The JSON lines that tell programs how far a run over many applicants is."""

from typing import Annotated, Literal, TypedDict

from guangdong_ai.reports.content.data.forms.shared import Count, NonEmpty, means


class CountsData(TypedDict):
    """What became of the records."""

    read: Annotated[Count, means("How many were read.")]
    assessed: Annotated[Count, means("How many were assessed.")]
    rejected: Annotated[Count, means("How many were rejected: `read` less `assessed`.")]
    made_unknown: Annotated[Count, means("How many cells were made unknown.")]


class BatchProgressData(TypedDict):
    """How far a run is."""

    schema: Annotated[Literal["guangdong-ai/batch-progress/1"], means("The name of this form.")]
    event: Annotated[Literal["begun", "progress", "finished", "stopped"], means("What is told; the last line is `finished` or `stopped`.")]
    engine: Annotated[NonEmpty, means("The engine that works.")]
    done: Annotated[Count, means("How many records have passed.")]
    total: Annotated[Count | None, means("About how many there are, slightly too many at most; null: not counted (yet).")]
    seconds: Annotated[float, means("Since the run began.")]
    counts: Annotated[CountsData | None, means("What became of the records, when all is finished; else null.")]
    output: Annotated[NonEmpty | None, means("The result, when it is in its place; else null.")]
