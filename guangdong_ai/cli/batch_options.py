"""Which options of ``batch`` may be combined."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from guangdong_ai.api.report_kinds import REPORT_KINDS, ReportKind
from guangdong_ai.batch.run.engines import RESUMABLE
from guangdong_ai.batch.write.result_formats import WRITERS
from guangdong_ai.cli.usage import WrongUsage
from guangdong_ai.foundation.text import Text

AUTO = "auto"
"""What ``--engine`` takes for the one that suits."""


def require_files(inputs: Sequence[str] | None, output: Path | None, reports: Path | None = None) -> None:
    """Raises WrongUsage without an input, or without an output or a folder for reports."""
    template = Text("还没有表格", "no table yet")
    if not inputs:
        raise WrongUsage(Text("缺少输入文件", "an input is missing"), template, ("batch", "--template", "firms.xlsx"))
    if output is None and reports is None:
        *others, last = WRITERS
        raise WrongUsage(
            Text("缺少 --output", "--output is missing"),
            Text(
                f"例如 --output result.{last}（或 {'、'.join(f'.{name}' for name in others)}）",
                f"for example --output result.{last} (or {', '.join(f'.{name}' for name in others)})",
            ),
        )


def require_result(output: Path | None, reports: Path | None, given: Mapping[str, object]) -> None:
    """Raises WrongUsage where there are reports alone and an option, by its name, is for a result."""
    for option, value in given.items():
        if output is None and reports is not None and value:
            raise WrongUsage(
                Text(f"{option} 只用于 --output 的结果", f"{option} is for the result of --output"),
                Text("加上 --output，或去掉它", "add --output, or leave it out"),
            )


def report_kind(reports: Path | None, asked: str | None) -> ReportKind:
    """What ``--reports-format`` asks for, or the usual kind. Raises WrongUsage where it is given without ``--reports``."""
    if reports is None and asked is not None:
        raise WrongUsage(
            Text("--reports-format 只和 --reports 一起使用", "--reports-format works only with --reports"),
            Text("例如 --reports reports", "like --reports reports"),
        )
    return cast("ReportKind", asked or REPORT_KINDS[0])


def require_cluster(engine: str, scheduler: str | None, master: str | None) -> None:
    """Raises WrongUsage unless the options of a cluster and the engine they belong to are given together."""
    for option, given, needs, example in (
        ("--scheduler", scheduler, "dask", "--scheduler tcp://host:8786"),
        ("--master", master, "spark", "--master spark://host:7077"),
    ):
        if given is None and engine == needs:
            raise WrongUsage(
                Text(f"--engine {needs} 缺少 {option}", f"--engine {needs} needs {option}"), Text(f"例如 {example}", f"like {example}")
            )
        if given is not None and engine != needs:
            raise WrongUsage(
                Text(f"{option} 只用于 --engine {needs}", f"{option} works only with --engine {needs}"),
                Text(f"加上 --engine {needs}", f"add --engine {needs}"),
            )


def require_resumable(engine: str, *, resume: bool) -> None:
    """Raises WrongUsage where the engine cannot resume an interrupted run."""
    if resume and engine not in (AUTO, *RESUMABLE):
        raise WrongUsage(
            Text(f"--engine {engine} 没有 --resume", f"--engine {engine} has no --resume"),
            Text("丢失的部分由它自己重做", "what a worker loses it does again by itself"),
        )
