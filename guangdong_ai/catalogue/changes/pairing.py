"""Which thing in a field before is which one after: by id, else by similarity."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import msgspec

from guangdong_ai.foundation.record import fields, record
from guangdong_ai.rules.table import TableRow


@record(positional=True)
class Pair:
    """One thing before and after; None where it does not exist. ``key``: its id, or its position from 1, among those after if it is still there."""

    key: str
    old: object
    new: object


Several = Mapping[str, object] | Sequence[object]


def pairs(old: Several, new: Several) -> Iterator[Pair]:
    """A pair for every thing of both, those that exist after first. The order of things with ids does not count."""
    before, after = _by_id(old), _by_id(new)
    if before is None or after is None:
        yield from _by_likeness(tuple(old), tuple(new))
        return
    for key in dict.fromkeys([*after, *before]):
        yield Pair(key, before.get(key), after.get(key))


def _by_id(several: Several) -> Mapping[str, object] | None:
    if isinstance(several, Mapping):
        return several
    identified = [(_identity(item), item) for item in several]
    return {key: item for key, item in identified if key is not None} if all(key is not None for key, _ in identified) else None


def _identity(item: object) -> str | None:
    """Its id; for a row of a table its key, column and first day."""
    if isinstance(item, str):
        return item
    if isinstance(item, TableRow):
        return ", ".join(str(part) for part in (item.key, item.column, item.valid_from) if part is not None)
    named: str | None = getattr(item, "id", None)
    return named


def _by_likeness(old: Sequence[object], new: Sequence[object]) -> Iterator[Pair]:
    """Pair the most similar ones; what has nothing similar was removed or added. Equal things are the most similar."""
    likeness = {(i, j): alike(old[i], new[j]) for i, j in product(range(len(old)), range(len(new)))}
    before, after = dict(enumerate(old)), dict(enumerate(new))
    # Ties go to the earlier ones, in a way that comes out the same when old and new change places.
    for i, j in sorted(likeness, key=lambda ij: (old[ij[0]] != new[ij[1]], -likeness[ij], sum(ij), abs(ij[0] - ij[1]))):
        if likeness[i, j] and i in before and j in after:
            yield Pair(str(j + 1), before.pop(i), after.pop(j))
    yield from (Pair(str(i + 1), item, None) for i, item in before.items())
    yield from (Pair(str(j + 1), None, item) for j, item in after.items())


def alike(old: object, new: object) -> int:
    """The number of values that the two have in common in the same places."""
    if isinstance(old, msgspec.Struct) and type(old) is type(new):
        return sum(alike(getattr(old, item.name), getattr(new, item.name)) for item in fields(type(old)))
    return int(old == new and old is not None)
