"""The columns that Spark finds in Parquet files with encoded columns, as expressions of ibis.

Only what is written the usual way is read there; a row with any other cell is set aside whole, and read here, by the reader of every input.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import ceil
from typing import assert_never

import ibis
import ibis.expr.types as ir

from guangdong_ai.batch.encode.encoded_columns import ENCODED_TYPES, SCALE, EncodedColumn
from guangdong_ai.batch.encode.warehouse_table import NO_CHOICE
from guangdong_ai.batch.read.cell import is_read_otherwise
from guangdong_ai.batch.read.layout import FactColumn, Layout
from guangdong_ai.batch.read.no_applicant import SUSPICIOUS
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.rules.kinds import NUMBERS
from guangdong_ai.rules.kinds.year import FIRST_YEAR, LAST_YEAR
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import NEVER, Kind, Value

Read = tuple[ir.Value, ir.BooleanValue]
"""The value, null where there is none or it is not usual, and whether it is usual; that may be null where the cell is."""


def read_cells(
    columns: Sequence[FactColumn], cells: Mapping[int, str], table: ibis.Table
) -> tuple[Mapping[str, ir.Value], ir.BooleanValue]:
    """The value of each fact that has a column, by its id, and whether something in the row is not usual (never null).

    A set of choices is its ids with commas before and after each.
    """
    values: dict[str, ir.Value] = {}
    unusual: ir.BooleanValue = ibis.literal(False)
    for column in columns:
        if column.source == "beside":
            # Where the cell is the other fact's and usual, it says nothing of this one.
            values[column.fact.id] = _nothing(column.fact)
            continue
        cell = table[cells[column.index]]
        read = None if column.unit or is_read_otherwise(column) else _READERS[column.fact.kind](column.fact, cell)
        if read is None:
            values[column.fact.id] = _nothing(column.fact)
            unusual |= _is_given(cell)
            continue
        values[column.fact.id], usual = read
        unusual |= _is_given(cell) & ~usual.fill_null(False)  # what null counts as
    return values, unusual


def said_by_all(constants: Sequence[tuple[Fact, Value]]) -> Mapping[str, ir.Value]:
    """The values of facts that every row says, by their ids, in the form of ``read_cells``."""
    return {fact.id: _constant(fact, value) for fact, value in constants}


def _constant(fact: Fact, value: Value) -> ir.Value:
    match value:
        case frozenset():
            return ibis.literal(f",{','.join(choice.id for choice in fact.choices if choice.id in value)},")
        case bool():
            return ibis.literal(value)
        case date():
            return ibis.date(value.isoformat())
        case int() | Decimal():
            return ibis.literal(int(value * SCALE[fact.kind]), "int64")
        case str():
            return ibis.literal(value)
        case _:
            assert_never(value)


def may_be_no_applicant(layout: Layout, table: ibis.Table, prefix: str) -> ir.BooleanValue:
    """Whether a row may describe no applicant (never null): no fact but names is given, or a label like 合计 stands in it. ``prefix``: of cells."""
    nothing: ir.BooleanValue = ibis.literal(True)
    for column in layout.columns:
        if not column.fact.traits.is_identifying:
            nothing &= ~_is_given(table[f"{prefix}{column.index}"])
    suspicious: ir.BooleanValue = ibis.literal(False)
    for index in layout.labels:
        cell = table[f"{prefix}{index}"]
        if cell.type().is_string():
            suspicious |= cell.lower().re_search("|".join(map(re.escape, SUSPICIOUS))).fill_null(False)
    return nothing | suspicious


def encoded_column(one: EncodedColumn, values: Mapping[str, ir.Value]) -> ir.Value:
    """The encoded column; null where the fact has no column."""
    value = values.get(one.fact.id)
    if value is None:
        return ibis.null(one.type)
    return value if one.choice is None else value.contains(f",{one.choice},")


def _nothing(fact: Fact) -> ir.Value:
    return ibis.null("string" if fact.traits.is_multi_valued else ENCODED_TYPES[fact.kind])


def _is_given(cell: ir.Value) -> ir.BooleanValue:
    return cell.notnull() & (cell != "") if cell.type().is_string() else cell.notnull()


def _choice(fact: Fact, cell: ir.Value) -> Read | None:
    if not cell.type().is_string():
        return None
    usual = cell.isin([choice.id for choice in fact.choices])
    return usual.ifelse(cell, ibis.null("string")), usual


def _choices(fact: Fact, cell: ir.Value) -> Read | None:
    if not cell.type().is_string():
        return None
    ids = "|".join(choice.id for choice in fact.choices)
    usual = cell.re_search(f"^(({ids})(,({ids}))*|{NO_CHOICE})$")
    return usual.ifelse(ibis.literal(",") + cell + ibis.literal(","), ibis.null("string")), usual


def _yes_no(_fact: Fact, cell: ir.Value) -> Read | None:
    return (cell, cell.notnull()) if cell.type().is_boolean() else None


def _number(fact: Fact, cell: ir.Value) -> Read | None:
    scale, largest = SCALE[fact.kind], NUMBERS[fact.kind].most
    if cell.type().is_integer():
        whole = cell.cast("int64")
        usual = _allowed(fact, whole, each=scale)
        return usual.ifelse(whole, ibis.null("int64")) * scale, usual
    if cell.type().is_floating() or cell.type().is_decimal():
        given = cell.cast("float64")
        # Rounding gives a whole number, which neither what is no number nor what is too large can become.
        exact = ((given >= 0) & (given <= largest)).ifelse(given, ibis.null("float64"))
        units = (exact * scale).round()
        usual = (units / scale == exact) & _allowed(fact, units)
        return usual.ifelse(units, ibis.null("int64")), usual
    return None


def _allowed(fact: Fact, number: ir.Value, each: int = 1) -> ir.BooleanValue:
    """Whether an answer may be the number, of which each is so many units of the column."""
    kind = NUMBERS[fact.kind]
    within = (number >= ceil(kind.least / each)) & (number <= kind.most // each)
    return within | (number == NEVER) if fact.signature.may_be_never else within


def _day(_fact: Fact, cell: ir.Value) -> Read | None:
    if not cell.type().is_date():
        return None
    usual = (cell >= ibis.date(date(FIRST_YEAR, 1, 1).isoformat())) & (cell <= ibis.date(date(LAST_YEAR, 12, 31).isoformat()))
    return usual.ifelse(cell, ibis.null("date")), usual


def _text(_fact: Fact, _cell: ir.Value) -> Read | None:
    return None


_READERS: Mapping[Kind, Callable[[Fact, ir.Value], Read | None]] = Registry(
    "cells on Spark",
    "kinds",
    {
        "text": _text,
        "choice": _choice,
        "choices": _choices,
        "yes_no": _yes_no,
        "count": _number,
        "year": _number,
        "money": _number,
        "share": _number,
        "date": _day,
        "months": _number,
    },
)
