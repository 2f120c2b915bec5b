"""Caps: measures that may all count but together bring less than the sum of their amounts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from guangdong_ai.assessment.ceilings import Ceilings
from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.foundation.record import record


@record
class Cap:
    """A limit of ``most`` yuan on some measures together; ``only_together``: or as much as the largest of them alone, if that is more."""

    rule: StackingRule
    measures: frozenset[str]
    most: int
    only_together: bool


def caps_of(rules: Iterable[StackingRule], ceilings: Ceilings, end: Literal["low", "high"]) -> tuple[Cap, ...]:
    """The caps of these rules, each after those nested in it; of a ceiling that end counts, and one without upper figure limits nothing."""
    caps: list[Cap] = []
    for rule in rules:
        if rule.caps_the_sum:
            most = _most(rule, ceilings, end)
            if most is not None:
                together = rule.only_together or rule.form == "difference"
                caps.append(Cap(rule=rule, measures=frozenset(rule.measures), most=most, only_together=together))
    return tuple(sorted(caps, key=lambda cap: len(cap.measures)))


def _most(rule: StackingRule, ceilings: Ceilings, end: Literal["low", "high"]) -> int | None:
    """What is limited to the largest alone has no figure of its own."""
    if rule.form == "difference":
        return 0
    if rule.ceiling is None:
        return rule.most
    ceiling = ceilings[rule.id]
    return ceiling.low if end == "low" else ceiling.high


def capped_sum(amounts: Mapping[str, int], caps: Sequence[Cap]) -> int:
    """The most that measures with these amounts bring together under all the caps, which must come from ``caps_of``.

    No measure brings more than its amount. As caps are nested or disjoint, applying them from the inside out gives the exact maximum.
    """
    paid = {name: min([amount, *_on_one(name, caps)]) for name, amount in amounts.items()}
    alone = dict(paid)
    for cap in caps:
        inside = [name for name in paid if name in cap.measures]
        most = max((alone[name] for name in inside), default=0) if cap.only_together else 0
        over = sum(paid[name] for name in inside) - max(cap.most, most)
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
    return [cap.most for cap in caps if not cap.only_together and name in cap.measures]
