"""One thing that is told, in each form that formats ask for. None is made before it is asked for."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Language, Text

if TYPE_CHECKING:
    from guangdong_ai.reports.content.blocks import Content, Tone


@record(positional=True)
class Rows:
    """A table for programs: amounts in whole yuan, days as ISO dates, lists separated by spaces, empty where nothing is known."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[object]]


SheetKind = Literal["sentences", "name", "word", "state", "yuan", "number", "day"]
"""What a column of a sheet holds; ``name``: a name, on several lines where it is long; ``word``: a name or a word on one line; ``state``: a word, and
what belongs to it on lines below, in a narrow column."""


@record(positional=True)
class SheetColumn:
    """A column that a person reads, by its title."""

    title: Text
    kind: SheetKind = "sentences"


@record(positional=True)
class SheetCell:
    """A value in ``tone``: its meaning in colour beside the word."""

    value: Text
    tone: "Tone"


SheetValue = Text | SheetCell | str | int | date | None
"""None where there is nothing to say."""


@record(positional=True)
class Sheet:
    """A sheet of a workbook for people: rows below their titles. ``fixed``: columns that stay in sight, from the left."""

    title: Text
    columns: tuple[SheetColumn, ...]
    rows: Sequence[Sequence[SheetValue]]
    fixed: int = 1


@record
class DatedEvent:
    """An event of one day. ``key``: what it is in every later file, whatever its day; ``reviewed``: the latest day on which it was checked."""

    key: str
    day: date
    title: Text
    said: tuple[Text, ...]
    category: Text
    address: str | None
    reviewed: date


@record
class Days:
    """Events for calendar programs. ``whose``: tells them from another applicant's; ``as_of``: the day on which they were gathered."""

    name: Text
    about: Text
    time_zone: str
    whose: str
    as_of: date
    events: tuple[DatedEvent, ...]


@record(positional=True)
class Report:
    """``content``: for people; ``data``: for programs, as JSON; ``rows``: its table, with texts in one language; ``days``: its events.

    ``in_full``: for people who get it handed on, as a page or a document; None: ``content`` is all there is. ``sheets``: as a workbook.
    ``kept``: what a file in these languages carries with it, so that the result can be done again; None: it is not one that can.
    """

    content: "Callable[[], Content]"
    data: Callable[[], Any]
    rows: Callable[[Language], Rows] | None = None
    days: Callable[[], Days] | None = None
    in_full: "Callable[[], Content] | None" = None
    sheets: Callable[[], tuple[Sheet, ...]] | None = None
    kept: Callable[[Sequence[Language]], Mapping[str, Any]] | None = None

    def whole(self) -> "Content":
        """All that is told."""
        return (self.in_full or self.content)()
