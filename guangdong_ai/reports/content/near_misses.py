"""What the near misses of an assessment say, in order and in both languages: measure by measure what would open it and what for."""

from collections.abc import Iterator, Sequence

from guangdong_ai.assessment.near_misses import NearMiss, Option, Requirement, lost_by
from guangdong_ai.assessment.near_misses.relocation import places_left, relocations
from guangdong_ai.assessment.near_misses.ways import POINTS
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.assessment.titles import title_readiness
from guangdong_ai.assessment.titles.goals import title_goals
from guangdong_ai.assessment.titles.needed import title_needed
from guangdong_ai.foundation.record import replace
from guangdong_ai.foundation.text import Language, Text, joined
from guangdong_ai.reports.content.blocks import Command, Content, Item, Section, TextBlock
from guangdong_ai.reports.content.lead import about_applicant, no_promise, warnings
from guangdong_ai.reports.content.relocation_content import relocation_section
from guangdong_ai.reports.content.report import Rows
from guangdong_ai.reports.content.titles import AFTERWARDS, ONE_BY_ONE, ByTitle, needed_items, step_items
from guangdong_ai.reports.wording.condition_wording import condition_in_words
from guangdong_ai.reports.wording.near_miss_wording import EFFORT, requirement_in_words, why_nothing_opens_it
from guangdong_ai.reports.wording.phrase import quoted, with_colon
from guangdong_ai.reports.wording.terms import ELIGIBILITY, MARKS, funding_in_words, window_in_words
from guangdong_ai.reports.wording.what_if_command import what_if_command

MOST_MEASURES = 10
MOST_WAYS = 3
MOST_TITLES = 3
"""How much is shown unless all is asked for: measures with their ways, ways of each, and titles."""

WAY = Text("途径", "Way")
WORTH_ANSWERING = Text("值得回答", "Worth answering")
"""A way with changes, and one that hangs on nothing but answers that are not known yet."""

_SENTENCES = Text("；", "; ")


def near_misses_content(
    misses: Sequence[NearMiss], assessment: AssessmentResult, *, show_all: bool, profile_file: str | None = None
) -> Content:
    """The near misses of an applicant. ``profile_file``: the file of the profile, for the command that shows what a way does to all measures."""
    name, about = about_applicant(assessment)
    first, *rest = near_misses_sections(misses, assessment, show_all=show_all)
    legend = Section(None, tuple(TextBlock(text, "aside") for text in _legend()), divided=True)
    further = (Section(None, (command,)) for command in _next(misses, assessment, profile_file))
    return Content(
        Text("改变什么可以申请更多措施", "What would open more measures"),
        (TextBlock(name, "aside"), TextBlock(about, "aside"), *warnings(assessment)),
        (replace(first, divided=True), *rest, *goal_sections(assessment, show_all=show_all), legend, *further),
    )


def near_misses_sections(misses: Sequence[NearMiss], assessment: AssessmentResult, *, show_all: bool) -> Iterator[Section]:
    """The measures that something would open where the applicant is, the rest of them in a line each, and those that nothing opens.

    Last what another place would do.
    """
    titles = {one.title.id: one for one in title_readiness(assessment)}
    here = [miss for miss in misses if any(not option.relocates for option in miss.options)]
    out_of_reach = [miss for miss in misses if not miss.options]
    elsewhere = relocations(misses, assessment)
    listed = here if show_all else here[:MOST_MEASURES]
    if not here:
        nothing = Text("没有找到可以申请更多措施的途径", "no change was found that would open a measure")
        yield Section(None, (Item(nothing),))
    for miss in listed:
        yield Section(miss.measure.title, tuple(_miss(miss, assessment, titles, show_all=show_all)))
    rest = here[len(listed) :]
    if rest:
        title = Text(f"还有 {len(rest)} 项，加 --all 列出途径", f"{len(rest)} more: add --all to see the ways")
        yield Section(title, tuple(Item(_in_short(miss)) for miss in rest))
    if out_of_reach:
        count = len(out_of_reach)
        title = Text(f"没有途径的（{count} 项）", f"Without a way ({count})")
        yield Section(title, tuple(Item(why_nothing_opens_it(miss, assessment)) for miss in out_of_reach))
    if elsewhere:
        left = places_left(misses)
        yield relocation_section(elsewhere, left, assessment, lambda option: _way_there(option, assessment, titles), show_all=show_all)


def goal_sections(assessment: AssessmentResult, *, show_all: bool) -> Iterator[Section]:
    """The titles that changes would make possible, and what could follow, title after title."""
    titles = {one.title.id: one for one in title_readiness(assessment)}
    goals = [goal for goal in title_goals(assessment) if any(not option.relocates for option in goal.miss.options)]
    listed = goals if show_all else goals[:MOST_TITLES]
    for goal in listed:
        title = with_colon(Text("称号", "Title"), goal.miss.measure.title)
        steps = tuple(step_items(goal.steps, assessment.catalogue, show_all=show_all))
        afterwards = (Item(AFTERWARDS, (), None, (*steps, Item(ONE_BY_ONE))),) if steps else ()
        yield Section(title, (*_miss(goal.miss, assessment, titles, show_all=show_all), *afterwards))
    left = len(goals) - len(listed)
    if left:
        words = "title" if left == 1 else "titles"
        yield Section(None, (Item(Text(f"还有 {left} 个称号，加 --all 列出途径", f"{left} more {words}: add --all to see the ways")),))


def _in_short(miss: NearMiss) -> Text:
    title, money = miss.measure.title, funding_in_words(miss.options[0].funding)
    return Text("{}（{}）：{}", "{} ({}): {}").format(title, miss.measure.id, money)


def _miss(miss: NearMiss, assessment: AssessmentResult, titles: ByTitle, *, show_all: bool) -> Iterator[Item]:
    result = miss.result
    mark, state = MARKS[result.eligibility], ELIGIBILITY[result.eligibility]
    yield Item(Text("{} {}", "{} {}").format(mark, state), (Text(miss.measure.id, miss.measure.id),), Text("现在", "Now"))
    yield Item(window_in_words(result.window), tuple(_about_window(miss)), Text("申报时间", "Window"))
    ways = [option for option in miss.options if not option.relocates]
    shown = ways if show_all else ways[:MOST_WAYS]
    for number, option in enumerate(shown, start=1):
        label = WAY if option.changes else WORTH_ANSWERING
        yield _way(option, assessment, titles, label if len(ways) == 1 else Text("{} {}", "{} {}").format(label, number))
    left = len(ways) - len(shown)
    if left:
        words = "way" if left == 1 else "ways"
        yield Item(Text(f"还有 {left} 种途径，加 --all 列出", f"{left} more {words}: add --all to list them"))
    if not miss.complete:
        yield Item(
            Text(
                "没有找全，可能还有其他途径：条件太复杂，或者找到的与其他回答矛盾",
                "there may be more ways: the rules are too complex to find all, or what was found contradicts other answers",
            )
        )


def _about_window(miss: NearMiss) -> Iterator[Text]:
    window = miss.result.window
    if window.call is not None:
        yield window.call.title
    if window.note is not None:
        yield window.note
    if window.state == "closed":
        yield Text("下一批次的要求可能相同", "the next call is likely to have the same criteria")


def _way(option: Option, assessment: AssessmentResult, titles: ByTitle, label: Text) -> Item:
    """What it would bring, what has to be done for it, and what it would cost."""
    inside = _takes(option, option.requirements, assessment, titles)
    closed = [quoted(measure.title) for measure in lost_by(option, assessment)]
    if closed:
        names = joined(_SENTENCES, closed)
        inside.append(Item(Text("▲ 会使这些措施不再符合：{}", "▲ would make these ineligible: {}").format(names)))
    return Item(_outcome(option), (), label, tuple(inside), strong=True)


def _way_there(option: Option, assessment: AssessmentResult, titles: ByTitle) -> Item:
    """What it would bring at another place, and what has to be done for it beside the move."""
    others = [requirement for requirement in option.requirements if requirement.fact.change != "relocation"]
    return Item(_outcome(option), (), None, tuple(_takes(option, others, assessment, titles)))


def _outcome(option: Option) -> Text:
    money, mark, then = funding_in_words(option.funding), MARKS[option.eligibility], ELIGIBILITY[option.eligibility]
    return Text("{}；届时 {} {}", "{}; then {} {}").format(money, mark, then)


def _takes(option: Option, requirements: Sequence[Requirement], assessment: AssessmentResult, titles: ByTitle) -> list[Item]:
    ties = [_tie(condition_in_words(tie, assessment.catalogue.facts)) for tie in option.ties]
    return [*(_requirement(one, assessment, titles) for one in requirements), *map(Item, ties)]


def _requirement(requirement: Requirement, assessment: AssessmentResult, titles: ByTitle) -> Item:
    """The change, with how fast it can be made and why; an answer speaks for itself. Of a title, what that takes in turn."""
    needed = tuple(needed_items(title_needed(requirement, titles, assessment.catalogue), assessment.catalogue))
    if requirement.effort == "answer":
        return Item(requirement_in_words(requirement), inside=needed)
    effort, reason = EFFORT[requirement.effort], requirement.fact.change_reason
    return Item(requirement_in_words(requirement), (with_colon(effort, reason),), inside=needed)


def _tie(words: Text) -> Text:
    return Text("并使 {}", "so that {}").format(words)


def _legend() -> Iterator[Text]:
    points = joined(Text("、", ", "), [Text("{} {}", "{} {}").format(EFFORT[effort], count) for effort, count in POINTS.items()])
    yield Text(
        "排序：可能得到的金额除以难度（{}），多的在前，迁移注册地的在最后",
        "Order: what it may bring, divided by the effort ({}), the most first; another place last",
    ).format(points)
    yield Text(
        "每种途径的各项缺一不可；尚未回答的，答案须如所列",
        "Every item of a way is needed; what is not answered must be as listed",
    )
    yield no_promise()


def _next(misses: Sequence[NearMiss], assessment: AssessmentResult, profile_file: str | None) -> Iterator[Command]:
    """The command that shows all that the first change would do, or another place where there is no other way."""
    if profile_file is None:
        return
    ways = (option for miss in misses for option in miss.options if option.changes and not option.relocates)
    first = next((way for way in ways if all(requirement.has_target for requirement in way.requirements)), None)
    if first is not None:
        changes = {change.fact: change.target for change in first.requirements}
        yield Command(Text("查看一种途径对全部措施的影响：", "What a way does to all measures:"), what_if_command(profile_file, changes))
        return
    for relocation in relocations(misses, assessment)[:1]:
        place = {assessment.catalogue.facts[name]: value for name, value in relocation.place.items()}
        purpose = Text("查看迁移注册地对全部措施的影响：", "What another place does to all measures:")
        yield Command(purpose, what_if_command(profile_file, place))


def near_misses_rows(misses: Sequence[NearMiss], language: Language) -> Rows:
    """A row for each way; a measure that nothing opens has one row without a way."""
    columns = ("measure", "title", "eligibility", "window", "way", "then", "low", "high", "effort", "within_reach", "facts", "takes")
    rows: list[tuple[object, ...]] = []
    for miss in misses:
        about = (miss.measure.id, miss.measure.title.in_language(language), miss.result.eligibility, miss.result.window.state)
        if not miss.options:
            rows.append((*about, *(None,) * (len(columns) - len(about))))
        for number, option in enumerate(miss.options, start=1):
            takes = joined(_SENTENCES, [requirement_in_words(requirement) for requirement in option.requirements])
            facts = " ".join(requirement.fact.id for requirement in option.requirements)
            then = (option.eligibility, option.funding.low, option.funding.high, option.effort)
            rows.append((*about, number, *then, "yes" if option.is_within_reach else "no", facts, takes.in_language(language)))
    return Rows(columns, rows)
