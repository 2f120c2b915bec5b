"""A table for programs as one for a person: its columns under titles, and words in the place of ids."""

from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import Language
from guangdong_ai.reports.content.report import Report, Rows
from guangdong_ai.reports.wording.column_titles import in_words, titles_of


def titled(report: Report) -> Report:
    """The report with its table for a person; without a table it is the same."""
    rows = report.rows
    return report if rows is None else replace(report, rows=lambda language: titled_rows(rows(language), language))


def titled_rows(table: Rows, language: Language) -> Rows:
    """The same rows in the same order."""
    rows = [[in_words(column, cell, language) for column, cell in zip(table.columns, row, strict=True)] for row in table.rows]
    return Rows(tuple(titles_of(table.columns, language)), rows)
