"""Totals: what the measures bring one applicant together. A total never simply adds everything."""

from collections.abc import Iterable, Iterator, Sequence

from guangdong_ai.assessment.enough_known import PASSED, enough_known
from guangdong_ai.assessment.result import LeftOut, MeasureResult, Totals
from guangdong_ai.assessment.stacking.bearing import Amounts, doubts, limits_at_work
from guangdong_ai.assessment.stacking.combination import best_combination
from guangdong_ai.assessment.stacking.fork import Fork, forks_of_rules
from guangdong_ai.assessment.stacking.left_out import barred, closed, undetermined
from guangdong_ai.assessment.stacking.limit import brought, limits_of
from guangdong_ai.assessment.stacking.one_applicant import forks_of_facts
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.funding import WITH_AMOUNT
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.rules.value import Facts

OPEN = 10**24
"""Stands for an amount without upper figure while combinations are compared: more than any sum of yuan."""


def total(results: Sequence[MeasureResult], catalogue: Catalogue, facts: Facts) -> Totals:
    """The totals as they are told; ``facts`` are the answers from which the results come. No sum where next to nothing is known."""
    countable = [result for result in _with_money(results) if result.window.state != "closed"]
    if enough_known(countable, results, catalogue.known(facts)):
        return combined(results, catalogue)
    return Totals(low=None, high=None, if_all_met=None, counted=(), left_out=())


def combined(results: Sequence[MeasureResult], catalogue: Catalogue) -> Totals:
    """The totals over all measures that may still bring money, however little is known.

    The low end is what the best permitted combination of eligible and conditional measures surely gives, the high end what the best of
    them may give; ``if_all_met`` is the high end if all undetermined ones were met too. Where it is not published whether a stacking rule
    holds, the low end is taken as if it did and the others as if it did not. None of them has measures together that no applicant can
    have together.
    """
    with_money = _with_money(results)
    candidates = {result.measure.id: result for result in with_money if result.window.state != "closed"}
    lows = {name: result.funding.low or 0 for name, result in candidates.items()}
    highs = {name: OPEN if result.funding.high is None else result.funding.high for name, result in candidates.items()}
    rules = catalogue.stacking.values()
    certain = [rule for rule in rules if rule.certain]
    of_applicant = list(forks_of_facts(list(candidates.values()), catalogue.facts))
    passed = {name: high for name, high in highs.items() if candidates[name].eligibility in PASSED}

    sure = {name: low for name, low in lows.items() if low}
    surely, surely_if_certain = (_best(sure, sure, of, of_applicant) for of in (rules, certain))
    possibly = _best(passed, lows, certain, of_applicant)
    if_all_met = possibly if len(passed) == len(highs) else _best(highs, lows, certain, of_applicant)

    measures = {name: result.measure for name, result in candidates.items()}
    forks = [*forks_of_rules(certain, candidates), *of_applicant]
    limits = limits_of(certain)
    return Totals(
        low=brought(surely, limits_of(rules)),
        high=_closed(brought(possibly, limits)),
        if_all_met=_closed(brought(if_all_met, limits)),
        counted=tuple(measures[name] for name in possibly),
        counted_if_all_met=tuple(measures[name] for name in if_all_met),
        left_out=(*_left_out(candidates, possibly, if_all_met, forks), *closed(with_money)),
        limits=tuple(limits_at_work(certain, (possibly, if_all_met), measures)),
        doubts=tuple(doubts(rules, (possibly, surely_if_certain, if_all_met), measures)),
    )


def _with_money(results: Iterable[MeasureResult]) -> list[MeasureResult]:
    return [result for result in results if result.eligibility != "ineligible" and result.funding.kind in WITH_AMOUNT]


def _closed(high: int) -> int | None:
    return None if high >= OPEN else high


def _left_out(candidates: dict[str, MeasureResult], counted: Amounts, if_all_met: Amounts, forks: Sequence[Fork]) -> Iterator[LeftOut]:
    """What is not counted: it is undetermined, or kept apart from what is counted (an undetermined one from what would be)."""

    def among(names: Amounts) -> dict[str, Measure]:
        return {name: candidates[name].measure for name in names}

    for name, result in candidates.items():
        if name in counted:
            continue
        if name in if_all_met and result.eligibility not in PASSED:
            yield undetermined(result.measure)
        else:
            yield barred(result.measure, among(counted if result.eligibility in PASSED else if_all_met), forks)


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
