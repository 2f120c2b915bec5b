"""A table of applicants as a warehouse has it, and its encoded columns as expressions.

A column for each fact that the rules use, named by the fact's id; null is unknown.

==========  =============================================================================================
kind        column
==========  =============================================================================================
text        text
choice      text: the id of a choice
choices     text: the ids of choices with commas between them, ``none`` for none of them
yes_no      boolean
count       64-bit integer
year        64-bit integer; 0 is never
money       decimal(15, 2), in yuan
share       decimal(7, 6), from 0 to 1
date        date
==========  =============================================================================================

Values outside these are not looked for: the table is taken as it is.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from guangdong_ai.batch.encode.encoded_columns import SCALE, EncodedColumn
from guangdong_ai.rules.kinds import FRACTIONAL
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir

NO_CHOICE = "none"
"""How the empty set of choices is written, in every table."""

NAMED_BY_ID: Mapping[str, str] = {}
"""Every column is called by the id of its fact."""

WAREHOUSE_TYPES: Mapping[Kind, str] = Registry(
    "columns of a warehouse",
    "kinds",
    {
        "text": "string",
        "choice": "string",
        "choices": "string",
        "yes_no": "boolean",
        "count": "int64",
        "year": "int64",
        "money": "decimal(15, 2)",
        "share": "decimal(7, 6)",
        "date": "date",
        "months": "int64",
    },
)
"""The type of a fact's column, as ibis names it."""


def warehouse_schema(columns: Sequence[EncodedColumn], names: Mapping[str, str] = NAMED_BY_ID) -> Mapping[str, str]:
    """The table that these encoded columns is made of: its columns with their types. ``names``: of columns that are not called by the fact's id, by that."""
    return {names.get(column.fact.id, column.fact.id): WAREHOUSE_TYPES[column.fact.kind] for column in columns}


def encoded(columns: Sequence[EncodedColumn], table: "ibis.Table", names: Mapping[str, str] = NAMED_BY_ID) -> Mapping[str, "ir.Value"]:
    """The encoded columns over such a table."""
    return {column.name: _normal(column, table[names.get(column.fact.id, column.fact.id)]) for column in columns}


def _normal(column: EncodedColumn, cell: "ir.Value") -> "ir.Value":
    import ibis

    if column.choice is not None:
        return (ibis.literal(",") + cell + ibis.literal(",")).contains(f",{column.choice},")
    if column.fact.kind in FRACTIONAL:
        return (cell * SCALE[column.fact.kind]).cast("int64")
    return cell
