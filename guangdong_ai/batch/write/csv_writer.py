"""Results as CSV: UTF-8, commas, a header line, line feeds; nothing in it runs when a spreadsheet program opens it."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from guangdong_ai.batch.write.formats import OutputColumn, ResultCell
from guangdong_ai.foundation.spreadsheet_text import as_plain_text


class CsvWriter:
    """Days are ISO dates; where there is nothing to say the cell is empty. Text that would run has an apostrophe in front."""

    def __init__(self, path: Path, columns: Sequence[OutputColumn]) -> None:
        self._stream = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(_Lines(self._stream), lineterminator="\r\n")
        self._writer.writerow([as_plain_text(column.name) for column in columns])

    def write(self, cells: Iterable[ResultCell]) -> None:
        """Add a row."""
        self._writer.writerow([as_plain_text(cell) if type(cell) is str else cell for cell in cells])

    def finish(self) -> None:
        """Close the file: it is whole."""
        self._stream.close()

    def give_up(self) -> None:
        """Close the file."""
        self._stream.close()


class _Lines:
    """Ends lines with a line feed alone. Only a writer that ends them with both characters quotes a cell in which either stands."""

    def __init__(self, stream: TextIO) -> None:
        self._write = stream.write

    def write(self, line: str) -> object:
        return self._write(f"{line[:-2]}\n")
