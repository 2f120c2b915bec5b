"""The JSON of the columns of a result."""

from typing import Annotated, Literal, TypedDict

from guangdong_ai.reports.content.data.forms.shared import NonEmpty, TextData, means


class ColumnData(TypedDict):
    """A column of a result."""

    name: Annotated[NonEmpty, means("Its header; `--keep` stands for the columns that are carried over.")]
    type: Annotated[NonEmpty, means("text, word, number (whole), day, and for lines of JSON object and list.")]
    may_be_empty: Annotated[bool, means("Whether there may be nothing to say.")]
    values: Annotated[list[NonEmpty], means("The only values; empty: others are possible.")]
    meaning: Annotated[TextData, means("What it holds.")]


class ColumnsData(TypedDict):
    """The columns of a result of `batch` in one shape."""

    schema: Annotated[Literal["guangdong-ai/columns/1"], means("The name of this form; another number means other columns.")]
    shape: Annotated[NonEmpty, means("The shape of the result.")]
    columns: Annotated[list[ColumnData], means("The columns in their order.")]
