"""About how many records a file has, found out cheaply: small inputs and large ones are read in different ways."""

from guangdong_ai.batch.inputs.byte_stream import CHUNK, byte_stream
from guangdong_ai.batch.inputs.input_files import InputFile


def count_at_most(file: InputFile, limit: int) -> int:
    """No fewer than the file's records, and for Parquet and profiles exactly as many; counting stops above ``limit``.

    Of text the lines are counted, of a workbook the rows of its largest sheet: headers and blank ones are among them. Raises Refused where the
    file cannot be read.
    """
    if file.format == "toml":
        return 1
    if file.format == "parquet":
        from guangdong_ai.batch.inputs.parquet_rows import parquet_row_count

        return parquet_row_count(file)
    if file.format == "xlsx":
        from guangdong_ai.batch.inputs.xlsx_rows import xlsx_row_count

        return xlsx_row_count(file, limit)
    return _lines(file, limit)


def _lines(file: InputFile, limit: int) -> int:
    """At least the number of lines: in UTF-16 some other characters hold the byte of a line end too."""
    lines = 1
    with byte_stream(file.path, file.compression) as stream:
        while lines <= limit and (chunk := stream.read(CHUNK)):
            lines += chunk.count(b"\n") + chunk.count(b"\r") - chunk.count(b"\r\n")
    return lines
