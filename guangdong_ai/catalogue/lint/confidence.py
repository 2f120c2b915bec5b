"""Confidence: nothing is marked surer than its source."""

from collections.abc import Iterator
from typing import Any

from guangdong_ai.catalogue.lint.subject import Subject, warning
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.source import SURENESS


def sources_are_no_surer_than_their_document(subject: Subject) -> Iterator[Finding]:
    """What is taken from a document, or an article of it, that is itself only reported or inferred is not official."""
    documents = subject.catalogue.documents
    for file in subject.files:
        for path, source in _sources(file.plain, ()):
            document, confidence, article = documents[source["document"]], source["confidence"], source.get("article")
            allowed = document.confidence_of(article)
            if SURENESS[confidence] > SURENESS[allowed]:
                where = Text(" 本身", " itself") if article is None else Text(f"（{article}）", f" ({article})")
                yield warning(
                    file,
                    (*path, "confidence"),
                    Text("标为 {}，而文件 {}{}只是 {}", "marked {}, while the document {}{} is only {}").format(
                        confidence, document.id, where, allowed
                    ),
                )


def a_last_day_that_was_not_seen_is_inferred(subject: Subject) -> Iterator[Finding]:
    """Where a call says by when it is over because its last day was not seen, its days are marked as inferred."""
    for file in subject.declaring("calls"):
        call = file.value
        if call.over_by is not None and call.dates_source.confidence != "inferred":
            yield warning(
                file,
                ("over_by",),
                Text(
                    f"最后一天没有见到，日期却标为 {call.dates_source.confidence}",
                    f"the last day was not seen, yet the days are marked {call.dates_source.confidence}",
                ),
                Text('写 dates_confidence = "inferred"', 'write dates_confidence = "inferred"'),
            )


def _sources(data: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    if isinstance(data, dict):
        if "document" in data and "confidence" in data:
            yield path, data
        for key, value in data.items():
            if key != "cases":
                yield from _sources(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _sources(value, (*path, index))
