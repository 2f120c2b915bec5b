"""The formats of inputs, one entry each: suffixes, what reads it, and what may be done with it. Help, completion and messages follow from them.

What reads a format is loaded when a file has it.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, Literal, get_args

from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text

if TYPE_CHECKING:
    from guangdong_ai.batch.read.input_files import InputFile
    from guangdong_ai.batch.read.read_options import ReadOptions
    from guangdong_ai.batch.read.table import InputTable
    from guangdong_ai.catalogue.fact import Fact

Format = Literal["toml", "csv", "tsv", "jsonl", "parquet", "xlsx"]
Compression = Literal["gz", "zst"]

_Open = Callable[["InputFile", Mapping[str, "Fact"], "ReadOptions"], "InputTable"]
_Count = Callable[["InputFile", int], int]


@record
class TableReader:
    """How files of a format are read.

    ``suffixes``: those of their names; ``open_table``: the file as a table, see ``read.table``; ``count_at_most``: no fewer than its records,
    counted up to a limit. ``is_compressible``: whether it is text that may be packed; ``is_profile``: whether a file is one applicant;
    ``has_sheets``: whether a file has sheets to choose from. ``engines``: those that read it, other than row by row.
    """

    suffixes: tuple[str, ...]
    open_table: _Open
    count_at_most: _Count
    is_compressible: bool = False
    is_profile: bool = False
    has_sheets: bool = False
    engines: tuple[str, ...] = ()


def _toml(file: "InputFile", facts: Mapping[str, "Fact"], reading: "ReadOptions") -> "InputTable":
    from guangdong_ai.batch.read.toml_rows import toml_table

    return toml_table(file, facts, reading)


def _csv(file: "InputFile", facts: Mapping[str, "Fact"], reading: "ReadOptions") -> "InputTable":
    from guangdong_ai.batch.read.csv_rows import csv_table

    return csv_table(file, facts, reading)


def _jsonl(file: "InputFile", facts: Mapping[str, "Fact"], reading: "ReadOptions") -> "InputTable":
    from guangdong_ai.batch.read.jsonl_rows import jsonl_table

    return jsonl_table(file, facts, reading)


def _parquet(file: "InputFile", facts: Mapping[str, "Fact"], reading: "ReadOptions") -> "InputTable":
    from guangdong_ai.batch.read.parquet_rows import parquet_table

    return parquet_table(file, facts, reading)


def _workbook(file: "InputFile", facts: Mapping[str, "Fact"], reading: "ReadOptions") -> "InputTable":
    from guangdong_ai.batch.read.workbook_rows import workbook_table

    return workbook_table(file, facts, reading)


def _lines(file: "InputFile", limit: int) -> int:
    from guangdong_ai.batch.read.text_file import lines_at_most

    return lines_at_most(file, limit)


def _rows_of_parquet(file: "InputFile", limit: int) -> int:
    from guangdong_ai.batch.read.parquet_rows import parquet_row_count

    del limit
    return parquet_row_count(file)


def _rows_of_workbook(file: "InputFile", limit: int) -> int:
    from guangdong_ai.batch.read.workbook_rows import workbook_row_count

    return workbook_row_count(file, limit)


def _one(file: "InputFile", limit: int) -> int:
    del file, limit
    return 1


READERS: Final[Mapping[Format, TableReader]] = {
    "toml": TableReader(suffixes=(".toml",), open_table=_toml, count_at_most=_one, is_profile=True),
    "csv": TableReader(suffixes=(".csv",), open_table=_csv, count_at_most=_lines, is_compressible=True, engines=("polars",)),
    "tsv": TableReader(suffixes=(".tsv",), open_table=_csv, count_at_most=_lines, is_compressible=True, engines=("polars",)),
    "jsonl": TableReader(suffixes=(".jsonl", ".ndjson"), open_table=_jsonl, count_at_most=_lines, is_compressible=True),
    "parquet": TableReader(
        suffixes=(".parquet",), open_table=_parquet, count_at_most=_rows_of_parquet, engines=("polars", "dask", "spark")
    ),
    "xlsx": TableReader(
        suffixes=(".xlsx", ".xlsm", ".xls", ".ods"), open_table=_workbook, count_at_most=_rows_of_workbook, has_sheets=True
    ),
}

COMPRESSIONS: Final[Mapping[str, Compression]] = {f".{name}": name for name in get_args(Compression)}
FORMATS: Final[Mapping[str, Format]] = {suffix: name for name, reader in READERS.items() for suffix in reader.suffixes}
"""The format of each suffix."""

TABLES: Final = tuple(name for name, reader in READERS.items() if not reader.is_profile)
"""The formats of tables, which hold many applicants."""


def accepted_suffixes() -> tuple[str, ...]:
    """The suffixes of all files that are read; of packed ones the last."""
    return (*FORMATS, *COMPRESSIONS)


def accepted_formats() -> Text:
    """What is accepted, to be told as a hint."""
    *others, last = FORMATS
    packed = [f"{next(reader.suffixes[0] for reader in READERS.values() if reader.is_compressible)}{suffix}" for suffix in COMPRESSIONS]
    return Text(
        f"可以读取 {'、'.join(FORMATS)}；文本表格还可以是 {'、'.join(packed)} 等",
        f"accepted are {', '.join(others)} and {last}; text tables also as {', '.join(packed)} and so on",
    )
