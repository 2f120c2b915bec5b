"""The columns of a result, whatever file it goes to."""

from datetime import date
from typing import Literal

from guangdong_ai.record import record

ColumnKind = Literal["text", "word", "number", "day"]
"""``word``: one of few texts, all of them ours. ``number``: whole yuan, or how many."""

Cell = str | int | date | None
"""None where there is nothing to say."""


@record(positional=True)
class OutputColumn:
    """One column, by its header."""

    name: str
    kind: ColumnKind
