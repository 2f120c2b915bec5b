"""What the results of the Python API have in common: a report, and its output in every format, as from the command line."""

from typing import TYPE_CHECKING, Any, Protocol

from guangdong_ai.foundation.text import Language
from guangdong_ai.reports.content.report import Report

if TYPE_CHECKING:
    from pathlib import Path


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

    def to_html(self: _HasReport, language: Language, *, bilingual: bool = False) -> str:
        """All of the result as one page that needs nothing else, in one language; with ``bilingual`` in both, that one first."""
        return _in_format(self.report(), "html", language, bilingual=bilingual)

    def save(self: _HasReport, path: "str | Path", language: Language, *, bilingual: bool = False) -> None:
        """Write the result into a file, atomically, in the format of its suffix: ``.html``, ``.docx``, ``.md``, ``.json`` and so on.

        ``.csv`` is for programs here: ids as headers, no byte-order mark. ``bilingual``: a page or a document in both languages. Raises ValueError for a suffix of no format or of one that this result does
        not have, Refused where a package is missing, and OSError where the file cannot be written.
        """
        from pathlib import Path

        from guangdong_ai.foundation.atomic_file import write_whole
        from guangdong_ai.reports.render.formats import FORMATS, Setting, rendered
        from guangdong_ai.reports.render.record_beside import record_beside

        report, target = self.report(), Path(path)
        can = {suffix: entry for entry in FORMATS.values() if getattr(report, entry.shows) is not None for suffix in entry.suffixes}
        suffix = target.suffix.lower()
        if suffix not in can:
            accepted = ", ".join(can)
            raise ValueError(f"no format of this result has the suffix {suffix!r}; accepted: {accepted}")
        format_, setting = can[suffix].name, Setting(language=language, bilingual=bilingual)
        made = rendered(report, format_, setting)
        write_whole(target, made if isinstance(made, bytes) else made.encode(errors="replace"))
        kept = record_beside(report, format_, setting, target, made)
        if kept is not None:
            write_whole(kept.path, kept.content.encode(errors="replace"))


def _in_format(report: Report, format_: str, language: Language, *, bilingual: bool = False) -> str:
    from guangdong_ai.reports.render.formats import Setting, rendered

    return str(rendered(report, format_, Setting(language=language, bilingual=bilingual)))
