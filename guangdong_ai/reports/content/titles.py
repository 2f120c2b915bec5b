"""Titles as goals: how ready the applicant is for each, what is missing, when the next round is, what the title would open and may bring."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from guangdong_ai.assessment.criteria import CriterionResult
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.assessment.titles import TitleReadiness, nearest_titles, title_readiness
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import Language, Text, joined
from guangdong_ai.reports.content.blocks import Block, Command, Content, Folded, Item, Section, TextBlock
from guangdong_ai.reports.content.lead import about_applicant, catalogue_line, no_promise, warnings
from guangdong_ai.reports.content.report import Rows
from guangdong_ai.reports.wording.phrase import beside, capitalised, few, with_colon
from guangdong_ai.reports.wording.terms import OUTCOME, marked_eligibility, marked_outcome
from guangdong_ai.reports.wording.title_wording import (
    NOT_COUNTED,
    TOO_LATE,
    in_short,
    opened_in_words,
    round_in_words,
    shortfall_in_words,
    state_in_words,
    worth_in_words,
)

if TYPE_CHECKING:  # a check tells the nearest titles only
    from guangdong_ai.assessment.comparison import MeasureChange
    from guangdong_ai.assessment.titles.goals import TitleChanges
    from guangdong_ai.assessment.titles.needed import TitleNeeded
    from guangdong_ai.assessment.titles.path import TitleStep

_MOST_NEAR = 3
_MOST_NAMED = 3
_SENTENCES = Text("；", "; ")

_NO_MONEY = Text(
    "称号由主管部门评审认定，不是资金；它打开的措施不计入合计",
    "A title is awarded after review and is no money; what it opens is in no total",
)

ByTitle = Mapping[str, TitleReadiness]


def titles_content(assessment: AssessmentResult, *, show_all: bool, profile_file: str | None = None) -> Content:
    """All titles: those that can be won first, the nearest of them before the others. With ``show_all`` criteria that are met, too."""
    titles = title_readiness(assessment)
    name, about = about_applicant(assessment)
    nearest = nearest_titles(titles)
    rest = [one for one in titles if one not in nearest]
    by_title = {one.title.id: one for one in titles}
    sections = [title_section(one, by_title, assessment.catalogue, show_all=show_all) for one in (*nearest, *rest)]
    if not titles:
        sections = [Section(None, (Item(Text("政策目录中没有称号", "the catalogue has no titles")),))]
    footer = (
        _NO_MONEY,
        no_promise(),
        catalogue_line(assessment.catalogue),
    )
    ends = [Section(None, tuple(TextBlock(text, "aside") for text in footer), divided=True)]
    if nearest:
        words = ("explain", nearest[0].title.id, *(() if profile_file is None else (profile_file,)))
        ends.append(Section(None, (Command(Text("逐条查看一个称号：", "One title, criterion by criterion:"), words),)))
    waiting = next((one.title.id for one in nearest if one.result.missing), None)
    if waiting is not None and profile_file is not None:
        purpose = Text("回答一个称号所缺的问题：", "Answer what a title still needs:")
        ends.append(Section(None, (Command(purpose, ("ask", profile_file, "--only", waiting)),)))
    return Content(
        Text("可争取的称号", "Titles to win"),
        (TextBlock(name, "aside"), TextBlock(about, "aside"), *warnings(assessment)),
        (*sections, *ends),
    )


def title_section(readiness: TitleReadiness, titles: ByTitle, catalogue: Catalogue, *, show_all: bool) -> Section:
    """One title under its name."""
    now = Item(state_in_words(readiness), (Text(readiness.title.id, readiness.title.id),), Text("现在", "Now"), strong=True)
    out_of_reach = readiness.holds or (readiness.prospect is None and not show_all)
    lacking = () if out_of_reach else tuple(_lacking(readiness, titles, catalogue, show_all=show_all))
    return Section(readiness.title.title, (now, *lacking, *prospects(readiness, catalogue, show_all=show_all)), divided=True)


def _lacking(readiness: TitleReadiness, titles: ByTitle, catalogue: Catalogue, *, show_all: bool) -> Iterator[Item]:
    """The criteria that fail, each with how much is missing; those that are unknown, left to people, and with ``show_all`` met."""
    from guangdong_ai.assessment.titles.needed import title_needed

    for shortfall in readiness.shortfalls:
        of_titles = [
            item
            for change in shortfall.changes
            for item in needed_items(title_needed(change, titles, catalogue, (readiness.title.id,)), catalogue)
        ]
        todo = Item(shortfall_in_words(shortfall, catalogue.facts))
        yield Item(shortfall.criterion.criterion.text, (), capitalised(OUTCOME["not_met"]), (todo, *of_titles), strong=True)
    for name in ("unknown", "review", *(("met",) if show_all else ())):
        texts = [item.criterion.text for item in readiness.result.criteria if item.outcome == name]
        if texts:
            words = joined(_SENTENCES, texts) if show_all else few(texts, _MOST_NAMED, _SENTENCES)
            yield Item(words, (), capitalised(OUTCOME[name]))


def _marked(item: CriterionResult) -> Text:
    mark = marked_outcome(item.outcome)
    return with_colon(mark, item.criterion.text)


def prospects(readiness: TitleReadiness, catalogue: Catalogue, *, show_all: bool) -> Iterator[Item]:
    """When it can be had, and what it would open, close and bring. What it would open but for something else is told with ``show_all``."""
    note = readiness.result.window.note
    yield Item(round_in_words(readiness, catalogue.facts), () if note is None else (note,), Text("申报时间", "Window"))
    if readiness.prospect is None:
        return
    told = [one for one in readiness.opens if show_all or one.may_be_had or one.too_late]
    inside = [Item(opened_in_words(one, catalogue.facts, readiness.prospect.fact)) for one in told]
    left = len(readiness.opens) - len(told)
    if left:
        words = "measure names" if left == 1 else "measures name"
        inside.append(
            Item(
                Text(
                    f"另有 {left} 项提到这一称号，但还有别的条件不满足；加 --all 列出",
                    f"{left} more {words} it and would still fail for another reason: add --all to list them",
                )
            )
        )
    opened = sum(one.may_be_had for one in readiness.opens)
    number = Text(f"{opened} 项", f"{opened}") if opened else Text("没有", "nothing")
    yield Item(number, (), Text("取得后可打开", "Would open"), tuple(inside))
    worth = worth_in_words(readiness)
    if worth is not None:
        yield Item(worth, (NOT_COUNTED,), Text("可能带来", "May bring"))
    if readiness.closes:
        names = joined(_SENTENCES, [beside(measure.title, measure.id) for measure in readiness.closes])
        yield Item(Text("▲ 会使这些措施不再符合：{}", "▲ would make these ineligible: {}").format(names))


def title_items(readiness: TitleReadiness, catalogue: Catalogue) -> tuple[Item, ...]:
    """What there is to say of a title beside its criteria: by how much each is missed, when it can be had, what it would open."""
    now = Item(state_in_words(readiness), (), Text("现在", "Now"), strong=True)
    short = (
        Item(shortfall_in_words(one, catalogue.facts), (one.criterion.criterion.text,), Text("差距", "Missing by"))
        for one in readiness.shortfalls
    )
    return (now, *short, *prospects(readiness, catalogue, show_all=True))


def opened_by_section(titles: Sequence[TitleReadiness], catalogue: Catalogue) -> Section:
    """The titles that would open a measure, each with what it lacks, when it can be had, and what the measure would be then."""
    items = []
    for one in titles:
        inside = [Item(state_in_words(one))]
        inside += [Item(shortfall_in_words(short, catalogue.facts)) for short in one.shortfalls]
        inside.append(Item(round_in_words(one, catalogue.facts)))
        inside += [Item(opened_in_words(opened, catalogue.facts, one.fact or "")) for opened in one.opens]
        items.append(Item(beside(one.title.title, one.title.id), inside=tuple(inside), strong=True))
    return Section(Text("能打开它的称号", "Titles that would open it"), tuple(items))


def needed_items(needed: "Sequence[TitleNeeded]", catalogue: Catalogue) -> Iterator[Item]:
    """The titles that give what is required, each with what it lacks, title after title."""
    for one in needed:
        readiness = one.readiness
        words = Text("由这一称号取得：{}（{}）", "comes with the title {} ({})").format(readiness.title.title, readiness.title.id)
        inside = [Item(state_in_words(readiness)), Item(round_in_words(readiness, catalogue.facts))]
        if one.too_late:
            inside.append(Item(TOO_LATE))
        inside += [
            Item(
                _marked(shortfall.criterion),
                inside=(Item(shortfall_in_words(shortfall, catalogue.facts)), *needed_items(below, catalogue)),
            )
            for shortfall, below in one.lacks
        ]
        yield Item(words, (), inside=tuple(inside))


def step_items(steps: "Sequence[TitleStep]", catalogue: Catalogue, *, show_all: bool) -> Iterator[Item]:
    """The steps in their order: each title with those that come before it, when it can be had and what it would open."""
    for step in steps:
        readiness = step.readiness
        title = beside(readiness.title.title, readiness.title.id)
        if step.after:
            before = joined(Text("、", ", "), [catalogue.titles[name].title for name in step.after])
            words = Text("取得{}之后，可以争取{}", "once {} is had: {}").format(before, title)
        else:
            words = Text("可以争取{}", "apply for {}").format(title)
        about = (_without_label(item) for item in prospects(readiness, catalogue, show_all=show_all))
        yield Item(words, inside=(Item(state_in_words(readiness)), *about), strong=True)


def _without_label(item: Item) -> Item:
    """As part of another item, where labels have no column of their own."""
    return item if item.label is None else replace(item, text=with_colon(item.label, item.text), label=None)


AFTERWARDS = Text("此后可能的路（逐个称号）", "What could follow, title after title")
ONE_BY_ONE = Text(
    "称号要逐个申请、由主管部门认定；这不是承诺，也不计入合计",
    "titles are applied for one by one and awarded after review: this is no promise, and in no total",
)


def changes_sections(changes: "TitleChanges", catalogue: Catalogue, *, show_all: bool) -> Iterator[Section]:
    """The titles that come out differently after a change of answers, and what could follow. Nothing where there are none."""
    told = [change for change in changes.titles if not change.after.window.over]
    if told:
        items = tuple(Item(_before_and_after(change), tuple(_why(change))) for change in told)
        yield Section(Text("称号的变化", "Titles"), items)
    if changes.steps:
        yield Section(AFTERWARDS, (*step_items(changes.steps, catalogue, show_all=show_all), Item(ONE_BY_ONE)))


def _before_and_after(change: "MeasureChange") -> Text:
    sides = (marked_eligibility(one.eligibility) for one in (change.before, change.after))
    return with_colon(beside(change.measure.title, change.measure.id), Text("{} → {}", "{} → {}").format(*sides))


def _why(change: "MeasureChange") -> Iterator[Text]:
    for one in change.criteria:
        sides = (marked_outcome(side.outcome) for side in (one.before, one.after))
        yield with_colon(one.after.criterion.text, Text("{} → {}", "{} → {}").format(*sides))


def titles_in_short(titles: Sequence[TitleReadiness], profile_file: str | None) -> Iterator[Section]:
    """The nearest titles in a line each: those of which not more is open than is settled; and where the rest is told."""
    if not titles:
        return
    near = [one for one in nearest_titles(titles) if _is_near(one)][:_MOST_NEAR]
    blocks: list[Block] = [TextBlock(in_short(one), level=1) for one in near]
    if profile_file is not None:
        purpose = Text(
            f"全部 {len(titles)} 个称号，差多少、能打开什么：", f"All {len(titles)} titles, what is missing and what each opens:"
        )
        blocks.append(Command(purpose, ("check", profile_file, "--titles")))
    else:
        more = Text(
            f"共 {len(titles)} 个称号，加 --titles 列出差多少、能打开什么",
            f"{len(titles)} titles: add --titles to see what is missing and what each opens",
        )
        blocks.append(TextBlock(more, "aside", level=1 if near else 0))
    yield Section(Text("接近的称号：", "Titles near:") if near else None, tuple(blocks))


def titles_in_full(titles: Sequence[TitleReadiness], catalogue: Catalogue) -> Iterator[Section]:
    """The titles that can be won, the nearest first: each in a line, and folded below it all that is to be said of it."""
    nearest = nearest_titles(titles)
    if not nearest:
        return
    by_title = {one.title.id: one for one in titles}
    folded = tuple(Folded(in_short(one), title_section(one, by_title, catalogue, show_all=False).blocks) for one in nearest)
    yield Section(Text("可争取的称号", "Titles to win"), (*folded, TextBlock(_NO_MONEY, "aside")), divided=True)


def _is_near(readiness: TitleReadiness) -> bool:
    open_ = len(readiness.shortfalls) + len(readiness.with_outcome("unknown"))
    return 2 * open_ <= len(readiness.result.criteria)


COLUMNS = (
    "title",
    "name",
    "holds",
    "eligibility",
    "met",
    "not_met",
    "unknown",
    "review",
    "window",
    "opens",
    "closes",
    "last_call",
    "fact",
    "earliest",
    "would_open",
    "too_late_for",
    "would_close",
    "worth_low",
    "worth_high",
)


def titles_rows(assessment: AssessmentResult, language: Language) -> Rows:
    """A row for each title; its columns are fixed."""
    return Rows(COLUMNS, [_row(one, language) for one in title_readiness(assessment)])


def _row(one: TitleReadiness, language: Language) -> tuple[object, ...]:
    window, prospect = one.result.window, one.prospect
    outcomes = (" ".join(item.criterion.id for item in one.with_outcome(name)) for name in ("met", "not_met", "unknown", "review"))
    first = None if prospect is None or isinstance(prospect.first, bool) else prospect.first
    return (
        one.title.id,
        one.title.title.in_language(language),
        {True: "yes", False: "no", None: None}[one.holds],
        one.result.eligibility,
        *outcomes,
        window.state,
        window.opens,
        window.closes,
        None if one.last_call is None else one.last_call.id,
        None if prospect is None else prospect.fact,
        first,
        " ".join(opened.result.id for opened in one.opens if opened.may_be_had),
        " ".join(opened.result.id for opened in one.opens if opened.too_late),
        " ".join(measure.id for measure in one.closes),
        one.worth.low,
        one.worth.if_all_met,
    )
