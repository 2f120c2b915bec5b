"""A run in checkpoints: of several inputs each finished one is kept until the result is there, so that the run can be taken up again.

A checkpoint is three files in the hidden folder beside the result: rows, what is wrong, and an entry. Only with its entry, which is written last and
whole, does a checkpoint count: whatever ends the program before, no half checkpoint is taken for one. The entry names what the checkpoint was made from
(the content of the input files, catalogue, day, options, version of the program) and the digests of both files; a checkpoint made from anything
else, or in which anything has changed, is not used.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Protocol, runtime_checkable

import msgspec

from guangdong_ai import __version__
from guangdong_ai.batch.checkpoints.claim import Claim, hidden_folder, make_hidden_folder
from guangdong_ai.batch.job import PreparedJob, Progress
from guangdong_ai.batch.outcome import Counts, RunOutcome, added_counts
from guangdong_ai.batch.read.survey import Surveyed
from guangdong_ai.batch.read.table import Reject, WrongCell
from guangdong_ai.batch.summary import CriterionOf, MeasureSummary, Summary, Sums, added_summaries
from guangdong_ai.batch.write.result_files import ResultFiles, result_files
from guangdong_ai.batch.write.result_formats import ResultCell
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.atomic_file import write_whole
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text

_FORM = 3
"""Of the files. Raised when they change: a checkpoint that an earlier copy of this version left is not taken up then."""


@record
class Checkpoint:
    """A finished checkpoint: its counts and summary, and the digests of its two files."""

    made_from: str
    counts: Counts
    summary: "SummaryEntry"
    rows: str
    rejects: str


@record
class SummaryEntry:
    """A summary as an entry holds it: JSON has no keys of several checkpoints."""

    applicants: int
    measures: dict[str, MeasureSummary]
    sums: Sums
    without_sum: int
    missing: dict[str, int]
    only_obstacle: list[tuple[CriterionOf, int]]


class Checkpoints:
    """The checkpoints of one run in their folder, which is made when the first is begun. Raises OSError where a file cannot be written."""

    def __init__(self, job: PreparedJob, way: str) -> None:
        self._job, self._way = job, way
        self._folder = hidden_folder(job.output)

    def made_from(self, inputs: Sequence[Surveyed]) -> str:
        """What a checkpoint of these inputs is made from, as it is now. Reads them once: a file of the same size and time may be another."""
        job = self._job
        files = [[os.fsencode(surveyed.file.path).hex(), _digest(surveyed.file.path), surveyed.kept] for surveyed in inputs]
        described = {
            "version": __version__,
            "form": _FORM,
            "way": self._way,
            "catalogue": job.catalogue.digest,
            "as_of": job.as_of,
            "shape": job.shape,
            "language": job.language if job.shape == "portfolio" else None,
            "columns": [column.name for column in job.shaped.columns],
            "kept": job.survey.kept,
            "reading": job.reading,
            "files": files,
        }
        return msgspec.json.encode(described).decode()

    def finished(self, made_from: str) -> Checkpoint | None:
        """The finished checkpoint made from exactly this; None if there is none."""
        try:
            checkpoint = msgspec.json.decode(self._file(made_from, "entry").read_bytes(), type=Checkpoint)
            if checkpoint.made_from != made_from:
                return None
            digests = [_digest(self._file(made_from, name)) for name in ("rows", "rejects")]
        except (OSError, msgspec.DecodeError):
            return None
        return checkpoint if digests == [checkpoint.rows, checkpoint.rejects] else None

    def begin(self, made_from: str) -> "CheckpointWriter":
        """A writer for a new checkpoint of these inputs. Raises OSError."""
        make_hidden_folder(self._job.output)
        return CheckpointWriter(self._file(made_from, "rows"), self._file(made_from, "rejects"))

    def finish(self, made_from: str, writer: "CheckpointWriter", counts: Counts, summary: Summary) -> Checkpoint:
        """Write the entry: from now on the checkpoint counts. Raises OSError."""
        writer.close()
        rows, rejects = (_digest(self._file(made_from, name)) for name in ("rows", "rejects"))
        checkpoint = Checkpoint(made_from=made_from, counts=counts, summary=_packed(summary), rows=rows, rejects=rejects)
        write_whole(self._file(made_from, "entry"), msgspec.json.encode(checkpoint))
        return checkpoint

    def rows_file(self, checkpoint: Checkpoint) -> Path:
        """The path of the file with the checkpoint's rows."""
        return self._file(checkpoint.made_from, "rows")

    def rows(self, checkpoint: Checkpoint) -> Iterator[Sequence[ResultCell]]:
        """The rows of the checkpoint, in the order in which they were written."""
        days = [index for index, column in enumerate(self._job.shaped.columns) if column.kind == "day"]
        with self._file(checkpoint.made_from, "rows").open("rb") as stream:
            for line in stream:
                cells: list[ResultCell] = msgspec.json.decode(line)
                for index in days:
                    day = cells[index]
                    cells[index] = date.fromisoformat(day) if isinstance(day, str) else None
                yield cells

    def rejects(self, checkpoint: Checkpoint) -> Iterator[Reject]:
        """The findings about the checkpoint's inputs."""
        with self._file(checkpoint.made_from, "rejects").open("rb") as stream:
            for line in stream:
                file, line_number, column, value, reason, hint, kind, lenient, applicant, name = msgspec.json.decode(line)
                wrong = WrongCell(
                    file=Path(file),
                    line=line_number,
                    column=column,
                    value=value,
                    reason=Text(*reason),
                    hint=None if hint is None else Text(*hint),
                    kind=None if kind is None else Text(*kind),
                )
                yield Reject(wrong, lenient, applicant, name)

    def _file(self, made_from: str, suffix: str) -> Path:
        return self._folder / f"{hashlib.sha256(made_from.encode()).hexdigest()[:32]}.{suffix}"


class CheckpointWriter:
    """Writes the rows and findings of a checkpoint. An engine writes the rows itself, to ``path``."""

    def __init__(self, rows: Path, rejects: Path) -> None:
        self.path = rows
        self._rows = rows.open("wb")
        self._rejects = rejects.open("wb")

    def write(self, cells: Iterable[ResultCell]) -> None:
        """Add a row."""
        self._rows.write(msgspec.json.encode(tuple(cells)) + b"\n")

    def reject(self, reject: Reject) -> None:
        """Write one finding about the inputs. Raises OSError."""
        wrong = reject.wrong
        told = (
            str(wrong.file),
            wrong.line,
            wrong.column,
            wrong.value,
            _both(wrong.reason),
            _both(wrong.hint),
            _both(wrong.kind),
            reject.lenient,
            reject.id,
            reject.name,
        )
        self._rejects.write(msgspec.json.encode(told) + b"\n")

    def close(self) -> None:
        """Close both files, synced to disk. Raises OSError."""
        for stream in (self._rows, self._rejects):
            _sync_and_close(stream)

    def give_up(self) -> None:
        """Close the files, incomplete as they are; does nothing once they are closed."""
        self._rows.close()
        self._rejects.close()


def _both(text: Text | None) -> tuple[str, str] | None:
    return None if text is None else (text.zh, text.en)


def _sync_and_close(stream: BinaryIO) -> None:
    with stream:
        stream.flush()
        os.fsync(stream.fileno())


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _packed(summary: Summary) -> SummaryEntry:
    fields: dict[str, Any] = {name: getattr(summary, name) for name in ("applicants", "sums", "without_sum")}
    return SummaryEntry(
        **fields, measures=dict(summary.measures), missing=dict(summary.missing), only_obstacle=list(summary.only_obstacle.items())
    )


def _summary_of(checkpoint: Checkpoint) -> Summary:
    packed = checkpoint.summary
    fields: dict[str, Any] = {name: getattr(packed, name) for name in ("applicants", "sums", "without_sum", "measures", "missing")}
    return Summary(**fields, only_obstacle=dict(packed.only_obstacle))


@runtime_checkable
class Checkpointed(Protocol):
    """A backend that does a job in checkpoints too. Its ``name`` keeps its checkpoints apart from those of another."""

    @property
    def name(self) -> str:
        """The name by which ``--engine`` chooses it."""

    def groups(self, inputs: Sequence[Surveyed]) -> Sequence[Sequence[Surveyed]]:
        """The inputs as they make checkpoints."""

    def into_result(self, job: PreparedJob, files: ResultFiles, progress: Progress) -> tuple[Counts, Summary]:
        """Assess all inputs into the result, without checkpoints."""

    def into_checkpoint(
        self, group: Sequence[Surveyed], job: PreparedJob, writer: CheckpointWriter, progress: Progress
    ) -> tuple[Counts, Summary]:
        """Assess the inputs into a checkpoint."""

    def put_together(self, checkpoints: Checkpoints, finished: Sequence[Checkpoint], job: PreparedJob, target: Path) -> None:
        """Write the rows of all checkpoints to the file."""


class InterruptedRun(KeyboardInterrupt):
    """The run was interrupted, and ``done`` of its inputs (of ``inputs``) are kept: ``resume`` takes it up there."""

    def __init__(self, done: int, inputs: int) -> None:
        super().__init__()
        self.done = done
        self.inputs = inputs


def run_in_checkpoints(job: PreparedJob, backend: Checkpointed, progress: Progress, claim: Claim) -> RunOutcome:
    """The job done by the backend. Raises Refused and OSError as it does.

    Checkpoints that are there are used, those that still fit. Raises InterruptedRun instead of KeyboardInterrupt when checkpoints are left: the claim keeps
    them then, and never otherwise. A single input is done in one go.
    """
    if len(job.survey.inputs) == 1:
        with result_files(job.output, job.language, job.format, job.record, plain=job.plain_csv) as files:
            counts, summary = backend.into_result(job, files, progress)
        return RunOutcome(counts=counts, summary=summary, faults=files.faults)
    checkpoints = Checkpoints(job, backend.name)
    groups = backend.groups(job.survey.inputs)
    finished: list[Checkpoint] = []
    try:
        for group in groups:
            finished.append(checkpoint_of(group, checkpoints, job, backend, progress))  # noqa: PERF401  # what is finished is known when this is interrupted
        return _combined(finished, checkpoints, job, backend)
    except KeyboardInterrupt:
        done = sum(len(group) for group in groups[: len(finished)])
        if not done:
            raise
        claim.keeps_checkpoints = True
        raise InterruptedRun(done, len(job.survey.inputs)) from None


def checkpoint_of(
    group: Sequence[Surveyed], checkpoints: Checkpoints, job: PreparedJob, backend: Checkpointed, progress: Progress
) -> Checkpoint:
    """The checkpoint of these inputs: the one that is there, else a new one. Raises as the backend does."""
    made_from = checkpoints.made_from(group)
    finished = checkpoints.finished(made_from)
    if finished is not None:
        progress(finished.counts.read)
        return finished
    writer = checkpoints.begin(made_from)
    try:
        counts, summary = backend.into_checkpoint(group, job, writer, progress)
        return checkpoints.finish(made_from, writer, counts, summary)
    finally:
        writer.give_up()


def _combined(finished: Sequence[Checkpoint], checkpoints: Checkpoints, job: PreparedJob, backend: Checkpointed) -> RunOutcome:
    with result_files(job.output, job.language, job.format, job.record, plain=job.plain_csv) as files:
        for checkpoint in finished:
            for reject in checkpoints.rejects(checkpoint):
                files.reject(reject)
        backend.put_together(checkpoints, finished, job, files.path)
    counts, summary = counts_and_summary(finished, job.catalogue)
    return RunOutcome(counts=counts, summary=summary, faults=files.faults)


def counts_and_summary(finished: Sequence[Checkpoint], catalogue: Catalogue) -> tuple[Counts, Summary]:
    """Those of all checkpoints together."""
    counts = added_counts([checkpoint.counts for checkpoint in finished])
    return counts, added_summaries(map(_summary_of, finished), catalogue)
