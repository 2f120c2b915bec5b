"""Conditions as boolean expressions over the encoded columns. Null is unknown: SQL's AND, OR and NOT are Kleene's."""

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from functools import reduce
from math import gcd
from typing import TYPE_CHECKING, Any, TypeVar, assert_never

from guangdong_ai.batch.compile.not_compilable import NotCompilable
from guangdong_ai.batch.encode.encoded_columns import LARGEST, SCALE, flag_name, in_units
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.condition import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Derived,
    Not,
    Operand,
    Ratio,
    SumComparison,
    Switch,
    children,
    facts_of,
)
from guangdong_ai.rules.kinds import NUMBERS, ORDERED
from guangdong_ai.rules.kinds.kind import NumberKind
from guangdong_ai.rules.operators import ORDER
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir


Joined = TypeVar("Joined")

_IN_A_ROW = 24
"""Up to so many SQL reads better without brackets."""


def joined(parts: Sequence[Joined], join: Callable[[Joined, Joined], Joined]) -> Joined:
    """All parts, of which there is at least one, joined by what is the same in whatever order it joins: few in a row, many in halves."""
    if len(parts) <= _IN_A_ROW:
        return reduce(join, parts)
    middle = len(parts) // 2
    return join(joined(parts[:middle], join), joined(parts[middle:], join))


LARGEST_INTEGER = 2**63 - 1


def truth_of(condition: Condition, table: "ibis.Table", facts: Mapping[str, Fact]) -> "ir.BooleanValue":
    """The condition over each row of a table with encoded columns: true, false, or null where it is unknown. As ``rules.evaluate`` has it.

    Raises NotCompilable for a ratio that 64 bits cannot compare exactly.
    """
    match condition:
        case Compare():
            return compared(condition, table, facts[condition.fact])
        case Ratio():
            return _ratio(condition, table, facts)
        case SumComparison():
            return _summed(condition, table, facts)
        case AllOf(parts=parts):
            return every([truth_of(part, table, facts) for part in parts])
        case AnyOf(parts=parts):
            return some([truth_of(part, table, facts) for part in parts])
        case Not(part=part):
            return negated(truth_of(part, table, facts))
        case Switch():
            return _switched(condition, table, facts)
        case Derived(given=given, by_parts=by_parts):
            own: ir.BooleanValue = truth_of(given, table, facts).coalesce(truth_of(by_parts, table, facts))
            return own
    assert_never(condition)


def undecided(condition: Condition, table: "ibis.Table", facts: Mapping[str, Fact]) -> "ir.BooleanValue":
    """Whether the condition is unknown, over each row; never null."""
    import ibis.expr.operations as ops

    truth = truth_of(condition, table, facts)
    operation = truth.op()
    # A column is among some values or not as soon as it is known: that is asked in fewer words.
    return operation.value.to_expr().isnull() if isinstance(operation, ops.InValues) else truth.isnull()


def negated(truth: "ir.BooleanValue") -> "ir.BooleanValue":
    """True where it is false, and null where it is null."""
    return ~truth


def every(parts: Sequence["ir.BooleanValue"]) -> "ir.BooleanValue":
    """False where one is false, else null where one is null, else true."""
    return joined(parts, operator.and_)


def some(parts: Sequence["ir.BooleanValue"]) -> "ir.BooleanValue":
    """True where one is true, else null where one is null, else false."""
    return joined(parts, operator.or_)


def is_unknown(fact: Fact, table: "ibis.Table") -> "ir.BooleanValue":
    """Whether the fact is not known, over each row; never null."""
    return table[_column_of(fact, table)].isnull()


def is_known(fact: Fact, table: "ibis.Table") -> "ir.BooleanValue":
    """Whether the fact is known, over each row; never null."""
    return table[_column_of(fact, table)].notnull()


def _column_of(fact: Fact, table: "ibis.Table") -> str:
    return fact.id if not fact.traits.is_multi_valued else next(name for name in table.columns if name.startswith(flag_name(fact.id, "")))


def compared(comparison: Compare, table: "ibis.Table", fact: Fact) -> "ir.BooleanValue":
    """One comparison over each row, null where the fact is unknown."""
    return _COMPARED[comparison.operator](comparison, table, fact)


def _is_among(comparison: Compare, table: "ibis.Table", fact: Fact) -> "ir.BooleanValue":
    return _AMONG[fact.kind](table[fact.id], _several(comparison.operand), fact)


def _truth_among(column: "Any", values: Sequence[object], _fact: Fact) -> "ir.BooleanValue":
    return (column | column.notnull()) if len(set(values)) == 2 else column if True in values else negated(column)


def _name_among(column: "ir.Value", values: Sequence[object], _fact: Fact) -> "ir.BooleanValue":
    return _among(column, [str(value) for value in values])


def _number_among(column: "ir.Value", values: Sequence[object], fact: Fact) -> "ir.BooleanValue":
    return _among(column, [int(value * SCALE[fact.kind]) for value in values if isinstance(value, int | Decimal)])


_AMONG: "Mapping[Kind, Callable[[Any, Sequence[object], Fact], ir.BooleanValue]]" = Registry(
    "values of compiled expressions",
    "kinds",
    {"yes_no": _truth_among, **dict.fromkeys(("text", "choice"), _name_among), **dict.fromkeys(NUMBERS, _number_among)},
    without={"choices": "compared as sets", "date": "compared in order only"},
)


def _includes_some(comparison: Compare, table: "ibis.Table", fact: Fact) -> "ir.BooleanValue":
    return some([table[flag_name(fact.id, str(choice))] for choice in _several(comparison.operand)])


def _is_not_among(comparison: Compare, table: "ibis.Table", fact: Fact) -> "ir.BooleanValue":
    return negated(_is_among(comparison, table, fact))


def _includes_none(comparison: Compare, table: "ibis.Table", fact: Fact) -> "ir.BooleanValue":
    return negated(_includes_some(comparison, table, fact))


def _includes_all(comparison: Compare, table: "ibis.Table", fact: Fact) -> "ir.BooleanValue":
    return every([table[flag_name(fact.id, str(choice))] for choice in _several(comparison.operand)])


def _in_order(comparison: Compare, table: "ibis.Table", fact: Fact) -> "ir.BooleanValue":
    """A bound between two units of the column is moved to the one beside it that gives the same answer."""
    column, sides, bounds = table[fact.id], _SIDES[comparison.operator], _several(comparison.operand)
    kind = ORDERED[fact.kind]
    exact: Sequence[object] = [_day(bound) for bound in bounds if isinstance(bound, date)]
    if isinstance(kind, NumberKind):
        units = [in_units(kind.name, bound) for bound in bounds if isinstance(bound, int | Decimal)]
        exact = [int(unit.to_integral_value(towards)) for (_, towards), unit in zip(sides, units, strict=True)]
    return every([compares(column, bound) for (compares, _), bound in zip(sides, exact, strict=True)])


_COMPARED: Mapping[str, "Callable[[Compare, ibis.Table, Fact], ir.BooleanValue]"] = Registry(
    "compiled expressions",
    "operators",
    {
        "in": _is_among,
        "not_in": _is_not_among,
        "any_of": _includes_some,
        "all_of": _includes_all,
        "none_of": _includes_none,
        **dict.fromkeys(ORDER, _in_order),
    },
)
_AT_LEAST, _AT_MOST = (operator.ge, ROUND_CEILING), (operator.le, ROUND_FLOOR)
_SIDES: Mapping[str, "tuple[tuple[Callable[[Any, Any], ir.BooleanValue], str], ...]"] = Registry(
    "thresholds of compiled expressions",
    "operators",
    {
        "at_least": (_AT_LEAST,),
        "more_than": ((operator.gt, ROUND_FLOOR),),
        "at_most": (_AT_MOST,),
        "less_than": ((operator.lt, ROUND_CEILING),),
        "between": (_AT_LEAST, _AT_MOST),
    },
    without=dict.fromkeys(("in", "not_in", "any_of", "all_of", "none_of"), "no order"),
)
"""For each bound: how a column is held against it, and where a bound between two units of the column goes."""


def _several(operand: Operand) -> tuple[object, ...]:
    return operand if isinstance(operand, tuple) else (operand,)


def _day(day: date) -> "ir.DateValue":
    import ibis

    return ibis.date(day.isoformat())


def _among(column: "ir.Value", values: Sequence[object]) -> "ir.BooleanValue":
    return column == values[0] if len(values) == 1 else column.isin(values)


def _ratio(ratio: Ratio, table: "ibis.Table", facts: Mapping[str, Fact]) -> "ir.BooleanValue":
    """Both sides multiplied out, so that nothing is divided; unknown where the denominator is zero."""
    numerator, denominator = facts[ratio.numerator], facts[ratio.denominator]
    above, below = table[numerator.id], table[denominator.id].nullif(0)
    bounds = [Fraction(bound) for bound in _several(ratio.operand) if isinstance(bound, int | Decimal)]
    sides = zip(_SIDES[ratio.operator], bounds, strict=True)
    return every([_held(above, compares, bound, below, (numerator, denominator)) for (compares, _), bound in sides])


def _held(
    above: "ir.Value", compares: "Callable[[Any, Any], ir.BooleanValue]", bound: Fraction, below: "ir.Value", facts: tuple[Fact, Fact]
) -> "ir.BooleanValue":
    numerator, denominator = facts
    left = SCALE[denominator.kind] * bound.denominator
    right = SCALE[numerator.kind] * bound.numerator
    shared = gcd(left, right)
    left, right = left // shared, right // shared
    if max(left * LARGEST[numerator.kind], right * LARGEST[denominator.kind]) > LARGEST_INTEGER:
        raise NotCompilable(
            Text(f"{numerator.id} / {denominator.id} 的界限 {float(bound)}", f"bound {float(bound)} of {numerator.id} / {denominator.id}")
        )
    return compares(above * left if left != 1 else above, below * right if right != 1 else below)


def _summed(comparison: SumComparison, table: "ibis.Table", facts: Mapping[str, Fact]) -> "ir.BooleanValue":
    """As ``rules.evaluate``: each bound by what is known of the sums, where what is not known cannot change it."""
    import ibis

    unknown, kind = ibis.null("boolean"), facts[comparison.facts[0]].kind
    above, all_above = _known_sum(comparison.facts, table, facts)
    below, all_below = _known_sum(comparison.over, table, facts) if comparison.over else (None, ibis.literal(True))
    largest = max(len(comparison.facts), len(comparison.over)) * LARGEST[kind]
    truths: list[ir.BooleanValue] = []
    for name, scalar in ORDER[comparison.operator].sides(comparison.operand):
        if not isinstance(scalar, int | Decimal):
            raise TypeError(scalar)
        bound = Fraction(scalar) * (1 if comparison.over else SCALE[kind])
        if largest * max(bound.numerator if comparison.over else 1, bound.denominator) > LARGEST_INTEGER:
            parts = " + ".join(comparison.facts)
            raise NotCompilable(Text(f"{parts} 的界限 {float(bound)}", f"bound {float(bound)} of {parts}"))
        ((compares, _),) = _SIDES[name]
        holds = compares(above * bound.denominator, bound.numerator if below is None else below * bound.numerator)
        yes, no = (all_above, all_below) if ORDER[name].is_open_below else (all_below, all_above)
        truth: ir.BooleanValue = ibis.cases((holds & yes, True), (negated(holds) & no, False), else_=unknown)
        truths.append(truth if below is None else ibis.cases((below == 0, unknown), else_=truth))
    return every(truths)


def _known_sum(parts: Sequence[str], table: "ibis.Table", facts: Mapping[str, Fact]) -> "tuple[ir.IntegerValue, ir.BooleanValue]":
    """The sum of what is known, in units of the columns, and whether that is all; neither is ever null."""
    known = [table[part].fill_null(0) for part in parts]
    return joined(known, operator.add), every([is_known(facts[part], table) for part in parts])


def _switched(switch: Switch, table: "ibis.Table", facts: Mapping[str, Fact]) -> "ir.BooleanValue":
    import ibis

    by, unknown = facts[switch.fact], ibis.null("boolean")
    ways = [
        (
            compared(Compare(fact=by.id, operator="in", operand=one.of), table, by),
            unknown if one.condition is None else truth_of(one.condition, table, facts),
        )
        for one in switch.cases
    ]
    truth: ir.BooleanValue = ibis.cases((is_unknown(by, table), unknown), *ways, else_=False)
    return truth


def dependencies(
    condition: Condition, table: "ibis.Table", facts: Mapping[str, Fact], open_above: tuple["ir.BooleanValue", ...] = ()
) -> Iterator[tuple[str, "ir.BooleanValue | None"]]:
    """The facts of the condition, each with where the condition depends on it provided that it is unknown; None: wherever it is."""
    match condition:
        case Compare() | Ratio():
            for fact in facts_of(condition):
                yield fact, every(open_above) if open_above else None
        case SumComparison():
            path = (*open_above, undecided(condition, table, facts))
            for fact in facts_of(condition):
                yield fact, every(path)
        case Derived(given=given, by_parts=by_parts):
            yield from dependencies(by_parts, table, facts, (*open_above, is_unknown(facts[given.fact], table)))
            if isinstance(by_parts, Switch):
                for of in (one.of for one in by_parts.cases if one.condition is None):  # there it is asked for itself
                    yield given.fact, every([*open_above, _is_one_of(by_parts.fact, of, table, facts)])
        case Switch(fact=fact, cases=cases):
            yield fact, every(open_above) if open_above else None
            for one in cases:
                if one.condition is not None:
                    yield from dependencies(one.condition, table, facts, (*open_above, _is_one_of(fact, one.of, table, facts)))
        case AllOf() | AnyOf() | Not():
            path = (*open_above, undecided(condition, table, facts))
            for part in children(condition):
                yield from dependencies(part, table, facts, path)
        case _:
            assert_never(condition)


def _is_one_of(fact: str, choices: Sequence[str], table: "ibis.Table", facts: Mapping[str, Fact]) -> "ir.BooleanValue":
    """Whether the fact is known to be one of the choices; never null."""
    return compared(Compare(fact=fact, operator="in", operand=tuple(choices)), table, facts[fact]).fill_null(False)
