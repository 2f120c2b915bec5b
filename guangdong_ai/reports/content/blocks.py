"""What a report is made of: a tree of blocks, in both languages. A block has content; its layout is up to a format."""

from typing import Literal

from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text

Tone = Literal["plain", "strong", "aside", "id", "warning", "eligible", "conditional", "undetermined", "ineligible"]
"""What a paragraph is among others: it matters, it stands aside, it is to be copied, it warns, or it tells a state (whose word stands in it)."""

Holds = Literal["money", "window", "outcome", "count", "text", "notes"]
"""What is in a column: formats choose its place by it. ``notes`` are sentences that belong to the whole row."""


@record(positional=True)
class TextBlock:
    """A text. ``level``: how deep it stands below what it belongs to."""

    text: Text
    tone: Tone = "plain"
    level: int = 0


@record(positional=True)
class Item:
    """A statement of a list, and what belongs to it. ``label``: the statement is the value of something with this name.

    ``inside``: statements of which this one is made up, each with theirs. ``strong``: it is what matters here.
    """

    text: Text
    details: tuple[Text, ...] = ()
    label: Text | None = None
    inside: tuple["Item", ...] = ()
    strong: bool = False


@record(positional=True)
class Fields:
    """Names with a value beside each, ``level`` deep."""

    pairs: tuple[tuple[Text, Text], ...]
    level: int = 0


@record(positional=True)
class TableColumn:
    """A column of a table beside that of the names. ``mark``: one character that stands for it where there is no room for its title."""

    title: Text
    holds: Holds = "text"
    mark: str = ""


TableCell = tuple[TextBlock, ...]


@record(positional=True)
class NamedRow:
    """Something with a name and an id, and a cell for each column."""

    name: Text
    id: str
    cells: tuple[TableCell, ...] = ()


@record(positional=True)
class TableGroup:
    """Rows under a heading, or without one."""

    heading: TextBlock | None
    rows: tuple[NamedRow, ...]


@record(positional=True)
class TableBlock:
    """Groups of rows; ``names``: the title of the column in which their names are."""

    names: Text
    columns: tuple[TableColumn, ...]
    groups: tuple[TableGroup, ...]


@record(positional=True)
class TimelineEntry:
    """What is to be said of a day. ``when``: the day, and its day of the week."""

    when: tuple[Text, ...]
    said: tuple[TextBlock, ...]


@record(positional=True)
class Timeline:
    """Entries in the order of their days."""

    entries: tuple[TimelineEntry, ...]


@record(positional=True)
class Command:
    """A command to continue with, by its words without the program's name, and what it does; for readers at the command line only."""

    purpose: Text
    words: tuple[str, ...]


@record(positional=True)
class Checklist:
    """Statements to be ticked off one by one, each with what belongs to it."""

    items: tuple[Item, ...]


Block = TextBlock | Item | Fields | TableBlock | Timeline | Checklist | Command


@record(positional=True)
class Section:
    """Blocks that belong together, under a title where they have one. ``numbered``: its items are counted. ``divided``: a new part begins."""

    title: Text | None
    blocks: tuple[Block, ...]
    numbered: bool = False
    divided: bool = False

    @property
    def items(self) -> tuple[Item, ...]:
        """The statements among the blocks."""
        return tuple(block for block in self.blocks if isinstance(block, Item))


@record(positional=True)
class Content:
    """A whole report: its title, its lead paragraphs, and its sections."""

    title: Text
    lead: tuple[TextBlock, ...]
    sections: tuple[Section, ...]


def labelled(label: Text, value: Text) -> Item:
    """An item with a label."""
    return Item(value, (), label)
