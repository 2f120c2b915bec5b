"""Two assessments side by side: what was changed, what comes out differently, and why."""

from collections.abc import Iterator, Mapping, Sequence

from guangdong_ai.assessment.comparison import Comparison, CriterionChange, Direction, FactChange, MeasureChange
from guangdong_ai.assessment.ranking import most_money_first
from guangdong_ai.assessment.result import MeasureResult, Totals
from guangdong_ai.assessment.titles.goals import title_changes
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.text import Language, Text, counted, joined
from guangdong_ai.profiles.shown_value import value_in_words
from guangdong_ai.reports.content.blocks import (
    Block,
    Content,
    Item,
    NamedRow,
    Section,
    TableBlock,
    TableCell,
    TableColumn,
    TableGroup,
    TextBlock,
)
from guangdong_ai.reports.content.lead import about_applicant, warnings
from guangdong_ai.reports.content.report import Rows
from guangdong_ai.reports.content.titles import changes_sections
from guangdong_ai.reports.wording.phrase import begun_small, beside, with_colon
from guangdong_ai.reports.wording.reasons import reasons
from guangdong_ai.reports.wording.sum_wording import has_more, if_all_met_in_words, sum_in_words
from guangdong_ai.reports.wording.terms import (
    CHANGE,
    NO_MONEY,
    funding_in_words,
    marked_eligibility,
    marked_outcome,
    window_in_words,
)
from guangdong_ai.rules.value import Value

_HEADING: Mapping[Direction, Text] = {
    "better": Text("▲ 变好", "▲ Better"),
    "worse": Text("▼ 变差", "▼ Worse"),
    "otherwise": Text("◆ 金额变化", "◆ Another amount"),
}
_SAME_RESULT = Text("＝ 结果相同，理由不同", "= The same result for other reasons")
_BEFORE, _AFTER = Text("改变前", "Before"), Text("改变后", "After")
_ARROW, _COMMAS = Text("{} → {}", "{} → {}"), Text("，", ", ")
_COUNTED_UNDER = Text("{}（{} 项）", "{} ({})")


def comparison_content(comparison: Comparison, *, show_all: bool) -> Content:
    """The comparison; with ``show_all`` measures that stay as they are, too."""
    same = Item(Text("给出的值与档案相同，没有改变", "these are the answers in the profile: nothing was changed"))
    name, about = about_applicant(comparison.before)
    facts = tuple(Item(fact_in_words(change), tuple(_how_fast(change)), strong=True) for change in comparison.facts)
    measures = Section(None, (_measures(comparison),)) if comparison.measures else Section(Text("结果没有变化", "Nothing changes"), ())
    return Content(
        Text("改变前后对照", "Before and after the changes"),
        (TextBlock(name, "aside"), TextBlock(about, "aside"), *warnings(comparison.before)),
        (
            Section(Text("改变", "Changed"), facts or (same,), divided=True),
            measures,
            _unchanged(comparison, show_all=show_all),
            Section(None, tuple(_totals(comparison)), divided=True),
            *changes_sections(title_changes(comparison), comparison.after.catalogue, show_all=show_all),
        ),
    )


def _measures(comparison: Comparison) -> TableBlock:
    """Better results, then worse ones, then other amounts, then the same with other reasons; in each the most money first."""
    facts = comparison.after.catalogue.facts
    groups = []
    for heading, changes in _by_direction(comparison):
        rows = tuple(_row(change, facts) for change in most_money_first(changes))
        groups.append(TableGroup(TextBlock(_COUNTED_UNDER.format(heading, len(rows))), rows))
    columns = TableColumn(_BEFORE, "outcome"), TableColumn(_AFTER, "outcome"), TableColumn(Text("为什么", "Why"), "notes")
    return TableBlock(Text("措施", "Measure"), columns, tuple(groups))


def _by_direction(comparison: Comparison) -> Iterator[tuple[Text, list[MeasureChange]]]:
    for direction, heading in _HEADING.items():
        changes = [change for change in comparison.measures if change.direction == direction and not change.same_result]
        if changes:
            yield heading, changes
    same = [change for change in comparison.measures if change.same_result]
    if same:
        yield _SAME_RESULT, same


def _row(change: MeasureChange, facts: Mapping[str, Fact]) -> NamedRow:
    why = tuple(TextBlock(text) for text in _why(change, facts))
    return NamedRow(change.measure.title, change.measure.id, (_side(change.before), _side(change.after), why))


def _side(result: MeasureResult) -> TableCell:
    """The outcome in words. An ineligible applicant gets nothing, whatever the kind."""
    verdict = marked_eligibility(result.eligibility)
    money = NO_MONEY if result.eligibility == "ineligible" else funding_in_words(result.funding)
    return TextBlock(verdict, result.eligibility), TextBlock(money)


def _unchanged(comparison: Comparison, *, show_all: bool) -> Section:
    """The measures with the same results for the same reasons."""
    differing = {change.measure.id for change in comparison.measures}
    same = [result for result in comparison.after.measures if result.measure.id not in differing]
    title = _COUNTED_UNDER.format(Text("不变", "Unchanged"), len(same))
    if not show_all:
        return Section(Text("{}：加 --all 列出", "{}: add --all to list them").format(title) if same else title, ())
    lines: list[Block] = []
    for result in same:
        words = joined(_COMMAS, [paragraph.text for paragraph in _side(result)])
        lines.append(TextBlock(with_colon(beside(result.measure.title, result.measure.id), words), level=1))
    return Section(title, tuple(lines))


def _totals(comparison: Comparison) -> Iterator[TextBlock]:
    """Both totals, and the measures that are counted in one of them only."""
    before, after = comparison.before.totals, comparison.after.totals
    sides = ((_BEFORE, before), (_AFTER, after))
    if comparison.same_totals:
        yield TextBlock(Text("合计不变：{}", "The total stays: {}").format(_total(after)), "strong")
    else:
        for name, totals in sides:
            yield TextBlock(Text("{}合计：{}", "Total {}: {}").format(begun_small(name), _total(totals)), "strong")
    apart = [if_all_met_in_words(totals.if_all_met) for totals in (before, after) if has_more(totals)]
    if len(set(apart)) == 1 and has_more(before) == has_more(after):
        yield TextBlock(apart[0])
    else:
        for name, totals in sides:
            if has_more(totals):
                words = begun_small(if_all_met_in_words(totals.if_all_met))
                yield TextBlock(Text("{}，{}", "{}: {}").format(name, words))
    for heading, one, other in ((Text("新计入", "newly counted"), after, before), (Text("不再计入", "no longer counted"), before, after)):
        of_other = {measure.id for measure in other.counted}
        titles = [measure.title for measure in one.counted if measure.id not in of_other]
        if titles:
            yield TextBlock(with_colon(heading, joined(Text("、", "; "), titles)))


def _total(totals: Totals) -> Text:
    """The range; nothing is said of money where no measure may bring any, or next to nothing is known."""
    amount, count = sum_in_words(totals), len(totals.counted)
    return beside(amount, Text(f"{count} 项措施", counted(count, "measure"))) if count else amount


def _why(change: MeasureChange, facts: Mapping[str, Fact]) -> Iterator[Text]:
    """When to apply, as far as it is announced; the criteria that come out differently, with the facts that did it; the amount; what is missing."""
    if change.after.window.state != "unannounced":
        yield Text("申报时间：{}", "window: {}").format(window_in_words(change.after.window))
    yield from (criterion_in_words(criterion) for criterion in change.criteria)
    before, after = change.before.funding, change.after.funding
    if (before.low, before.high) != (after.low, after.high) and change.amount_facts:
        yield Text("金额取决于：{}", "the amount depends on: {}").format(_facts(change.amount_facts))
    if change.after.eligibility == "undetermined":
        yield from reasons(change.after, facts)


def criterion_in_words(change: CriterionChange) -> Text:
    """A criterion with both outcomes, and the changed answers that did it."""
    marked = (marked_outcome(one.outcome) for one in (change.before, change.after))
    return with_colon(change.after.criterion.text, beside(_ARROW.format(*marked), _facts(change.facts)))


def _facts(changes: Sequence[FactChange]) -> Text:
    return joined(_COMMAS, [fact_in_words(change) for change in changes])


def fact_in_words(change: FactChange) -> Text:
    """A fact with both answers."""
    return with_colon(change.fact.label, _ARROW.format(_answer(change.fact, change.before), _answer(change.fact, change.after)))


def _answer(fact: Fact, value: Value | None) -> Text:
    return Text("未知", "not known") if value is None else value_in_words(fact, value)


def _how_fast(change: FactChange) -> Iterator[Text]:
    """How easily the fact changes; nothing for one that was unknown, since it is only answered."""
    fact = change.fact
    yield Text(fact.id, fact.id)
    if change.before is not None and change.after is not None:
        yield with_colon(CHANGE[fact.change], fact.change_reason)


def comparison_rows(comparison: Comparison, language: Language) -> Rows:
    """A row for each measure that comes out differently."""
    sides = ("eligibility", "low", "high")
    columns = (
        "measure",
        "title",
        "direction",
        *(f"{side}_before" for side in sides),
        *(f"{side}_after" for side in sides),
        "window",
        "closes",
    )
    rows = []
    for change in comparison.measures:
        window = change.after.window
        both = [(one.eligibility, one.funding.low, one.funding.high) for one in (change.before, change.after)]
        about = (change.measure.id, change.measure.title.in_language(language), change.direction)
        rows.append((*about, *both[0], *both[1], window.state, window.closes))
    return Rows(columns, rows)
