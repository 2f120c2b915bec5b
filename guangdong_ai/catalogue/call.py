"""Calls: rounds of applications under one or more measures. Declared in ``policies/calls/``."""

from datetime import date

from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.record import record
from guangdong_ai.rules.source import Source
from guangdong_ai.text import Text


@record
class Call:
    """A round: its window (days, inclusive; None: not seen), its papers, and criteria of its own.

    ``over_by``: from this day on the round is known to be over although its last day was not seen.
    """

    id: str
    measures: tuple[str, ...]
    document: str
    title: Text
    source: Source
    posted: date | None = None
    opens: date | None = None
    closes: date | None = None
    over_by: date | None = None
    note: Text | None = None
    papers: tuple[Text, ...] = ()
    criteria: tuple[Criterion, ...] = ()
