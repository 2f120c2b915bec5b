"""Totals: what the measures bring one applicant together. A total never simply adds everything."""

from collections.abc import Iterable, Sequence

from guangdong_ai.assessment.result import MeasureResult, Totals
from guangdong_ai.assessment.stacking.bearing import Amounts, doubts, limits_at_work
from guangdong_ai.assessment.stacking.combination import best_combination
from guangdong_ai.assessment.stacking.fork import Fork, forks_of_rules
from guangdong_ai.assessment.stacking.left_out import barred, closed
from guangdong_ai.assessment.stacking.limit import brought, limits_of
from guangdong_ai.assessment.stacking.one_applicant import forks_of_facts
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.funding import WITH_AMOUNT
from guangdong_ai.catalogue.stacking_rule import StackingRule

OPEN = 10**24
"""Stands for an amount without upper figure while combinations are compared: more than any sum of yuan."""


def total(results: Sequence[MeasureResult], catalogue: Catalogue) -> Totals:
    """The totals over all measures that may still bring money.

    The low end is what the best permitted combination surely gives, the high end what the best may give. Where it is not published
    whether a stacking rule holds, the low end is taken as if it did and the high end as if it did not. Neither has measures together that
    no applicant can have together.
    """
    with_money = [result for result in results if result.eligibility != "ineligible" and result.funding.kind in WITH_AMOUNT]
    candidates = {result.measure.id: result for result in with_money if result.window.state != "closed"}
    lows = {name: result.funding.low or 0 for name, result in candidates.items()}
    highs = {name: OPEN if result.funding.high is None else result.funding.high for name, result in candidates.items()}
    rules = catalogue.stacking.values()
    certain = [rule for rule in rules if rule.certain]
    of_applicant = list(forks_of_facts(list(candidates.values()), catalogue.facts))

    sure = {name: low for name, low in lows.items() if low}
    surely, surely_if_certain = (_best(sure, sure, of, of_applicant) for of in (rules, certain))
    possibly = _best(highs, lows, certain, of_applicant)
    high = brought(possibly, limits_of(certain))

    measures = {name: result.measure for name, result in candidates.items()}
    counted = {name: measures[name] for name in possibly}
    forks = [*forks_of_rules(certain, candidates), *of_applicant]
    return Totals(
        low=brought(surely, limits_of(rules)),
        high=None if high >= OPEN else high,
        counted=tuple(counted.values()),
        left_out=(*(barred(measures[name], counted, forks) for name in measures if name not in counted), *closed(with_money)),
        limits=tuple(limits_at_work(certain, possibly, measures)),
        doubts=tuple(doubts(rules, (possibly, surely_if_certain), measures)),
    )


def _best(amounts: Amounts, others: Amounts, rules: Iterable[StackingRule], of_applicant: Sequence[Fork]) -> Amounts:
    """The best permitted combination by ``amounts``, of equals the better one by the ``others``, each measure with its amount."""
    limits = limits_of(rules)
    chosen = best_combination(
        list(amounts),
        [*forks_of_rules(rules, amounts), *of_applicant],
        [limit.measures for limit in limits],
        lambda names: tuple(brought({name: of[name] for name in names}, limits) for of in (amounts, others)),
    )
    return {name: amounts[name] for name in chosen}
