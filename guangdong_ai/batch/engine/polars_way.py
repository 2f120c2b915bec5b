"""The work done by Polars, an input after the other, to the same result as ``plain_way``."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from guangdong_ai.batch.added_summaries import added_summaries
from guangdong_ai.batch.engine.assess_file import Result, assess_table
from guangdong_ai.batch.engine.interruptible import Look, collected, interruptibly
from guangdong_ai.batch.engine.open_file import engine_table
from guangdong_ai.batch.engine.read_otherwise import ReadOtherwise
from guangdong_ai.batch.engine.result_frames import written
from guangdong_ai.batch.engine.summing import summary_of
from guangdong_ai.batch.expressions.plan import Plan
from guangdong_ai.batch.outputs.column import Cell
from guangdong_ai.batch.outputs.output_format import OutputFormat
from guangdong_ai.batch.outputs.result_files import ResultFiles, result_files
from guangdong_ai.batch.outputs.shape import Shape
from guangdong_ai.batch.parts import Part, Parts, PartWriter, summary_of_part
from guangdong_ai.batch.plain_run import Progress, Work
from guangdong_ai.batch.run import Counts, Run, added_counts
from guangdong_ai.batch.summary import Summary
from guangdong_ai.batch.survey import Surveyed


class EngineWrites:
    """Stands where a writer of rows is expected: the engine writes the file, not row by row."""

    def write(self, cells: Iterable[Cell]) -> None:
        """No row comes this way."""
        raise AssertionError(cells)

    def finish(self) -> None:
        """The engine has finished the file."""

    def give_up(self) -> None:
        """The engine has let go of it."""


class PolarsWay:
    """Each input is a part. See ``resumable_run``. Raises NotCompilable where the rules go beyond the engine."""

    name = "polars"

    def __init__(self, work: Work, shape: Shape, format_: OutputFormat) -> None:
        if any(surveyed.file.format != "parquet" for surveyed in work.survey.inputs):
            import guangdong_ai.batch.engine.csv_table  # noqa: F401  # loads DuckDB before anything is written
        self._shape, self._format = shape, format_
        self._plan = Plan(work.catalogue, work.as_of, with_summary=work.with_summary)

    def groups(self, inputs: Sequence[Surveyed]) -> Sequence[Sequence[Surveyed]]:
        """The inputs as they make parts."""
        return [[surveyed] for surveyed in inputs]

    def in_one_go(self, work: Work, progress: Progress) -> Run:
        """The whole run, without parts."""
        with result_files(work.output, work.language, lambda _: EngineWrites()) as files:
            counts, summary = self._assess(work.survey.inputs[0], work, self._format, files, progress)
        return Run(counts=counts, summary=summary, faults=files.faults)

    def part(self, parts: Parts, made_from: str, group: Sequence[Surveyed], work: Work, progress: Progress) -> Part:
        """Make a part, and finish it."""
        writer = parts.begin(made_from)
        try:
            counts, summary = self._assess(group[0], work, "parquet", writer, progress)
            return parts.finish(made_from, writer, counts, summary)
        finally:
            writer.give_up()

    def together(self, parts: Parts, finished: Sequence[Part], work: Work) -> Run:
        """The result that the parts make."""
        with result_files(work.output, work.language, lambda _: EngineWrites()) as files:
            for part in finished:
                for reject in parts.rejects(part):
                    files.reject(reject)
            frames = [pl.scan_parquet(parts.rows_file(part), glob=False) for part in finished]
            collected(written(pl.concat(frames), files.path, self._format))
        return Run(
            counts=added_counts([part.counts for part in finished]),
            summary=added_summaries((summary_of_part(part) for part in finished), work.catalogue),
            faults=files.faults,
        )

    def _assess(
        self, surveyed: Surveyed, work: Work, format_: OutputFormat, files: ResultFiles | PartWriter, progress: Progress
    ) -> tuple[Counts, Summary]:
        def assess(look: Look) -> tuple[Counts, Summary]:
            def passed(rows: int) -> None:
                look()
                progress(rows)

            try:
                return self._assess_once(surveyed, work, format_, files, passed, slow=False)
            except ReadOtherwise:
                return self._assess_once(surveyed, work, format_, files, passed, slow=True)

        return interruptibly(assess)

    def _assess_once(
        self, surveyed: Surveyed, work: Work, format_: OutputFormat, files: ResultFiles | PartWriter, progress: Progress, *, slow: bool
    ) -> tuple[Counts, Summary]:
        # A query that was given up may be writing: what cannot be removed now, whoever has the claim removes.
        with TemporaryDirectory(dir=files.path.parent, prefix=".guangdong-ai-", ignore_cleanup_errors=True) as scratch:
            counts, sums = assess_table(
                self._plan,
                engine_table(surveyed.file, work.catalogue.facts, work.reading, Path(scratch), slow=slow),
                surveyed.kept,
                Result(shape=self._shape, format=format_, kept=work.survey.kept),
                files.path,
                Path(scratch),
                files.reject,
                progress,
                lenient=work.reading.lenient,
            )
        return counts, summary_of(self._plan, sums)
