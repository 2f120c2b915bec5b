"""Totals: what the measures bring one applicant together. A total is never a plain sum of everything.

The best permitted combination (``combination.py``) under mutual exclusion (``exclusions.py``) and caps (``caps.py``); the measures left out,
with reasons; and the rules that make a difference.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from guangdong_ai.assessment.ceilings import Ceilings, ceilings
from guangdong_ai.assessment.criteria import PASSED
from guangdong_ai.assessment.result import LeftOut, MeasureResult, RelevantRule, Totals
from guangdong_ai.assessment.stacking.caps import Cap, capped_sum, caps_of, is_binding
from guangdong_ai.assessment.stacking.combination import best_combination
from guangdong_ai.assessment.stacking.exclusions import MutualExclusion, exclusions_of_facts, exclusions_of_rules
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.catalogue.stacking_rule import StackingRule
from guangdong_ai.foundation.text import Text
from guangdong_ai.rules.value import Facts

Amounts = Mapping[str, int]
"""What each measure of a combination brings alone, in whole yuan."""

FEWEST_FACTS = 3
"""With fewer known facts that criteria look at, next to nothing is known (docs/stacking.md)."""

OPEN = 10**24
"""Stands for an amount without upper figure while combinations are compared: more than any sum of yuan."""


def total(results: Sequence[MeasureResult], catalogue: Catalogue, facts: Facts, as_of: date) -> Totals:
    """The totals to be shown; ``facts``: the answers that the results of that day come from. No sum where too little is known."""
    countable = [result for result in _with_money(results) if result.window.state != "closed"]
    if _enough_known(countable, results, facts):
        return combined(results, catalogue, facts, as_of)
    return Totals(low=None, high=None, if_all_met=None, counted=(), left_out=())


def _enough_known(countable: Iterable[MeasureResult], results: Sequence[MeasureResult], given: Collection[str]) -> bool:
    """Whether enough is known about the applicant for a sum. ``countable``: the results that may bring money.

    Not while one of them is undetermined, none of them that has a condition is eligible or conditional, and fewer than FEWEST_FACTS of the facts
    read by criteria of any measure were given; implied facts do not count.
    """
    undetermined = False
    for result in countable:
        if result.eligibility in PASSED and any(item.evaluated is not None for item in result.criteria):
            return True
        undetermined = undetermined or result.eligibility == "undetermined"
    if not undetermined:
        return True
    looked_at = {fact for result in results for item in result.criteria for fact in item.facts}
    return len(looked_at.intersection(given)) >= FEWEST_FACTS


def combined(results: Sequence[MeasureResult], catalogue: Catalogue, facts: Facts, as_of: date) -> Totals:
    """The totals over all measures that may still bring money, however little is known. ``facts``: the answers, for the ceilings of rules.

    The low end is what the best permitted combination of eligible and conditional measures certainly brings, the high end what the best
    may bring; ``if_all_met`` is the high end if all undetermined ones were met too. Where it is not published whether a stacking rule
    holds, the low end assumes that it does and the others that it does not. Of a ceiling that is not known exactly, the low end assumes the
    lowest, the others the highest it can be. No combination has measures that no applicant can have together.
    """
    with_money = _with_money(results)
    candidates = {result.measure.id: result for result in with_money if result.window.state != "closed"}
    lows = {name: result.funding.low or 0 for name, result in candidates.items()}
    highs = {name: OPEN if result.funding.high is None else result.funding.high for name, result in candidates.items()}
    rules = [rule for rule in catalogue.stacking.values() if not candidates.keys().isdisjoint(rule.concerned)]
    certain = [rule for rule in rules if rule.certain]
    ceiling_of = ceilings(catalogue, facts, as_of)
    caps = caps_of(certain, ceiling_of, "high")
    of_applicant = list(exclusions_of_facts(list(candidates.values()), catalogue.facts))
    passed = {name: high for name, high in highs.items() if candidates[name].eligibility in PASSED}

    sure = {name: low for name, low in lows.items() if low}
    surely, surely_if_certain = (_best(sure, sure, of, caps_of(of, ceiling_of, "low"), of_applicant) for of in (rules, certain))
    possibly = _best(passed, lows, certain, caps, of_applicant)
    if_all_met = possibly if len(passed) == len(highs) else _best(highs, lows, certain, caps, of_applicant)

    measures = {name: result.measure for name, result in candidates.items()}
    exclusions = [*exclusions_of_rules(certain, candidates), *of_applicant]
    return Totals(
        low=capped_sum(surely, caps_of(rules, ceiling_of, "low")),
        high=_closed_end(capped_sum(possibly, caps)),
        if_all_met=_closed_end(capped_sum(if_all_met, caps)),
        counted=tuple(measures[name] for name in possibly),
        counted_if_all_met=tuple(measures[name] for name in if_all_met),
        left_out=(*_left_out(candidates, possibly, if_all_met, exclusions), *_too_late(with_money)),
        limits=tuple(_binding(caps, (possibly, if_all_met), measures, ceiling_of)),
        doubts=tuple(_doubtful(rules, (possibly, surely_if_certain, if_all_met), measures, ceiling_of)),
        not_known=tuple(_not_known(certain, (possibly, if_all_met), measures, ceiling_of)),
    )


def _with_money(results: Iterable[MeasureResult]) -> list[MeasureResult]:
    return [result for result in results if result.eligibility != "ineligible" and result.measure.funding.is_grant]


def _closed_end(high: int) -> int | None:
    return None if high >= OPEN else high


def _best(
    amounts: Amounts, others: Amounts, rules: Iterable[StackingRule], caps: Sequence[Cap], of_applicant: Sequence[MutualExclusion]
) -> Amounts:
    """The best permitted combination by ``amounts``, of equals the better one by ``others``, each measure with its amount."""
    chosen = best_combination(
        list(amounts),
        [*exclusions_of_rules(rules, amounts), *of_applicant],
        [cap.measures for cap in caps],
        lambda names: tuple(capped_sum({name: of[name] for name in names}, caps) for of in (amounts, others)),
    )
    return {name: amounts[name] for name in chosen}


def _left_out(
    candidates: Mapping[str, MeasureResult], counted: Amounts, if_all_met: Amounts, exclusions: Sequence[MutualExclusion]
) -> Iterator[LeftOut]:
    """The measures that are not counted, because they are undetermined or excluded by a counted one (an undetermined one by one that would count)."""
    for name, result in candidates.items():
        if name in counted:
            continue
        if name in if_all_met and result.eligibility not in PASSED:
            because = Text("待定，信息不足，没有计入", "undetermined, since facts are missing")
        else:
            others = counted if result.eligibility in PASSED else if_all_met
            because = _excluded(result.measure, {other: candidates[other].measure for other in others}, exclusions)
        yield LeftOut(measure=result.measure, because=because)


def _excluded(measure: Measure, counted: Mapping[str, Measure], exclusions: Sequence[MutualExclusion]) -> Text:
    """The first exclusion between the measure and the counted ones. There is one, since the combination is maximal."""
    exclusion = next(one for one in exclusions if one.left_to([*counted, measure.id]) == 0)
    if isinstance(exclusion.reason, Fact):
        label = exclusion.reason.label
        if exclusion.left_to([measure.id]) == 0:
            return Text("没有申报单位能满足它的条件：{}", "no applicant can meet its criteria: {}").format(label)
        return Text("没有申报单位能同时符合它和已计入的措施：{}", "no applicant can meet both this and what is counted: {}").format(label)
    title = next(other.title for name, other in counted.items() if exclusion.left_to([name, measure.id]) == 0)
    why = exclusion.reason.text
    return Text("与“{}”只能取其一：{}", 'only one of this and "{}" counts: {}').format(title, why)


def _too_late(results: Iterable[MeasureResult]) -> Iterator[LeftOut]:
    because = Text("申报窗口已关闭", "its window is closed")
    return (LeftOut(measure=result.measure, because=because) for result in results if result.window.state == "closed")


def _binding(
    caps: Iterable[Cap], combinations: Sequence[Amounts], measures: Mapping[str, Measure], ceiling_of: Ceilings
) -> Iterator[RelevantRule]:
    """The rules on sums that make one of the combinations bring less than its sum."""
    for cap in caps:
        concerned = {name for amounts in combinations if is_binding(cap, amounts) for name in cap.measures & amounts.keys()}
        if concerned:
            yield _relevant(cap.rule, concerned, measures, ceiling_of)


def _not_known(
    rules: Iterable[StackingRule], combinations: Sequence[Amounts], measures: Mapping[str, Measure], ceiling_of: Ceilings
) -> Iterator[RelevantRule]:
    """The rules whose ceiling is not known exactly, where the lowest that it can be would make one of the combinations bring less."""
    open_ones = [rule for rule in rules if rule.id in ceiling_of and ceiling_of[rule.id].missing]
    with_money = [{name: amount for name, amount in combination.items() if amount} for combination in combinations]
    yield from _binding(caps_of(open_ones, ceiling_of, "low"), with_money, measures, ceiling_of)


def _doubtful(
    rules: Iterable[StackingRule], combinations: Iterable[Amounts], measures: Mapping[str, Measure], ceiling_of: Ceilings
) -> Iterator[RelevantRule]:
    """The rules for which it is not published whether they hold and that would make one of the combinations bring less."""
    with_money = [{name: amount for name, amount in combination.items() if amount} for combination in combinations]
    for rule in rules:
        if not rule.certain:
            concerned = {name for amounts in with_money for one in exclusions_of_rules([rule], amounts) for name in one.alternatives}
            for cap in caps_of([rule], ceiling_of, "low"):
                concerned |= {name for amounts in with_money if is_binding(cap, amounts) for name in cap.measures & amounts.keys()}
            if concerned:
                yield _relevant(rule, concerned, measures, ceiling_of)


def _relevant(rule: StackingRule, concerned: Iterable[str], measures: Mapping[str, Measure], ceiling_of: Ceilings) -> RelevantRule:
    names = set(concerned)
    named = tuple(measure for name, measure in measures.items() if name in names)
    return RelevantRule(rule=rule, measures=named, ceiling=ceiling_of.get(rule.id))
