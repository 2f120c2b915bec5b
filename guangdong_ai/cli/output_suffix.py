"""The format of an output file, from its suffix. For every command with ``--output`` but ``batch``, whose formats are tables.

A suffix of a format that the command does not have is refused, and so is one that contradicts ``--format``: no program opens a terminal
table named as a workbook. A name without a suffix (a device, a pipe) means ``--format``, else the format of a terminal.
"""

from collections.abc import Mapping
from pathlib import Path, PurePath

from typer._click import Command, Context
from typer._click.core import ParameterSource

from guangdong_ai.cli.output import is_stream
from guangdong_ai.cli.usage_error import WrongUsage
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.render.formats import FORMATS

_ONE_FORMAT: Mapping[str, str] = {"template": "toml", "schema": "json", "compile": "sql", "demo": "html"}
"""Commands that write one format only, and have no ``--format``."""


def suffixes_of(format_: str) -> tuple[str, ...]:
    """The suffixes of files in this format; the first is the usual one."""
    return FORMATS[format_].suffixes if format_ in FORMATS else (f".{format_}",)


def choose_format(command: Command, context: Context) -> None:
    """Set the format from the suffix of ``--output``. Raises WrongUsage where the command does not have it, or it contradicts ``--format``."""
    output = context.params.get("output")
    formats = _formats(command)
    suffix = PurePath(str(output)).suffix.lower() if output is not None else ""
    if not suffix or not formats or is_stream(Path(str(output))):
        return
    said = next((format_ for format_ in formats if suffix in suffixes_of(format_)), None)
    if said is None:
        listed = ", ".join(suffix for format_ in formats for suffix in suffixes_of(format_)[:1])
        raise WrongUsage(
            Text(f"--output 的后缀不是这个命令能写的格式：{suffix}", f"--output has a suffix that this command cannot write: {suffix}"),
            Text(f"可用后缀：{listed}", f"accepted suffixes: {listed}"),
        )
    if "format_" not in context.params:
        return
    asked = context.params["format_"]
    if asked != said and context.get_parameter_source("format_") is not ParameterSource.DEFAULT:
        raise WrongUsage(
            Text(f"--format {asked} 与文件后缀 {suffix} 不一致", f"--format {asked} contradicts the suffix {suffix}"),
            Text(
                f"去掉 --format，或把后缀改为 {suffixes_of(asked)[0]}",
                f"leave --format out, or let the file end in {suffixes_of(asked)[0]}",
            ),
        )
    context.params["format_"] = said


def _formats(command: Command) -> tuple[str, ...]:
    """The choices of the command's ``--format``, as its help lists them."""
    for parameter in command.params:
        if parameter.name == "format_":
            return tuple((parameter.metavar or "").split("|"))
    only = _ONE_FORMAT.get(command.name or "")
    return () if only is None else (only,)
