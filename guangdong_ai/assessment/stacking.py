"""Totals: the best permitted combination of measures. A total never simply adds everything."""

from collections.abc import Callable, Mapping, Sequence

from guangdong_ai.assessment.result import LeftOut, MeasureResult, Totals
from guangdong_ai.catalogue.exclusive_group import ExclusiveGroup
from guangdong_ai.catalogue.funding import WITH_AMOUNT
from guangdong_ai.text import Text

Ends = Callable[[MeasureResult], tuple[int, int]]
"""What a combination is chosen by: the amount that counts, and another that decides between equal ones."""


def total(results: Sequence[MeasureResult], groups: Mapping[str, ExclusiveGroup]) -> Totals:
    """The totals over all measures that may still bring money.

    The low end is what the best permitted combination surely gives, the high end what it may give. Where it is not published whether
    two measures exclude each other, the low end is taken as if they did and the high end as if they did not.
    """
    with_money = [result for result in results if _may_bring_money(result)]
    candidates = [result for result in with_money if result.window.state != "closed"]
    certain = frozenset(group.id for group in groups.values() if group.certain)
    surely = best_combination(candidates, frozenset(groups), lambda result: (_low(result), _high(result)))
    possibly = best_combination(candidates, certain, lambda result: (_high(result), _low(result)))
    highs = [result.funding.high for result in possibly]
    closed = [LeftOut(measure=result.measure, because=_CLOSED) for result in with_money if result.window.state == "closed"]
    excluded = [
        LeftOut(measure=result.measure, because=_excluded_by(result, possibly, groups)) for result in candidates if result not in possibly
    ]
    return Totals(
        low=sum(_low(result) for result in surely),
        high=None if None in highs else sum(_high(result) for result in possibly),
        counted=tuple(result.measure for result in possibly),
        left_out=(*excluded, *closed),
    )


def best_combination(candidates: Sequence[MeasureResult], exclusive: frozenset[str], ends: Ends) -> list[MeasureResult]:
    """The combination with the largest sum in which no two measures share a group of ``exclusive``. Exact; in the candidates' order."""
    free = [result for result in candidates if exclusive.isdisjoint(result.measure.exclusive_groups)]
    bound = [result for result in candidates if not exclusive.isdisjoint(result.measure.exclusive_groups)]

    def best(rest: Sequence[MeasureResult]) -> tuple[tuple[int, int], list[MeasureResult]]:
        if not rest:
            return (0, 0), []
        first, others = rest[0], rest[1:]
        without = best(others)
        taken = exclusive.intersection(first.measure.exclusive_groups)
        amounts, chosen = best([other for other in others if taken.isdisjoint(other.measure.exclusive_groups)])
        amount, tie = ends(first)
        with_first = (amounts[0] + amount, amounts[1] + tie), [first, *chosen]
        return with_first if with_first[0] >= without[0] else without

    chosen = best(bound)[1]
    return [result for result in candidates if result in free or result in chosen]


def _may_bring_money(result: MeasureResult) -> bool:
    return result.eligibility != "ineligible" and result.funding.kind in WITH_AMOUNT


_LARGEST = 10**18
"""Stands for an open end when combinations are compared: more than any sum of yuan."""


def _low(result: MeasureResult) -> int:
    return result.funding.low or 0


def _high(result: MeasureResult) -> int:
    return _LARGEST if result.funding.high is None else result.funding.high


_CLOSED = Text("申报窗口已关闭", "its window is closed")


def _excluded_by(result: MeasureResult, counted: Sequence[MeasureResult], groups: Mapping[str, ExclusiveGroup]) -> Text:
    for other in counted:
        for name in result.measure.exclusive_groups:
            if name in other.measure.exclusive_groups and groups[name].certain:
                title, why = other.measure.title, groups[name].text
                return Text(f"与“{title.zh}”只能取其一：{why.zh}", f'only one of this and "{title.en}" counts: {why.en}')
    return Text("与已计入的措施只能取其一", "it excludes measures that are counted")
