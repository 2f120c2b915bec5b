"""An input file for the engine, whatever its format."""

from collections.abc import Mapping
from pathlib import Path

from guangdong_ai.batch.engine.engine_table import EngineTable
from guangdong_ai.batch.engine.parquet_table import parquet_table
from guangdong_ai.batch.engine.slow_csv_table import slow_csv_table
from guangdong_ai.batch.inputs.csv_form import csv_form
from guangdong_ai.batch.inputs.encoding import transcoded
from guangdong_ai.batch.inputs.header_match import FactHeaders
from guangdong_ai.batch.inputs.input_files import InputFile
from guangdong_ai.batch.inputs.read_rows import open_table
from guangdong_ai.batch.inputs.reading import Reading
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.path_text import is_utf_8
from guangdong_ai.record import replace

_UTF_8 = ("utf-8", "utf-8-sig")
_USUAL_DELIMITERS = (",", "\t", ";", "|")
"""Another one, which a line ``sep=`` may name, nobody has tried with DuckDB."""


def engine_table(file: InputFile, facts: Mapping[str, Fact], reading: Reading, work: Path, *, slow: bool = False) -> EngineTable:
    """The table. ``work`` is an empty folder, for a copy of a text file that is not in UTF-8. Raises Refused.

    ``slow``: a text table is read record by record, as it must be where the engine raises ReadOtherwise.
    """
    layout = open_table(file, facts, reading).layout
    if layout is None:
        raise TypeError(file.format)
    if file.format == "parquet":
        return parquet_table(file, layout)
    from guangdong_ai.batch.engine.csv_table import csv_table, may_be_read_otherwise  # loads DuckDB, which text tables alone need

    form = csv_form(file, FactHeaders(facts, reading.names))
    if slow or not form.skipped_plainly or form.delimiter not in _USUAL_DELIMITERS:
        return slow_csv_table(file, form, layout)
    text = file.path
    if form.encoding not in _UTF_8:
        text = work / "utf-8.csv"
        transcoded(file.path, file.compression, text)
    copy = file if text == file.path else replace(file, path=text, compression=None)
    return (
        slow_csv_table(file, form, layout)
        if not is_utf_8(text) or may_be_read_otherwise(copy, form)
        else csv_table(file, form, layout, text)
    )
