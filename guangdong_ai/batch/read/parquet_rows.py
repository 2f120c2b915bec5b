"""Tables in Parquet: typed columns, row numbers from 1."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import layout_of
from guangdong_ai.batch.read.parquet_pieces import ParquetPieces
from guangdong_ai.batch.read.read_options import ReadOptions
from guangdong_ai.batch.read.record_to_row import RowMaker
from guangdong_ai.batch.read.table import InputTable, ReadRow
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Place

_ROWS_AT_A_TIME = 2_000
_IN_A_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
_NO_VALUE = (ValueError, LookupError, OverflowError, OSError)


def parquet_table(file: InputFile, facts: Mapping[str, Fact], reading: ReadOptions) -> InputTable:
    """The table in a Parquet file; a column that is a table of columns counts as those, ``enterprise.city``.

    Every row is a record, one without any value too. Null is "not given"; NaN is no number and rejects its row. Raises Refused, also while
    rows are read, for a file that is damaged.
    """
    opened = ParquetPieces(file.path)
    layout = layout_of(
        opened.headers,
        facts,
        reading,
        place=Place(file=file.path),
    )
    maker = RowMaker(file, layout, lenient=reading.lenient, drafting=reading.drafting, answer_rules=reading.answer_rules)
    return InputTable(file=file, layout=layout, warnings=layout.warnings, rows=_rows(opened, maker))


def parquet_row_count(file: InputFile) -> int:
    """How many rows the file says that it has. Raises Refused."""
    return ParquetPieces(file.path).rows


def _rows(opened: ParquetPieces, maker: RowMaker) -> Iterator[ReadRow]:
    line = 0
    used = [index for index in range(len(opened.headers)) if maker.reads(index)]
    for length, piece in opened.read(used, _ROWS_AT_A_TIME):
        columns: list[Sequence[Any]] = [[None] * length] * len(opened.headers)
        for index, column in zip(used, piece, strict=True):
            columns[index] = column_cells(column)
        for cells in zip(*columns, strict=True):
            line += 1
            yield maker.row(line, cells)


def column_cells(column: Any) -> list[Any]:
    """The cells of an Arrow column as Python knows them. A number of single precision is the shortest decimal that means it: 0.1, not 0.10000000149.

    Which day it is in a time zone that nobody here knows is not known, and no calendar goes beyond 9999: such a cell is a text that says so.
    """
    import pyarrow as pa

    kind = column.type
    if pa.types.is_dictionary(kind):
        return [cell for chunk in getattr(column, "chunks", [column]) for cell in _looked_up(chunk)]
    if pa.types.is_float32(kind) or pa.types.is_float16(kind):
        return [None if text is None else _shortest(text) for text in column.cast(pa.string()).to_pylist()]
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        column = column.cast(pa.timestamp("us", tz=kind.tz), safe=False)
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return [None if content is None else content.decode("utf-8", "replace") for content in column.to_pylist()]
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        raise
    except _NO_VALUE:
        return [_cell(scalar) for scalar in column]


def _looked_up(column: Any) -> list[Any]:
    if len(column.dictionary) > len(column):
        return column_cells(column.cast(column.type.value_type))
    cells = column_cells(column.dictionary)
    return [None if place is None else cells[place] for place in column.indices.to_pylist()]


def _shortest(text: str) -> Decimal | float:
    number = Decimal(text)
    return number if number.is_finite() else float(text)


def _cell(scalar: Any) -> object:
    """The cell, where some of the column have no value that Python knows."""
    import pyarrow as pa

    try:
        return scalar.as_py()
    except _NO_VALUE:
        if isinstance(scalar, pa.ListScalar):
            return [_cell(part) for part in scalar.values]
        if isinstance(scalar, pa.TimestampScalar):
            return f"1970-01-01 00:00 UTC + {scalar.value // _IN_A_SECOND[scalar.type.unit]} s ({scalar.type.tz or '-'})"
        if isinstance(scalar, pa.Date32Scalar | pa.Date64Scalar):
            return f"1970-01-01 + {scalar.cast(pa.date32()).value} d"
        return str(scalar.type)
