"""What a report is made of: a tree of blocks, in both languages. A block has content; its layout is up to a format."""

from datetime import date
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
    """Something with a name and an id, and a cell for each column. ``address``: of a file in the same folder that tells all about it."""

    name: Text
    id: str
    cells: tuple[TableCell, ...] = ()
    address: str = ""


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


@record(positional=True)
class KeyFigure:
    """What matters most, in a few words: its name, the figure, and what must be said with it."""

    name: Text
    figure: Text
    notes: tuple[Text, ...] = ()


@record(positional=True)
class KeyFigures:
    """Figures side by side, at the head of a page."""

    figures: tuple[KeyFigure, ...]


@record(positional=True)
class RangeBar:
    """Whole yuan from ``low`` to ``high``, both inclusive; ``high`` None: without an upper figure. ``text`` says the same in words.

    ``about``: the id of the card that tells more.
    """

    name: Text
    about: str
    low: int
    high: int | None
    text: Text
    tone: Tone = "plain"


@record(positional=True)
class RangeChart:
    """Ranges of money drawn to one logarithmic scale; its text alternative is the list of what they say.

    ``ticks``: whole yuan that the scale is marked with, and each in words; the first is its left edge.
    """

    bars: tuple[RangeBar, ...]
    ticks: tuple[tuple[int, Text], ...]


@record(positional=True)
class DaySpan:
    """A period, first and last day inclusive, None where it is not known. ``text`` says the same in words; ``about`` as in ``RangeBar``."""

    name: Text
    about: str
    first: date | None
    last: date | None
    text: Text
    tone: Tone = "plain"


@record(positional=True)
class SpanChart:
    """Periods drawn along the days around ``today``; its text alternative is the list of what they say."""

    today: date
    spans: tuple[DaySpan, ...]


@record(positional=True)
class Folded:
    """Blocks for whoever wants to know more; ``summary`` says what they are. Where nothing can be folded they are all shown."""

    summary: Text
    blocks: tuple["Block", ...]


@record(positional=True)
class Card:
    """Everything about one thing. ``id``: what links lead to; ``marks``: its state in a few words, each with its tone."""

    id: str
    title: Text
    marks: tuple[TextBlock, ...]
    blocks: tuple["Block", ...]


Simple = TextBlock | Item | Fields | TableBlock | Timeline | Checklist | Command
"""What every format can show."""

Drawn = KeyFigures | RangeChart | SpanChart | Folded | Card
"""What a page for a browser, a printer or an office draws, and other formats show as simple blocks: ``undrawn``."""

Block = Simple | Drawn


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
    """A whole report: its title, its lead paragraphs, its sections, and what stands at the ``foot`` of each page of paper."""

    title: Text
    lead: tuple[TextBlock, ...]
    sections: tuple[Section, ...]
    foot: Text | None = None


def labelled(label: Text, value: Text) -> Item:
    """An item with a label."""
    return Item(value, (), label)


def undrawn(blocks: tuple[Block, ...]) -> tuple[Simple, ...]:
    """The same told in simple blocks, in the same order and words."""
    return tuple(simple for block in blocks for simple in _undrawn(block))


def _undrawn(block: Block) -> tuple[Simple, ...]:
    match block:
        case KeyFigures(figures=figures):
            return tuple(Item(one.figure, one.notes, one.name, strong=True) for one in figures)
        case RangeChart(bars=bars):
            return tuple(labelled(bar.name, bar.text) for bar in bars)
        case SpanChart(spans=spans):
            return tuple(labelled(span.name, span.text) for span in spans)
        case Folded(summary=summary, blocks=inner):
            return (TextBlock(summary, "strong"), *undrawn(inner))
        case Card(title=title, marks=marks, blocks=inner, id=id_):
            return (TextBlock(title, "strong"), TextBlock(Text(id_, id_), "id"), *marks, *undrawn(inner))
        case _:
            return (block,)
