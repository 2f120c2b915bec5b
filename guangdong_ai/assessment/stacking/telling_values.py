"""A few values of a fact that stand for all the values it can have, as far as some comparisons can tell them apart."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from itertools import combinations

from guangdong_ai.profiles.limits import (
    FIRST_YEAR,
    LARGEST_COUNT,
    LARGEST_MONEY,
    LARGEST_SHARE,
    LAST_YEAR,
    MONEY_PLACES,
    SHARE_PLACES,
    is_allowed,
)
from guangdong_ai.profiles.never import NEVER
from guangdong_ai.rules.condition import Compare, Scalar
from guangdong_ai.rules.reading import Signature
from guangdong_ai.rules.value import NONE_OF_THESE, Kind, Value

MOST_CHOICES = 10
"""Of more choices there are too many sets to look at each."""

_PLACES: Mapping[Kind, int] = {"count": 0, "year": 0, "money": MONEY_PLACES, "share": SHARE_PLACES}
_ENDS: Mapping[Kind, tuple[Value, Value]] = {
    "count": (0, LARGEST_COUNT),
    "year": (FIRST_YEAR, LAST_YEAR),
    "money": (Decimal(0), LARGEST_MONEY),
    "share": (Decimal(0), LARGEST_SHARE),
    "date": (date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)),
}


def telling_values(signature: Signature, comparisons: Iterable[Compare]) -> tuple[Value, ...]:
    """Values that a profile may hold for the fact. Whatever value it may hold, one of these comes out the same in all the comparisons.

    () where choices are compared in too many ways to say.
    """
    named = dict.fromkeys(scalar for comparison in comparisons for scalar in _scalars(comparison))
    match signature.kind:
        case "yes_no":
            return (True, False)
        case "choice":
            return (*signature.choices, *((NONE_OF_THESE,) if signature.may_be_none else ()))
        case "choices":
            return _sets([str(name) for name in named])
        case "text":
            return (*(str(name) for name in named), "".join(("another", *(str(name) for name in named))))
        case kind:
            never = (NEVER,) if signature.may_be_never else ()
            return (*never, *_ENDS[kind], *(value for value in _beside(kind, named) if is_allowed(kind, value)))


def _scalars(comparison: Compare) -> tuple[Scalar, ...]:
    return comparison.operand if isinstance(comparison.operand, tuple) else (comparison.operand,)


def _sets(names: list[str]) -> tuple[Value, ...]:
    if len(names) > MOST_CHOICES:
        return ()
    return tuple(frozenset(chosen) for size in range(len(names) + 1) for chosen in combinations(names, size))


def _beside(kind: Kind, thresholds: Iterable[Scalar]) -> Iterator[int | Decimal | date]:
    """For each threshold the last value up to it, and the values one step before and after that one."""
    for threshold in thresholds:
        if isinstance(threshold, date):
            last = threshold.toordinal()
            days = range(max(last - 1, date.min.toordinal()), min(last + 1, date.max.toordinal()) + 1)
            yield from (date.fromordinal(day) for day in days)
        elif isinstance(threshold, int | Decimal):
            places = _PLACES[kind]
            steps = Decimal(threshold).scaleb(places).to_integral_value(ROUND_FLOOR)
            yield from ((steps + step).scaleb(-places) for step in (-1, 0, 1))
