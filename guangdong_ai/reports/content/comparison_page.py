"""Two assessments side by side as a person reads them: in a terminal, and as Markdown to paste into a report."""

from collections.abc import Iterator

from guangdong_ai.assessment.comparison import Comparison
from guangdong_ai.reports.content.blocks import Item, Section
from guangdong_ai.reports.content.comparison import (
    AFTER,
    BEFORE,
    ComparedMeasure,
    Group,
    MeasureOutcome,
    fact_items,
    groups,
    side,
    totals_in_words,
    unchanged,
)
from guangdong_ai.reports.content.measure_rows import COLOURS
from guangdong_ai.reports.content.near_misses_page import about_applicant
from guangdong_ai.reports.render.content_layout import escaped, section_markdown, section_rows
from guangdong_ai.reports.render.named_row import Columns, Paragraphs, below, columns_beside, name_and_id, named_row
from guangdong_ai.reports.render.page import EMPTY, FAINT, STRONG, Page, Paragraph, Row, line, rule
from guangdong_ai.reports.wording.caveats import caveats
from guangdong_ai.text import Language, Text

_TITLE = Text("改变前后对照", "Before and after the changes")
_CHANGED = Text("改变", "Changed")
_SAME_ANSWERS = Text("给出的值与档案相同，没有改变", "these are the answers of the profile: nothing was changed")
_NOTHING = Text("结果没有变化", "Nothing changes")
_SIDE_WIDTH, _WIDE_SIDE = 20, 26
_WIDTH_FOR_WIDE_SIDES = 100


def comparison_page(comparison: Comparison, language: Language, *, show_all: bool) -> Page:
    """The comparison in whatever width there is."""

    def rows(width: int) -> Iterator[Row]:
        yield line(width, _TITLE.in_language(language), STRONG)
        for text in about_applicant(comparison.before):
            yield line(width, text.in_language(language), FAINT)
        for caveat in caveats(comparison.before):
            words = Text(f"▲ 提醒：{caveat.zh}", f"▲ warning: {caveat.en}")
            yield line(width, words.in_language(language), "yellow", hanging=2)
        yield rule(width)
        yield from section_rows(_changed(comparison), width, language)
        yield from _measures(comparison, width, language, show_all=show_all)
        yield rule(width)
        for total in totals_in_words(comparison):
            yield line(width, total.text.in_language(language), STRONG if total.strong else "", hanging=2)

    return Page(rows)


def comparison_markdown(comparison: Comparison, language: Language, *, show_all: bool) -> str:
    """The same in one language."""
    lines = [f"# {_TITLE.in_language(language)}", ""]
    for text in (*about_applicant(comparison.before), *caveats(comparison.before)):
        lines += [escaped(text.in_language(language)), ""]
    sections = [_changed(comparison), *(_listed(group) for group in groups(comparison))]
    if not comparison.measures:
        sections.append(Section(_NOTHING, ()))
    if show_all:
        same = tuple(Item(_on_one_line(result.measure.title, result.measure.id, side(result))) for result in unchanged(comparison))
        sections.append(Section(_unchanged(comparison), same))
    sections.append(Section(Text("合计", "Total"), tuple(totals_in_words(comparison))))
    for section in sections:
        lines += section_markdown(section, language)
    return "\n".join(lines)


def _changed(comparison: Comparison) -> Section:
    return Section(_CHANGED, fact_items(comparison.facts) or (Item(_SAME_ANSWERS),))


def _unchanged(comparison: Comparison) -> Text:
    count = len(unchanged(comparison))
    return Text(f"不变（{count} 项）", f"Unchanged ({count})")


def _measures(comparison: Comparison, width: int, language: Language, *, show_all: bool) -> Iterator[Row]:
    shown = list(groups(comparison))
    same = unchanged(comparison) if show_all else []
    ids = [measure.id for group in shown for measure in group.measures] + [result.measure.id for result in same]
    columns = _columns(width, ids)
    if not comparison.measures:
        yield EMPTY
        yield line(width, _NOTHING.in_language(language), STRONG)
    elif columns.beside:
        yield EMPTY
        heads = (Paragraph(head.in_language(language), FAINT) for head in (Text("措施", "Measure"), BEFORE, AFTER))
        name, before, after = ((head,) for head in heads)
        yield named_row(columns, name, before, after)
    for group in shown:
        yield EMPTY
        yield line(width, group.heading.in_language(language), STRONG, hanging=2)
        for measure in group.measures:
            yield from _row(measure, columns, language)
    yield EMPTY
    title, hint = _unchanged(comparison), Text("：加 --all 列出", ": add --all to list them")
    words = title if show_all or not unchanged(comparison) else Text(f"{title.zh}{hint.zh}", f"{title.en}{hint.en}")
    yield line(width, words.in_language(language), STRONG, hanging=2)
    for result in same:
        words = _on_one_line(result.measure.title, result.measure.id, side(result))
        yield line(width, words.in_language(language), indent=2, hanging=2)


def _columns(width: int, ids: list[str]) -> Columns:
    one = _WIDE_SIDE if width >= _WIDTH_FOR_WIDE_SIDES else _SIDE_WIDTH
    return columns_beside(width, ids, (one, one)) or below(width)


def _row(measure: ComparedMeasure, columns: Columns, language: Language) -> Iterator[Row]:
    """The measure with both sides, and below them why they differ."""
    name = name_and_id(measure.title.in_language(language), measure.id, STRONG)
    if columns.beside:
        yield named_row(columns, name, *(_cell(one, language) for one in (measure.before, measure.after)))
    else:
        both = ((BEFORE, measure.before), (AFTER, measure.after))
        yield named_row(columns, name, *((_beneath(head, one, language),) for head, one in both))
    for why in _below(measure):
        yield line(columns.width, why.in_language(language), indent=4, hanging=2)


def _cell(one: MeasureOutcome, language: Language) -> Paragraphs:
    return Paragraph(one.verdict.in_language(language), COLOURS[one.eligibility]), Paragraph(one.money.in_language(language))


def _beneath(head: Text, one: MeasureOutcome, language: Language) -> Paragraph:
    words = Text(f"{head.zh}：{one.verdict.zh}，{one.money.zh}", f"{head.en}: {one.verdict.en}, {one.money.en}")
    return Paragraph(words.in_language(language), COLOURS[one.eligibility])


def _on_one_line(title: Text, measure_id: str, one: MeasureOutcome) -> Text:
    return Text(
        f"{title.zh}（{measure_id}）：{one.verdict.zh}，{one.money.zh}", f"{title.en} ({measure_id}): {one.verdict.en}, {one.money.en}"
    )


def _listed(group: Group) -> Section:
    return Section(group.heading, tuple(_item(measure) for measure in group.measures))


def _item(measure: ComparedMeasure) -> Item:
    before, after = measure.before, measure.after
    words = Text(
        f"{measure.title.zh}（{measure.id}）：{before.verdict.zh}，{before.money.zh} → {after.verdict.zh}，{after.money.zh}",
        f"{measure.title.en} ({measure.id}): {before.verdict.en}, {before.money.en} → {after.verdict.en}, {after.money.en}",
    )
    return Item(words, tuple(_below(measure)), strong=True)


def _below(measure: ComparedMeasure) -> Iterator[Text]:
    """When to apply, as far as it is announced, and why the sides differ."""
    if measure.window is not None:
        yield Text(f"申报时间：{measure.window.zh}", f"window: {measure.window.en}")
    yield from measure.why
