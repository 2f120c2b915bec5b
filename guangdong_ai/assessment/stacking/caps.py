"""Caps: measures that may all count but together bring less than the sum of their amounts."""

from collections.abc import Iterable, Mapping, Sequence

from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.foundation.record import record


@record
class Cap:
    """A limit on some measures together: ``most`` yuan or, where it is None, the largest of their amounts."""

    rule: StackingRule
    measures: frozenset[str]
    most: int | None


def caps_of(rules: Iterable[StackingRule]) -> tuple[Cap, ...]:
    """The caps of these rules, each after those nested in it."""
    caps = [Cap(rule=rule, measures=frozenset(rule.measures), most=rule.most) for rule in rules if rule.caps_the_sum]
    return tuple(sorted(caps, key=lambda cap: len(cap.measures)))


def capped_sum(amounts: Mapping[str, int], caps: Sequence[Cap]) -> int:
    """The most that measures with these amounts bring together under all the caps, which must come from ``caps_of``.

    No measure brings more than its amount. As caps are nested or disjoint, applying them from the inside out gives the exact maximum.
    """
    paid = {name: min([amount, *_on_one(name, caps)]) for name, amount in amounts.items()}
    alone = dict(paid)
    for cap in caps:
        inside = [name for name in paid if name in cap.measures]
        most = max((alone[name] for name in inside), default=0) if cap.most is None else cap.most
        over = sum(paid[name] for name in inside) - most
        for name in inside:
            cut = min(paid[name], max(over, 0))
            paid[name] -= cut
            over -= cut
    return sum(paid.values())


def is_binding(cap: Cap, amounts: Mapping[str, int]) -> bool:
    """Whether this cap alone makes measures with these amounts bring less than their sum."""
    inside = {name: amount for name, amount in amounts.items() if name in cap.measures}
    return capped_sum(inside, (cap,)) < sum(inside.values())


def _on_one(name: str, caps: Sequence[Cap]) -> list[int]:
    return [cap.most for cap in caps if cap.most is not None and name in cap.measures]
