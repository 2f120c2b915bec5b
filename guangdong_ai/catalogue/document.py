"""Policy documents: what is published, by whom, and on which days it is valid. Declared in ``policies/documents/``."""

from datetime import date

from guangdong_ai.record import record
from guangdong_ai.rules.source import Confidence
from guangdong_ai.text import Text


@record
class Document:
    """A published document. ``valid_from`` and ``valid_until`` are days, inclusive; None: not published or not seen."""

    id: str
    title: Text
    confidence: Confidence
    number: str | None = None
    issuer: Text | None = None
    signed: date | None = None
    published: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    dates_confidence: Confidence | None = None
    address: str | None = None
    note: Text | None = None

    @property
    def announced(self) -> date | None:
        """The day of publication, else of signing: before it nobody could have read the document. None: not known."""
        return self.published or self.signed

    @property
    def public_from(self) -> date | None:
        """The day from which it counts as published: the one on which it was announced, else its first valid day; None: not known."""
        return self.announced or self.valid_from
