"""The job done by Polars, an input after the other, to the same result as row by row."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from guangdong_ai.batch.checkpoints.checkpoint import Checkpoint, Checkpoints, CheckpointWriter, summary_of_checkpoint
from guangdong_ai.batch.checkpoints.claim import Claim
from guangdong_ai.batch.compile.plan import QueryPlan
from guangdong_ai.batch.compile.results import summary_of
from guangdong_ai.batch.job import PreparedJob, Progress
from guangdong_ai.batch.outcome import Counts, RunOutcome, added_counts
from guangdong_ai.batch.read.frames.frame import ReadOtherwise
from guangdong_ai.batch.read.frames.open_frame import input_frame
from guangdong_ai.batch.read.survey import Surveyed
from guangdong_ai.batch.run.backend import run_in_checkpoints
from guangdong_ai.batch.run.interruptible import Look, collected, interruptibly
from guangdong_ai.batch.run.polars_plan import written
from guangdong_ai.batch.run.polars_table import ResultForm, assess_table
from guangdong_ai.batch.summary import Summary, added_summaries
from guangdong_ai.batch.write.formats import OutputFormat, ResultCell
from guangdong_ai.batch.write.result_files import ResultFiles, result_files


class EngineWrites:
    """Stands where a writer of rows is expected: the engine writes the file, not row by row."""

    def write(self, cells: Iterable[ResultCell]) -> None:
        """No row comes this way."""
        raise AssertionError(cells)

    def finish(self) -> None:
        """The engine has finished the file."""

    def give_up(self) -> None:
        """The engine has let go of it."""


class PolarsBackend:
    """Each input is a checkpoint. See ``run.backend``. Raises NotCompilable where the rules go beyond the engine."""

    name = "polars"

    def __init__(self, job: PreparedJob) -> None:
        if any(surveyed.file.format != "parquet" for surveyed in job.survey.inputs):
            import guangdong_ai.batch.read.frames.csv_frame  # noqa: F401  # loads DuckDB before anything is written
        self._plan = QueryPlan(job.catalogue, job.as_of, with_summary=job.with_summary)

    def run(self, job: PreparedJob, progress: Progress, claim: Claim) -> RunOutcome:
        """See ``Backend``. Several inputs are done in checkpoints."""
        return run_in_checkpoints(job, self, progress, claim)

    def groups(self, inputs: Sequence[Surveyed]) -> Sequence[Sequence[Surveyed]]:
        """The inputs as they make checkpoints."""
        return [[surveyed] for surveyed in inputs]

    def run_at_once(self, job: PreparedJob, progress: Progress) -> RunOutcome:
        """The whole run, without checkpoints."""
        with result_files(job.output, job.language, lambda _: EngineWrites()) as files:
            counts, summary = self._assess(job.survey.inputs[0], job, job.format, files, progress)
        return RunOutcome(counts=counts, summary=summary, faults=files.faults)

    def checkpoint(
        self, checkpoints: Checkpoints, made_from: str, group: Sequence[Surveyed], job: PreparedJob, progress: Progress
    ) -> Checkpoint:
        """Make a checkpoint, and finish it."""
        writer = checkpoints.begin(made_from)
        try:
            counts, summary = self._assess(group[0], job, "parquet", writer, progress)
            return checkpoints.finish(made_from, writer, counts, summary)
        finally:
            writer.give_up()

    def combined(self, checkpoints: Checkpoints, finished: Sequence[Checkpoint], job: PreparedJob) -> RunOutcome:
        """The result that the checkpoints make."""
        with result_files(job.output, job.language, lambda _: EngineWrites()) as files:
            for checkpoint in finished:
                for reject in checkpoints.rejects(checkpoint):
                    files.reject(reject)
            frames = [pl.scan_parquet(checkpoints.rows_file(checkpoint), glob=False) for checkpoint in finished]
            collected(written(pl.concat(frames), files.path, job.format))
        return RunOutcome(
            counts=added_counts([checkpoint.counts for checkpoint in finished]),
            summary=added_summaries((summary_of_checkpoint(checkpoint) for checkpoint in finished), job.catalogue),
            faults=files.faults,
        )

    def _assess(
        self, surveyed: Surveyed, job: PreparedJob, format_: OutputFormat, files: ResultFiles | CheckpointWriter, progress: Progress
    ) -> tuple[Counts, Summary]:
        def assess(look: Look) -> tuple[Counts, Summary]:
            def passed(rows: int) -> None:
                look()
                progress(rows)

            try:
                return self._assess_once(surveyed, job, format_, files, passed, slow=False)
            except ReadOtherwise:
                return self._assess_once(surveyed, job, format_, files, passed, slow=True)

        return interruptibly(assess)

    def _assess_once(
        self,
        surveyed: Surveyed,
        job: PreparedJob,
        format_: OutputFormat,
        files: ResultFiles | CheckpointWriter,
        progress: Progress,
        *,
        slow: bool,
    ) -> tuple[Counts, Summary]:
        # A query that was given up may be writing: what cannot be removed now, whoever has the claim removes.
        with TemporaryDirectory(dir=files.path.parent, prefix=".guangdong-ai-", ignore_cleanup_errors=True) as scratch:
            counts, sums = assess_table(
                self._plan,
                input_frame(surveyed.file, job.catalogue.facts, job.reading, Path(scratch), slow=slow),
                surveyed.kept,
                ResultForm(shape=job.shape, format=format_, kept=job.survey.kept),
                files.path,
                Path(scratch),
                files.reject,
                progress,
                lenient=job.reading.lenient,
            )
        return counts, summary_of(self._plan, sums)
