"""How a file is to be read, and what reading it gives."""

from collections.abc import Iterator, Mapping, Sequence

from guangdong_ai.batch.applicant import Row
from guangdong_ai.batch.inputs.input_files import InputFile
from guangdong_ai.batch.inputs.layout import Keep, Layout
from guangdong_ai.catalogue.conflicts import Together
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
