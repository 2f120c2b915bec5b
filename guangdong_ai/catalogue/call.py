"""Calls: rounds of applications under one or more measures. Declared in ``policies/calls/``."""

from datetime import date

from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.source import Confidence, Source


@record
class Call:
    """A round of applications: its window (days, inclusive; None: not seen), its documents, and criteria of its own.

    ``over_by``: from this day on the round is taken to be over although its last day was not seen. ``dates_confidence``: the confidence in the days,
    where it is lower than in the call itself.
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
    dates_confidence: Confidence | None = None
    note: Text | None = None
    papers: tuple[Text, ...] = ()
    criteria: tuple[Criterion, ...] = ()

    @property
    def dates_source(self) -> Source:
        """The call as the source of its own days, with the confidence in them."""
        return self.source if self.dates_confidence is None else replace(self.source, confidence=self.dates_confidence)
