"""The lines of a text file with their numbers. What has no lines, or grows without end when it is unpacked, is not read on."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Final

from guangdong_ai.batch.read.byte_stream import CHUNK, byte_stream
from guangdong_ai.batch.read.formats import Compression
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.text import Text

LONGEST_LINE: Final = 16_000_000
"""Characters. A line, or a record on several lines, that is longer is none: a file without line ends would be held as a whole."""

MOST_UNPACKED: Final = 1 << 30
TIMES_PACKED: Final = 200
"""A file that unpacks to more than so many bytes, and to more than so many times its size, is not read: no table packs so well."""

MOST_BLANK_LINES: Final = 2_000_000
"""Lines, one after the other, in which nothing stands, or nothing but what parts cells. A sheet has half as many."""

_BYTES_A_CHARACTER = 4
_NOTHING = b'\r\n\x00 \t,;|"'


class TextShape:
    """Looks at a file's bytes, unpacked, as they pass by. Bytes are counted, whatever the encoding: only what is far too long is seen here."""

    def __init__(self, path: Path, compression: Compression | None) -> None:
        self._path = path
        self._packed = path.stat().st_size if compression else 0
        self._unpacked = self._line_bytes = self._blank = 0
        self._lines = 1

    def add(self, chunk: bytes) -> None:
        """The next bytes. Raises Refused."""
        self._unpacked += len(chunk)
        if self._packed and self._unpacked > max(MOST_UNPACKED, TIMES_PACKED * self._packed):
            raise self._refused(
                Text(
                    f"{self._packed:,} 字节的文件解压后超过 {self._unpacked:,} 字节，没有读取",
                    f"a file of {self._packed:,} bytes unpacks to more than {self._unpacked:,}, and is not read",
                ),
                Text("请先解压，检查内容", "unpack it and look at what it contains"),
            )
        self._blank = 0 if chunk.strip(_NOTHING) else self._blank + _line_ends(chunk)
        if self._blank > MOST_BLANK_LINES:
            raise self._refused(
                Text(
                    f"连续有超过 {MOST_BLANK_LINES:,} 个没有内容的行，没有读取",
                    f"there are more than {MOST_BLANK_LINES:,} blank lines in a row; the file is not read",
                ),
                Text("请删除空行，或重新导出文件", "delete the blank lines, or export the file again"),
            )
        last = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        self._line_bytes = self._line_bytes + len(chunk) if last < 0 else len(chunk) - last - 1
        if self._line_bytes > _BYTES_A_CHARACTER * LONGEST_LINE:
            raise endless(self._path, self._lines + chunk.count(b"\n"))
        self._lines += chunk.count(b"\n")

    def _refused(self, message: Text, hint: Text) -> Refused:
        return Refused([Finding(message=message, hint=hint, place=Place(file=self._path))])


def _line_ends(chunk: bytes) -> int:
    return chunk.count(b"\n") + chunk.count(b"\r") - chunk.count(b"\r\n")


def endless(path: Path, line: int) -> Refused:
    """The refusal of a line, or a record that begins before it, that does not end."""
    message = Text(
        f"这一行（或这条记录）超过 {LONGEST_LINE:,} 个字符，没有读取",
        f"this line or record has more than {LONGEST_LINE:,} characters, and is not read",
    )
    hint = Text("请检查换行和引号，或重新导出文件", "check the line ends and quotes, or export the file again")
    return Refused([Finding(message=message, hint=hint, place=Place(file=path, line=line))])


_MARK = "\ufeff"


class TextLines:
    """Gives line after line, ends included. ``number`` is that of the last one, from 1; ``taken`` are those since ``begin``."""

    def __init__(self, lines: Iterator[str], path: Path | None = None) -> None:
        self._lines, self._path = lines, path
        self.number = 0
        self.taken: list[str] = []
        self._held = 0

    def __iter__(self) -> "TextLines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._held += len(line)
        if self._held > LONGEST_LINE and self._path is not None:
            raise endless(self._path, self.number + 1)
        if self.number == 0:
            line = line.removeprefix(_MARK)
        self.number += 1
        self.taken.append(line)
        return line

    def begin(self) -> int:
        """A record begins with the next line, whose number is given."""
        self.taken = []
        self._held = 0
        return self.number + 1


@contextmanager
def text_lines(file: InputFile, encoding: str, newline: str, most: int | None = None) -> Iterator[TextLines]:
    """The lines of the file, or the first ``most``. ``newline`` as for ``open``: "" parts them at every kind of line end and leaves the ends as they are."""
    with byte_stream(file.path, file.compression) as stream, TextIOWrapper(stream, encoding=encoding, newline=newline) as text:
        yield TextLines(islice(iter(partial(text.readline, LONGEST_LINE + 1), ""), most), file.path)


def lines_at_most(file: InputFile, limit: int) -> int:
    """At least the number of lines, counted until there are more than ``limit``: in UTF-16 some other characters hold the byte of a line end too.

    Raises Refused where the file cannot be read.
    """
    lines = 1
    with byte_stream(file.path, file.compression) as stream:
        while lines <= limit and (chunk := stream.read(CHUNK)):
            lines += chunk.count(b"\n") + chunk.count(b"\r") - chunk.count(b"\r\n")
    return lines
