"""A text file: its encoding, and its lines with their numbers.

What is not Unicode is told, never guessed silently. What has no lines, or grows without end when it is unpacked, is not read on.
"""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Final

from guangdong_ai.batch.read.byte_stream import CHUNK, byte_stream
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.input_formats import Compression
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.text import Text

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""A mark of four bytes begins with one of two: the longer is looked for first."""

_SAMPLE = 4096
_NAMES: Final = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-16": "UTF-16", "utf-32": "UTF-32", "gb18030": "GBK/GB18030"}


def encoding_of(path: Path, compression: Compression | None) -> str:
    """The name, as Python knows it, of the encoding in which every byte of the file can be read.

    ``utf-8-sig``, ``utf-16`` or ``utf-32`` where a mark at the start says so; ``utf-16-le`` or ``utf-16-be`` where only every other byte is
    zero; else ``utf-8``; else ``gb18030``, which GBK and GB 2312 are part of. Raises Refused for a file that is in none of them, and for one
    that is no text to work with (see ``TextShape``).
    """
    with byte_stream(path, compression) as stream:
        sample = stream.read(_SAMPLE)
    told = next((encoding for mark, encoding in _MARKS if sample.startswith(mark)), None) or _utf_16_without_mark(sample)
    for encoding in [told] if told else ["utf-8", "gb18030"]:
        wrong_at = _first_wrong_byte(path, compression, encoding)
        if wrong_at is None:
            return encoding
        if encoding != "gb18030":
            first_try, position = encoding, wrong_at
    raise _refused(path, compression, first_try, position)


def transcoded(path: Path, compression: Compression | None, target: Path) -> str:
    """Writes the file, unpacked, to ``target`` in UTF-8 without a mark, lines as they are; the encoding it was in.

    Raises Refused when it cannot be read, and OSError when ``target`` cannot be written.
    """
    encoding = encoding_of(path, compression)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    with target.open("wb") as output:
        for chunk in _chunks(path, compression):
            output.write(decoder.decode(chunk).encode())
        output.write(decoder.decode(b"", final=True).encode())
    return encoding


def encoding_warning(path: Path, encoding: str) -> Finding | None:
    """What to tell of an encoding that is not UTF-8; None for one that is."""
    if encoding not in _NAMES:
        return None
    name = _NAMES[encoding]
    return Finding(
        message=Text(f"文件不是 UTF-8 编码，按 {name} 读取", f"the file is not in UTF-8; it is read as {name}"),
        hint=Text("如果文字显示不对，请另存为 UTF-8 编码", "if the text looks wrong, save the file as UTF-8"),
        place=Place(file=path),
        severity="warning",
    )


def _chunks(path: Path, compression: Compression | None) -> Iterator[bytes]:
    with byte_stream(path, compression) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _utf_16_without_mark(sample: bytes) -> str | None:
    """UTF-16 by its zeros: all at even or all at odd places, and too many of them, or too much else, for a damaged UTF-8 file."""
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    if (high == 0) == (low == 0):
        return None
    if max(high, low) * 5 < len(sample) and _wrong_byte(sample, "utf-8") is None:
        return None
    return "utf-16-be" if high else "utf-16-le"


def _wrong_byte(content: bytes, encoding: str) -> int | None:
    try:
        codecs.getincrementaldecoder(encoding)("strict").decode(content)
    except UnicodeDecodeError as error:
        return error.start
    return None


def _first_wrong_byte(path: Path, compression: Compression | None, encoding: str) -> int | None:
    """About where (from 0) the first byte stands that ``encoding`` does not allow; None when there is none."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    read = 0
    shape = TextShape(path, compression)
    with byte_stream(path, compression) as stream:
        while True:
            chunk = stream.read(CHUNK)
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return max(0, read - pending + error.start)
            except UnicodeError:
                return read
            if not chunk:
                return None
            read += len(chunk)
            shape.add(chunk)


def _refused(path: Path, compression: Compression | None, encoding: str, position: int) -> Refused:
    with byte_stream(path, compression) as stream:
        line = 1
        left = position
        byte = b""
        while left > 0 and (chunk := stream.read(min(CHUNK, left))):
            line += chunk.count(b"\n")
            left -= len(chunk)
        byte = stream.read(1)
    shown = f"0x{byte.hex()}" if byte else ""
    name = "UTF-8" if encoding.startswith("utf-8") else _NAMES[encoding]
    also = (
        Text("也不是 GB18030 编码", "and not GB18030")
        if encoding == "utf-8"
        else Text("文件开头却表明是这种编码", "which its start says it is")
    )
    return Refused(
        [
            Finding(
                message=Text("第 {:,} 个字节（{}）不是 {} 编码，{}", "byte {:,} ({}) is not {}, {}").format(
                    position + 1, shown, name, also
                ),
                hint=Text("请把文件另存为 UTF-8 编码；也可能不是文本文件", "save the file as UTF-8; it may not be a text file at all"),
                place=Place(file=path, line=line),
            )
        ]
    )


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
        """Look at the next bytes. Raises Refused."""
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
            lines += _line_ends(chunk)
    return lines
