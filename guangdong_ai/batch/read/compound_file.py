"""Files of files, as old office programs wrote them: .xls, and newer workbooks with a password.

Whatever stands in one, reading it takes no more time and memory than its length: chains and trees that lead in a circle are refused.
"""

from collections.abc import Sequence
from struct import unpack_from
from typing import Final

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What such a file begins with."""

_HEADER = 512
_ENTRY = 128
_IN_HEADER = 109
_NO_ENTRY: Final = 0xFFFFFFFF
_LAST_NUMBER: Final = 0xFFFFFFFA
"""Numbers of sectors end here; those above say that a chain ends or a sector is free."""
_ROOT, _STREAM = 5, 2
_SMALL_BELOW = 4096
_SMALL_SECTOR = 64


class DamagedError(ValueError):
    """The file is not built as it says."""


class CompoundFile:
    """The streams that stand in the file at the top; those inside embedded objects are not among them. Raises DamagedError."""

    def __init__(self, content: bytes) -> None:
        if len(content) < _HEADER or not content.startswith(SIGNATURE):
            raise DamagedError
        self._content = content
        (shift,) = unpack_from("<H", content, 30)
        if shift not in (9, 12):
            raise DamagedError
        self._size = 1 << shift
        self._next = self._allocation()
        (first_entry,) = unpack_from("<I", content, 48)
        (first_small,) = unpack_from("<I", content, 60)
        self._directory = self._chained(first_entry)
        self._next_small = _numbers(self._chained(first_small))
        self._places = self._at_the_top()

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def stream(self, name: str) -> bytes:
        """What the stream of this name holds. Raises DamagedError; KeyError where there is none."""
        first, size = unpack_from("<II", self._directory, self._places[name] * _ENTRY + 116)
        if size >= _SMALL_BELOW:
            return self._chained(first)[:size]
        small = self._chained(unpack_from("<I", self._directory, 116)[0])
        parts = (small[number * _SMALL_SECTOR : (number + 1) * _SMALL_SECTOR] for number in _chain(first, self._next_small))
        return b"".join(parts)[:size]

    def _allocation(self) -> Sequence[int]:
        """The sector that follows each sector."""
        places = list(unpack_from(f"<{_IN_HEADER}I", self._content, 76))
        (further,) = unpack_from("<I", self._content, 68)
        seen: set[int] = set()
        while further < _LAST_NUMBER:
            if further in seen:
                raise DamagedError
            seen.add(further)
            *more, further = _numbers(self._sector(further))
            places += more
        used = [place for place in places if place < _LAST_NUMBER]
        if len(set(used)) < len(used):
            raise DamagedError
        return _numbers(b"".join(map(self._sector, used)))

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        found = self._content[begin : begin + self._size]
        if not found:
            raise DamagedError
        return found.ljust(self._size, b"\0")

    def _chained(self, first: int) -> bytes:
        return b"".join(map(self._sector, _chain(first, self._next)))

    def _at_the_top(self) -> dict[str, int]:
        """Where the streams stand in the directory, by their names."""
        count = len(self._directory) // _ENTRY
        if not count or self._directory[66] != _ROOT:
            raise DamagedError
        found: dict[str, int] = {}
        seen: set[int] = set()
        ahead = [unpack_from("<I", self._directory, 76)[0]]
        while ahead:
            place = ahead.pop()
            if place == _NO_ENTRY:
                continue
            if place >= count or place in seen:
                raise DamagedError
            seen.add(place)
            entry = self._directory[place * _ENTRY : (place + 1) * _ENTRY]
            (length,) = unpack_from("<H", entry, 64)
            if entry[66] == _STREAM:
                found[entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")] = place
            ahead += unpack_from("<II", entry, 68)
        return found


def _chain(first: int, following: Sequence[int]) -> list[int]:
    """The numbers from ``first`` to where the chain ends. Raises DamagedError where it leads nowhere or in a circle."""
    found: list[int] = []
    while first < _LAST_NUMBER:
        if first >= len(following) or len(found) >= len(following):
            raise DamagedError
        found.append(first)
        first = following[first]
    return found


def _numbers(content: bytes) -> Sequence[int]:
    return unpack_from(f"<{len(content) // 4}I", content)
