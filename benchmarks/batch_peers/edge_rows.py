"""Firms for the comparison of results: at and beside every threshold of the rules, with anything from no gap to hardly an answer."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from random import Random

import pyarrow as pa

from batch_peers.consistent import consistent
from batch_peers.data import code, schema_of
from batch_peers.province import amounts_of, criteria_of, facts_read
from batch_peers.provincial_measures import MEASURES
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.rules.amount import Amount, Fixed, Rate, parts_of
from guangdong_ai.rules.condition import Compare, Condition, Not, children
from guangdong_ai.rules.operators import OPERATORS, representatives
from guangdong_ai.rules.value import NONE_OF_THESE, Value

Possible = Mapping[str, Sequence[object]]
"""What each fact may be, as the data has it."""


def edge_rows(catalogue: Catalogue, rows: int, seed: int = 1) -> pa.Table:
    """Firms whose answers lie where the rules tell values apart, many of them such that most criteria are met."""
    random = Random(seed)  # noqa: S311
    facts = facts_read(catalogue)
    values = {fact.id: [_plain(value, fact) for value in _values(fact, catalogue)] for fact in facts}
    helpful = {fact.id: [_plain(value, fact) for value in _helpful(fact, catalogue)] for fact in facts}
    drawn = [_row(number, values, helpful, random) for number in range(1, rows + 1)]
    return consistent(pa.Table.from_pylist(drawn, schema=schema_of(facts)))


def _row(number: int, values: Possible, helpful: Possible, random: Random) -> dict[str, object]:
    known = random.choice([1.0, 0.98, 0.95, 0.9, 0.8, 0.5, 0.1])
    helped = random.choice([0.0, 0.7, 0.9, 0.97])
    row: dict[str, object] = {"id": code(number)}
    for fact, possible in values.items():
        if random.random() < known:
            row[fact] = random.choice(helpful[fact] if random.random() < helped else possible)
    return row


def _values(fact: Fact, catalogue: Catalogue) -> list[Value]:
    """Values around the thresholds, and for money around the figures of amounts."""
    values: list[Value] = list(representatives(fact.signature, (comparison for comparison, _ in _comparisons(fact, catalogue))))
    values = [value for value in values if value != NONE_OF_THESE]  # what can only follow is no answer
    match fact.kind:
        case "money":
            values = [value for value in values if isinstance(value, int | Decimal) and value == int(value)]
            values += [figure + step for figure in _figures(catalogue) for step in (-1, 0, 1) if figure + step >= 0]
        case "choices":
            ids = [choice.id for choice in fact.choices]
            values += [frozenset(chosen) for chosen in ([], ids, *([one] for one in ids))]
        case "year":
            values += range(2019, 2029)
        case "date":
            values += [date(2021, 5, 5), date(2024, 2, 29), date(2026, 3, 1)]
        case _:
            pass
    return values


def _helpful(fact: Fact, catalogue: Catalogue) -> list[Value]:
    """Those values with which most comparisons come out as a criterion wants them."""
    comparisons = list(_comparisons(fact, catalogue))
    met = {
        value: sum(OPERATORS[comparison.operator].holds(value, comparison.operand) == wanted for comparison, wanted in comparisons)
        for value in _values(fact, catalogue)
    }
    return [value for value, count in met.items() if count == max(met.values())]


def _comparisons(fact: Fact, catalogue: Catalogue) -> Iterator[tuple[Compare, bool]]:
    """The comparisons of a fact in the criteria, each with what it should come out as."""
    for name in MEASURES:
        for criterion in criteria_of(catalogue.measures[name], catalogue):
            if criterion.when is not None:
                yield from (pair for pair in _wanted(criterion.when) if pair[0].fact == fact.id)


def _wanted(condition: Condition, *, wanted: bool = True) -> Iterator[tuple[Compare, bool]]:
    if isinstance(condition, Compare):
        yield condition, wanted
    for part in children(condition):
        yield from _wanted(part, wanted=wanted != isinstance(condition, Not))


def _figures(catalogue: Catalogue) -> Sequence[int]:
    """Figures of amounts: as they are, halved, and the value of a fact at which a rate reaches them."""
    amounts = list(chain.from_iterable(_all(amount) for name in MEASURES for amount in amounts_of(catalogue.measures[name])))
    fixed = {amount.yuan for amount in amounts if isinstance(amount, Fixed)}
    rates = {amount.rate for amount in amounts if isinstance(amount, Rate)}
    return sorted({int(yuan / by) for yuan in fixed for by in (Decimal(1), Decimal(2), *rates)} | set(range(2, 12)))


def _all(amount: Amount) -> Iterator[Amount]:
    yield amount
    for part in parts_of(amount):
        yield from _all(part)


def _plain(value: Value, fact: Fact) -> object:
    if isinstance(value, frozenset):
        return ",".join(choice.id for choice in fact.choices if choice.id in value) or "none"
    if isinstance(value, Decimal):
        return float(value) if fact.kind == "share" else int(value)
    return value
