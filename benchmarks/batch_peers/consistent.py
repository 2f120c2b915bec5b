"""Firms whose answers can all be true: what was drawn column by column is put right where two answers contradict each other.

What follows from a city is given too, so that rules written by hand need not know what follows from what, and each firm says something. A row
that contradicts itself or says nothing would be rejected by our command, and peers that check nothing would assess it.
"""

from functools import reduce
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

Rows = TypeVar("Rows", pa.Table, pa.RecordBatch)


def consistent(rows: Rows) -> Rows:
    """The same rows with answers that hang together; the columns of the data are all there."""
    outside = pc.fill_null(pc.invert(rows.column("enterprise.in_guangdong")), False)
    city = pc.if_else(outside, None, rows.column("enterprise.city"))
    silent = reduce(pc.and_, (pc.is_null(rows.column(name)) for name in rows.schema.names if name != "id"))
    put_right = {
        "enterprise.city": city,
        "enterprise.in_guangdong": pc.if_else(pc.or_(pc.is_valid(city), silent), True, rows.column("enterprise.in_guangdong")),
        "enterprise.independent_civil_liability": _liable(rows),
        **_in_order(rows, "benchmark.started", "benchmark.finished"),
    }
    for name, column in put_right.items():
        rows = rows.set_column(rows.schema.get_field_index(name), rows.schema.field(name), column)
    return rows


def _liable(rows: Rows) -> pa.Array:
    """A legal person is, where it says anything of it."""
    legal_person = pc.fill_null(rows.column("enterprise.independent_legal_person"), False)
    liable = rows.column("enterprise.independent_civil_liability")
    return pc.if_else(pc.and_(legal_person, pc.is_valid(liable)), True, liable)


def _in_order(rows: Rows, first: str, last: str) -> dict[str, pa.Array]:
    """Two days, the earlier one first."""
    one, other = rows.column(first), rows.column(last)
    turned = pc.fill_null(pc.greater(one, other), False)
    return {first: pc.if_else(turned, other, one), last: pc.if_else(turned, one, other)}
