"""What the results of the Python API have in common: they are told as the command line tells them."""

from typing import Any

from guangdong_ai.foundation.text import Language
from guangdong_ai.reports.content.report import Report


class Told:
    """A result that has a report."""

    __slots__ = ()

    def report(self, *, show_all: bool = False) -> Report:
        """What there is to tell, in each form that the formats ask for; with ``show_all`` what is left out otherwise, too."""
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        """The result as plain data: what the command prints with ``--format json``."""
        data: dict[str, Any] = self.report().data()
        return data

    def to_json(self) -> str:
        """The same as a JSON document, indented, with a line feed at its end."""
        return self._in_format("json", "en", show_all=False)

    def to_markdown(self, language: Language, *, show_all: bool = False) -> str:
        """The result for people, in one language; with ``show_all`` all of it."""
        return self._in_format("markdown", language, show_all=show_all)

    def _in_format(self, format_: str, language: Language, *, show_all: bool) -> str:
        from guangdong_ai.reports.render.formats import Setting, rendered

        return str(rendered(self.report(show_all=show_all), format_, Setting(language=language)))
