"""The measures that close soon: what is due."""

from datetime import date

from guangdong_ai.assessment.window import window_of
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure


def closing_within(catalogue: Catalogue, as_of: date, days: int) -> Catalogue:
    """The catalogue with the measures alone that can still be applied for and whose last day is at most so many days after ``as_of``; 0: that day itself."""
    until = date.fromordinal(min(as_of.toordinal() + days, date.max.toordinal()))
    due = [name for name, measure in catalogue.measures.items() if _closes_by(measure, catalogue, as_of, until)]
    return catalogue.with_measures(due, closing_by=until)


def last_day_to_apply(measure: Measure, catalogue: Catalogue, as_of: date) -> date | None:
    """The last day, inclusive, of the window that is open or comes next; of one without an end that of its document. None where no day is known.

    A window of which only the last day was seen may be open: the day counts.
    """
    window = window_of(measure, catalogue, as_of)
    if window.state in ("open", "upcoming", "unannounced") and window.closes is not None:
        return window.closes
    return catalogue.documents[measure.document].valid_until if window.state in ("open", "rolling") else None


def _closes_by(measure: Measure, catalogue: Catalogue, as_of: date, until: date) -> bool:
    last = last_day_to_apply(measure, catalogue, as_of)
    return last is not None and as_of <= last <= until
