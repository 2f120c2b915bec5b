"""The figures of a table, each with where it is the one that is looked up, over each row. As ``rules.evaluate_amount`` finds them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from guangdong_ai.batch.compile.conditions import some
from guangdong_ai.batch.compile.whole_numbers import Whole, where
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.rules.amount import LookUp
from guangdong_ai.rules.money_range import NOTHING, MoneyRange
from guangdong_ai.rules.table import TableRow

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir


def figures_of(look_up: LookUp, table: "ibis.Table", catalogue: Catalogue, as_of: date) -> list[tuple["ir.BooleanValue", MoneyRange]]:
    """Each figure with where it holds: at most one does. Null or false: it does not. All keys that have it go together."""
    figures = catalogue.tables[look_up.table]
    rows = [row for row in figures.rows if row.column == look_up.column and (look_up.year is not None or row.holds_on(as_of))]
    key = table[figures.key]
    year = None if look_up.year is None else table[look_up.year]
    groups: dict[tuple[MoneyRange, int | None, int | None], list[str]] = {}
    for row in rows:
        groups.setdefault((row.range, *(_years(row) if year is not None else (None, None))), []).append(row.key)
    holds = [(_holds(key, keys, year, first, last), figure) for (figure, first, last), keys in groups.items()]
    if year is not None:
        holds.insert(0, (key.notnull() & (year == 0), NOTHING))  # never
    return holds


def first_of(conditions: Sequence["ir.BooleanValue"], values: Sequence[Whole], otherwise: Whole) -> Whole:
    """The value of the condition that holds, of which at most one does: those with the same value go together, and that of ``otherwise`` goes."""
    by_value: dict[object, tuple[Whole, list[ir.BooleanValue]]] = {}
    for condition, value in zip(conditions, values, strict=True):
        by_value.setdefault(_identity(value), (value, []))[1].append(condition)
    by_value.pop(_identity(otherwise), None)
    result = otherwise
    for value, together in by_value.values():
        result = where(some(together), value, result)
    return result


def _identity(number: Whole) -> object:
    """Expressions do not say whether they are the same: what they are of does."""
    return number if isinstance(number, int) else number.op()


def _holds(key: "ir.Value", keys: Sequence[str], year: "ir.IntegerValue | None", first: int | None, last: int | None) -> "ir.BooleanValue":
    holds = key == keys[0] if len(keys) == 1 else key.isin(keys)
    if year is None:
        return holds
    if first is not None and first == last:
        return holds & (year == first)
    holds &= year != 0 if first is None or first <= 0 else year >= first  # never is no year
    return holds if last is None else holds & (year <= last)


def _years(row: TableRow) -> tuple[int | None, int | None]:
    """The first and the last year on whose 31 December the row holds."""
    last = row.valid_until
    return (
        None if row.valid_from is None else row.valid_from.year,
        None if last is None else last.year if (last.month, last.day) == (12, 31) else last.year - 1,
    )
