"""Tables in Parquet: typed columns, row numbers from 1."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from guangdong_ai.batch.applicant import Row
from guangdong_ai.batch.inputs.byte_stream import readable
from guangdong_ai.batch.inputs.input_files import InputFile
from guangdong_ai.batch.inputs.layout import layout_of
from guangdong_ai.batch.inputs.missing_extra import missing_extra
from guangdong_ai.batch.inputs.reading import Reading, Table
from guangdong_ai.batch.inputs.record_to_row import RowMaker
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.errors import Refused
from guangdong_ai.finding import Finding, Place
from guangdong_ai.text import Text

_ROWS_AT_A_TIME = 2_000


def parquet_table(file: InputFile, facts: Mapping[str, Fact], reading: Reading) -> Table:
    """The table in a Parquet file; a column that is a table of columns counts as those, ``enterprise.city``.

    Every row is a record, one without any value too. Null is "not given"; NaN is no number and rejects its row. Raises Refused, also while
    rows are read, for a file that is damaged.
    """
    opened = _opened(file)
    with _undamaged(file):
        headers = tuple(name for field in opened.schema_arrow for name in _names(field))
    layout = layout_of(
        headers,
        facts,
        names=reading.names,
        id_column=reading.id_column,
        keep=reading.keep,
        ignored=reading.ignored,
        place=Place(file=file.path),
    )
    maker = RowMaker(file, layout, lenient=reading.lenient)
    return Table(file=file, layout=layout, warnings=layout.warnings, rows=_rows(file, opened, maker, len(headers)))


def parquet_row_count(file: InputFile) -> int:
    """How many rows the file says that it has. Raises Refused."""
    return int(_opened(file).metadata.num_rows)


class _undamaged:  # noqa: N801  # read as a word of the with statement
    """Turns what the library raises about a damaged file into Refused."""

    def __init__(self, file: InputFile) -> None:
        self._file = file

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        import pyarrow as pa

        if isinstance(error, pa.ArrowException | OSError | ValueError):
            message = Text("不是 Parquet 文件，或已损坏", "no Parquet file, or a damaged one")
            hint = Text("请重新导出文件", "export the file again")
            raise Refused([Finding(message=message, hint=hint, place=Place(file=self._file.path))]) from None


def _opened(file: InputFile) -> Any:
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise missing_extra("engine", "pyarrow", file.path) from None
    with readable(file.path), file.path.open("rb"):
        pass
    with _undamaged(file):
        return pq.ParquetFile(file.path)


def _names(field: Any) -> Iterator[str]:
    """What ``flat`` calls the field's columns. To make an empty table and flatten it would load pandas, where that is installed."""
    parts = field.flatten()
    if len(parts) == 1 and parts[0].equals(field):
        yield str(field.name)
        return
    for part in parts:
        yield from _names(part)


def flat(table: Any) -> Any:
    """The Arrow table, each column that is a struct replaced by its columns, as often as it takes."""
    import pyarrow as pa

    while any(pa.types.is_struct(kind) for kind in table.schema.types):
        table = table.flatten()
    return table


def _rows(file: InputFile, opened: Any, maker: RowMaker, width: int) -> Iterator[Row]:
    import pyarrow as pa

    line = 0
    batches = opened.iter_batches(batch_size=_ROWS_AT_A_TIME)
    while True:
        with _undamaged(file):
            batch = next(batches, None)
            if batch is None:
                return
            table = flat(pa.Table.from_batches([batch]))
            columns = [column_cells(table.column(index)) if maker.looks_at(index) else [None] * len(table) for index in range(width)]
        for cells in zip(*columns, strict=True):
            line += 1
            yield maker.row(line, cells)


def column_cells(column: Any) -> list[Any]:
    """The cells of an Arrow column as Python knows them. A number of single precision is the shortest decimal that means it: 0.1, not 0.10000000149."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_float32(kind) or pa.types.is_float16(kind):
        return [None if text is None else Decimal(text) for text in column.cast(pa.string()).to_pylist()]
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        column = column.cast(pa.timestamp("us", tz=kind.tz), safe=False)
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return [None if content is None else content.decode("utf-8", "replace") for content in column.to_pylist()]
    return list(column.to_pylist())
