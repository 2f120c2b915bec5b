"""The format of a result, by the suffix of its file."""

from importlib.util import find_spec
from pathlib import Path
from typing import Literal, get_args

from guangdong_ai.batch.inputs.missing_extra import missing_extra

OutputFormat = Literal["csv", "jsonl", "parquet", "xlsx"]
OUTPUT_FORMATS: tuple[OutputFormat, ...] = get_args(OutputFormat)

_NEEDS: dict[OutputFormat, tuple[str, str, str]] = {
    "parquet": ("engine", "pyarrow", "pyarrow"),
    "xlsx": ("excel", "XlsxWriter", "xlsxwriter"),
}
"""The extra that brings what a format needs, the package, and the module."""


def output_format(path: Path) -> OutputFormat | None:
    """What the suffix says, in upper or lower case; None for one that is no format of a result."""
    return next((name for name in OUTPUT_FORMATS if path.suffix.lower() == f".{name}"), None)


def require_packages(format_: OutputFormat, path: Path) -> None:
    """Raises Refused, with how to install it, when what writes the format is not installed."""
    if format_ in _NEEDS:
        extra, package, module = _NEEDS[format_]
        if find_spec(module) is None:
            raise missing_extra(extra, package, path)
