"""The documents that a result is based on, and which of them had not been published on its day (docs/decisions/0020-what-had-been-published.md)."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from guangdong_ai.assessment.publication import is_published
from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.document import Document


def published_later(result: MeasureResult, catalogue: Catalogue, as_of: date) -> tuple[Document, ...]:
    """The documents of the result that were published after the day: nobody could have read them by then."""
    later = _all_published_later(catalogue, as_of)
    return tuple(document for document in source_documents(result, catalogue) if document.id in later) if later else ()


@lru_cache(maxsize=4)
def _all_published_later(catalogue: Catalogue, as_of: date) -> frozenset[str]:
    """Of the whole catalogue. From the day of its review on there are none, and no result has to be looked through for them."""
    return frozenset(name for name, document in catalogue.documents.items() if not is_published(document, as_of))


def publication_unknown(result: MeasureResult, catalogue: Catalogue, as_of: date) -> tuple[Document, ...]:
    """The documents for which it is not known whether they had been published on the day; none from the day of the review on.

    Everything in the catalogue had been published when it was reviewed, whether the day of publication was seen or not.
    """
    if as_of >= catalogue.manifest.reviewed_on:
        return ()
    return tuple(document for document in source_documents(result, catalogue) if document.public_from is None)


def source_documents(result: MeasureResult, catalogue: Catalogue) -> tuple[Document, ...]:
    """The documents of the measure, its criteria and those of the call, its figures, and the table rows used; each once, its own first."""
    return tuple(catalogue.documents[name] for name in dict.fromkeys(_named(result)))


def _named(result: MeasureResult) -> Iterator[str]:
    yield result.measure.document
    if result.window.call is not None:
        yield result.window.call.source.document
    yield from (item.criterion.source.document for item in result.criteria)
    yield from (source.document for source in result.measure.funding.sources)
    yield from (row.source.document for row in result.funding.rows if row.source is not None)
