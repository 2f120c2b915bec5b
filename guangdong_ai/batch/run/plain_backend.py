"""The plain backend: row by row, in one go or in checkpoints that a later run can resume from."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from guangdong_ai.batch.checkpoints.checkpoint import Checkpoint, Checkpoints, CheckpointWriter, counts_and_summary, run_in_checkpoints
from guangdong_ai.batch.checkpoints.claim import Claim
from guangdong_ai.batch.job import PreparedJob, Progress
from guangdong_ai.batch.outcome import Counts, GuessCount, RunOutcome, added_guesses, guesses_of
from guangdong_ai.batch.read.input_formats import READERS
from guangdong_ai.batch.read.repeated import Repeated, Sightings
from guangdong_ai.batch.read.survey import Surveyed
from guangdong_ai.batch.read.table import ReadRow, Reject, Rejected, open_table, rejects_of
from guangdong_ai.batch.summary import Summary, SummaryBuilder
from guangdong_ai.batch.write.result_files import ResultFiles, rows_into
from guangdong_ai.batch.write.result_formats import ResultCell, RunWriter
from guangdong_ai.batch.write.shapes import Assess


def assess_rows(
    inputs: Sequence[Surveyed],
    job: PreparedJob,
    assess: Assess,
    write: Callable[[Iterable[ResultCell]], None],
    reject: Callable[[Reject], None],
    progress: Progress,
) -> tuple[Counts, Summary]:
    """Have the rows of these inputs assessed in order: results go to ``write``, findings to ``reject``, both to ``besides`` of the job. Raises Refused."""
    besides = job.besides
    builder = SummaryBuilder(job.catalogue, job.as_of)
    read = assessed = rejected = made_unknown = 0
    guesses: tuple[GuessCount, ...] = ()
    repeated: list[Repeated] = []
    for surveyed in inputs:
        sightings = None if surveyed.layout is None else Sightings(surveyed.file.path, surveyed.layout)
        for row in _rows(surveyed, job):
            read += 1
            if row.guesses:
                guesses = added_guesses((*guesses, *guesses_of(row.guesses)))
            for one in rejects_of(row):
                reject(one)
                if besides is not None:
                    besides.rejected(one)
            if isinstance(row, Rejected):
                rejected += 1
            else:
                if sightings is not None:
                    sightings.add(row)
                kept = [row.kept.get(header, "") if header is not None else "" for header in surveyed.kept]
                results, totals, cells = assess(row, kept)
                builder.add(row.profile.facts, results, totals)
                for result in cells:
                    write(result)
                if besides is not None:
                    besides.assessed(row, kept, results, totals)
                assessed += 1
                made_unknown += len(row.made_unknown)
            progress(1)
        repeated += () if sightings is None else sightings.repeated()
    counts = Counts(
        read=read,
        assessed=assessed,
        rejected=rejected,
        made_unknown=made_unknown,
        guesses=guesses,
        repeated=tuple(repeated),
    )
    return counts, builder.summary()


def _rows(surveyed: Surveyed, job: PreparedJob) -> Iterable[ReadRow]:
    table = job.survey.table
    return (table or open_table(surveyed.file, job.catalogue.facts, job.reading)).rows


PROFILES_IN_A_CHECKPOINT = 200
"""Profiles are a file each: a checkpoint for every one would take longer than assessing it."""


class PlainBackend:
    """Each table is a checkpoint for itself, profiles that follow one another are one together. See ``Backend``."""

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

    def into_result(self, job: PreparedJob, files: ResultFiles, progress: Progress) -> tuple[Counts, Summary]:
        """See ``Checkpointed``."""
        with rows_into(files.path, job.shaped.make_writer) as rows:
            if not isinstance(rows, RunWriter):
                return assess_rows(job.survey.inputs, job, job.shaped.assess, rows.write, files.reject, progress)
            of_run = rows

            def reject(one: Reject) -> None:
                files.reject(one)
                of_run.reject(one)

            counts, summary = assess_rows(job.survey.inputs, job, job.shaped.assess, rows.write, reject, progress)
            rows.summarise(counts, summary)
            return counts, summary

    def into_checkpoint(
        self, group: Sequence[Surveyed], job: PreparedJob, writer: CheckpointWriter, progress: Progress
    ) -> tuple[Counts, Summary]:
        """See ``Checkpointed``."""
        return assess_rows(group, job, job.shaped.assess, writer.write, writer.reject, progress)

    def put_together(self, checkpoints: Checkpoints, finished: Sequence[Checkpoint], job: PreparedJob, target: Path) -> None:
        """See ``Checkpointed``."""
        with rows_into(target, job.shaped.make_writer) as rows:
            for checkpoint in finished:
                for cells in checkpoints.rows(checkpoint):
                    rows.write(cells)
            if isinstance(rows, RunWriter):
                for checkpoint in finished:
                    for reject in checkpoints.rejects(checkpoint):
                        rows.reject(reject)
                rows.summarise(*counts_and_summary(finished, job.catalogue))
