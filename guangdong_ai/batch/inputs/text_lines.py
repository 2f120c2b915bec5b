"""The lines of a text file with their numbers, and those of the record at hand remembered."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import TextIOWrapper
from itertools import islice
from pathlib import Path

from guangdong_ai.batch.inputs.byte_stream import byte_stream
from guangdong_ai.batch.inputs.input_files import InputFile
from guangdong_ai.batch.inputs.text_shape import LONGEST_LINE, endless

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
