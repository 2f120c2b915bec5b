"""The job done row by row, in one go or in checkpoints that can be taken up again."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from guangdong_ai.batch.checkpoints.checkpoint import Checkpoint, Checkpoints, summary_of_checkpoint
from guangdong_ai.batch.checkpoints.claim import Claim
from guangdong_ai.batch.job import PreparedJob, Progress
from guangdong_ai.batch.outcome import Counts, RunOutcome, added_counts
from guangdong_ai.batch.read.applicant import ReadRow, Reject, Rejected, rejects_of
from guangdong_ai.batch.read.formats import READERS
from guangdong_ai.batch.read.survey import Surveyed
from guangdong_ai.batch.read.table import open_table
from guangdong_ai.batch.run.backend import run_in_checkpoints
from guangdong_ai.batch.summary import Summary, SummaryBuilder, added_summaries
from guangdong_ai.batch.write.formats import ResultCell
from guangdong_ai.batch.write.result_files import result_files


class RowSink(Protocol):
    """Takes what comes of the rows of an input."""

    def write(self, cells: Iterable[ResultCell]) -> None:
        """Add a row to the result."""

    def reject(self, reject: Reject) -> None:
        """Tell that something is wrong."""


def run_plain(job: PreparedJob, progress: Progress) -> RunOutcome:
    """Assess all inputs into one result. Raises Refused where an input turns out unreadable, OSError where the result cannot be written.

    An exception leaves the result, and the file with what is wrong, as they were.
    """
    with result_files(job.output, job.language, job.shaped.make_writer) as files:
        counts, summary = assess_inputs(job.survey.inputs, job, files, progress)
    return RunOutcome(counts=counts, summary=summary, faults=files.faults)


def assess_inputs(inputs: Sequence[Surveyed], job: PreparedJob, sink: RowSink, progress: Progress) -> tuple[Counts, Summary]:
    """The rows of these inputs, one after the other: results and what is wrong go to ``sink``. Raises Refused."""
    builder = SummaryBuilder(job.catalogue, job.as_of)
    read = assessed = rejected = made_unknown = 0
    for surveyed in inputs:
        for row in _rows(surveyed, job):
            read += 1
            for reject in rejects_of(row):
                sink.reject(reject)
            if isinstance(row, Rejected):
                rejected += 1
            else:
                kept = [row.kept.get(header, "") if header is not None else "" for header in surveyed.kept]
                results, totals, cells = job.shaped.assess(row, kept)
                builder.add(row.profile.facts, results, totals)
                for one in cells:
                    sink.write(one)
                assessed += 1
                made_unknown += len(row.made_unknown)
            progress(1)
    return Counts(read=read, assessed=assessed, rejected=rejected, made_unknown=made_unknown), builder.summary()


def _rows(surveyed: Surveyed, job: PreparedJob) -> Iterable[ReadRow]:
    table = job.survey.table
    return (table or open_table(surveyed.file, job.catalogue.facts, job.reading)).rows


PROFILES_IN_A_CHECKPOINT = 200
"""Profiles are a file each: a checkpoint for every one would take longer than assessing it."""


class PlainBackend:
    """Each table is a checkpoint for itself, profiles that follow one another are one together. See ``run.backend``."""

    name = "plain"

    def run(self, job: PreparedJob, progress: Progress, claim: Claim) -> RunOutcome:
        """See ``Backend``. Several inputs are done in checkpoints."""
        return run_in_checkpoints(job, self, progress, claim)

    def groups(self, inputs: Sequence[Surveyed]) -> Sequence[Sequence[Surveyed]]:
        """The inputs as they make checkpoints."""
        groups: list[list[Surveyed]] = []
        for surveyed in inputs:
            last = groups[-1] if groups else []
            profiles = all(READERS[one.file.format].is_profile for one in (surveyed, *last))
            if last and profiles and len(last) < PROFILES_IN_A_CHECKPOINT:
                last.append(surveyed)
            else:
                groups.append([surveyed])
        return groups

    def run_at_once(self, job: PreparedJob, progress: Progress) -> RunOutcome:
        """The whole run, without checkpoints."""
        return run_plain(job, progress)

    def checkpoint(
        self, checkpoints: Checkpoints, made_from: str, group: Sequence[Surveyed], job: PreparedJob, progress: Progress
    ) -> Checkpoint:
        """Make a checkpoint, and finish it."""
        writer = checkpoints.begin(made_from)
        try:
            counts, summary = assess_inputs(group, job, writer, progress)
            return checkpoints.finish(made_from, writer, counts, summary)
        finally:
            writer.give_up()

    def combined(self, checkpoints: Checkpoints, finished: Sequence[Checkpoint], job: PreparedJob) -> RunOutcome:
        """The result that the checkpoints make."""
        with result_files(job.output, job.language, job.shaped.make_writer) as files:
            for checkpoint in finished:
                for reject in checkpoints.rejects(checkpoint):
                    files.reject(reject)
                for cells in checkpoints.rows(checkpoint):
                    files.write(cells)
        return RunOutcome(
            counts=added_counts([checkpoint.counts for checkpoint in finished]),
            summary=added_summaries((summary_of_checkpoint(checkpoint) for checkpoint in finished), job.catalogue),
            faults=files.faults,
        )
