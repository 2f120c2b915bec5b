"""A finding: something wrong or doubtful in what a user gave, as a value. All findings are shown, not just the first."""

from typing import TYPE_CHECKING, Literal

from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text

if TYPE_CHECKING:  # pathlib is a thirtieth of a start, and most findings are never made
    from pathlib import Path

KeyPath = tuple[str | int, ...]
"""Where in a file: table names, keys and positions in arrays (from 0), from the outside in."""


@record
class Place:
    """Where something was found. ``line`` and ``column`` count from 1; each part may be unknown."""

    file: "Path | None" = None
    line: int | None = None
    column: int | None = None
    key: str | None = None

    def __str__(self) -> str:
        position = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return ": ".join(part for part in (position, self.key) if part)


@record
class Finding:
    """One thing that is wrong (``error``) or doubtful (``warning``), where, and what to do about it.

    ``command``: the words of a command that the hint ends with, without the program's name. ``kind``: the message without the value that was given,
    so that findings of the same kind can be counted; None where the message quotes no value.
    """

    message: Text
    hint: Text | None = None
    command: tuple[str, ...] = ()
    place: Place = Place()
    path: KeyPath = ()
    severity: Literal["error", "warning"] = "error"
    kind: Text | None = None
