"""Policy documents: what is published, by whom, and on which days it is valid. Declared in ``policies/documents/``."""

from datetime import date
from typing import Literal

from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.source import SURENESS, Confidence

Scope = Literal["policy", "city", "district", "province", "nation"]
"""Whose support it is: the policy itself (粤府办〔2025〕6号, with the rules and calls that carry it out), or what stands next to it. In this order they are listed."""


@record
class ArticlesSeen:
    """Articles in which the catalogue has a higher or lower confidence than in the document as a whole."""

    numbers: tuple[str, ...]
    confidence: Confidence


@record
class Document:
    """A published document. ``valid_from`` and ``valid_until`` are days, inclusive; None: not published or not seen.

    ``confidence`` is that of every article not in ``articles``. ``carries_out``: the id of the document that this one implements, as operating
    rules implement measures; when that one expires, this one may too. ``described``: its title was not seen, and ``title`` describes the content.
    ``address``: where its publisher has it, never fetched; ``address_opened``: the day on which somebody last opened it, None: nobody had when
    the catalogue was written.
    """

    id: str
    title: Text
    scope: Scope
    confidence: Confidence
    described: bool = False
    number: str | None = None
    issuer: Text | None = None
    signed: date | None = None
    published: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    dates_confidence: Confidence | None = None
    articles: tuple[ArticlesSeen, ...] = ()
    carries_out: str | None = None
    address: str | None = None
    address_opened: date | None = None
    note: Text | None = None

    def confidence_of(self, article: str | None) -> Confidence:
        """The confidence in an article ("2"), or in several ("2, 3"): the lowest of them."""
        of_articles = {number: seen.confidence for seen in self.articles for number in seen.numbers}
        named = () if article is None else article.split(", ")
        return min((of_articles.get(number, self.confidence) for number in named), key=SURENESS.__getitem__, default=self.confidence)

    @property
    def announced(self) -> date | None:
        """The day of publication, else of signing: nobody can have read it earlier. None: not known."""
        return self.published or self.signed

    @property
    def public_from(self) -> date | None:
        """The day from which it counts as published: that of its announcement, else its first valid day; None: not known."""
        return self.announced or self.valid_from
