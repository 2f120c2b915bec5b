"""The encoded columns of a table of applicants: what the compiled rules read. Every engine's reading ends in it.

A column for each fact that the rules use, named by the fact's id; a null is an unknown fact.

==========  =======================================================================================
kind        column
==========  =======================================================================================
text        string
choice      string, one of the choice ids
choices     for each choice that a rule names a boolean column ``fact:choice``; all of them null, or none
yes_no      boolean
count       64-bit integer
year        64-bit integer; 0 is never
money       64-bit integer, in fen (hundredths of a yuan)
share       64-bit integer, in millionths
date        date
==========  =======================================================================================
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.record import record
from guangdong_ai.rules.condition import AnyOf, Compare, Condition, Derived, children
from guangdong_ai.rules.kinds import KINDS, NUMBERS
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind

_IN_NO_UNITS = {name: "no number" for name in KINDS if name not in NUMBERS}

SCALE: Mapping[Kind, int] = Registry("units of columns", "kinds", {name: kind.scale for name, kind in NUMBERS.items()}, _IN_NO_UNITS)
"""How many units of its column make one of the fact's own unit: a column counts in the steps of its kind."""

LARGEST: Mapping[Kind, int] = Registry(
    "largest values of columns", "kinds", {name: kind.most for name, kind in NUMBERS.items()}, _IN_NO_UNITS
)
"""The largest value of the column."""

ENCODED_TYPES: Mapping[Kind, str] = Registry(
    "columns of the normal form",
    "kinds",
    {
        "text": "string",
        "choice": "string",
        "choices": "boolean",
        "yes_no": "boolean",
        "count": "int64",
        "year": "int64",
        "money": "int64",
        "share": "int64",
        "date": "date",
        "months": "int64",
    },
)
"""The type of a fact's columns, as ibis names it."""


@record
class EncodedColumn:
    """One encoded column: its name, its type as ibis names it, and what it holds of which fact."""

    name: str
    type: str
    fact: Fact
    choice: str | None = None


def flag_name(fact: str, choice: str) -> str:
    """The name of the column that says whether the choice is among those of a ``choices`` fact."""
    return f"{fact}:{choice}"


def in_units(kind: Kind, value: int | Decimal) -> Decimal:
    """A number of a rule in the units of its column; it may lie between two of them."""
    return Decimal(value) * SCALE[kind]


def encoded_columns(facts: Iterable[Fact], conditions: Iterable[Condition]) -> tuple[EncodedColumn, ...]:
    """The columns for these facts, in their order.

    Of ``choices`` facts only the choices that one of the conditions names get one, or all where none does: a column must say whether the fact
    is known.
    """
    named = _named_choices(AnyOf(parts=tuple(conditions)))
    columns: list[EncodedColumn] = []
    for fact in facts:
        if not fact.traits.is_multi_valued:
            columns.append(EncodedColumn(name=fact.id, type=ENCODED_TYPES[fact.kind], fact=fact))
            continue
        wanted = [choice.id for choice in fact.choices if choice.id in named.get(fact.id, ())] or [choice.id for choice in fact.choices]
        columns += [EncodedColumn(name=flag_name(fact.id, choice), type="boolean", fact=fact, choice=choice) for choice in wanted]
    return tuple(columns)


def _named_choices(condition: Condition) -> dict[str, set[object]]:
    named: dict[str, set[object]] = {}
    pending = [condition]
    while pending:
        one = pending.pop()
        pending += children(one)
        if isinstance(one, Derived):
            pending.append(one.given)
        if isinstance(one, Compare) and isinstance(one.operand, tuple):
            named.setdefault(one.fact, set()).update(one.operand)
    return named
