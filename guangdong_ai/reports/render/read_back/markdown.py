"""Markdown: the record stands in a comment at the end of the file, which no reader shows."""

from typing import Final

from guangdong_ai.reports.render.read_back.told import MARK, ReadBack, ToldLine, told_line

_BEGINS: Final = f"<!-- {MARK}: "
_ENDS: Final = " -->"


def with_record(document: str, record: str) -> str:
    """The document with the record below it. What would end a comment stands as JSON's own escapes."""
    safe = record.replace("--", "-\\u002d").replace(">", "\\u003e").replace("<", "\\u003c")
    return f"{document}\n{_BEGINS}{safe}{_ENDS}\n"


def read_document(text: str) -> ReadBack:
    """Every line outside the comment."""
    before, begins, rest = text.rpartition(_BEGINS)
    record, ends, after = rest.partition(_ENDS)
    if not begins or not ends:
        return ReadBack(record=None, told=told_in_document(text))
    return ReadBack(record=record, told=told_in_document(f"{before}\n{after}"))


def told_in_document(text: str) -> tuple[ToldLine, ...]:
    """Every line in which something stands."""
    lines = (told_line(line) for line in text.splitlines())
    return tuple(line for line in lines if line is not None)
