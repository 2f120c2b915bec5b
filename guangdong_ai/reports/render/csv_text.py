"""The table of a report as CSV, for a spreadsheet or a script."""

import csv
import io

from guangdong_ai.foundation.control_characters import shown_safely
from guangdong_ai.foundation.spreadsheet_text import as_plain_text
from guangdong_ai.reports.content.report import Report
from guangdong_ai.reports.render.formats import Setting


def render(report: Report, setting: Setting) -> str:
    """Every row under a header line. Text that a spreadsheet program would run has an apostrophe in front, as in the tables of ``batch``."""
    if report.rows is None:
        raise TypeError(report)
    table = report.rows(setting.language)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([as_plain_text(cell) if isinstance(cell, str) else cell for cell in row])
    return shown_safely(stream.getvalue(), "\n\t")
