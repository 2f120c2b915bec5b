"""Which documents and calls had been published by a day, as far as the days are known (docs/decisions/0020-what-had-been-published.md)."""

from datetime import date

from guangdong_ai.catalogue.call import Call
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.document import Document
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.text import Text


def is_published(document: Document, as_of: date) -> bool:
    """Whether the document counts as published on the day. One without a known day does: nothing says that it came later."""
    return document.public_from is None or document.public_from <= as_of


def published_calls(measure: Measure, catalogue: Catalogue, as_of: date) -> tuple[Call, ...]:
    """The calls of the measure that had been posted by the day.

    Where the day of posting was not seen, the document of the call says when it was announced; where that is not known either, the
    call counts: nothing says that it came later.
    """

    def posted(call: Call) -> date | None:
        return call.posted or catalogue.documents[call.document].announced

    return tuple(call for call in catalogue.calls_of(measure.id) if (posted(call) or as_of) <= as_of)


def not_yet_published(document: Document, as_of: date) -> Text:
    """The note on a document that was not published on the day: when it was, or where only its first valid day is known, that."""
    if document.published is not None:
        later = Text(f"{document.published} 公布", f"published {document.published}")
    elif document.signed is not None:
        later = Text(f"{document.signed} 签发", f"signed {document.signed}")
    else:
        first = document.valid_from
        return Text(f"{as_of} 时尚未生效（{first} 起有效）", f"not yet in force on {as_of} (valid from {first})")
    return Text("{} 时尚未公布（{}）", "not yet published on {} ({})").format(as_of, later)
