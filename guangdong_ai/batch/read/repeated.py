"""Applicants that stand in a table several times: by what names them, and by their credit code."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from guangdong_ai.batch.read.layout import FactColumn, Layout
from guangdong_ai.batch.read.table import Applicant
from guangdong_ai.foundation.path_text import path_text
from guangdong_ai.foundation.record import record

MOST_LINES: Final = 3
_MOST_REMEMBERED: Final = 1_000_000
"""Different names of one column. What comes after so many is not held against each other, so that memory has a bound."""


@record
class Repeated:
    """In ``rows`` of the file a column holds one of ``values`` that it has more than once; ``lines``: the first with the first of these values."""

    file: str
    column: str
    values: int
    rows: int
    lines: tuple[int | None, ...]


def naming_columns(layout: Layout) -> "tuple[str | None, FactColumn | None]":
    """The header of the column that names the applicants, where it is another than that of the credit code, and that one."""
    code = next((column for column in layout.columns if column.fact.format == "credit_code" and column.source == "own"), None)
    of_id = None if layout.id is None or (code is not None and code.index == layout.id) else layout.headers[layout.id]
    return of_id, code


class Sightings:
    """Takes the applicants of one table, in order, and finds those that come again."""

    def __init__(self, file: Path, layout: Layout) -> None:
        self._file = path_text(file)
        self._of_id, self._code = naming_columns(layout)
        self._seen: dict[str, dict[str, list[int | None]]] = {"id": {}, "code": {}}

    def add(self, applicant: Applicant) -> None:
        """Note who it is."""
        if self.has_id(applicant):
            self._note("id", applicant.id, applicant.line)
        if self._code is not None and isinstance(code := applicant.profile.facts.get(self._code.fact.id), str):
            self._note("code", code, applicant.line)

    def has_id(self, applicant: Applicant) -> bool:
        """Whether a column names it, rather than its place in the file."""
        return self._of_id is not None and applicant.id != f"{self._file}:{applicant.line}"

    def _note(self, by: str, name: str, line: int | None) -> None:
        seen = self._seen[by]
        if name in seen:
            seen[name].append(line)
        elif len(seen) < _MOST_REMEMBERED:
            seen[name] = [line]

    def repeated(self) -> Iterator[Repeated]:
        """What came several times, by column."""
        for by, header in (("id", self._of_id), ("code", None if self._code is None else self._code.header)):
            several = [lines for lines in self._seen[by].values() if len(lines) > 1]
            if header is not None and several:
                yield Repeated(
                    file=self._file,
                    column=header,
                    values=len(several),
                    rows=sum(map(len, several)),
                    lines=tuple(several[0][:MOST_LINES]),
                )
