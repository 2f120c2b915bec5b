"""The run by Polars over all inputs, one after the other, to the same result as ``plain_run``."""

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from guangdong_ai.batch.engine.assess_file import Result, assess_table
from guangdong_ai.batch.engine.open_file import engine_table
from guangdong_ai.batch.engine.result_frames import written
from guangdong_ai.batch.engine.summing import summary_of
from guangdong_ai.batch.expressions.plan import Plan
from guangdong_ai.batch.outputs.output_format import OutputFormat
from guangdong_ai.batch.outputs.shape import Shape
from guangdong_ai.batch.plain_run import Progress, RejectSink, Work
from guangdong_ai.batch.run import Counts
from guangdong_ai.batch.summary import Summary
from guangdong_ai.batch.survey import Surveyed


class ByPolars:
    """The way of ``resumable_run`` to do the work: an input at a time, its rows in a file of its own."""

    name = "polars"

    def __init__(self, work: Work, shape: Shape, format_: OutputFormat) -> None:
        self._work, self._shape, self._format = work, shape, format_
        self._plan = Plan(work.catalogue, work.as_of, with_summary=True)

    def whole(self, surveyed: Surveyed, target: Path, sink: RejectSink, progress: Progress) -> tuple[Counts, Summary]:
        """Assess one input into the result's file."""
        return self._assess(surveyed, target, self._format, sink, progress)

    def part(self, surveyed: Surveyed, target: Path, sink: RejectSink, progress: Progress) -> tuple[Counts, Summary]:
        """Assess one input into a part."""
        return self._assess(surveyed, target, "parquet", sink, progress)

    def together(self, parts: list[Path], target: Path) -> None:
        """Put the parts together into the result's file."""
        written(pl.concat([pl.scan_parquet(part, glob=False) for part in parts]), target, self._format).collect(engine="streaming")

    def _assess(
        self, surveyed: Surveyed, target: Path, format_: OutputFormat, sink: RejectSink, progress: Progress
    ) -> tuple[Counts, Summary]:
        work = self._work
        with TemporaryDirectory(dir=target.parent, prefix=".guangdong-ai-") as scratch:
            table = engine_table(surveyed.file, work.catalogue.facts, work.reading, Path(scratch))
            counts, sums = assess_table(
                self._plan,
                table,
                surveyed.kept,
                Result(shape=self._shape, format=format_, kept=work.survey.kept),
                target,
                Path(scratch),
                sink.reject,
                progress,
                lenient=work.reading.lenient,
            )
        return counts, summary_of(self._plan, sums)
