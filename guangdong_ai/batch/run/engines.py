"""The engines, one entry each: what it needs and can do, and what opens it; and which one suits an input.

``plain`` goes row by row; the others run the compiled rules.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Protocol, get_args

from guangdong_ai.batch.read.input_formats import READERS
from guangdong_ai.batch.write.result_formats import WRITERS, OutputFormat, Shape
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding, Place
from guangdong_ai.foundation.missing_extra import missing_extra
from guangdong_ai.foundation.path_text import is_utf_8
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text, alternatives

if TYPE_CHECKING:
    from guangdong_ai.batch.checkpoints.claim import Claim
    from guangdong_ai.batch.job import PreparedJob, Progress
    from guangdong_ai.batch.outcome import RunOutcome
    from guangdong_ai.batch.read.input_files import InputFile

Engine = Literal["plain", "polars", "dask", "spark"]
ENGINES: tuple[Engine, ...] = get_args(Engine)

PLAIN_UP_TO = 2_000
"""Records. With fewer, an engine takes longer to start than the rows take."""


class Backend(Protocol):
    """The interface of the four backends. All give the same result and the same messages."""

    def run(self, job: "PreparedJob", progress: "Progress", claim: "Claim") -> "RunOutcome":
        """The whole run. Raises Refused where an input turns out unreadable, OSError where the result cannot be written.

        An exception leaves the result, and the file with what is wrong, as they were.
        """


@record
class _Package:
    """What an engine needs: the extra that brings it, what it is called, and its modules."""

    extra: str
    name: str
    modules: tuple[str, ...]


@record
class _EngineEntry:
    """``open_backend`` makes what does a job; ``is_resumable``: whether that takes up an interrupted run."""

    open_backend: Callable[["PreparedJob"], Backend]
    needs: tuple[_Package, ...] = ()
    is_resumable: bool = False


def _plain(job: "PreparedJob") -> Backend:
    from guangdong_ai.batch.run.plain_backend import PlainBackend

    del job
    return PlainBackend()


def _polars(job: "PreparedJob") -> Backend:
    from guangdong_ai.batch.run.interruptible import interruptibly
    from guangdong_ai.batch.run.polars_backend import PolarsBackend

    return interruptibly(lambda _: PolarsBackend(job))


def _dask(job: "PreparedJob") -> Backend:
    from guangdong_ai.batch.run.dask_backend import DaskBackend

    return DaskBackend(job, job.address)


def _spark(job: "PreparedJob") -> Backend:
    from guangdong_ai.batch.run.spark_backend import SparkBackend

    return SparkBackend(job, job.address)


_COMPILED = _Package(extra="engine", name="polars, ibis, duckdb", modules=("polars", "ibis", "duckdb", "pyarrow"))
_ENTRIES: Final[Mapping[Engine, _EngineEntry]] = {
    "plain": _EngineEntry(open_backend=_plain, is_resumable=True),
    "polars": _EngineEntry(open_backend=_polars, needs=(_COMPILED,), is_resumable=True),
    "dask": _EngineEntry(open_backend=_dask, needs=(_COMPILED, _Package(extra="dask", name="distributed", modules=("distributed",)))),
    "spark": _EngineEntry(open_backend=_spark, needs=(_COMPILED, _Package(extra="spark", name="pyspark", modules=("pyspark",)))),
}
RESUMABLE: Final = tuple(name for name, entry in _ENTRIES.items() if entry.is_resumable)
"""The engines that take up an interrupted run."""


def open_backend(job: "PreparedJob") -> Backend:
    """The backend of the chosen engine. Raises Refused where it cannot run the rules, or the cluster cannot be reached."""
    return _ENTRIES[job.engine].open_backend(job)


def choose_engine(asked: Engine | None, files: "Sequence[InputFile]", shape: Shape, format_: OutputFormat, output: Path) -> Engine:
    """The engine that was asked for; with None the one that suits: row by row for few records and for what engines do not read or write.

    Raises Refused when the engine that was asked for cannot do it, or a file cannot be read.
    """
    findings = _not_for_engines(files, shape, format_, output)
    if asked is not None:
        if asked != "plain":
            _require(asked, files, findings)
        return asked
    if findings or not _is_installed(_COMPILED):
        return "plain"
    left = PLAIN_UP_TO
    for file in files:
        left -= READERS[file.format].count_at_most(file, left)
        if left < 0:
            return "polars"
    return "plain"


def _is_installed(package: _Package) -> bool:
    return all(find_spec(module) is not None for module in package.modules)


def _require(engine: Engine, files: "Sequence[InputFile]", findings: list[Finding]) -> None:
    for package in _ENTRIES[engine].needs:
        if not _is_installed(package):
            raise missing_extra(package.extra, package.name, files[0].path)
    for file in files:
        reading = READERS[file.format].engines
        if reading and engine not in reading:  # what no engine reads is told of already
            read = alternatives([f".{name}" for name, reader in READERS.items() if engine in reader.engines])
            message = Text("{} 只读取 {} 文件", "{} reads {} files only").format(engine, read)
            hint = Text("用 --engine polars，或先转换为 Parquet", "use --engine polars, or convert it to Parquet first")
            findings.append(Finding(message=message, hint=hint, place=Place(file=file.path)))
    if findings:
        raise Refused(findings)


def _not_for_engines(files: "Sequence[InputFile]", shape: Shape, format_: OutputFormat, output: Path) -> list[Finding]:
    hint = Text("不加 --engine 即可", "leave --engine out")
    findings = [
        Finding(
            message=Text("引擎不读取 {} 文件", "engines do not read {} files").format(file.path.suffix.lower()),
            hint=hint,
            place=Place(file=file.path),
        )
        for file in files
        if not READERS[file.format].engines
    ]
    if shape in {"assessment", "portfolio"}:
        message = Text(f"引擎不生成 --shape {shape}", f"engines do not write --shape {shape}")
        findings.append(Finding(message=message, hint=Text("请用 --shape wide 或 long", "use --shape wide or --shape long")))
    if not WRITERS[format_].by_engines:
        message = Text(f"引擎不写 .{format_} 文件", f"engines do not write .{format_} files")
        written = alternatives([f".{name}" for name, writer in WRITERS.items() if writer.by_engines])
        findings.append(Finding(message=message, hint=Text("请用 {}", "write {}").format(written)))
    if not is_utf_8(output.absolute()):
        message = Text(
            "引擎不写文件名或文件夹名不是 UTF-8 编码的结果", "engines do not write where a file or a folder has a name that is not UTF-8"
        )
        findings.append(Finding(message=message, hint=hint, place=Place(file=output)))
    return findings
