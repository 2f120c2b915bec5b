"""A change: what stands in one place of a catalogue before and after, and the way to that place."""

from typing import Any

from guangdong_ai.foundation.record import record


@record
class PathStep:
    """The way from a record of type ``of`` into its field ``field``, and where that holds several things, to one of them.

    ``key`` is its id, or its position from 1 where it has none; ``item`` is the thing itself: as it is after, or, where it is gone, before.
    """

    of: type[Any]
    field: str
    key: str | None = None
    item: object = None


ChangePath = tuple[PathStep, ...]
"""From what holds everything down to what changed."""


@record
class Change:
    """``old`` None: nothing stood there before; ``new`` None: nothing does after. Both are never None, and never equal."""

    path: ChangePath
    old: object
    new: object


def path_name(path: ChangePath) -> str:
    """``criteria[large-enough].when``: the fields as a file has them, each with what was picked out of it."""
    return ".".join(step.field if step.key is None else f"{step.field}[{step.key}]" for step in path)
