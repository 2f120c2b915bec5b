"""On which physical line each record of a text table begins, found by its quotes and line breaks alone: fast enough for any file."""

from codecs import BOM_UTF8
from collections.abc import Collection, Iterator
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

CHUNK = 1 << 24
_BREAK, _RETURN, _QUOTE = ord("\n"), ord("\r"), ord('"')

Numbers = npt.NDArray[np.int64]


def record_lines(stream: BinaryIO, left_out: Collection[int], delimiter: str = ",") -> Numbers | None:
    """The line (from 1) of each record, the header first, but of those that begin at the bytes (from 0) ``left_out``. A blank line is none.

    A line break between quotes parts no records. None where a quote stands inside a cell that is not quoted: there only reading the file
    cell by cell tells.
    """
    try:
        pieces = list(_pieces(stream, np.array(sorted(left_out), dtype=np.int64), delimiter))
    except _StrayQuote:
        return None
    return np.concatenate([np.empty(0, dtype=np.int64), *pieces])


class _StrayQuote(Exception):  # noqa: N818  # no error: another way has to be taken
    pass


def _pieces(stream: BinaryIO, left_out: Numbers, delimiter: str) -> Iterator[Numbers]:
    """For each chunk the records among the lines that end in it."""
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
        if len(breaks):
            after_break = (quotes_before + np.searchsorted(quotes, breaks)) % 2 == 1
            starts = np.concatenate([[start], position + breaks[:-1] + 1])
            quoted = np.concatenate([[start_quoted], after_break[:-1]])
            lengths = position + breaks - starts
            before_break = np.where(breaks > 0, data[breaks - 1], last_byte)
            blank = (lengths == 0) | ((lengths == 1) & (before_break == _RETURN))
            yield line + np.flatnonzero(~quoted & ~blank & ~np.isin(starts, left_out))
            start, start_quoted, line = int(position + breaks[-1] + 1), bool(after_break[-1]), line + len(breaks)
        quotes_before = (quotes_before + len(quotes)) % 2
        position, last_byte = position + len(content), int(data[-1])
    if position > start and not start_quoted and start not in left_out:
        yield np.array([line], dtype=np.int64)


def lines_at(stream: BinaryIO, places: Collection[int]) -> dict[int, int]:
    """The line (from 1) on which each byte (from 0) of ``places`` stands."""
    found: dict[int, int] = {}
    waiting = sorted(places)
    position, line = 0, 1
    while waiting and (content := _chunk(stream)):
        breaks = _breaks(np.frombuffer(content, dtype=np.uint8))
        while waiting and waiting[0] < position + len(content):
            place = waiting.pop(0)
            found[place] = line + int(np.searchsorted(breaks, place - position))
        line += len(breaks)
        position += len(content)
    return found


def _chunk(stream: BinaryIO) -> bytes:
    """The next bytes; a carriage return is not parted from what comes after it."""
    content = stream.read(CHUNK)
    while content.endswith(b"\r") and (more := stream.read(1)):
        content += more
    return content


def _breaks(data: npt.NDArray[np.uint8]) -> Numbers:
    """Where lines end: at a line feed, and at a carriage return without one."""
    lone = data == _RETURN
    lone[:-1] &= data[1:] != _BREAK
    return np.flatnonzero(lone | (data == _BREAK))
