"""The Polars backend: one input after the other, with the same result as the plain backend."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from guangdong_ai.batch.checkpoints.checkpoint import Checkpoint, Checkpoints, CheckpointWriter, run_in_checkpoints
from guangdong_ai.batch.checkpoints.claim import Claim
from guangdong_ai.batch.compile.kept_plans import plan_of
from guangdong_ai.batch.compile.results import summary_of
from guangdong_ai.batch.job import PreparedJob, Progress
from guangdong_ai.batch.outcome import Counts, RunOutcome
from guangdong_ai.batch.read.frames.frame import ReadOtherwise, input_frame
from guangdong_ai.batch.read.survey import Surveyed
from guangdong_ai.batch.run.interruptible import Look, interruptibly
from guangdong_ai.batch.run.polars_plan import write_together
from guangdong_ai.batch.run.polars_sightings import repeated_in
from guangdong_ai.batch.run.polars_table import ResultForm, assess_table, sightings_of
from guangdong_ai.batch.summary import Summary
from guangdong_ai.batch.write.result_files import ResultFiles
from guangdong_ai.batch.write.result_formats import OutputFormat
from guangdong_ai.foundation.record import replace


class PolarsBackend:
    """Each input is a checkpoint. See ``Backend``. Raises NotCompilable where the rules go beyond the engine."""

    name = "polars"

    def __init__(self, job: PreparedJob) -> None:
        if any(surveyed.file.format != "parquet" for surveyed in job.survey.inputs):
            import guangdong_ai.batch.read.frames.csv_frame  # noqa: F401  # loads DuckDB before anything is written
        self._plan = plan_of(job.catalogue, job.as_of, with_summary=job.with_summary)

    def run(self, job: PreparedJob, progress: Progress, claim: Claim) -> RunOutcome:
        """See ``Backend``. Several inputs are done in checkpoints."""
        return run_in_checkpoints(job, self, progress, claim)

    def groups(self, inputs: Sequence[Surveyed]) -> Sequence[Sequence[Surveyed]]:
        """The inputs as they make checkpoints."""
        return [[surveyed] for surveyed in inputs]

    def into_result(self, job: PreparedJob, files: ResultFiles, progress: Progress) -> tuple[Counts, Summary]:
        """See ``Checkpointed``."""
        return self._assess(job.survey.inputs[0], job, job.format, files, progress)

    def into_checkpoint(
        self, group: Sequence[Surveyed], job: PreparedJob, writer: CheckpointWriter, progress: Progress
    ) -> tuple[Counts, Summary]:
        """See ``Checkpointed``."""
        return self._assess(group[0], job, "parquet", writer, progress)

    def put_together(self, checkpoints: Checkpoints, finished: Sequence[Checkpoint], job: PreparedJob, target: Path) -> None:
        """See ``Checkpointed``."""
        write_together([checkpoints.rows_file(checkpoint) for checkpoint in finished], target, job.format, job.record)

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
            table = input_frame(surveyed.file, job.catalogue.facts, job.reading, Path(scratch), slow=slow)
            sightings = sightings_of(table.layout)
            counts, sums = assess_table(
                self._plan,
                table,
                surveyed.kept,
                ResultForm(shape=job.shape, format=format_, kept=job.survey.kept, record=job.record),
                files.path,
                Path(scratch),
                files.reject,
                progress,
                lenient=job.reading.lenient,
                sightings=sightings,
            )
            repeated = tuple(repeated_in(surveyed.file.path, table.layout, sightings.seen(), table.lines_of))
        return replace(counts, repeated=repeated), summary_of(self._plan, sums)
