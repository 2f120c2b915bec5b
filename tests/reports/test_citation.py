"""Documents and places in them, in words."""

from datetime import date

import pytest

from guangdong_ai.catalogue.document import Document
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.wording.citation import article_in_words, document_days, document_in_words, place_in_words


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("2", Text("第二条", "Article 2")),
        ("2, 3", Text("第二、三条", "Articles 2, 3")),
        ("21", Text("第二十一条", "Article 21")),
        ("10", Text("第十条", "Article 10")),
        ("chapter 3", Text("第三章", "chapter 3")),
        ("附件1", Text("附件1", "附件1")),
    ],
)
def test_articles(article: str, words: Text) -> None:
    assert article_in_words(article) == words


def test_places() -> None:
    assert place_in_words("rules", "2", "reported") == Text("rules 第二条（报道）", "rules, Article 2 (reported)")
    assert place_in_words("rules", None, "official") == Text("rules（原文）", "rules (official)")


def test_documents() -> None:
    bare = Document(id="rules", scope="policy", title=Text("细则", "Rules"), confidence="official")
    assert document_in_words(bare) == Text("《细则》", "Rules")
    assert document_days(bare) is None
    day = date(2025, 9, 1)
    full = Document(
        scope="policy",
        id="rules",
        title=Text("细则", "Rules"),
        confidence="official",
        number="6号",
        signed=day,
        valid_until=day,
        dates_confidence="reported",
    )
    assert document_in_words(full) == Text("《细则》（6号）", "Rules (6号)")
    assert document_days(full) == Text(
        "2025-09-01 签发，有效期至 2025-09-01（报道）", "signed 2025-09-01, valid until 2025-09-01 (reported)"
    )
