"""The near misses of an assessment as a person reads them: in a terminal, and as Markdown to paste into a report."""

from collections.abc import Iterator, Sequence

from guangdong_ai.assessment.near_misses import NearMiss, relocations
from guangdong_ai.assessment.near_misses.options import POINTS
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.reports.content.near_misses import near_misses_content
from guangdong_ai.reports.render.content_layout import escaped, section_markdown, section_rows
from guangdong_ai.reports.render.page import EMPTY, FAINT, STRONG, Page, Row, command_row, line, rule
from guangdong_ai.reports.wording.caveats import caveats
from guangdong_ai.reports.wording.requirement_wording import EFFORT
from guangdong_ai.reports.wording.what_if_command import what_if_command
from guangdong_ai.text import Language, Text, counted, joined

_TITLE = Text("改变什么可以申请更多措施", "What would open more measures")


def near_misses_page(
    misses: Sequence[NearMiss], assessment: AssessmentResult, profile_file: str | None, language: Language, *, show_all: bool
) -> Page:
    """The near misses in whatever width there is."""

    def rows(width: int) -> Iterator[Row]:
        yield line(width, _TITLE.in_language(language), STRONG)
        for text in about_applicant(assessment):
            yield line(width, text.in_language(language), FAINT)
        for caveat in caveats(assessment):
            words = Text(f"▲ 提醒：{caveat.zh}", f"▲ warning: {caveat.en}")
            yield line(width, words.in_language(language), "yellow", hanging=2)
        yield rule(width)
        for number, section in enumerate(near_misses_content(misses, assessment, show_all=show_all)):
            if number:
                yield EMPTY
            yield from section_rows(section, width, language)
        yield rule(width)
        for text in _legend():
            yield line(width, text.in_language(language), FAINT)
        for head, command in _next(misses, assessment, profile_file):
            yield EMPTY
            yield line(width, head.in_language(language))
            yield command_row(*command)

    return Page(rows)


def near_misses_markdown(misses: Sequence[NearMiss], assessment: AssessmentResult, language: Language, *, show_all: bool) -> str:
    """The same in one language."""
    lines = [f"# {_TITLE.in_language(language)}", ""]
    for text in (*about_applicant(assessment), *caveats(assessment)):
        lines += [escaped(text.in_language(language)), ""]
    for section in near_misses_content(misses, assessment, show_all=show_all):
        lines += section_markdown(section, language)
    lines.append(" ".join(escaped(text.in_language(language)) for text in _legend()))
    return "\n".join(lines) + "\n"


def about_applicant(assessment: AssessmentResult) -> Iterator[Text]:
    """Who it is, and for which day."""
    name, day, known = assessment.profile.name, assessment.as_of, len(assessment.profile.facts)
    yield Text("未命名的申报单位", "Unnamed applicant") if name is None else Text(name, name)
    yield Text(f"按 {day} 自评，已知 {known} 项信息", f"assessed for {day}, {counted(known, 'fact')} known")


def _legend() -> Iterator[Text]:
    points = joined(
        Text("、", ", "), [Text(f"{EFFORT[effort].zh} {count}", f"{EFFORT[effort].en} {count}") for effort, count in POINTS.items()]
    )
    yield Text(
        f"排序：可能得到的金额除以工夫（{points.zh}），多的在前，换地方的在最后",
        f"Order: what it may bring, divided by the effort ({points.en}), the most first; another place last",
    )
    yield Text(
        "每种办法的各项缺一不可；尚未回答的，答案须如所列",
        "A way takes all that it lists, nothing can be left out; what is not answered has to turn out as listed",
    )
    yield Text(
        "以上不是承诺：资金有年度预算，申报后由主管部门审定",
        "None of this is a promise: budgets are limited by the year, and the authorities decide",
    )


def _next(misses: Sequence[NearMiss], assessment: AssessmentResult, profile_file: str | None) -> Iterator[tuple[Text, tuple[str, ...]]]:
    """The command that shows all that the first change would do, or another place where there is no other way."""
    if profile_file is None:
        return
    ways = (option for miss in misses for option in miss.options if option.changes and not option.relocates)
    first = next((way for way in ways if all(requirement.has_target for requirement in way.requirements)), None)
    if first is not None:
        changes = {change.fact: change.target for change in first.requirements}
        yield Text("看一种办法对全部措施的影响：", "What a way does to all measures:"), what_if_command(profile_file, changes)
        return
    for relocation in relocations(misses, assessment)[:1]:
        place = {assessment.catalogue.facts[name]: value for name, value in relocation.place.items()}
        yield (
            Text("看换地方对全部措施的影响：", "What another place does to all measures:"),
            what_if_command(profile_file, place),
        )
