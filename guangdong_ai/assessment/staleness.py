"""What in a result is or soon will be out of date: an old review of the catalogue, documents about to expire, rules that outlive their basis."""

from collections.abc import Sequence
from datetime import date, timedelta

from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.document import Document
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record

LONGEST_UNREVIEWED = timedelta(days=180)
"""Policies change: after so long the catalogue may be out of date."""

ENDS_SOON = timedelta(days=60)
"""A document whose last valid day is at most so far away is about to expire: whoever wants to apply under it has to hurry."""


@record(positional=True)
class EndingDocument:
    """A document that expires soon: its last day, the days left until then, and the measures under it."""

    document: Document
    last: date
    days_left: int
    weekdays_left: int
    working_days_left: int | None
    measures: tuple[Measure, ...]


@record(positional=True)
class OutlivingDocument:
    """A document that is not known to have expired, although the one that it implements did on ``last``; and the measures under it."""

    document: Document
    carried_out: Document
    last: date
    measures: tuple[Measure, ...]


def is_covered(catalogue: Catalogue, as_of: date) -> bool:
    """Whether the catalogue covers the day."""
    return catalogue.manifest.covers_from <= as_of <= catalogue.manifest.covers_until


def days_unreviewed(catalogue: Catalogue, as_of: date) -> int | None:
    """The number of days since the review of the catalogue, where it is too many; otherwise None."""
    age = as_of - catalogue.manifest.reviewed_on
    return age.days if age > LONGEST_UNREVIEWED else None


def unreviewed(results: Sequence[MeasureResult], catalogue: Catalogue, as_of: date) -> tuple[Measure, ...]:
    """The measures whose own review is too old, and older than that of the catalogue."""
    old = [result.measure for result in results if as_of - result.measure.reviewed_on > LONGEST_UNREVIEWED]
    return tuple(measure for measure in old if measure.reviewed_on < catalogue.manifest.reviewed_on)


def ending_soon(results: Sequence[MeasureResult], catalogue: Catalogue, as_of: date) -> tuple[EndingDocument, ...]:
    """The documents of these measures that expire soon, in the order of the catalogue."""
    found = []
    for document in catalogue.documents.values():
        last = document.valid_until
        if last is None or not as_of <= last <= as_of + ENDS_SOON:
            continue
        under = tuple(result.measure for result in results if result.measure.document == document.id)
        if under:
            from guangdong_ai.assessment.days_left import days_left, weekdays_left, working_days_left

            left = days_left(last, as_of), weekdays_left(last, as_of), working_days_left(last, as_of)
            found.append(EndingDocument(document, last, *left, under))
    return tuple(found)


def outlived(results: Sequence[MeasureResult], catalogue: Catalogue, as_of: date) -> tuple[OutlivingDocument, ...]:
    """The documents of these measures that outlive the ones that they implement."""
    under: dict[str, list[Measure]] = {}
    for result in results:
        if not result.window.over:
            under.setdefault(result.measure.document, []).append(result.measure)
    found = []
    for name, measures in under.items():
        document = catalogue.documents[name]
        carried_out = None if document.carries_out is None else catalogue.documents[document.carries_out]
        if carried_out is not None and carried_out.valid_until is not None and carried_out.valid_until < as_of:
            found.append(OutlivingDocument(document, carried_out, carried_out.valid_until, tuple(measures)))
    return tuple(found)
