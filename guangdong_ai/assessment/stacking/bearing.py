"""The stacking rules that bear on a total: limits that make it smaller, and rules of which it is not published whether they hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from guangdong_ai.assessment.result import Bearing
from guangdong_ai.assessment.stacking.fork import forks_of_rules
from guangdong_ai.assessment.stacking.limit import is_binding, limits_of
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.catalogue.stacking_rule import StackingRule

Amounts = Mapping[str, int]
"""What each measure of a combination brings alone, in whole yuan."""


def limits_at_work(rules: Iterable[StackingRule], combinations: Sequence[Amounts], measures: Mapping[str, Measure]) -> Iterator[Bearing]:
    """Those of the rules on sums because of which one of the combinations brings less than its amounts make."""
    for limit in limits_of(rules):
        concerned = {name for amounts in combinations if is_binding(limit, amounts) for name in limit.measures & amounts.keys()}
        if concerned:
            yield _bearing(limit.rule, concerned, measures)


def doubts(rules: Iterable[StackingRule], combinations: Iterable[Amounts], measures: Mapping[str, Measure]) -> Iterator[Bearing]:
    """The rules of which it is not published whether they hold, where one of the combinations would bring less if they did."""
    with_money = [{name: amount for name, amount in combination.items() if amount} for combination in combinations]
    for rule in rules:
        if not rule.certain:
            concerned = {name for amounts in with_money for fork in forks_of_rules([rule], amounts) for name in fork.ways}
            for limit in limits_of([rule]):
                concerned |= {name for amounts in with_money if is_binding(limit, amounts) for name in limit.measures & amounts.keys()}
            if concerned:
                yield _bearing(rule, concerned, measures)


def _bearing(rule: StackingRule, concerned: Iterable[str], measures: Mapping[str, Measure]) -> Bearing:
    names = set(concerned)
    return Bearing(rule=rule, measures=tuple(measure for name, measure in measures.items() if name in names))
