"""What a run over many applicants came to, whichever engine did it: how many records, their summary, and what is wrong in the inputs.

Faults are counted by column and reason: one mistake in a whole column is one line, not a line for each row.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from guangdong_ai.batch.read.guess import GuessedCell, GuessKind
from guangdong_ai.batch.read.repeated import Repeated
from guangdong_ai.batch.read.table import Reject, WrongCell
from guangdong_ai.batch.summary import Summary
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import Text

MOST_KINDS = 1_000
"""Columns and reasons that are counted apart. What comes after them is counted together, so that memory has a bound."""

_MORE_EXAMPLES = 2
_OTHERS = Text("其他原因", "other reasons")


@record
class FaultCount:
    """In how many ``rows`` the column has what ``reason`` says. ``example``, ``file`` and ``line`` are of the first of them.

    ``more``: what stands in others of them, two different ones at most. ``column`` is "" where it is the whole row. ``lenient``: the cells were made unknown and their rows assessed, else the rows were rejected.
    """

    column: str
    reason: Text
    lenient: bool
    rows: int
    example: str
    file: Path
    line: int | None
    more: "tuple[FaultExample, ...]" = ()


@record
class FaultExample:
    """What stands where: in one more row that has the same fault."""

    value: str
    file: Path
    line: int | None


Faults = tuple[FaultCount, ...]
"""The more rows have it, the earlier; of equals what was found first."""

_Key = tuple[str, Text, bool]
_Row = tuple[Path, int | None]


class FaultCounter:
    """Counts what is told. What is wrong with one row comes together; a row counts once for each column and reason."""

    def __init__(self) -> None:
        self._first: dict[_Key, Reject] = {}
        self._rows: dict[_Key, int] = {}
        self._last: dict[_Key, _Row] = {}
        self._more: dict[_Key, list[FaultExample]] = {}

    def add(self, reject: Reject) -> None:
        """Count one more finding."""
        wrong = reject.wrong
        key = (wrong.column, wrong.kind or wrong.reason, reject.lenient)
        if key not in self._first:
            if len(self._first) >= MOST_KINDS:
                key = ("", _OTHERS, reject.lenient)
            self._first.setdefault(key, reject)
        self._look_for_more(key, wrong)
        row = (wrong.file, wrong.line)
        if self._last.get(key) != row:
            self._last[key] = row
            self._rows[key] = self._rows.get(key, 0) + 1

    def _look_for_more(self, key: _Key, wrong: WrongCell) -> None:
        more = self._more.setdefault(key, [])
        if len(more) < _MORE_EXAMPLES and wrong.value != self._first[key].wrong.value and wrong.value not in {one.value for one in more}:
            more.append(FaultExample(value=wrong.value, file=wrong.file, line=wrong.line))

    def counted(self) -> Faults:
        """The counts of all findings added so far."""
        in_order = sorted(self._first.items(), key=lambda item: -self._rows[item[0]])
        return tuple(
            FaultCount(
                column=column,
                reason=reason,
                lenient=lenient,
                rows=self._rows[column, reason, lenient],
                example=first.wrong.value,
                file=first.wrong.file,
                line=first.wrong.line,
                more=tuple(self._more[column, reason, lenient]),
            )
            for (column, reason, lenient), first in in_order
        )


@record
class GuessCount:
    """How many ``cells`` of a column were read though they do not write it out (see ``read.guess``), and what stands in the first of them."""

    column: str
    kind: GuessKind
    cells: int
    example: str


@record
class Counts:
    """How many records were read, assessed and rejected, and how many cells were made unknown (``--lenient``).

    ``guesses``: cells that were guessed, in all records. ``repeated``: who stands in one file several times. ``read`` is counted for itself: read = assessed + rejected says that no record was lost.
    """

    read: int = 0
    assessed: int = 0
    rejected: int = 0
    made_unknown: int = 0
    guesses: tuple[GuessCount, ...] = ()
    repeated: tuple[Repeated, ...] = ()


@record
class RunOutcome:
    """``faults``: what is wrong in rejected rows and in cells made unknown; where there is anything a file tells it row by row."""

    counts: Counts
    summary: Summary
    faults: Faults = ()


def guesses_of(cells: "Iterable[GuessedCell]") -> Iterator[GuessCount]:
    """Each cell, counted alone."""
    return (GuessCount(column=cell.column, kind=cell.kind, cells=1, example=cell.value) for cell in cells)


def added_guesses(several: "Iterable[GuessCount]") -> tuple[GuessCount, ...]:
    """Those of each column and kind together; the more cells, the earlier."""
    together: dict[tuple[str, GuessKind], GuessCount] = {}
    for one in several:
        before = together.get((one.column, one.kind))
        together[one.column, one.kind] = one if before is None else replace(before, cells=before.cells + one.cells)
    return tuple(sorted(together.values(), key=lambda guess: (-guess.cells, guess.column, guess.kind)))


def added_counts(several: "list[Counts]") -> Counts:
    """The counts of several parts, added up."""
    return Counts(
        read=sum(counts.read for counts in several),
        assessed=sum(counts.assessed for counts in several),
        rejected=sum(counts.rejected for counts in several),
        made_unknown=sum(counts.made_unknown for counts in several),
        guesses=added_guesses([guess for counts in several for guess in counts.guesses]),
        repeated=tuple(one for counts in several for one in counts.repeated),
    )
