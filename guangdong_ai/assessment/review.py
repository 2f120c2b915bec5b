"""What whoever keeps the catalogue has to look at: what is old, what ends soon, what is not known of documents, and addresses to open."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, get_args

from guangdong_ai.assessment.staleness import LONGEST_UNREVIEWED
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.document import Document
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.amount import look_ups_in
from guangdong_ai.rules.table import Table

LOOKS_AHEAD = timedelta(days=90)
"""What ends within so many days is to be looked at now: a successor may be out already."""

Task = Literal["stale", "ends", "rests_on_end", "validity_unknown", "address_unopened", "no_address"]
TASKS: tuple[Task, ...] = get_args(Task)
"""In this order they are told.

``stale``: the catalogue's review, or a measure's, is older than 180 days. ``ends``: the last valid day of a document or of a figure in a table that
no later row follows, or the last day of a call, is within 90 days from the day on, the day itself among them. ``rests_on_end``: a measure under a document that ends so soon, or is over, or with a
criterion or a figure from it.
``validity_unknown``: no last valid day of a document with measures under it is known, and it may still be valid. ``address_unopened``: nobody
opened a document's address in the last 180 days. ``no_address``: it has none.
"""

Reviewed = Literal["catalogue", "measure", "document", "call", "table"]


@record
class ReviewTask:
    """One thing to look at. ``day``: the one that matters, of the last review or the end, None where none is known. ``address``: where to look.

    ``document``: the one that a measure rests on, of ``rests_on_end`` alone. ``measures``: the ids of the measures that depend on it, in the order of the catalogue; titles are among them.
    """

    task: Task
    subject: Reviewed
    id: str
    name: Text
    day: date | None = None
    address: str | None = None
    document: str | None = None
    measures: tuple[str, ...] = ()


def review_tasks(catalogue: Catalogue, as_of: date) -> tuple[ReviewTask, ...]:
    """All there is on the day, by task in the order of ``TASKS``; in each what ends first, or is oldest, then in the order of the catalogue."""
    found = [*_stale(catalogue, as_of), *_ends(catalogue, as_of), *_of_documents(catalogue, as_of)]
    return tuple(sorted(found, key=lambda one: (TASKS.index(one.task), one.day or date.max)))


def _stale(catalogue: Catalogue, as_of: date) -> Iterator[ReviewTask]:
    reviewed = catalogue.manifest.reviewed_on
    if as_of - reviewed > LONGEST_UNREVIEWED:
        version = catalogue.manifest.version
        yield ReviewTask(task="stale", subject="catalogue", id=version, name=Text("政策目录", "The catalogue"), day=reviewed)
    for measure in catalogue.with_titles.values():
        if as_of - measure.reviewed_on > LONGEST_UNREVIEWED:
            address = catalogue.documents[measure.document].address
            yield ReviewTask(task="stale", subject="measure", id=measure.id, name=measure.title, day=measure.reviewed_on, address=address)


def _ends(catalogue: Catalogue, as_of: date) -> Iterator[ReviewTask]:
    for document in catalogue.documents.values():
        last = document.valid_until
        if last is not None and as_of <= last <= as_of + LOOKS_AHEAD:
            yield _about("ends", document, catalogue, last)
        if last is not None and last <= as_of + LOOKS_AHEAD:
            for measure in _resting_on(document, catalogue):
                yield ReviewTask(
                    task="rests_on_end",
                    subject="measure",
                    id=measure.id,
                    name=measure.title,
                    day=last,
                    address=document.address,
                    document=document.id,
                )
    for call in catalogue.calls:
        if call.closes is not None and as_of <= call.closes <= as_of + LOOKS_AHEAD:
            address = catalogue.documents[call.document].address
            yield ReviewTask(
                task="ends", subject="call", id=call.id, name=call.title, day=call.closes, address=address, measures=call.measures
            )
    for table in catalogue.tables.values():
        yield from _rows_that_end(table, catalogue, as_of)


def _rows_that_end(table: Table, catalogue: Catalogue, as_of: date) -> Iterator[ReviewTask]:
    key = catalogue.facts[table.key]
    for row in table.rows:
        last = row.valid_until
        if last is None or not as_of <= last <= as_of + LOOKS_AHEAD or table.row_for(row.column, row.key, last + timedelta(1)) is not None:
            continue
        choice = key.choice(row.key)
        of = Text(row.key, row.key) if choice is None else choice.label
        yield ReviewTask(
            task="ends",
            subject="table",
            id=table.id,
            name=Text("{}：{}，{}", "{}: {}, {}").format(table.title, table.columns[row.column], of),
            day=last,
            address=None if row.source is None else catalogue.documents[row.source.document].address,
            measures=tuple(measure.id for measure in catalogue.with_titles.values() if (table.id, row.column) in _looked_up(measure)),
        )


def _looked_up(measure: Measure) -> set[tuple[str, str]]:
    funding = measure.funding
    amounts = [amount for amount in (funding.amount, *(reading.amount for reading in funding.readings)) if amount is not None]
    return {(look_up.table, look_up.column) for amount in amounts for look_up in look_ups_in(amount)}


def _of_documents(catalogue: Catalogue, as_of: date) -> Iterator[ReviewTask]:
    for document in catalogue.documents.values():
        over = document.valid_until is not None and document.valid_until < as_of
        if document.valid_until is None and _under(document, catalogue):
            yield _about("validity_unknown", document, catalogue, None)
        opened = document.address_opened
        if over:
            continue  # nothing more will come of it
        if document.address is None:
            yield _about("no_address", document, catalogue, None)
        elif opened is None or as_of - opened > LONGEST_UNREVIEWED:
            yield _about("address_unopened", document, catalogue, opened)


def _about(task: Task, document: Document, catalogue: Catalogue, day: date | None) -> ReviewTask:
    measures = tuple(measure.id for measure in _under(document, catalogue))
    return ReviewTask(
        task=task, subject="document", id=document.id, name=document.title, day=day, address=document.address, measures=measures
    )


def _under(document: Document, catalogue: Catalogue) -> list[Measure]:
    return [measure for measure in catalogue.with_titles.values() if measure.document == document.id]


def _resting_on(document: Document, catalogue: Catalogue) -> Iterator[Measure]:
    for measure in catalogue.with_titles.values():
        cited = {criterion.source.document for criterion in measure.criteria} | {source.document for source in measure.funding.sources}
        if document.id == measure.document or document.id in cited:
            yield measure
