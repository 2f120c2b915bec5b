"""The JSON of a result that was assessed once more."""

from typing import Annotated, Literal, TypedDict

from guangdong_ai.reports.content.data.forms.shared import NonEmpty, means
from guangdong_ai.reports.content.data.forms.since import SinceData
from guangdong_ai.reports.content.replay import Verdict


class AlterationData(TypedDict):
    """Where a file says something else than its inputs give; all three null: its checksum does not fit, and where cannot be told."""

    where: Annotated[NonEmpty | None, means("The key or the cell; null: a text, which stands in the other two.")]
    file_says: Annotated[str | None, means("What stands in the file; null: nothing.")]
    inputs_give: Annotated[str | None, means("What its inputs give; null: nothing.")]


class ReplayData(TypedDict):
    """A result in a file, assessed once more from the inputs in it."""

    schema: Annotated[Literal["guangdong-ai/replay/1"], means("The name of this form.")]
    file: Annotated[NonEmpty, means("The name of the file.")]
    format: Annotated[NonEmpty, means("Its format, as `--format` has it.")]
    verdict: Annotated[
        Verdict,
        means(
            "`same`: the same result; `different`: answers, catalogue, day or program explain what differs; `altered`: the file does not say what its inputs gave."
        ),
    ]
    altered: Annotated[list[AlterationData], means("The first of the places where it does not.")]
    more_altered: Annotated[bool, means("Whether there are more.")]
    since: Annotated[SinceData, means("The result of the file held against that of now.")]
