"""Any input file as a table: how it is to be read, about how many records it has, and a row for each of them."""

from collections.abc import Iterator, Mapping, Sequence

from guangdong_ai.batch.read.applicant import ReadRow
from guangdong_ai.batch.read.formats import READERS
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import Keep, Layout
from guangdong_ai.catalogue.conflicts import AnswerRules
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.finding import Finding
from guangdong_ai.record import field, record


@record
class ReadOptions:
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
    together: AnswerRules = AnswerRules()


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
