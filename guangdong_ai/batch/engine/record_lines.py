"""On which physical line each record of a text table begins, found by its quotes and line breaks alone: fast enough for any file."""

from collections.abc import Collection, Iterator
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

CHUNK = 1 << 24
_BREAK, _RETURN, _QUOTE = ord("\n"), ord("\r"), ord('"')

Numbers = npt.NDArray[np.int64]


def record_lines(stream: BinaryIO, left_out: Collection[int]) -> Numbers:
    """The line (from 1) of each record, the header first, but of those that begin at the bytes (from 0) ``left_out``. A blank line is none.

    A line break between quotes parts no records. Where quotes do not fit this is wrong; whoever knows the number of records compares it.
    """
    return np.concatenate([np.empty(0, dtype=np.int64), *_pieces(stream, np.array(sorted(left_out), dtype=np.int64))])


def _pieces(stream: BinaryIO, left_out: Numbers) -> Iterator[Numbers]:
    """For each chunk the records among the lines that end in it."""
    position, line, quotes_before, last_byte = 0, 1, 0, 0
    start, start_quoted = 0, False
    while content := stream.read(CHUNK):
        data = np.frombuffer(content, dtype=np.uint8)
        breaks, quotes = np.flatnonzero(data == _BREAK), np.flatnonzero(data == _QUOTE)
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
    while waiting and (content := stream.read(CHUNK)):
        breaks = np.flatnonzero(np.frombuffer(content, dtype=np.uint8) == _BREAK)
        while waiting and waiting[0] < position + len(content):
            place = waiting.pop(0)
            found[place] = line + int(np.searchsorted(breaks, place - position))
        line += len(breaks)
        position += len(content)
    return found
