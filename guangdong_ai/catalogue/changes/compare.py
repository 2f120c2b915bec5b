"""The comparison of all fields of all records, generically, at any depth."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.changes.change import Change, ChangePath, PathStep
from guangdong_ai.catalogue.changes.declared import declared
from guangdong_ai.catalogue.changes.pairing import pairs
from guangdong_ai.catalogue.fact import FactSection
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.record import fields
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.amount import AmountForm
from guangdong_ai.rules.condition import ConditionForm

Types = tuple[type, ...]

WHOLE: Types = (Text, ConditionForm, AmountForm)
"""Records that change as a whole: half a condition says nothing."""

NOT_COMPARED: frozenset[tuple[type, str]] = frozenset({(Measure, "cases"), (FactSection, "facts")})
"""Cases are tests of the catalogue, which no assessment reads; the facts of a section are compared one by one, as facts."""


def catalogue_changes(old: Catalogue, new: Catalogue) -> tuple[Change, ...]:
    """All changes from one catalogue to the other; () for equal ones. The order of things with ids does not count."""
    return tuple(changes(declared(old), declared(new)))


def changes(old: object, new: object, path: ChangePath = (), *, whole: Types = WHOLE) -> Iterator[Change]:
    """The changes between two values in one place.

    Of two records of the same type those of each field that differs; of other values, and of records of the types in ``whole``, one change.
    """
    if old == new:
        return
    if isinstance(old, msgspec.Struct) and type(old) is type(new) and not isinstance(old, whole):
        for item in fields(type(old)):
            if (type(old), item.name) not in NOT_COMPARED:
                yield from _in_field(type(old), item.name, getattr(old, item.name), getattr(new, item.name), path, whole)
    else:
        yield Change(path=path, old=old, new=new)


def _in_field(of: type[Any], name: str, old: object, new: object, path: ChangePath, whole: Types) -> Iterator[Change]:
    if isinstance(old, tuple | Mapping) and isinstance(new, tuple | Mapping):
        for pair in pairs(old, new):
            step = PathStep(of=of, field=name, key=pair.key, item=pair.old if pair.new is None else pair.new)
            yield from changes(pair.old, pair.new, (*path, step), whole=whole)
    else:
        yield from changes(old, new, (*path, PathStep(of=of, field=name)), whole=whole)
