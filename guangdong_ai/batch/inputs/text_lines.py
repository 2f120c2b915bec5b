"""The lines of a text file with their numbers, and those of the record at hand remembered."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import TextIOWrapper
from pathlib import Path

from guangdong_ai.batch.inputs.byte_stream import byte_stream
from guangdong_ai.batch.inputs.input_files import InputFile
from guangdong_ai.errors import Refused
from guangdong_ai.finding import Finding, Place
from guangdong_ai.text import Text

LONGEST_LINE = 16_000_000
"""Characters. A line that is longer is none: a file without line ends would be held as a whole."""

_MARK = "\ufeff"


class TextLines:
    """Gives line after line, ends included. ``number`` is that of the last one, from 1; ``taken`` are those since ``begin``."""

    def __init__(self, lines: Iterator[str], path: Path | None = None) -> None:
        self._lines, self._path = lines, path
        self.number = 0
        self.taken: list[str] = []

    def __iter__(self) -> "TextLines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        if len(line) > LONGEST_LINE and self._path is not None:
            raise _endless(self._path, self.number + 1)
        if self.number == 0:
            line = line.removeprefix(_MARK)
        self.number += 1
        self.taken.append(line)
        return line

    def begin(self) -> int:
        """A record begins with the next line, whose number is given."""
        self.taken = []
        return self.number + 1


@contextmanager
def text_lines(file: InputFile, encoding: str, newline: str) -> Iterator[TextLines]:
    """The lines of the file. ``newline`` as for ``open``: "" parts them at every kind of line end and leaves the ends as they are."""
    with byte_stream(file.path, file.compression) as stream, TextIOWrapper(stream, encoding=encoding, newline=newline) as text:
        yield TextLines(iter(partial(text.readline, LONGEST_LINE + 1), ""), file.path)


def _endless(path: Path, line: int) -> Refused:
    message = Text(f"这一行超过 {LONGEST_LINE:,} 个字符，没有读取", f"this line has more than {LONGEST_LINE:,} characters, and is not read")
    hint = Text("请检查换行，或重新导出文件", "check the line ends, or export the file again")
    return Refused([Finding(message=message, hint=hint, place=Place(file=path, line=line))])
