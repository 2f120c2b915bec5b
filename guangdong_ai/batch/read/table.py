"""Any input file as a table, and each of its records as a row: the applicant that it describes, or why it cannot be read as one."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from guangdong_ai.batch.read.guess import GuessedCell
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.input_formats import READERS
from guangdong_ai.batch.read.layout import Layout
from guangdong_ai.batch.read.read_options import ReadOptions
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import field, record
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.profile import Profile


@record
class WrongCell:
    """What is wrong with a row, or with one cell of it.

    ``line`` is the physical line of a text file (from 1) on which the row begins, and the row of a sheet or of a Parquet file (from 1);
    None where a file is one profile. ``column`` is the header as the file has it, "" where it is the whole row; ``value`` what stands there.
    ``kind`` is the reason without what stands there, as of a ``Finding``.
    """

    file: Path
    line: int | None
    column: str
    value: str
    reason: Text
    hint: Text | None = None
    kind: Text | None = None


@record
class Applicant:
    """A row that can be assessed.

    ``id`` is what the id column holds, and where there is none the place of the row. ``kept`` are the columns that are carried through,
    by their header. ``made_unknown``: cells that could not be read and whose facts are unknown because the user said so (``--lenient``).
    ``guesses``: cells that were read though they do not write it out.
    """

    file: Path
    line: int | None
    id: str
    profile: Profile
    kept: Mapping[str, str] = field(default_factory=dict)
    made_unknown: tuple[WrongCell, ...] = ()
    guesses: tuple[GuessedCell, ...] = ()


@record
class Rejected:
    """A row that cannot be assessed, and all that is wrong with it; there is at least one thing.

    ``id`` and ``name``: what the id column and the column of the name hold; "" where there is nothing.
    """

    file: Path
    line: int | None
    wrong: tuple[WrongCell, ...]
    guesses: tuple[GuessedCell, ...] = ()
    id: str = ""
    name: str = ""


ReadRow = Applicant | Rejected
"""What each record of an input becomes: exactly one of the two, so that read = assessed + rejected."""


@record(positional=True)
class Reject:
    """One thing that is wrong. ``lenient``: the cell was made unknown, and its row assessed. ``id`` and ``name``: of the row's applicant."""

    wrong: WrongCell
    lenient: bool
    id: str = ""
    name: str = ""


def rejects_of(row: ReadRow) -> Iterator[Reject]:
    """The findings about a row, a Reject each."""
    if isinstance(row, Applicant):
        yield from (Reject(wrong, True, row.id, row.profile.name or "") for wrong in row.made_unknown)
    else:
        yield from (Reject(wrong, False, row.id, row.name) for wrong in row.wrong)


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


def count_at_most(file: InputFile, limit: int) -> int:
    """No fewer than the file's records, and for Parquet and profiles exactly as many; counting stops above ``limit``.

    Of text the lines are counted, of a workbook the rows of its largest sheet: headers and blank ones are among them. Raises Refused where the
    file cannot be read.
    """
    return READERS[file.format].count_at_most(file, limit)
