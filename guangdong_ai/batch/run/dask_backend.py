"""The job done by Dask: each worker runs the plan of one machine over a slice of a Parquet file. Screening needs no exchange between them.

The result is a folder of Parquet files where Parquet was asked for; any other format is put together from them. Workers read the inputs and
write the parts by their paths: they share a file system, and have this package installed.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import polars as pl

from guangdong_ai.batch.checkpoints.claim import Claim
from guangdong_ai.batch.compile.kept_plans import plan_of
from guangdong_ai.batch.compile.results import added, summary_of
from guangdong_ai.batch.job import PreparedJob, Progress
from guangdong_ai.batch.outcome import Counts, RunOutcome, added_counts
from guangdong_ai.batch.read.frames.frame import parquet_frame
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import Layout
from guangdong_ai.batch.read.parquet_pieces import ParquetPieces
from guangdong_ai.batch.read.repeated import Repeated
from guangdong_ai.batch.read.table import Reject, open_table
from guangdong_ai.batch.run.polars_plan import write_together
from guangdong_ai.batch.run.polars_sightings import MOST_ROWS, NAME, Seen, hashed, repeated_in, seen_together
from guangdong_ai.batch.run.polars_table import ResultForm, assess_table, sightings_of
from guangdong_ai.batch.write.result_files import result_folder
from guangdong_ai.catalogue.catalogue import Catalogue, Contents
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import Text

LEAST_ROWS = 250_000
"""Rows of a slice, at least: compiling the plan for one takes as long as assessing so many."""

SLICES_A_THREAD = 2
"""More slices than workers: whoever is done takes the next, and a worker that dies loses little."""

RETRIES = 3
"""How often a slice is tried again that failed."""

_SECONDS_TO_CONNECT = 20


@record
class Rules:
    """What every slice is assessed by. Goes to the workers as it is: some two hundred kilobytes."""

    contents: Contents
    digest: str
    as_of: date
    with_summary: bool


@record
class Slice:
    """``rows`` of a file from ``first`` (from 0), and how to read and to write them.

    ``path`` is where workers find the file, which ``file`` names as the user did.
    """

    file: InputFile
    path: Path
    layout: Layout
    headers: tuple[str | None, ...]
    first: int
    rows: int
    result: ResultForm
    lenient: bool
    folder: Path
    number: int

    @property
    def looks(self) -> bool:
        """Whether it is looked at for who comes again: it is among the first rows of the file."""
        return self.first < MOST_ROWS


@record
class AssessedSlice:
    """What came of a slice; its results are in a file of the folder. ``seen``: who is in it, by name; None where nobody looked."""

    counts: Counts
    sums: Mapping[str, int]
    rejects: tuple[Reject, ...]
    seen: Seen | None


class DaskBackend:
    """All inputs in one go. See ``Backend``. Raises Refused where the scheduler is not reached."""

    def __init__(self, job: PreparedJob, scheduler: str) -> None:
        from distributed import Client

        self._plan = plan_of(job.catalogue, job.as_of, with_summary=job.with_summary)
        try:
            self._client: Any = Client(scheduler, timeout=_SECONDS_TO_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]  # Dask has no types here
        except (OSError, ValueError) as error:
            message = Text(f"连接不上 Dask 调度器 {scheduler}：{error}", f"the Dask scheduler {scheduler} cannot be reached: {error}")
            hint = Text("检查地址；启动：dask scheduler 和 dask worker", "check the address; start one with: dask scheduler, dask worker")
            raise Refused([Finding(message=message, hint=hint)]) from None

    def run(self, job: PreparedJob, progress: Progress, claim: Claim) -> RunOutcome:
        """See ``Backend``. A slice whose worker died is done again by another, under the same name."""
        del claim  # nothing is kept: what a worker loses is done again
        from distributed import CancelledError, KilledWorker, as_completed

        rules = Rules(contents=job.catalogue.contents, digest=job.catalogue.digest, as_of=job.as_of, with_summary=job.with_summary)
        with result_folder(job.output, job.language, job.format, write_together, job.record, plain=job.plain_csv) as result:
            slices = list(self._slices(job, result.path))
            done: dict[int, AssessedSlice] = {}
            # Each slice brings the rules along. Laid up with the workers they would be lost for good with the one that still has them.
            futures = [self._client.submit(assess_slice, rules, one, retries=RETRIES, pure=False) for one in slices]
            numbers = {future.key: one.number for future, one in zip(futures, slices, strict=True)}
            try:
                for future in as_completed(futures, loop=self._client.loop):  # type: ignore[no-untyped-call]  # the same
                    done[numbers[future.key]] = _with_hashes(future.result())
                    progress(slices[numbers[future.key]].rows)
            except (KilledWorker, CancelledError, RuntimeError, ImportError) as error:
                raise _failed(error) from None
            finally:
                self._client.cancel(futures, force=True)
                self._client.close()
            in_order = [done[number] for number in sorted(done)]
            for assessed in in_order:
                for reject in assessed.rejects:
                    result.reject(reject)
        return RunOutcome(
            counts=replace(added_counts([assessed.counts for assessed in in_order]), repeated=tuple(_repeated(slices, done))),
            summary=summary_of(self._plan, added(assessed.sums for assessed in in_order)),
            faults=result.faults,
        )

    def _slices(self, job: PreparedJob, folder: Path) -> Iterator[Slice]:
        threads = max(1, sum(self._client.nthreads().values()))
        sizes = [ParquetPieces(surveyed.file.path).rows for surveyed in job.survey.inputs]
        most = max(LEAST_ROWS, -(-sum(sizes) // (threads * SLICES_A_THREAD)))
        result = ResultForm(shape=job.shape, format="parquet", kept=job.survey.kept)
        number = 0
        for surveyed, size in zip(job.survey.inputs, sizes, strict=True):
            layout = open_table(surveyed.file, job.catalogue.facts, job.reading).layout
            if layout is None:
                raise TypeError(surveyed.file.format)
            for first in range(0, max(size, 1), most):
                yield Slice(
                    file=surveyed.file,
                    path=surveyed.file.path.resolve(),
                    layout=layout,
                    headers=surveyed.kept,
                    first=first,
                    rows=min(most, size - first),
                    result=result,
                    lenient=job.reading.lenient,
                    folder=folder.resolve(),
                    number=number,
                )
                number += 1


def _with_hashes(assessed: AssessedSlice) -> AssessedSlice:
    """With names as hashes, which are made here: workers of several kinds need not agree on them."""
    if assessed.seen is None:
        return assessed
    seen = tuple(one.with_columns(hashed(one[NAME])) if len(one) else one for one in assessed.seen)
    return replace(assessed, seen=seen)


def _repeated(slices: Sequence[Slice], done: Mapping[int, AssessedSlice]) -> Iterator[Repeated]:
    """Who stands in a file several times, in whichever of its slices."""
    for _, several in groupby(slices, key=lambda one: one.file):
        of_file = list(several)
        seen = [done[one.number].seen for one in of_file]
        yield from repeated_in(of_file[0].file.path, of_file[0].layout, seen_together([one for one in seen if one is not None]), _lines_of)


def _lines_of(rows: Sequence[int]) -> Sequence[int]:
    return [row + 1 for row in rows]


def _failed(error: Exception) -> Refused:
    reason = (str(error).splitlines() or [type(error).__name__])[0]
    message = Text(f"Dask 没有完成：{reason}", f"Dask did not finish: {reason}")
    hint = Text(
        "调度器和各工作进程应安装同一版本的 guangdong-ai[dask,engine]，并能按同样的路径读写文件",
        "scheduler and workers need the same version of guangdong-ai[dask,engine], and must reach the files by the same paths",
    )
    return Refused([Finding(message=message, hint=hint)])


def assess_slice(rules: Rules, one: Slice) -> AssessedSlice:
    """On a worker: assess the slice into its part. The part is there whole, whoever else may have tried before."""
    rejects: list[Reject] = []
    plan = plan_of(Catalogue(rules.contents, rules.digest), rules.as_of, with_summary=rules.with_summary)
    with TemporaryDirectory(dir=one.folder.parent) as scratch:
        target = Path(scratch, f"{uuid4().hex}.parquet")
        aside = Path(scratch, "aside")
        aside.mkdir()
        table = parquet_frame(one.file, one.layout, one.path, one.first, one.rows)
        sightings = sightings_of(one.layout, as_written) if one.looks else None
        counts, sums = assess_table(
            plan,
            table,
            one.headers,
            one.result,
            target,
            aside,
            rejects.append,
            lambda _: None,
            lenient=one.lenient,
            sightings=sightings,
        )
        target.replace(one.folder / f"part-{one.number:05}.parquet")
    seen = None if sightings is None else sightings.seen()
    return AssessedSlice(counts=counts, sums=sums, rejects=tuple(rejects), seen=seen)


def as_written(names: pl.Series) -> pl.Series:
    """Names as they are, which mean the same on every worker."""
    return names
