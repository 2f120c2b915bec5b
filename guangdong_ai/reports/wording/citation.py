"""Documents and places in them, as reports name them."""

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.document import ArticlesSeen, Document
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.reports.wording.phrase import beside, with_colon
from guangdong_ai.reports.wording.terms import CONFIDENCE
from guangdong_ai.rules.source import Confidence

_ARTICLES = lazy_pattern(r"[0-9]+(?:, [0-9]+)*")
_DIGITS = "〇一二三四五六七八九"
_CHAPTER = lazy_pattern(r"chapter ([0-9]+)")


def article_in_words(article: str) -> Text:
    """``2`` → ``第二条`` / ``Article 2``; ``chapter 3`` → ``第三章`` / ``chapter 3``; anything else stays as the catalogue has it."""
    chapter = _CHAPTER.fullmatch(article)
    if chapter is not None:
        return Text(f"第{_numeral(chapter[1])}章", article)
    if _ARTICLES.fullmatch(article):
        numerals = "、".join(map(_numeral, article.split(", ")))
        return Text(f"第{numerals}条", f"Article{'s' if ',' in article else ''} {article}")
    return Text(article, article)


def _numeral(figures: str) -> str:
    """A number below a hundred as documents number their articles, ``21`` → ``二十一``; one beyond that stays in figures."""
    tens, ones = divmod(int(figures), 10)
    if tens > 9:
        return figures
    ten = ("十" if tens == 1 else f"{_DIGITS[tens]}十") if tens else ""
    return ten + (_DIGITS[ones] if ones or not tens else "")


def place_in_words(document_id: str, article: str | None, confidence: Confidence) -> Text:
    """The document by its id, the place in it, and how sure the catalogue is: ``gd-fund-rules-2025 第三章（报道）``."""
    place = Text(document_id, document_id)
    if article is not None:
        place = Text("{} {}", "{}, {}").format(place, article_in_words(article))
    return beside(place, CONFIDENCE[confidence])


def measure_place(measure: Measure, catalogue: Catalogue) -> Text:
    """The measure's document with its number, and the article."""
    document = document_in_words(catalogue.documents[measure.document])
    if measure.article is None:
        return document
    article = article_in_words(measure.article)
    return Text("{} {}", "{}, {}").format(document, article)


def address_in_words(document: Document) -> Text | None:
    """Where the document is, as plain text, and whether anybody opened it there; None where no address is known."""
    if document.address is None:
        return None
    address = Text(document.address, document.address)
    if document.address_opened is None:
        return beside(address, Text("编制目录时没有打开", "not opened when the catalogue was written"))
    return beside(address, Text(f"{document.address_opened} 打开过", f"opened on {document.address_opened}"))


def document_in_words(document: Document) -> Text:
    """Title and number; a title that describes the content often has the number in it already."""
    title = titled(document)
    if document.number is None or document.number in title.zh:
        return title
    return beside(title, document.number)


def titled(document: Document) -> Text:
    """The title, in Chinese in book-title marks; without them where it only describes the document."""
    return document.title if document.described else Text("《{}》", "{}").format(document.title)


def articles_in_words(seen: ArticlesSeen) -> Text:
    """Which articles the catalogue is surer of, or less sure, than of the document: ``第二、三条：原文``."""
    articles, sure = article_in_words(", ".join(seen.numbers)), CONFIDENCE[seen.confidence]
    return with_colon(articles, sure)


def document_days(document: Document) -> Text | None:
    """When it was signed and published and on which days it is valid, as far as that is known."""
    days = []
    if document.signed is not None:
        days.append(Text(f"{document.signed} 签发", f"signed {document.signed}"))
    if document.published is not None:
        days.append(Text(f"{document.published} 公布", f"published {document.published}"))
    if document.valid_from is not None:
        days.append(Text(f"{document.valid_from} 起有效", f"valid from {document.valid_from}"))
    if document.valid_until is not None:
        days.append(Text(f"有效期至 {document.valid_until}", f"valid until {document.valid_until}"))
    if not days:
        return None
    words = joined(Text("，", ", "), days)
    if document.dates_confidence is None:
        return words
    sure = CONFIDENCE[document.dates_confidence]
    return beside(words, sure)
