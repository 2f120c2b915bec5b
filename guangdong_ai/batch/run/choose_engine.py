"""Which engine assesses the rows: this program row by row, or one made for tables."""

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, get_args

from guangdong_ai.batch.missing_extra import missing_extra
from guangdong_ai.batch.read.input_files import InputFile
from guangdong_ai.batch.read.table import count_at_most
from guangdong_ai.batch.write.formats import OutputFormat, Shape
from guangdong_ai.errors import Refused
from guangdong_ai.finding import Finding, Place
from guangdong_ai.path_text import is_utf_8
from guangdong_ai.text import Text

Engine = Literal["plain", "polars", "dask", "spark"]
ENGINES: tuple[Engine, ...] = get_args(Engine)
"""``plain``: row by row; the others run the compiled rules."""

PLAIN_UP_TO = 2_000
"""Records. With fewer, an engine takes longer to start than the rows take."""

_MODULES = ("polars", "ibis", "duckdb", "pyarrow")
_ON_SEVERAL_MACHINES: Mapping[Engine, tuple[str, str]] = {"dask": ("dask", "distributed"), "spark": ("spark", "pyspark")}
"""The extra that brings each of these engines, and its module."""


def choose_engine(asked: Engine | None, files: Sequence[InputFile], shape: Shape, format_: OutputFormat, output: Path) -> Engine:
    """The engine that was asked for; with None the one that suits: row by row for few records and for what engines do not read or write.

    Raises Refused when the engine that was asked for cannot do it, or a file cannot be read.
    """
    findings = _not_for_engines(files, shape, format_, output)
    if asked is not None:
        if asked != "plain":
            _require(asked, files, findings)
        return asked
    if findings or not _is_installed():
        return "plain"
    left = PLAIN_UP_TO
    for file in files:
        left -= count_at_most(file, left)
        if left < 0:
            return "polars"
    return "plain"


def _is_installed() -> bool:
    return all(find_spec(module) is not None for module in _MODULES)


def _require(engine: Engine, files: Sequence[InputFile], findings: list[Finding]) -> None:
    if not _is_installed():
        raise missing_extra("engine", "polars, ibis, duckdb", files[0].path)
    if engine in _ON_SEVERAL_MACHINES:
        extra, module = _ON_SEVERAL_MACHINES[engine]
        if find_spec(module) is None:
            raise missing_extra(extra, module, files[0].path)
        for file in files:
            if file.format != "parquet":
                message = Text(f"{engine} 只读取 .parquet 文件", f"{engine} reads .parquet files only")
                hint = Text("用 --engine polars，或先转换为 Parquet", "use --engine polars, or convert it to Parquet first")
                findings.append(Finding(message=message, hint=hint, place=Place(file=file.path)))
    if findings:
        raise Refused(findings)


def _not_for_engines(files: Sequence[InputFile], shape: Shape, format_: OutputFormat, output: Path) -> list[Finding]:
    hint = Text("不加 --engine 即可", "leave --engine out")
    findings = [
        Finding(
            message=Text(f"引擎不读取 .{file.format} 文件", f"engines do not read .{file.format} files"),
            hint=hint,
            place=Place(file=file.path),
        )
        for file in files
        if file.format not in ("parquet", "csv", "tsv")
    ]
    if shape == "assessment":
        message = Text("引擎不生成 --shape assessment", "engines do not make --shape assessment")
        findings.append(Finding(message=message, hint=Text("请用 --shape wide 或 long", "use --shape wide or long")))
    if format_ == "xlsx":
        message = Text("引擎不写 .xlsx 文件", "engines do not write .xlsx files")
        findings.append(Finding(message=message, hint=Text("请用 .csv、.parquet 或 .jsonl", "write .csv, .parquet or .jsonl")))
    if not is_utf_8(output.absolute()):
        message = Text(
            "引擎不写文件名或文件夹名不是 UTF-8 编码的结果", "engines do not write where a file or a folder has a name that is not UTF-8"
        )
        findings.append(Finding(message=message, hint=hint, place=Place(file=output)))
    return findings
