"""What a comparison of two assessments says, in order and in both languages: what was changed, what comes out differently, and why."""

from collections.abc import Iterator, Mapping, Sequence

from guangdong_ai.assessment.comparison import Comparison, CriterionChange, Direction, FactChange, MeasureChange
from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.result import MeasureResult, Totals
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.record import record
from guangdong_ai.reports.content.blocks import Item
from guangdong_ai.reports.wording.accepted_wording import shown
from guangdong_ai.reports.wording.reasons import reasons
from guangdong_ai.reports.wording.sum_wording import has_more, if_all_met_in_words, sum_in_words
from guangdong_ai.reports.wording.terms import (
    CHANGE,
    ELIGIBILITY,
    MARKS,
    NO_MONEY,
    OUTCOME,
    OUTCOME_MARKS,
    funding_in_words,
    window_in_words,
)
from guangdong_ai.rules.value import Value
from guangdong_ai.text import Text, joined

_HEADING: Mapping[Direction, Text] = {
    "better": Text("▲ 变好", "▲ Better"),
    "worse": Text("▼ 变差", "▼ Worse"),
    "otherwise": Text("◆ 金额变化", "◆ Another amount"),
}
BEFORE, AFTER = Text("改变前", "Before"), Text("改变后", "After")
_ARROW = Text(" → ", " → ")
_COMMAS = Text("，", ", ")


@record
class MeasureOutcome:
    """What came out: the eligibility, its word with a mark, and the money."""

    eligibility: Eligibility
    verdict: Text
    money: Text


@record
class ComparedMeasure:
    """A measure on both sides, and why they differ. ``window``: the same on both, None where none is announced."""

    title: Text
    id: str
    before: MeasureOutcome
    after: MeasureOutcome
    window: Text | None
    why: tuple[Text, ...]


@record
class Group:
    """Measures under one heading."""

    heading: Text
    measures: tuple[ComparedMeasure, ...]


def fact_items(facts: Sequence[FactChange]) -> tuple[Item, ...]:
    """Each changed fact with both answers, and how easily it is changed; one that was not answered before is only answered now."""
    return tuple(Item(_fact(change), tuple(_how_fast(change)), strong=True) for change in facts)


def groups(comparison: Comparison) -> Iterator[Group]:
    """What is better, worse, and another amount; those that come out the same for other reasons last."""
    facts = comparison.after.catalogue.facts
    for direction, name in _HEADING.items():
        changes = [change for change in comparison.measures if change.direction == direction and not change.same_result]
        if changes:
            yield _group(name, changes, facts)
    same = [change for change in comparison.measures if change.same_result]
    if same:
        yield _group(Text("＝ 结果相同，理由不同", "= The same result for other reasons"), same, facts)


def unchanged(comparison: Comparison) -> list[MeasureResult]:
    """The measures that come out as before, with the same reasons."""
    differing = {change.measure.id for change in comparison.measures}
    return [result for result in comparison.after.measures if result.measure.id not in differing]


def side(result: MeasureResult) -> MeasureOutcome:
    """The outcome in words. An ineligible applicant gets nothing, whatever the kind."""
    mark, name = MARKS[result.eligibility], ELIGIBILITY[result.eligibility]
    money = NO_MONEY if result.eligibility == "ineligible" else funding_in_words(result.funding)
    return MeasureOutcome(eligibility=result.eligibility, verdict=Text(f"{mark} {name.zh}", f"{mark} {name.en}"), money=money)


def totals_in_words(comparison: Comparison) -> Iterator[Item]:
    """Both totals, and the measures that are counted in one of them only."""
    before, after = comparison.before.totals, comparison.after.totals
    if comparison.same_totals:
        words = _total(after)
        yield Item(Text(f"合计不变：{words.zh}", f"The total stays: {words.en}"), strong=True)
    else:
        for name, words in ((BEFORE, _total(before)), (AFTER, _total(after))):
            yield Item(Text(f"{name.zh}合计：{words.zh}", f"Total {name.en.lower()}: {words.en}"), strong=True)
    apart = [if_all_met_in_words(totals.if_all_met) for totals in (before, after) if has_more(totals)]
    if len(set(apart)) == 1 and has_more(before) == has_more(after):
        yield Item(apart[0])
    else:
        for name, totals in ((BEFORE, before), (AFTER, after)):
            if has_more(totals):
                words = if_all_met_in_words(totals.if_all_met)
                yield Item(Text(f"{name.zh}，{words.zh}", f"{name.en}: {words.en[0].lower()}{words.en[1:]}"))
    for heading, one, other in (
        (Text("新计入", "newly counted"), after, before),
        (Text("不再计入", "no longer counted"), before, after),
    ):
        counted = {measure.id for measure in other.counted}
        titles = [measure.title for measure in one.counted if measure.id not in counted]
        if titles:
            words = joined(Text("、", "; "), titles)
            yield Item(Text(f"{heading.zh}：{words.zh}", f"{heading.en}: {words.en}"))


def _total(totals: Totals) -> Text:
    """The range; nothing is said of money where no measure may bring any, or next to nothing is known."""
    amount, count = sum_in_words(totals), len(totals.counted)
    return Text(f"{amount.zh}（{count} 项措施）", f"{amount.en} ({count} {'measure' if count == 1 else 'measures'})") if count else amount


def _group(name: Text, changes: Sequence[MeasureChange], facts: Mapping[str, Fact]) -> Group:
    heading = Text(f"{name.zh}（{len(changes)} 项）", f"{name.en} ({len(changes)})")
    by_money = sorted(changes, key=_largest_amount, reverse=True)
    return Group(heading=heading, measures=tuple(_compared(change, facts) for change in by_money))


def _largest_amount(change: MeasureChange) -> float:
    fundings = (change.before.funding, change.after.funding)
    return max(0.0 if funding.low is None else float("inf") if funding.high is None else funding.high for funding in fundings)


def _compared(change: MeasureChange, facts: Mapping[str, Fact]) -> ComparedMeasure:
    window = change.after.window
    return ComparedMeasure(
        title=change.measure.title,
        id=change.measure.id,
        before=side(change.before),
        after=side(change.after),
        window=None if window.state == "unannounced" else window_in_words(window),
        why=tuple(_why(change, facts)),
    )


def _why(change: MeasureChange, facts: Mapping[str, Fact]) -> Iterator[Text]:
    """The criteria that come out differently, with the facts that did it; then the amount; then what is still missing."""
    yield from (_criterion(criterion) for criterion in change.criteria)
    money = [(result.funding.low, result.funding.high) for result in (change.before, change.after)]
    if money[0] != money[1] and change.amount_facts:
        words = joined(_COMMAS, [_fact(fact) for fact in change.amount_facts])
        yield Text(f"金额取决于：{words.zh}", f"the amount depends on: {words.en}")
    if change.after.eligibility == "undetermined":
        yield from reasons(change.after, facts)


def _criterion(change: CriterionChange) -> Text:
    text = change.after.criterion.text
    sides = [(OUTCOME_MARKS[outcome], OUTCOME[outcome]) for outcome in (change.before.outcome, change.after.outcome)]
    outcome = joined(_ARROW, [Text(f"{mark} {name.zh}", f"{mark} {name.en}") for mark, name in sides])
    because = joined(_COMMAS, [_fact(fact) for fact in change.facts])
    return Text(f"{text.zh}：{outcome.zh}（{because.zh}）", f"{text.en}: {outcome.en} ({because.en})")


def _fact(change: FactChange) -> Text:
    before, after = _answer(change.fact, change.before), _answer(change.fact, change.after)
    label = change.fact.label
    return Text(f"{label.zh}：{before.zh} → {after.zh}", f"{label.en}: {before.en} → {after.en}")


def _answer(fact: Fact, value: Value | None) -> Text:
    return Text("未知", "not known") if value is None else shown(fact, value)


def _how_fast(change: FactChange) -> Iterator[Text]:
    fact = change.fact
    yield Text(fact.id, fact.id)
    if change.before is not None and change.after is not None:
        speed, reason = CHANGE[fact.change], fact.change_reason
        yield Text(f"{speed.zh}：{reason.zh}", f"{speed.en}: {reason.en}")
