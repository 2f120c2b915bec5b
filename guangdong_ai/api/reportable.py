"""What the results of the Python API have in common: a report, and its output in every format, as from the command line."""

from typing import Any, Protocol

from guangdong_ai.foundation.text import Language
from guangdong_ai.reports.content.report import Report


class _HasReport(Protocol):
    def report(self, *, show_all: bool = False) -> Report:
        """The report in each form that a format may ask for; with ``show_all`` also what is left out otherwise."""


class Reportable:
    """A result with a method ``report``."""

    __slots__ = ()

    def to_dict(self: _HasReport) -> dict[str, Any]:
        """The result as plain data: what the command prints with ``--format json``."""
        data: dict[str, Any] = self.report().data()
        return data

    def to_json(self: _HasReport) -> str:
        """The plain data as a JSON document, indented, with a line feed at its end."""
        return _in_format(self.report(), "json", "en")

    def to_markdown(self: _HasReport, language: Language, *, show_all: bool = False) -> str:
        """The result as Markdown in one language; with ``show_all`` all of it."""
        return _in_format(self.report(show_all=show_all), "markdown", language)


def _in_format(report: Report, format_: str, language: Language) -> str:
    from guangdong_ai.reports.render.formats import Setting, rendered

    return str(rendered(report, format_, Setting(language=language)))
