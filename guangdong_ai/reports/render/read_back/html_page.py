"""Pages: the record stands in a ``template``, which browsers neither show nor run, and keep when they save a page."""

from functools import lru_cache
from html import escape, unescape
from typing import Final

from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.reports.render.read_back.told import MARK, ReadBack, ToldLine, told_line

_NOT_TOLD: Final = ("style", "title", "template", "script")
_PIECE = lazy_pattern(r"<([^<>]*)>([^<]+)")
"""A tag and the text after it. In what is written here no ``<`` or ``>`` stands anywhere else."""


def with_record(page: str, record: str) -> str:
    """The page with the record at its end."""
    before, end, after = page.rpartition("</body>")
    return f'{before}<template id="{MARK}">{escape(record, quote=False)}</template>\n{end}{after}'


def read_page(page: str) -> ReadBack:
    """Every text between two tags."""
    kept = [text for tag, text in _PIECE.findall(page) if tag.lower().startswith("template") and MARK in tag.lower() and not text.isspace()]
    return ReadBack(record=unescape(kept[-1]) if kept else None, told=told_in_page(page))


def told_in_page(page: str) -> tuple[ToldLine, ...]:
    """Every text between two tags."""
    lines = [_line(text) for tag, text in _PIECE.findall(page) if not tag.lower().startswith(_NOT_TOLD)]
    return tuple([line for line in lines if line is not None])


@lru_cache(maxsize=8192)
def _line(text: str) -> ToldLine | None:
    """Remembered: pages for many applicants have most of their words in common."""
    return told_line(unescape(text))
