"""On which physical line each record of a text table begins, found by its quotes and line breaks alone: fast enough for any file."""

from codecs import BOM_UTF8
from collections.abc import Collection, Iterator, Mapping
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from guangdong_ai.foundation.record import record

CHUNK = 1 << 24
_BREAK, _RETURN, _QUOTE = ord("\n"), ord("\r"), ord('"')

Numbers = npt.NDArray[np.int64]


@record
class RecordLines:
    """``of_records``: the line of each record (from 1), the header first; ``of_places``: that of each byte (from 0) that was asked about."""

    of_records: Numbers
    of_places: Mapping[int, int]


def record_lines(stream: BinaryIO, left_out: Collection[int], delimiter: str = ",") -> RecordLines | None:
    """The lines of all records but those that begin at the bytes (from 0) ``left_out``, and of these bytes. A blank line is no record.

    A line break between quotes parts no records. None where a quote stands inside a cell that is not quoted: there only reading the file
    cell by cell tells.
    """
    pieces, of_places = [], dict[int, int]()
    try:
        for of_records, places, of_these in _pieces(stream, np.array(sorted(left_out), dtype=np.int64), delimiter):
            pieces.append(of_records)
            of_places |= zip(places.tolist(), of_these.tolist(), strict=True)
    except _StrayQuote:
        return None
    return RecordLines(of_records=np.concatenate([np.empty(0, dtype=np.int64), *pieces]), of_places=of_places)


class _StrayQuote(Exception):  # noqa: N818  # no error: another way has to be taken
    pass


def _pieces(stream: BinaryIO, left_out: Numbers, delimiter: str) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """For each chunk the records among the lines that end in it, the bytes of ``left_out`` in it, and their lines."""
    before_quote = np.frombuffer(f'{delimiter}\n\r"'.encode(), dtype=np.uint8)
    position, line, quotes_before, last_byte = 0, 1, 0, _BREAK
    start, start_quoted = 0, False
    while content := _chunk(stream):
        data = np.frombuffer(content, dtype=np.uint8)
        if position == 0 and content.startswith(BOM_UTF8):
            data = data.copy()
            data[: len(BOM_UTF8)] = ord(delimiter)
        breaks, quotes = _breaks(data), np.flatnonzero(data == _QUOTE)
        opening = quotes[quotes_before::2]
        before = np.where(opening > 0, data[opening - 1], last_byte)
        if not np.isin(before, before_quote).all():
            raise _StrayQuote
        places = left_out[(left_out >= position) & (left_out < position + len(content))]
        of_places = line + np.searchsorted(breaks, places - position)
        of_records = np.empty(0, dtype=np.int64)
        if len(breaks):
            after_break = (quotes_before + np.searchsorted(quotes, breaks)) % 2 == 1
            starts = np.concatenate([[start], position + breaks[:-1] + 1])
            quoted = np.concatenate([[start_quoted], after_break[:-1]])
            lengths = position + breaks - starts
            before_break = np.where(breaks > 0, data[breaks - 1], last_byte)
            blank = (lengths == 0) | ((lengths == 1) & (before_break == _RETURN))
            of_records = line + np.flatnonzero(~quoted & ~blank & ~np.isin(starts, left_out))
            start, start_quoted, line = int(position + breaks[-1] + 1), bool(after_break[-1]), line + len(breaks)
        yield of_records, places, of_places
        quotes_before = (quotes_before + len(quotes)) % 2
        position, last_byte = position + len(content), int(data[-1])
    if position > start and not start_quoted and start not in left_out:
        nowhere = np.empty(0, dtype=np.int64)
        yield np.array([line], dtype=np.int64), nowhere, nowhere


def _chunk(stream: BinaryIO) -> bytes:
    """The next bytes; a carriage return is not parted from what comes after it."""
    content = stream.read(CHUNK)
    more: list[bytes] = []
    while (more or [content])[-1].endswith(b"\r") and (one := stream.read(1)):
        more.append(one)
    return content + b"".join(more)


def _breaks(data: npt.NDArray[np.uint8]) -> Numbers:
    """Where lines end: at a line feed, and at a carriage return without one."""
    if not (data == _RETURN).any():
        return np.flatnonzero(data == _BREAK)
    lone = data == _RETURN
    lone[:-1] &= data[1:] != _BREAK
    return np.flatnonzero(lone | (data == _BREAK))
