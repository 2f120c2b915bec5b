"""The work done by Dask: each worker runs the plan of one machine over a slice of a Parquet file. Screening needs no exchange between them.

The result is a folder of Parquet files where Parquet was asked for; any other format is put together from them. Workers read the inputs and
write the parts by their paths: they share a file system, and have this package installed.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from guangdong_ai.batch.compile.plan import Plan
from guangdong_ai.batch.outcome import Counts, Run, added_counts
from guangdong_ai.batch.prepared_job import Progress, Work
from guangdong_ai.batch.read.applicant import Reject
from guangdong_ai.batch.read.frames.parquet_frame import parquet_table
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.layout import Layout
from guangdong_ai.batch.read.parquet_pieces import ParquetPieces
from guangdong_ai.batch.read.table import open_table
from guangdong_ai.batch.run.polars_backend import Result, assess_table
from guangdong_ai.batch.run.result_folder import parts_result
from guangdong_ai.batch.run.summing import added, summary_of
from guangdong_ai.batch.write.formats import OutputFormat, Shape
from guangdong_ai.catalogue.catalogue import Catalogue, Contents
from guangdong_ai.errors import Refused
from guangdong_ai.finding import Finding
from guangdong_ai.record import record
from guangdong_ai.text import Text

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
    result: Result
    lenient: bool
    folder: Path
    number: int


@record
class Assessed:
    """What came of a slice; its results are in a file of the folder."""

    counts: Counts
    sums: Mapping[str, int]
    rejects: tuple[Reject, ...]


class DaskWay:
    """All inputs in one go. See ``run.backend``. Raises Refused where the scheduler is not reached."""

    def __init__(self, work: Work, shape: Shape, format_: OutputFormat, scheduler: str) -> None:
        from distributed import Client

        self._shape, self._format = shape, format_
        self._plan = Plan(work.catalogue, work.as_of, with_summary=work.with_summary)
        try:
            self._client: Any = Client(scheduler, timeout=_SECONDS_TO_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]  # Dask has no types here
        except (OSError, ValueError) as error:
            message = Text(f"连接不上 Dask 调度器 {scheduler}：{error}", f"the Dask scheduler {scheduler} is not reached: {error}")
            hint = Text("检查地址；启动：dask scheduler 和 dask worker", "check the address; start one with: dask scheduler, dask worker")
            raise Refused([Finding(message=message, hint=hint)]) from None

    def in_one_go(self, work: Work, progress: Progress) -> Run:
        """The whole run. A slice whose worker died is done again by another, under the same name."""
        from distributed import CancelledError, KilledWorker, as_completed

        rules = Rules(contents=work.catalogue.contents, digest=work.catalogue.digest, as_of=work.as_of, with_summary=work.with_summary)
        with parts_result(work.output, work.language, self._format) as result:
            slices = list(self._slices(work, result.folder))
            done: dict[int, Assessed] = {}
            # Each slice brings the rules along. Laid up with the workers they would be lost for good with the one that still has them.
            futures = [self._client.submit(assess_slice, rules, one, retries=RETRIES, pure=False) for one in slices]
            numbers = {future.key: one.number for future, one in zip(futures, slices, strict=True)}
            try:
                for future in as_completed(futures, loop=self._client.loop):  # type: ignore[no-untyped-call]  # the same
                    done[numbers[future.key]] = future.result()
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
        return Run(
            counts=added_counts([assessed.counts for assessed in in_order]),
            summary=summary_of(self._plan, added(assessed.sums for assessed in in_order)),
            faults=result.faults,
        )

    def _slices(self, work: Work, folder: Path) -> Iterator[Slice]:
        threads = max(1, sum(self._client.nthreads().values()))
        sizes = [ParquetPieces(surveyed.file.path).rows for surveyed in work.survey.inputs]
        most = max(LEAST_ROWS, -(-sum(sizes) // (threads * SLICES_A_THREAD)))
        result = Result(shape=self._shape, format="parquet", kept=work.survey.kept)
        number = 0
        for surveyed, size in zip(work.survey.inputs, sizes, strict=True):
            layout = open_table(surveyed.file, work.catalogue.facts, work.reading).layout
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
                    lenient=work.reading.lenient,
                    folder=folder.resolve(),
                    number=number,
                )
                number += 1


def _failed(error: Exception) -> Refused:
    reason = (str(error).splitlines() or [type(error).__name__])[0]
    message = Text(f"Dask 没有完成：{reason}", f"Dask did not finish: {reason}")
    hint = Text(
        "调度器和各工作进程应安装同一版本的 guangdong-ai[dask,engine]，并能按同样的路径读写文件",
        "scheduler and workers need the same version of guangdong-ai[dask,engine], and must reach the files by the same paths",
    )
    return Refused([Finding(message=message, hint=hint)])


def assess_slice(rules: Rules, one: Slice) -> Assessed:
    """On a worker: assess the slice into its part. The part is there whole, whoever else may have tried before."""
    rejects: list[Reject] = []
    with TemporaryDirectory(dir=one.folder.parent) as scratch:
        target = Path(scratch, f"{uuid4().hex}.parquet")
        work = Path(scratch, "work")
        work.mkdir()
        table = parquet_table(one.file, one.layout, one.path, one.first, one.rows)
        counts, sums = assess_table(
            _plan(rules), table, one.headers, one.result, target, work, rejects.append, lambda _: None, lenient=one.lenient
        )
        target.replace(one.folder / f"part-{one.number:05}.parquet")
    return Assessed(counts=counts, sums=sums, rejects=tuple(rejects))


def _plan(rules: Rules) -> Plan:
    return _planned_once(_ByDigest(rules))


class _ByDigest:
    """Rules that are the same where the catalogue's digest, its measures and the day are: comparing all of them would take long."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._key = (rules.digest, rules.as_of, rules.with_summary, tuple(measure.id for measure in rules.contents.measures))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByDigest) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=4)
def _planned_once(of: _ByDigest) -> Plan:
    """A worker compiles the rules once, however many slices it does."""
    rules = of.rules
    return Plan(Catalogue(rules.contents, rules.digest), rules.as_of, with_summary=rules.with_summary)
