"""Any input file as a table: how it is to be read, about how many records it has, and a row for each of them."""

from collections.abc import Iterator, Mapping, Sequence

from guangdong_ai.batch.read.applicant import Row
from guangdong_ai.batch.read.byte_stream import CHUNK, byte_stream
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import Keep, Layout
from guangdong_ai.catalogue.conflicts import Together
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.finding import Finding
from guangdong_ai.record import field, record


@record
class Reading:
    """What the user said about the columns. ``names`` (header → fact id) and ``ignored`` come from a columns map.

    ``id_column``: the header of the column that names the applicants; None: the usual ones are looked for. ``keep``: the headers of columns
    to carry through. ``lenient``: a cell that cannot be read makes its fact unknown instead of rejecting the row, and so do cells that exclude
    each other. ``together``: how answers hang together, by the catalogue. ``used``: the facts that measures read, None for all; of any other
    fact a cell that cannot be read is unknown in any case. ``sheet``: the name, or the number from 1, of the sheet of workbooks; None: the one
    that names most facts.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    id_column: str | None = None
    keep: Sequence[str] | Keep = ()
    lenient: bool = False
    used: frozenset[str] | None = None
    sheet: str | None = None
    together: Together = Together()


@record
class Table:
    """A file that is open. ``rows`` reads on as it is asked, once, and gives an Applicant or a Rejected for each record.

    ``rows`` raises Refused where the file turns out to be unreadable further on. ``layout`` is None for a profile, which has no columns.
    """

    file: InputFile
    layout: Layout | None
    warnings: tuple[Finding, ...]
    rows: Iterator[Row]


def open_table(file: InputFile, facts: Mapping[str, Fact], reading: Reading) -> Table:
    """The file, open: its layout and warnings are known, its rows are read as they are asked for. Raises Refused with all findings."""
    if file.format in ("csv", "tsv"):
        from guangdong_ai.batch.read.csv_rows import csv_table

        return csv_table(file, facts, reading)
    if file.format == "jsonl":
        from guangdong_ai.batch.read.jsonl_rows import jsonl_table

        return jsonl_table(file, facts, reading)
    if file.format == "xlsx":
        from guangdong_ai.batch.read.xlsx_rows import xlsx_table

        return xlsx_table(file, facts, reading)
    if file.format == "parquet":
        from guangdong_ai.batch.read.parquet_rows import parquet_table

        return parquet_table(file, facts, reading)
    from guangdong_ai.batch.read.toml_rows import toml_table

    return toml_table(file, facts, reading)


def read_rows(file: InputFile, facts: Mapping[str, Fact], reading: Reading) -> Iterator[Row]:
    """The rows of the file alone, where nobody needs the warnings. Raises Refused with all findings."""
    return open_table(file, facts, reading).rows


def count_at_most(file: InputFile, limit: int) -> int:
    """No fewer than the file's records, and for Parquet and profiles exactly as many; counting stops above ``limit``.

    Of text the lines are counted, of a workbook the rows of its largest sheet: headers and blank ones are among them. Raises Refused where the
    file cannot be read.
    """
    if file.format == "toml":
        return 1
    if file.format == "parquet":
        from guangdong_ai.batch.read.parquet_rows import parquet_row_count

        return parquet_row_count(file)
    if file.format == "xlsx":
        from guangdong_ai.batch.read.xlsx_rows import xlsx_row_count

        return xlsx_row_count(file, limit)
    return _lines(file, limit)


def _lines(file: InputFile, limit: int) -> int:
    """At least the number of lines: in UTF-16 some other characters hold the byte of a line end too."""
    lines = 1
    with byte_stream(file.path, file.compression) as stream:
        while lines <= limit and (chunk := stream.read(CHUNK)):
            lines += chunk.count(b"\n") + chunk.count(b"\r") - chunk.count(b"\r\n")
    return lines
