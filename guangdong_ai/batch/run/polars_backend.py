"""The work done by Polars, an input after the other, to the same result as row by row."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from guangdong_ai.batch.checkpoints.checkpoint import Part, Parts, PartWriter, summary_of_part
from guangdong_ai.batch.compile.plan import Plan
from guangdong_ai.batch.outcome import Counts, Run, added_counts
from guangdong_ai.batch.prepared_job import Progress, Work
from guangdong_ai.batch.read.applicant import Applicant, Reject, Rejected, Row, rejects_of
from guangdong_ai.batch.read.cell import storable
from guangdong_ai.batch.read.frames.frame import EngineTable, ReadOtherwise
from guangdong_ai.batch.read.frames.open_frame import engine_table
from guangdong_ai.batch.read.frames.parquet_frame import rows_in_file
from guangdong_ai.batch.read.survey import Surveyed
from guangdong_ai.batch.run.interruptible import Look, collected, interruptibly
from guangdong_ai.batch.run.polars_results import shaped_frame, written
from guangdong_ai.batch.run.polars_table import KEPT, rows_of, run_table
from guangdong_ai.batch.run.rejected_rows import WrongRows
from guangdong_ai.batch.run.summing import APPLICANTS, summary_of
from guangdong_ai.batch.summary import Summary, added_summaries
from guangdong_ai.batch.write.formats import Cell, OutputFormat, Shape
from guangdong_ai.batch.write.result_files import ResultFiles, result_files
from guangdong_ai.record import record


@record
class Result:
    """How results are written: in which shape and format, with which columns carried through (by their headers in the result)."""

    shape: Shape
    format: OutputFormat
    kept: tuple[str, ...]


def assess_table(
    plan: Plan,
    table: EngineTable,
    headers: Sequence[str | None],
    result: Result,
    target: Path,
    work: Path,
    reject: Callable[[Reject], None],
    progress: Callable[[int], None],
    *,
    lenient: bool,
) -> tuple[Counts, Mapping[str, int]]:
    """Assess the table into the file ``target``. ``headers``: what the file calls the columns that are carried through, None for none.

    ``progress`` is told, in several threads, how many more rows have passed; what it raises ends the query.
    ``work`` is an empty folder. Gives the counts, and the sums of ``summing``. Raises Refused, OSError; then what is in
    ``target`` means nothing.
    """
    wrong = WrongRows(work, progress)
    sums = run_table(
        plan,
        table,
        lambda results: written(shaped_frame(plan, results, result.shape, _kept(table, headers, result)), target, result.format),
        wrong,
        lenient=lenient,
        # Parquet says how many rows it has; in the long shape an applicant has several.
        rows_written=(lambda: rows_in_file(target)) if result.format == "parquet" and result.shape != "long" else None,
    )
    read, unreadable = table.read(), table.unreadable()
    rejected = made_unknown = 0
    for row in _in_order(rows_of(table, wrong, plan.catalogue.together, lenient=lenient), unreadable):
        for one in rejects_of(row):
            reject(one)
        rejected += isinstance(row, Rejected)
        made_unknown += len(row.made_unknown) if isinstance(row, Applicant) else 0
    return Counts(read=read, assessed=sums[APPLICANTS], rejected=rejected, made_unknown=made_unknown), sums


def _kept(table: EngineTable, headers: Sequence[str | None], result: Result) -> Mapping[str, pl.Expr]:
    places = {storable(table.layout.headers[index]): index for index in reversed(table.layout.kept)}
    return {
        name: pl.lit("") if header is None else pl.col(f"{KEPT}{places[header]}") for name, header in zip(result.kept, headers, strict=True)
    }


def _in_order(wrong: Iterator[Row], unreadable: Sequence[Rejected]) -> Iterator[Row]:
    return merge(wrong, unreadable, key=lambda row: row.line or 0)


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
    """Each input is a part. See ``run.backend``. Raises NotCompilable where the rules go beyond the engine."""

    name = "polars"

    def __init__(self, work: Work, shape: Shape, format_: OutputFormat) -> None:
        if any(surveyed.file.format != "parquet" for surveyed in work.survey.inputs):
            import guangdong_ai.batch.read.frames.csv_frame  # noqa: F401  # loads DuckDB before anything is written
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
