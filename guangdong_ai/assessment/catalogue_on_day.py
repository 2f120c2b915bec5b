"""The catalogue on a day, for any applicant: windows, calls, documents and figures; for comparing two days."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from guangdong_ai.assessment.window import WindowState, window_of
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.changes.change import Change
from guangdong_ai.catalogue.changes.compare import WHOLE, changes
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.document import Document
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.table import Table, TableRow

WindowOnDay = WindowState | Literal["unpublished"]
Validity = Literal["unpublished", "not_yet", "valid", "over"]


@record
class MeasureOnDay:
    """The window (``unpublished``: not even its document had been published), the relevant call, and its criteria."""

    window: WindowOnDay
    opens: date | None
    closes: date | None
    call: str | None
    criteria: tuple[Criterion, ...]


@record
class DocumentOnDay:
    """Whether it had been published and was in force; ``validity`` is None where its days are not known."""

    validity: Validity | None


@record
class TableOnDay:
    """The rows in force, by key and column."""

    figures: Mapping[str, TableRow]


@record
class ManifestOnDay:
    """``covered``: whether the catalogue covers the day."""

    covered: bool


@record
class CatalogueOnDay:
    """Everything by kind and id; the fields are named as in ``Declared``."""

    measures: Mapping[str, MeasureOnDay]
    tables: Mapping[str, TableOnDay]
    documents: Mapping[str, DocumentOnDay]
    manifest: ManifestOnDay


def catalogue_on_day(catalogue: Catalogue, day: date) -> CatalogueOnDay:
    """The catalogue as it is on the day."""
    return CatalogueOnDay(
        measures={measure.id: _measure(measure, catalogue, day) for measure in catalogue.measures.values()},
        tables={table.id: _table(table, day) for table in catalogue.tables.values()},
        documents={document.id: DocumentOnDay(validity=_validity(document, day)) for document in catalogue.documents.values()},
        manifest=ManifestOnDay(covered=catalogue.manifest.covers_from <= day <= catalogue.manifest.covers_until),
    )


def changes_between_days(catalogue: Catalogue, old: date, new: date) -> tuple[Change, ...]:
    """The differences in the catalogue between two days."""
    return tuple(changes(catalogue_on_day(catalogue, old), catalogue_on_day(catalogue, new), whole=(*WHOLE, TableRow)))


def _measure(measure: Measure, catalogue: Catalogue, day: date) -> MeasureOnDay:
    window = window_of(measure, catalogue, day)
    call = window.call
    return MeasureOnDay(
        window="unpublished" if window.unpublished else window.state,
        opens=window.opens,
        closes=window.closes,
        call=None if call is None else call.id,
        criteria=() if call is None else call.criteria,
    )


def _table(table: Table, day: date) -> TableOnDay:
    return TableOnDay(figures={f"{row.key}, {row.column}": row for row in table.rows if row.holds_on(day)})


def _validity(document: Document, day: date) -> Validity | None:
    first, last = document.valid_from, document.valid_until
    if document.announced is not None and day < document.announced:
        return "unpublished"
    if first is None and last is None:
        return None
    if first is not None and day < first:
        return "not_yet"
    return "valid" if last is None or day <= last else "over"
