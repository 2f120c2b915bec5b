"""Finished inputs of a run that is not finished: each is kept as a part, so that the run can be taken up again.

A part is three files in a hidden folder beside the result: rows, what is wrong, and an entry. Only with its entry, which is written last and
whole, does a part count: whatever ends the program before, no half part is taken for one. The entry names what the part was made from
(input files with size and time, catalogue, day, options, version of the program); a part made from anything else is not used.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from guangdong_ai import __version__
from guangdong_ai.atomic_file import write_whole
from guangdong_ai.batch.applicant import WrongCell
from guangdong_ai.batch.outputs.column import Cell
from guangdong_ai.batch.plain_run import Work
from guangdong_ai.batch.rejects import Reject
from guangdong_ai.batch.run import Counts
from guangdong_ai.batch.summary import CriterionOf, MeasureSummary, Summary
from guangdong_ai.batch.survey import Surveyed
from guangdong_ai.record import record
from guangdong_ai.text import Text


def parts_folder(output: Path) -> Path:
    """The folder for the parts of the result ``output``."""
    return output.with_name(f".{output.name}.parts")


@record
class Part:
    """A finished part: what is in it, and its files with their sizes in bytes."""

    made_from: str
    counts: Counts
    summary: "PartSummary"
    rows: int
    rejects: int


@record
class PartSummary:
    """A summary as an entry holds it: JSON has no keys of several parts."""

    applicants: int
    measures: dict[str, MeasureSummary]
    low: int
    high: int
    without_upper: int
    missing: dict[str, int]
    only_obstacle: list[tuple[CriterionOf, int]]


class Parts:
    """The parts of one run in their folder, which is made when the first is begun. Raises OSError where a file cannot be written."""

    def __init__(self, work: Work, way: str) -> None:
        self._work, self._way = work, way
        self._folder = parts_folder(work.output)

    def made_from(self, inputs: Sequence[Surveyed]) -> str:
        """What a part of these inputs is made from, as it is now."""
        work = self._work
        files = []
        for surveyed in inputs:
            status = surveyed.file.path.stat()
            files.append([str(surveyed.file.path), status.st_size, status.st_mtime_ns, surveyed.kept])
        described = {
            "version": __version__,
            "way": self._way,
            "catalogue": work.catalogue.digest,
            "as_of": work.as_of,
            "columns": [column.name for column in work.shaped.columns],
            "kept": work.survey.kept,
            "reading": work.reading,
            "files": files,
        }
        return msgspec.json.encode(described).decode()

    def finished(self, made_from: str) -> Part | None:
        """The part, when there is one made from exactly this."""
        try:
            part = msgspec.json.decode(self._file(made_from, "entry").read_bytes(), type=Part)
            sizes = [self._file(made_from, name).stat().st_size for name in ("rows", "rejects")]
        except (OSError, msgspec.DecodeError):
            return None
        return part if part.made_from == made_from and sizes == [part.rows, part.rejects] else None

    def begin(self, made_from: str) -> "PartWriter":
        """A part to write."""
        self._folder.mkdir(exist_ok=True)
        return PartWriter(self._file(made_from, "rows"), self._file(made_from, "rejects"))

    def finish(self, made_from: str, writer: "PartWriter", counts: Counts, summary: Summary) -> Part:
        """The part is whole: from now on it counts."""
        rows, rejects = writer.close()
        part = Part(made_from=made_from, counts=counts, summary=_packed(summary), rows=rows, rejects=rejects)
        write_whole(self._file(made_from, "entry"), msgspec.json.encode(part))
        return part

    def rows_file(self, part: Part) -> Path:
        """The file that the part's rows are in."""
        return self._file(part.made_from, "rows")

    def rows(self, part: Part) -> Iterator[Sequence[Cell]]:
        """The rows of the part, as they were written."""
        days = [index for index, column in enumerate(self._work.shaped.columns) if column.kind == "day"]
        with self._file(part.made_from, "rows").open("rb") as stream:
            for line in stream:
                cells: list[Cell] = msgspec.json.decode(line)
                for index in days:
                    day = cells[index]
                    cells[index] = date.fromisoformat(day) if isinstance(day, str) else None
                yield cells

    def rejects(self, part: Part) -> Iterator[Reject]:
        """What was wrong in the part's inputs."""
        with self._file(part.made_from, "rejects").open("rb") as stream:
            for line in stream:
                file, line_number, column, value, reason, hint, lenient = msgspec.json.decode(line)
                wrong = WrongCell(
                    file=Path(file),
                    line=line_number,
                    column=column,
                    value=value,
                    reason=Text(*reason),
                    hint=None if hint is None else Text(*hint),
                )
                yield Reject(wrong, lenient)

    def discard(self) -> None:
        """Remove all parts; entries first, so that what is left of a folder that is not removed to its end counts for nothing."""
        for entry in self._folder.glob("*.entry"):
            entry.unlink(missing_ok=True)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _file(self, made_from: str, suffix: str) -> Path:
        return self._folder / f"{hashlib.sha256(made_from.encode()).hexdigest()[:32]}.{suffix}"


class PartWriter:
    """Takes the rows of a part, and what is wrong. An engine writes the rows itself, to ``path``."""

    def __init__(self, rows: Path, rejects: Path) -> None:
        self.path = rows
        self._rows = rows.open("wb")
        self._rejects = rejects.open("wb")

    def write(self, cells: Iterable[Cell]) -> None:
        """Add a row."""
        self._rows.write(msgspec.json.encode(tuple(cells)) + b"\n")

    def reject(self, reject: Reject) -> None:
        """Tell that something is wrong."""
        wrong, hint = reject.wrong, reject.wrong.hint
        reason = (wrong.reason.zh, wrong.reason.en)
        told = (
            str(wrong.file),
            wrong.line,
            wrong.column,
            wrong.value,
            reason,
            None if hint is None else (hint.zh, hint.en),
            reject.lenient,
        )
        self._rejects.write(msgspec.json.encode(told) + b"\n")

    def close(self) -> tuple[int, int]:
        """The sizes of both files, which are on the disk then."""
        return _synced(self._rows), _synced(self._rejects)

    def give_up(self) -> None:
        """Close the files as they are; nothing to do once they are closed."""
        self._rows.close()
        self._rejects.close()


def _synced(stream: BinaryIO) -> int:
    with stream:
        stream.flush()
        os.fsync(stream.fileno())
        return os.fstat(stream.fileno()).st_size


def _packed(summary: Summary) -> PartSummary:
    fields: dict[str, Any] = {name: getattr(summary, name) for name in ("applicants", "low", "high", "without_upper")}
    return PartSummary(
        **fields, measures=dict(summary.measures), missing=dict(summary.missing), only_obstacle=list(summary.only_obstacle.items())
    )


def summary_of_part(part: Part) -> Summary:
    """The summary of a part."""
    packed = part.summary
    fields: dict[str, Any] = {name: getattr(packed, name) for name in ("applicants", "low", "high", "without_upper", "measures", "missing")}
    return Summary(**fields, only_obstacle=dict(packed.only_obstacle))
