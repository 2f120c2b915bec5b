"""Results as Parquet: strings, 64-bit whole numbers and days; words of ours as dictionaries."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from guangdong_ai.batch.write.result_formats import ColumnKind, OutputColumn, ResultCell
from guangdong_ai.foundation.path_text import is_utf_8

ROWS_IN_A_GROUP = 10_000

_TYPES: dict[ColumnKind, Any] = {
    "text": pa.string(),
    "word": pa.dictionary(pa.int32(), pa.string()),
    "number": pa.int64(),
    "day": pa.date32(),
}


def arrow_schema(columns: Sequence[OutputColumn]) -> Any:
    """The columns as Arrow has them."""
    return pa.schema([(column.name, _TYPES[column.kind]) for column in columns])


class ParquetWriter:
    """Rows are written in groups of a fixed size, so that the same rows give the same file. ``metadata`` stands in its footer."""

    def __init__(self, path: Path, columns: Sequence[OutputColumn], metadata: Mapping[str, str] | None = None) -> None:
        self._schema = arrow_schema(columns).with_metadata(metadata)
        # Arrow takes paths as text only.
        self._file = None if is_utf_8(path) else path.open("wb")
        self._writer = pq.ParquetWriter(self._file or path, self._schema, compression="zstd")
        self._rows: list[tuple[ResultCell, ...]] = []

    def write(self, cells: Iterable[ResultCell]) -> None:
        """Add a row."""
        self._rows.append(tuple(cells))
        if len(self._rows) == ROWS_IN_A_GROUP:
            self._write_group()

    def finish(self) -> None:
        """Write the last group and close the complete file. Raises OSError."""
        if self._rows:
            self._write_group()
        self._writer.close()
        if self._file is not None:
            self._file.close()

    def give_up(self) -> None:
        """Close the file."""
        self._writer.close()

    def _write_group(self) -> None:
        by_column = zip(*self._rows, strict=True)
        arrays = [pa.array(cells, type=field.type) for cells, field in zip(by_column, self._schema, strict=True)]
        self._writer.write_table(pa.table(arrays, schema=self._schema), row_group_size=ROWS_IN_A_GROUP)
        self._rows.clear()
