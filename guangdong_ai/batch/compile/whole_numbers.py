"""Whole numbers of 64 bits, known when the rules are compiled or a column: what can be worked out beforehand is."""

from collections.abc import Sequence
from operator import add
from typing import TYPE_CHECKING, Union

from guangdong_ai.batch.compile.conditions import joined, some

if TYPE_CHECKING:
    import ibis.expr.types as ir

EXACT_QUOTIENTS = 2**52
"""Of smaller numbers the floating-point quotient, rounded down, is right."""

Whole = Union[int, "ir.IntegerValue"]
"""A constant, or an expression that is never null."""


def least(numbers: Sequence[Whole]) -> Whole:
    """The smallest of the numbers: a constant where all of them are."""
    return _folded(numbers, "least")


def greatest(numbers: Sequence[Whole]) -> Whole:
    """The largest of the numbers: a constant where all of them are."""
    return _folded(numbers, "greatest")


def _folded(numbers: Sequence[Whole], choice: str) -> Whole:
    import ibis

    constants = [number for number in numbers if isinstance(number, int)]
    columns = list({number.op(): number for number in numbers if not isinstance(number, int)}.values())
    if constants:
        best = min(constants) if choice == "least" else max(constants)
        if not columns:
            return best
        columns.append(literal(best))
    if len(columns) == 1:
        return columns[0]
    return ibis.least(*columns) if choice == "least" else ibis.greatest(*columns)


def total(numbers: Sequence[Whole]) -> Whole:
    """The sum of the numbers: a constant where all of them are."""
    constant = sum(number for number in numbers if isinstance(number, int))
    columns = [number for number in numbers if not isinstance(number, int)]
    if not columns:
        return constant
    result = joined(columns, add)
    return result + constant if constant else result


def where(condition: "ir.BooleanValue", then: Whole, otherwise: Whole) -> Whole:
    """``then`` where the condition is true, else, also where it is null, ``otherwise``."""
    if isinstance(then, int) and isinstance(otherwise, int) and then == otherwise:
        return then
    return condition.ifelse(as_column(then), as_column(otherwise))


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


def as_column(number: Whole) -> "ir.IntegerValue":
    """The number as an expression."""
    return literal(number) if isinstance(number, int) else number


def literal(number: int) -> "ir.IntegerValue":
    """A constant of 64 bits. A database takes a small one for 32 bits unless it is told, and then overflows in products."""
    import ibis

    small = abs(number) < 2**31
    return ibis.literal(number, type="int32").cast("int64") if small else ibis.literal(number, type="int64")


def quotient(number: Whole, divisor: int, most: int) -> Whole:
    """The number, which is from 0 to ``most``, divided and rounded down; exact where the quotient has at most 15 digits.

    SQL has no division of whole numbers that all dialects share: they divide as floating-point numbers. Up to 52 bits these are too close to
    each other for the quotient to reach the next whole number. Beyond, the remainder is taken away first, and what is off is far less than
    half.
    """
    if divisor == 1:
        return number
    if isinstance(number, int):
        return number // divisor
    if most < EXACT_QUOTIENTS:
        return number // divisor
    return ((number - number % divisor) / divisor).round().cast("int64")
