"""Pages: the record stands in a ``template``, which browsers neither show nor run, and keep when they save a page."""

from collections.abc import Iterator
from html import escape, unescape
from typing import Final

from guangdong_ai.reports.render.read_back.told import MARK, ReadBack, ToldLine, told_line

_NOT_TOLD: Final = ("style", "title", "template", "script")


def with_record(page: str, record: str) -> str:
    """The page with the record at its end."""
    before, end, after = page.rpartition("</body>")
    return f'{before}<template id="{MARK}">{escape(record, quote=False)}</template>\n{end}{after}'


def read_page(page: str) -> ReadBack:
    """Every text between two tags."""
    kept = [text for tag, text in _pieces(page) if tag.lower().startswith("template") and MARK in tag.lower()]
    return ReadBack(record=unescape(kept[-1]) if kept else None, told=told_in_page(page))


def told_in_page(page: str) -> tuple[ToldLine, ...]:
    """Every text between two tags."""
    lines = [told_line(unescape(text)) for tag, text in _pieces(page) if not tag.lower().startswith(_NOT_TOLD)]
    return tuple([line for line in lines if line is not None])


def _pieces(page: str) -> Iterator[tuple[str, str]]:
    """Each tag after which there is text, with that. In what is written here no ``<`` or ``>`` stands anywhere else."""
    for piece in page.split("<")[1:]:
        tag, _, text = piece.partition(">")
        if text and not text.isspace():
            yield tag, text
