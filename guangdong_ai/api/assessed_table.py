"""Many applicants at once for a script: a table in, a table out, as with ``batch``."""

import json
import os
import shutil
import weakref
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, Protocol

from guangdong_ai.api.assessment_line import assessment_line
from guangdong_ai.api.checked_answers import Policies, Scopes, catalogue_of, day_of
from guangdong_ai.api.measure_names import measures_named
from guangdong_ai.batch.checkpoints.checkpoint import Checkpoint, Checkpointed, Checkpoints, checkpoint_of
from guangdong_ai.batch.job import Job, PreparedJob, prepared
from guangdong_ai.batch.outcome import Counts, added_counts
from guangdong_ai.batch.read.input_files import InputFile, input_files
from guangdong_ai.batch.read.input_formats import READERS
from guangdong_ai.batch.read.read_options import ALL
from guangdong_ai.batch.read.table import WrongCell
from guangdong_ai.batch.run.engines import Engine, open_backend
from guangdong_ai.batch.write.result_formats import SHAPES_OF_ROWS, Shape
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.path_text import path_text
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import Text

if TYPE_CHECKING:
    import polars as pl

HERE: tuple[Engine, ...] = ("plain", "polars")
"""The engines that do their work in this process."""


class InMemory(Protocol):
    """A table of pyarrow, Polars, pandas or DuckDB: any object that exports its columns through the Arrow PyCapsule interface."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """See the Arrow PyCapsule interface."""


class AssessedTable:
    """The results of many applicants. They are kept in a temporary folder, which is removed with this object.

    ``counts``: the records read, assessed and rejected (read = assessed + rejected). ``warnings``: what is doubtful about the columns.
    """

    def __init__(self, job: PreparedJob, folder: Path, own: Path | None) -> None:
        backend = open_backend(job)
        if not isinstance(backend, Checkpointed):
            raise TypeError(backend)
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._job, self._own = job, own
        self._shape, self._by_engine = job.shape, job.engine != "plain"
        self._stored = Checkpoints(job, backend.name)
        self._checkpoints: list[Checkpoint] = [
            checkpoint_of(group, self._stored, job, backend, _no_progress) for group in backend.groups(job.survey.inputs)
        ]
        self.counts: Counts = added_counts([checkpoint.counts for checkpoint in self._checkpoints])
        self.warnings: tuple[Finding, ...] = tuple(_unplaced(job.survey.warnings, own))

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of each row."""
        return tuple(column.name for column in self._job.shaped.columns)

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows of the result, in order and lazily: text, whole yuan, days, None for an empty cell."""
        for checkpoint in self._checkpoints:
            if self._by_engine:
                yield from self._rows_by_engine(checkpoint)
            elif self._shape == "assessment":
                yield from (self._renamed_assessment(json.loads(str(line))) for (line,) in self._stored.rows(checkpoint))
            else:
                yield from (self._renamed(dict(zip(self.columns, cells, strict=True))) for cells in self._stored.rows(checkpoint))

    @property
    def rejected(self) -> tuple[WrongCell, ...]:
        """The faults in the rows that were not assessed, by ``line`` and ``column``, with the ``reason`` and a ``hint`` in both languages."""
        return self._told(lenient=False)

    @property
    def made_unknown(self) -> tuple[WrongCell, ...]:
        """The cells that could not be read and count as unknown: all such with ``lenient``, else those of facts that no measure uses."""
        return self._told(lenient=True)

    def to_arrow(self) -> Any:
        """The rows as a ``pyarrow.Table``. Raises Refused where pyarrow is not installed, and for whole assessments, which are no table."""
        if self._shape == "assessment":
            message = Text("完整的自评结果不是表格", "whole assessments are not a table")
            raise Refused([Finding(message=message, hint=Text('用 shape="wide" 或 "long"', 'use shape="wide" or "long"'))])
        pa = _pyarrow()
        from guangdong_ai.batch.write.parquet_writer import arrow_schema

        schema = arrow_schema(self._job.shaped.columns)
        if not self._by_engine:
            return pa.Table.from_pylist(list(self.rows), schema=schema)
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        tables = [pq.read_table(self._stored.rows_file(checkpoint), partitioning=None).cast(schema) for checkpoint in self._checkpoints]
        whole = pa.concat_tables(tables) if tables else schema.empty_table()
        if self._own is None:
            return whole
        ids = pc.replace_substring(whole.column(0), pattern=self._prefix, replacement="", max_replacements=1)
        return whole.set_column(0, schema.field(0), ids)

    def to_polars(self) -> "pl.DataFrame":
        """The rows as a ``polars.DataFrame``. Raises Refused as ``to_arrow`` does, also where Polars is not installed."""
        table = self.to_arrow()
        try:
            import polars as pl
        except ImportError:
            raise _needs("polars") from None
        frame = pl.from_arrow(table)
        if not isinstance(frame, pl.DataFrame):
            raise TypeError(frame)
        return frame

    def __len__(self) -> int:
        """The number of applicants assessed."""
        return self.counts.assessed

    def __repr__(self) -> str:
        counts = self.counts
        return f"<AssessedTable {self._job.as_of}: read {counts.read} = assessed {counts.assessed} + rejected {counts.rejected}>"

    def _rows_by_engine(self, checkpoint: Checkpoint) -> Iterator[dict[str, Any]]:
        import pyarrow.parquet as pq

        with pq.ParquetFile(self._stored.rows_file(checkpoint)) as file:
            for batch in file.iter_batches(batch_size=10_000):
                yield from map(self._renamed, batch.to_pylist())

    def _told(self, *, lenient: bool) -> tuple[WrongCell, ...]:
        told = (reject for checkpoint in self._checkpoints for reject in self._stored.rejects(checkpoint) if reject.lenient == lenient)
        return tuple(reject.wrong if self._own is None else replace(reject.wrong, file=Path()) for reject in told)

    @property
    def _prefix(self) -> str:
        """The path of the temporary file of a table in memory, which is removed from the names of applicants without an id."""
        return "" if self._own is None else f"{path_text(self._own)}:"

    def _renamed(self, row: dict[str, Any]) -> dict[str, Any]:
        if self._own is not None:
            row["id"] = row["id"].removeprefix(self._prefix)
        return row

    def _renamed_assessment(self, assessment: dict[str, Any]) -> dict[str, Any]:
        if self._own is not None:
            assessment["row"] = {**self._renamed(assessment["row"]), "file": ""}
        return assessment


def assess_table(
    table: "str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | InMemory",
    *,
    as_of: date | str | None = None,
    policies: Policies = (),
    scopes: Scopes = (),
    shape: Shape = "wide",
    measures: Sequence[str] = (),
    id_column: str | None = None,
    keep: Sequence[str] = (),
    columns: str | os.PathLike[str] | None = None,
    sheet: str | None = None,
    lenient: bool = False,
    strict: bool = False,
    city_from_code: bool = False,
    go_on: bool = False,
    engine: Engine | None = None,
) -> AssessedTable:
    """Assess the applicants of a table: a file, a folder, a pattern, several of them, or a table in memory (pyarrow, Polars, pandas).

    All other arguments mean the same as the options of ``batch`` of that name (docs/batch.md); ``keep="all"`` keeps every column.
    Raises Refused with findings about the table as a whole; faults in single rows are in the result.
    """
    catalogue = _with_measures(catalogue_of(policies, scopes), measures, catalogue_of(policies))
    day = day_of(as_of)
    _require_one_of("shape", shape, SHAPES_OF_ROWS)
    _require_one_of("engine", engine, (None, *HERE))
    folder = Path(mkdtemp(prefix="guangdong-ai-"))
    own = None
    try:
        files, own = _inputs(table, folder)
        _require_workbook(sheet, files)
        job = Job(
            files=files,
            catalogue=catalogue,
            as_of=day,
            shape=shape,
            format="jsonl" if shape == "assessment" else "parquet",
            output=folder / "result",
            language="en",
            id_column=id_column,
            keep=ALL if keep == "all" else [keep] if isinstance(keep, str) else tuple(keep),
            columns=None if columns is None else Path(columns),
            sheet=sheet,
            lenient=lenient,
            strict=strict,
            city_from_code=city_from_code,
            go_on=go_on,
            engine=engine,
            with_summary=False,
        )
        return AssessedTable(prepared(job, assessment_line), folder, own)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, Refused):
            raise Refused(list(_unplaced(error.findings, own))) from None
        raise


def _inputs(table: Any, folder: Path) -> tuple[tuple[InputFile, ...], Path | None]:
    """The input files; and the temporary file of a table in memory, None for others. Raises Refused."""
    if isinstance(table, str | os.PathLike):
        return input_files([str(table) if isinstance(table, str) else Path(table)]), None
    if hasattr(table, "__arrow_c_stream__"):
        own = folder / "table.parquet"
        _pyarrow_written(table, own)
        return (InputFile(path=own, format="parquet"),), own
    if isinstance(table, Sequence) and table and all(isinstance(one, str | os.PathLike) for one in table):
        return input_files([one if isinstance(one, str) else Path(one) for one in table]), None
    kind = type(table).__name__
    message = Text(
        f"给出的是 {kind}，应为文件的路径，或 pyarrow、Polars、pandas 的表格",
        f"given {kind}, expected the path of a file, or a table of pyarrow, Polars or pandas",
    )
    raise Refused([Finding(message=message, place=Place(key="table"))])


def _pyarrow_written(table: Any, path: Path) -> None:
    pa = _pyarrow()
    import pyarrow.parquet as pq

    # Polars hands over views of texts, which Parquet is not written from everywhere; its own way gives plain texts.
    held = table if isinstance(table, pa.Table) else table.to_arrow() if callable(getattr(table, "to_arrow", None)) else pa.table(table)
    try:
        pq.write_table(held, path)
    except pa.ArrowException as error:
        message = Text(f"这张表格不能作为 Parquet 写出：{error}", f"the table cannot be written as Parquet: {error}")
        raise Refused([Finding(message=message, place=Place(key="table"))]) from None


def _pyarrow() -> Any:
    try:
        import pyarrow as pa
    except ImportError:
        raise _needs("pyarrow") from None
    return pa


def _needs(package: str) -> Refused:
    message = Text(f"这需要 {package}，但没有安装", f"this needs {package}, which is not installed")
    hint = Text("请运行 pip install 'guangdong-ai[engine]'", "run pip install 'guangdong-ai[engine]'")
    return Refused([Finding(message=message, hint=hint)])


def _with_measures(catalogue: Catalogue, names: Sequence[str], whole: Catalogue) -> Catalogue:
    several = [names] if isinstance(names, str) else [str(name) for name in names]
    return catalogue.with_measures(measures_named(several, whole, catalogue, titles=False)) if several else catalogue


def _require_workbook(sheet: str | None, files: Sequence[InputFile]) -> None:
    if sheet is not None and not any(READERS[file.format].has_sheets for file in files):
        message = Text("只有工作簿才有 sheet，输入中没有", "only workbooks have sheets, and there is none among the inputs")
        raise Refused([Finding(message=message, hint=Text("去掉 sheet", "leave sheet out"), place=Place(key="sheet"))])


def _require_one_of(name: str, given: object, accepted: Sequence[object]) -> None:
    if given not in accepted:
        listed = ", ".join(map(repr, accepted))
        message = Text(f"不接受 {given!r}", f"{given!r} is not accepted")
        raise Refused([Finding(message=message, hint=Text(f"可用：{listed}", f"accepted: {listed}"), place=Place(key=name))])


def _unplaced(findings: Sequence[Finding], own: Path | None) -> Iterator[Finding]:
    """The findings, without the path of the temporary file of a table in memory, which the user does not know."""
    for finding in findings:
        is_own = own is not None and finding.place.file == own
        yield replace(finding, place=replace(finding.place, file=None)) if is_own else finding


def _no_progress(_more: int) -> None:
    """Progress is not shown."""
