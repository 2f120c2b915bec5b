"""A change: what is in one place of a catalogue before and after, and the path to that place."""

from typing import Any

from guangdong_ai.foundation.record import record


@record
class PathStep:
    """A step from a record of type ``of`` into its field ``field`` and, where that holds several things, to one of them.

    ``key``: its id, or its position from 1 if it has none; ``item``: the thing itself, as it is after, or before if it was removed.
    """

    of: type[Any]
    field: str
    key: str | None = None
    item: object = None


ChangePath = tuple[PathStep, ...]
"""From what holds everything down to what changed."""


@record
class Change:
    """``old`` None: added; ``new`` None: removed. Never both None, and never equal."""

    path: ChangePath
    old: object
    new: object


def path_name(path: ChangePath) -> str:
    """``criteria[large-enough].when``: the fields as written in a file, each with the id or position in it."""
    return ".".join(step.field if step.key is None else f"{step.field}[{step.key}]" for step in path)
