"""Documents for Word: the record is a part of its own (custom XML), which Word and others keep when they save."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from guangdong_ai.reports.render.read_back.office_archive import XmlHandlers, opened, read_xml
from guangdong_ai.reports.render.read_back.told import MARK, ReadBack, ToldLine, told_line

_DOCUMENT: Final = "word/document.xml"
_ITEMS: Final = "customXml/item"
_NAMESPACE: Final = "urn:guangdong-ai:result-record"


def record_part(record: str) -> bytes:
    """The part that holds the record."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{MARK} xmlns="{_NAMESPACE}">{escape(record, quote=False)}</{MARK}>\n'.encode()


def is_document(names: Sequence[str]) -> bool:
    """Whether an archive with parts of these names is a document."""
    return _DOCUMENT in names


def read_document(content: bytes) -> ReadBack:
    """The paragraphs, those in tables too. Raises Refused."""
    with opened(content) as archive:
        told = paragraphs(archive.part(_DOCUMENT))
        for name in (name for name in archive.names if name.startswith(_ITEMS) and name.endswith(".xml")):
            record = _record(archive.part(name))
            if record is not None:
                return ReadBack(record=record, told=told)
        return ReadBack(record=None, told=told)


def paragraphs(content: bytes) -> tuple[ToldLine, ...]:
    """What the paragraphs of this part say."""
    told: list[ToldLine] = []
    words: list[str] = []
    within = [""]

    def start(name: str, attributes: Mapping[str, str]) -> None:
        del attributes
        if name == "p":
            flush()
        elif name in _SPACES:
            words.append(" ")
        within.append(name)

    def end(name: str) -> None:
        within.pop()
        if name == "p":
            flush()

    def text(said: str) -> None:
        if within[-1] == "t":
            words.append(said)

    def flush() -> None:
        line = told_line("".join(words))
        words.clear()
        if line is not None:
            told.append(line)

    read_xml(content, XmlHandlers(start=start, end=end, text=text))
    return tuple(told)


_SPACES = frozenset({"tab", "br", "cr"})


def _record(content: bytes) -> str | None:
    within: list[str] = []
    said: list[str] = []

    def end(name: str) -> None:
        del name
        within.pop()

    def text(words: str) -> None:
        if within == [MARK]:
            said.append(words)

    read_xml(content, XmlHandlers(start=lambda name, _: within.append(name), end=end, text=text))
    return "".join(said) or None
