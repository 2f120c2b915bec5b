"""The smallest changes found the slow way: every set of facts with every value at which some comparison can change."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.rules.condition import AllOf, Compare, Condition, Not, Ratio, children, facts_of
from guangdong_ai.rules.evaluate import evaluate
from guangdong_ai.rules.value import Facts, Value
from tests.assessment.one_measure import DAY

STEPS: dict[str, Any] = {
    "count": 1,
    "year": 1,
    "months": 1,
    "money": Decimal("0.01"),
    "share": Decimal("0.000001"),
    "date": timedelta(days=1),
}


def grid(conditions: tuple[Condition, ...], declared: Mapping[str, Fact], facts: Facts) -> dict[str, list[Value]]:
    """For each fact of the conditions: what it is, and every value at which some comparison with it can change, with its neighbours."""
    points: dict[str, set[Value]] = {}
    ratios: list[Ratio] = []
    for leaf in (leaf for condition in conditions for leaf in leaves(condition)):
        if isinstance(leaf, Ratio):
            ratios.append(leaf)
            for name in (leaf.numerator, leaf.denominator):
                points.setdefault(name, set()).update((0, 1))
        elif isinstance(leaf, Compare):
            points.setdefault(leaf.fact, set()).update(_points_of(leaf, declared[leaf.fact]))
    for name, value in facts.items():
        if name in points:
            points[name].add(value)
    for ratio in (*ratios, *ratios):
        for bound in ratio.operand if isinstance(ratio.operand, tuple) else (ratio.operand,):
            _tie(points[ratio.numerator], points[ratio.denominator], Fraction(bound))  # type: ignore[arg-type]
    return {name: [value for value in _sorted(values) if can_be(declared[name], value, facts.get(name))] for name, values in points.items()}


def leaves(condition: Condition) -> Iterator[Condition]:
    """The comparisons and ratios of the condition."""
    if not children(condition):
        yield condition
    for child in children(condition):
        yield from leaves(child)


def _points_of(leaf: Compare, declared: Fact) -> Iterator[Value]:
    kind = declared.kind
    if kind == "yes_no":
        yield from (True, False)
    elif kind == "choice":
        yield from (choice.id for choice in declared.choices)
    elif kind == "choices":
        names = [choice.id for choice in declared.choices]
        yield from (frozenset(some) for size in range(len(names) + 1) for some in itertools.combinations(names, size))
    else:
        for bound in leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,):
            exact: Any = Decimal(bound) if kind in ("money", "share") else bound  # type: ignore[arg-type]
            yield from (exact - STEPS[kind], exact, exact + STEPS[kind])
        if kind == "year":
            yield from (DAY.year, 2100, *((0,) if declared.never else ()))
        if kind == "date":
            yield from (DAY, date(2100, 12, 31))


def _tie(numerators: set[Value], denominators: set[Value], bound: Fraction) -> None:
    """Add what the bound makes of the other side, and the numbers beside it."""
    for value in list(denominators):
        if isinstance(value, int) and value < 20:
            numerators.update(max(0, floor(value * bound) + more) for more in (0, 1))
    for value in list(numerators):
        if isinstance(value, int) and value < 20 and bound:
            denominators.update(max(0, ceil(value / bound) + more) for more in (-1, 0))


def _sorted(values: set[Value]) -> list[Value]:
    return sorted(values, key=lambda value: (sorted(value) if isinstance(value, frozenset) else [], str(value)))


def can_be(declared: Fact, value: Value, now: Value | None) -> bool:
    """Whether the fact can have the value: what it has now, anything where that is not known, else what the future can bring."""
    if value == now and type(value) is type(now):
        return True
    if isinstance(value, date) and not 1900 <= value.year <= 2100:
        return False
    if declared.kind == "year" and not (1900 <= int(value) <= 2100 or (value == 0 and declared.never)):  # type: ignore[arg-type]
        return False
    if isinstance(value, int | Decimal) and (value < 0 or (declared.kind == "share" and value > 1)):
        return False
    if now is None:
        return True
    if declared.change == "fixed":
        return False
    if declared.kind == "year":
        return now == 0 and value >= DAY.year  # type: ignore[operator]
    return declared.kind != "date" or (now >= DAY and value >= DAY)  # type: ignore[operator]


def smallest_sets(conditions: tuple[Condition, ...], points: Mapping[str, list[Value]], facts: Facts) -> set[frozenset[str]]:
    """The smallest sets of facts for which some values make all conditions true."""
    found: set[frozenset[str]] = set()
    for size in range(len(points) + 1):
        for names in itertools.combinations(points, size):
            if not any(smaller <= set(names) for smaller in found) and _opens(conditions, names, points, facts):
                found.add(frozenset(names))
    return found


def _opens(conditions: tuple[Condition, ...], names: tuple[str, ...], points: Mapping[str, list[Value]], facts: Facts) -> bool:
    """Facts that are left alone settle what they can beforehand: there are many values to try."""
    left_alone = {name: value for name, value in facts.items() if name not in names}
    tests = [test for condition in conditions if (test := _truth(condition, left_alone, names)) is not True]
    return None not in tests and any(
        all(callable(test) and test(values) for test in tests) for values in itertools.product(*(points[name] for name in names))
    )


Test = Callable[[tuple[Value, ...]], bool]


def _truth(condition: Condition, facts: Facts, names: tuple[str, ...], *, wanted: bool = True) -> Test | bool | None:
    """Whether the condition is true (or, not ``wanted``, false): None for "never", True for "always", else a test of the values of names."""
    if isinstance(condition, Not):
        return _truth(condition.part, facts, names, wanted=not wanted)
    if isinstance(condition, Compare | Ratio):
        mentioned = facts_of(condition)
        if not any(name in names for name in mentioned):
            return True if evaluate(condition, facts).truth is wanted else None
        return lambda values: evaluate(condition, {**facts, **dict(zip(names, values, strict=True))}).truth is wanted
    parts = [_truth(part, facts, names, wanted=wanted) for part in children(condition)]
    tests = [part for part in parts if callable(part)]
    if isinstance(condition, AllOf) == wanted:
        if None in parts:
            return None
        return (lambda values: all(test(values) for test in tests)) if tests else True
    if True in parts:
        return True
    return (lambda values: any(test(values) for test in tests)) if tests else None
