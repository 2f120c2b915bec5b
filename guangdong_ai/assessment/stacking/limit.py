"""Limits on sums: measures that may all count and together bring less than their amounts make."""

from collections.abc import Iterable, Mapping, Sequence

from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.record import record


@record
class Limit:
    """What some measures bring together: at most ``most`` yuan or, where it is None, as much as the largest of them."""

    rule: StackingRule
    measures: frozenset[str]
    most: int | None


def limits_of(rules: Iterable[StackingRule]) -> tuple[Limit, ...]:
    """The limits that these rules set, what lies inside another before it."""
    limits = [Limit(rule=rule, measures=frozenset(rule.measures), most=rule.most) for rule in rules if rule.limits_the_sum]
    return tuple(sorted(limits, key=lambda limit: len(limit.measures)))


def brought(amounts: Mapping[str, int], limits: Sequence[Limit]) -> int:
    """The most that measures with these amounts bring together under all the limits, which must come from ``limits_of``.

    No measure brings more than its amount. As the limits lie one inside the other or apart, cutting the sums from the inside out leaves as
    much as can be had.
    """
    paid = {name: min([amount, *_caps(name, limits)]) for name, amount in amounts.items()}
    alone = dict(paid)
    for limit in limits:
        inside = [name for name in paid if name in limit.measures]
        most = max((alone[name] for name in inside), default=0) if limit.most is None else limit.most
        over = sum(paid[name] for name in inside) - most
        for name in inside:
            cut = min(paid[name], max(over, 0))
            paid[name] -= cut
            over -= cut
    return sum(paid.values())


def is_binding(limit: Limit, amounts: Mapping[str, int]) -> bool:
    """Whether measures with these amounts bring together less than they make, because of this limit alone."""
    inside = {name: amount for name, amount in amounts.items() if name in limit.measures}
    return brought(inside, (limit,)) < sum(inside.values())


def _caps(name: str, limits: Sequence[Limit]) -> list[int]:
    return [limit.most for limit in limits if limit.most is not None and name in limit.measures]
