"""Any input file as a table: about how many records it has, and a row for each of them."""

from collections.abc import Iterator, Mapping

from guangdong_ai.batch.read.applicant import ReadRow
from guangdong_ai.batch.read.formats import READERS
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import Layout
from guangdong_ai.batch.read.read_options import ReadOptions
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import record


@record
class InputTable:
    """A file that is open. ``rows`` reads on as it is asked, once, and gives an Applicant or a Rejected for each record.

    ``rows`` raises Refused where the file turns out to be unreadable further on. ``layout`` is None for a profile, which has no columns.
    """

    file: InputFile
    layout: Layout | None
    warnings: tuple[Finding, ...]
    rows: Iterator[ReadRow]


def open_table(file: InputFile, facts: Mapping[str, Fact], reading: ReadOptions) -> InputTable:
    """The file, open: its layout and warnings are known, its rows are read as they are asked for. Raises Refused with all findings."""
    return READERS[file.format].open_table(file, facts, reading)


def read_rows(file: InputFile, facts: Mapping[str, Fact], reading: ReadOptions) -> Iterator[ReadRow]:
    """The rows of the file alone, where nobody needs the warnings. Raises Refused with all findings."""
    return open_table(file, facts, reading).rows


def count_at_most(file: InputFile, limit: int) -> int:
    """No fewer than the file's records, and for Parquet and profiles exactly as many; counting stops above ``limit``.

    Of text the lines are counted, of a workbook the rows of its largest sheet: headers and blank ones are among them. Raises Refused where the
    file cannot be read.
    """
    return READERS[file.format].count_at_most(file, limit)
