"""Results as text in UTF-8: CSV and JSON Lines. Nothing in CSV runs when a spreadsheet program opens it."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

import msgspec

from guangdong_ai.batch.write.result_formats import OutputColumn, ResultCell
from guangdong_ai.foundation.spreadsheet_text import as_plain_text


class _TextFile:
    """Writes each row at once; finishing only closes the file."""

    def __init__(self, path: Path, encoding: str = "utf-8") -> None:
        self._stream = path.open("w", encoding=encoding, newline="")

    def finish(self) -> None:
        """Write what is buffered and close the complete file. Raises OSError."""
        self._stream.close()

    def give_up(self) -> None:
        """Close the file."""
        self._stream.close()


class CsvWriter(_TextFile):
    """Commas, a header line, line feeds. Days are ISO dates; where there is nothing to say the cell is empty. Text that would run has an apostrophe in front.

    ``titles``: for a person, who gets them as the headers, and a byte-order mark: by it spreadsheet programs know UTF-8.
    """

    def __init__(self, path: Path, columns: Sequence[OutputColumn], titles: Sequence[str] | None = None) -> None:
        super().__init__(path, "utf-8" if titles is None else "utf-8-sig")
        self._writer = csv.writer(_Lines(self._stream), lineterminator="\r\n")
        self._writer.writerow([as_plain_text(title) for title in titles or [column.name for column in columns]])

    def write(self, cells: Iterable[ResultCell]) -> None:
        """Add a row."""
        self._writer.writerow([as_plain_text(cell) if type(cell) is str else cell for cell in cells])


class _Lines:
    """Ends lines with a line feed alone. Only a writer that ends them with both characters quotes a cell in which either stands."""

    def __init__(self, stream: TextIO) -> None:
        self._write = stream.write

    def write(self, line: str) -> object:
        return self._write(f"{line[:-2]}\n")


class JsonlWriter(_TextFile):
    """An object a line, with every column as a key: text, numbers, ISO dates, null where there is nothing to say."""

    def __init__(self, path: Path, columns: Sequence[OutputColumn]) -> None:
        super().__init__(path)
        self._names = [column.name for column in columns]

    def write(self, cells: Iterable[ResultCell]) -> None:
        """Add a row."""
        self._stream.buffer.write(msgspec.json.encode(dict(zip(self._names, cells, strict=True))) + b"\n")


class LineWriter(_TextFile):
    """Lines that are JSON already: each row is one cell."""

    def write(self, cells: Iterable[ResultCell]) -> None:
        """Add a line."""
        for cell in cells:
            self._stream.write(f"{cell}\n")
