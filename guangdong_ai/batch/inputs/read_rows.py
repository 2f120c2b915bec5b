"""Any input file as rows: one Applicant or Rejected for each of its records."""

from collections.abc import Iterator, Mapping

from guangdong_ai.batch.applicant import Row
from guangdong_ai.batch.inputs.input_files import InputFile
from guangdong_ai.batch.inputs.reading import Reading, Table
from guangdong_ai.catalogue.fact import Fact


def open_table(file: InputFile, facts: Mapping[str, Fact], reading: Reading) -> Table:
    """The file, open: its layout and warnings are known, its rows are read as they are asked for. Raises Refused with all findings."""
    if file.format in ("csv", "tsv"):
        from guangdong_ai.batch.inputs.csv_rows import csv_table

        return csv_table(file, facts, reading)
    if file.format == "jsonl":
        from guangdong_ai.batch.inputs.jsonl_rows import jsonl_table

        return jsonl_table(file, facts, reading)
    if file.format == "xlsx":
        from guangdong_ai.batch.inputs.xlsx_rows import xlsx_table

        return xlsx_table(file, facts, reading)
    if file.format == "parquet":
        from guangdong_ai.batch.inputs.parquet_rows import parquet_table

        return parquet_table(file, facts, reading)
    from guangdong_ai.batch.inputs.toml_rows import toml_table

    return toml_table(file, facts, reading)


def read_rows(file: InputFile, facts: Mapping[str, Fact], reading: Reading) -> Iterator[Row]:
    """The rows of the file alone, where nobody needs the warnings. Raises Refused with all findings."""
    return open_table(file, facts, reading).rows
