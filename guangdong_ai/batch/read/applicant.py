"""One row of an input: the applicant that it describes, or why it cannot be read as one."""

from collections.abc import Iterator, Mapping
from pathlib import Path

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
    """

    file: Path
    line: int | None
    id: str
    profile: Profile
    kept: Mapping[str, str] = field(default_factory=dict)
    made_unknown: tuple[WrongCell, ...] = ()


@record
class Rejected:
    """A row that cannot be assessed, and all that is wrong with it; there is at least one thing."""

    file: Path
    line: int | None
    wrong: tuple[WrongCell, ...]


ReadRow = Applicant | Rejected
"""What each record of an input becomes: exactly one of the two, so that read = assessed + rejected."""


@record(positional=True)
class Reject:
    """One thing that is wrong. ``lenient``: the cell was made unknown, and its row assessed."""

    wrong: WrongCell
    lenient: bool


def rejects_of(row: ReadRow) -> Iterator[Reject]:
    """What is wrong with a row."""
    lenient = isinstance(row, Applicant)
    yield from (Reject(wrong, lenient) for wrong in (row.made_unknown if isinstance(row, Applicant) else row.wrong))
