"""The kinds of reports that are written for many applicants."""

from collections.abc import Mapping
from typing import Literal, get_args

ReportKind = Literal["html", "docx", "md"]
REPORT_KINDS: tuple[ReportKind, ...] = get_args(ReportKind)
"""The suffixes of the files, the usual one first."""

FORMAT_OF_KIND: Mapping[ReportKind, str] = {"html": "html", "docx": "docx", "md": "markdown"}
"""By the names of ``FORMATS``."""
