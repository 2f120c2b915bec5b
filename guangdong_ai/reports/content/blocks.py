"""What a page says, apart from how it is laid out: sections of statements, in both languages. The terminal and Markdown show the same."""

from guangdong_ai.record import record
from guangdong_ai.text import Text


@record(positional=True)
class Item:
    """A statement, and what belongs to it. ``label``: the statement is the value of something with this name.

    ``inside``: statements of which this one is made up, each with theirs. ``strong``: it is what matters here.
    """

    text: Text
    details: tuple[Text, ...] = ()
    label: Text | None = None
    inside: tuple["Item", ...] = ()
    strong: bool = False


@record(positional=True)
class Section:
    """Items that belong together; the first section of a page has no title of its own."""

    title: Text | None
    items: tuple[Item, ...]
    numbered: bool = False


def labelled(label: Text, value: Text) -> Item:
    """An item that is the value of something."""
    return Item(value, (), label)
