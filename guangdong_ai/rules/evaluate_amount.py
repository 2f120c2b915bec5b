"""Amounts evaluated for an applicant: a range of yuan, as a tree that shows how it was computed."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import assert_never

from guangdong_ai.foundation.record import record, replace
from guangdong_ai.rules import money_range
from guangdong_ai.rules.amount import (
    Amount,
    Combined,
    Difference,
    FactValue,
    FirstKnown,
    Fixed,
    LargerOf,
    LookUp,
    Rate,
    SmallerOf,
    Sum,
    Tiers,
    UpTo,
    facts_of_amount,
    own_facts,
    parts_of,
)
from guangdong_ai.rules.evaluate import Outcome, evaluate, missing
from guangdong_ai.rules.money_range import NOTHING, OPEN, MoneyRange
from guangdong_ai.rules.table import TableRow, Tables
from guangdong_ai.rules.value import Facts


@record
class AmountResult:
    """An amount with its range and the results of the parts from which it was computed.

    ``missing``: unknown facts that the range depends on. ``rows``: the table rows used; the figure in a table is an
    estimate of what the applicant gets, and reports say so. ``outcomes``: the conditions of tiers, up to the first that is true.
    """

    amount: Amount
    range: MoneyRange
    parts: tuple["AmountResult", ...] = ()
    missing: tuple[str, ...] = ()
    rows: tuple[TableRow, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


def evaluate_amount(amount: Amount, facts: Facts, tables: Tables, as_of: date) -> AmountResult:
    """The amount for these facts on that day (see docs/rule-language.md for each form)."""
    match amount:
        case Fixed(yuan=yuan):
            return AmountResult(amount=amount, range=money_range.exactly(yuan))
        case FactValue(fact=fact):
            value = facts.get(fact)
            if isinstance(value, int | Decimal):
                return AmountResult(amount=amount, range=money_range.exactly(Decimal(value)))
            return AmountResult(amount=amount, range=OPEN, missing=(fact,))
        case LookUp():
            return _looked_up(amount, facts, tables, as_of)
        case Tiers():
            return _tiered(amount, facts, tables, as_of)
        case FirstKnown(parts=alternatives):
            return _first_known(amount, alternatives, facts, tables, as_of)
    parts = tuple([evaluate_amount(part, facts, tables, as_of) for part in parts_of(amount)])
    return _combined(amount, _range(amount, [part.range for part in parts]), parts)


def _range(amount: Combined, ranges: Sequence[MoneyRange]) -> MoneyRange:
    match amount:
        case Rate(rate=rate):
            return money_range.scaled(rate, ranges[0])
        case UpTo():
            return MoneyRange(money_range.ZERO, ranges[0].high)
        case SmallerOf():
            return money_range.smaller_of(ranges)
        case LargerOf():
            return money_range.larger_of(ranges)
        case Sum():
            return money_range.sum_of(ranges)
        case Difference():
            return money_range.difference(*ranges)
    assert_never(amount)


def _combined(amount: Amount, total: MoneyRange, parts: tuple[AmountResult, ...], own_missing: Sequence[str] = ()) -> AmountResult:
    """``parts``: only those from which the range was taken, since facts that other parts lack are not missing."""
    lacking = [*own_missing]
    rows: tuple[TableRow, ...] = ()
    for part in parts:
        lacking += part.missing
        rows += part.rows
    return AmountResult(amount=amount, range=total, parts=parts, missing=tuple(dict.fromkeys(lacking)) if lacking else (), rows=rows)


def _tiered(tiers: Tiers, facts: Facts, tables: Tables, as_of: date) -> AmountResult:
    reachable: list[AmountResult] = []
    lacking: list[str] = []
    outcomes: list[Outcome] = []
    for tier in tiers.tiers:
        outcome = evaluate(tier.when, facts)
        outcomes.append(outcome)
        if outcome.truth is False:
            continue
        lacking += missing(outcome, facts)
        reachable.append(evaluate_amount(tier.amount, facts, tables, as_of))
        if outcome.truth:
            break
    else:
        reachable.append(evaluate_amount(tiers.otherwise, facts, tables, as_of))
    combined = _combined(tiers, money_range.covering([part.range for part in reachable]), tuple(reachable), lacking)
    return replace(combined, outcomes=tuple(outcomes))


def _first_known(amount: FirstKnown, alternatives: Sequence[Amount], facts: Facts, tables: Tables, as_of: date) -> AmountResult:
    better: list[str] = []
    for alternative in alternatives[:-1]:
        unknown = [fact for fact in facts_of_amount(alternative, tables) if fact not in facts]
        if not unknown:
            chosen = evaluate_amount(alternative, facts, tables, as_of)
            return _combined(amount, chosen.range, (chosen,), better)
        better += unknown
    chosen = evaluate_amount(alternatives[-1], facts, tables, as_of)
    return _combined(amount, chosen.range, (chosen,), better)


def _looked_up(look_up: LookUp, facts: Facts, tables: Tables, as_of: date) -> AmountResult:
    table = tables[look_up.table]
    lacking = tuple(fact for fact in own_facts(look_up, tables) if fact not in facts)
    if lacking:
        return AmountResult(amount=look_up, range=OPEN, missing=lacking)
    year = None if look_up.year is None else facts[look_up.year]
    if year == 0:  # never
        return AmountResult(amount=look_up, range=NOTHING)
    day = date(year, 12, 31) if isinstance(year, int) else as_of
    row = table.row_for(look_up.column, facts[table.key], day)
    return AmountResult(amount=look_up, range=OPEN if row is None else row.range, rows=() if row is None else (row,))
