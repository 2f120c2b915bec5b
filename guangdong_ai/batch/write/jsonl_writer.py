"""Results as JSON Lines, in UTF-8."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from guangdong_ai.batch.write.formats import OutputColumn, ResultCell


class JsonlWriter:
    """An object a line, with every column as a key: text, numbers, ISO dates, null where there is nothing to say."""

    def __init__(self, path: Path, columns: Sequence[OutputColumn]) -> None:
        self._stream = path.open("wb")
        self._names = [column.name for column in columns]

    def write(self, cells: Iterable[ResultCell]) -> None:
        """Add a row."""
        self._stream.write(msgspec.json.encode(dict(zip(self._names, cells, strict=True))) + b"\n")

    def finish(self) -> None:
        """Close the file: it is whole."""
        self._stream.close()

    def give_up(self) -> None:
        """Close the file."""
        self._stream.close()


class LineWriter:
    """Lines that are JSON already: each row is one cell."""

    def __init__(self, path: Path) -> None:
        self._stream = path.open("wb")

    def write(self, cells: Iterable[ResultCell]) -> None:
        """Add a line."""
        for cell in cells:
            self._stream.write(f"{cell}\n".encode())

    def finish(self) -> None:
        """Close the file: it is whole."""
        self._stream.close()

    def give_up(self) -> None:
        """Close the file."""
        self._stream.close()
