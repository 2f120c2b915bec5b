"""One input file assessed by Polars: its results in a file, its counts and sums, and what is wrong in it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import merge
from pathlib import Path

import polars as pl

from guangdong_ai.batch.applicant import Applicant, Rejected, Row
from guangdong_ai.batch.engine.engine_table import EngineTable
from guangdong_ai.batch.engine.parquet_table import rows_in_file
from guangdong_ai.batch.engine.polars_run import KEPT, rows_of, run_table
from guangdong_ai.batch.engine.result_frames import shaped_frame, written
from guangdong_ai.batch.engine.summing import APPLICANTS
from guangdong_ai.batch.engine.wrong_rows import WrongRows
from guangdong_ai.batch.expressions.plan import Plan
from guangdong_ai.batch.inputs.cell import storable
from guangdong_ai.batch.outputs.output_format import OutputFormat
from guangdong_ai.batch.outputs.shape import Shape
from guangdong_ai.batch.rejects import Reject, rejects_of
from guangdong_ai.batch.run import Counts
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
