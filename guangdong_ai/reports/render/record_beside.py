"""The record of a result in a file of its own, beside a result whose format has no place for it: a table as CSV, a text to paste."""

from pathlib import Path
from typing import Final

from guangdong_ai.foundation.record import record
from guangdong_ai.reports.content.report import Report
from guangdong_ai.reports.render.formats import Setting
from guangdong_ai.reports.render.read_back.told import ToldLine, sealed, told_line

BESIDE: Final = ".meta.json"
"""What its name ends in, after that of the result."""

_FORMATS = ("csv", "markdown")


@record
class RecordBeside:
    """A file to write."""

    path: Path
    content: str


def beside(output: Path) -> Path:
    """The file beside ``output`` that holds its record."""
    return output.with_name(f"{output.name}{BESIDE}")


def record_beside(report: Report, format_: str, setting: Setting, output: Path, shown: str | bytes) -> RecordBeside | None:
    """The file beside ``output``, which shows ``shown``; None where the record is in the result itself, or the report is not one that can be done again."""
    if format_ not in _FORMATS or report.kept is None or not output.suffix:
        return None
    text = shown.decode(errors="replace") if isinstance(shown, bytes) else shown
    return RecordBeside(path=beside(output), content=f"{sealed(report.kept((setting.language,)), told_in_text(text))}\n")


def told_in_text(text: str) -> tuple[ToldLine, ...]:
    """The lines of a table or of another text in which something stands, without a byte order mark."""
    lines = (told_line(line) for line in text.removeprefix("\ufeff").splitlines())
    return tuple(line for line in lines if line is not None)
