"""An assessment as a person reads it in a terminal: which measures apply, what each may bring, until when, and why."""

from collections.abc import Iterator

from guangdong_ai.assessment.coverage import coverage_gaps
from guangdong_ai.assessment.criteria import Eligibility
from guangdong_ai.assessment.near_misses import near_misses
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.reports.content.measure_rows import COLOURS, column_titles, measure_columns, measure_row
from guangdong_ai.reports.content.next_steps import next_question_rows, useful_command_row
from guangdong_ai.reports.content.ranking import ranked
from guangdong_ai.reports.content.totals import totals_rows
from guangdong_ai.reports.content.within_reach import within_reach_rows
from guangdong_ai.reports.render.page import EMPTY, FAINT, STRONG, Page, Row, line, rule
from guangdong_ai.reports.wording.caveats import caveats
from guangdong_ai.reports.wording.coverage_wording import coverage_in_words
from guangdong_ai.reports.wording.terms import CONFIDENCE, CONFIDENCE_MEANING, ELIGIBILITY, ESTIMATED, MARKS, MEANING
from guangdong_ai.text import Language, Text, counted


def assessment_table(assessment: AssessmentResult, language: Language, *, show_all: bool, profile_file: str | None = None) -> Page:
    """The whole result, for any width. Ineligible measures are counted, and listed with ``show_all``.

    ``profile_file``: the file of the profile, where it holds all that was assessed; commands name it.
    """
    misses = near_misses(assessment)

    def rows(width: int) -> Iterator[Row]:
        groups = ranked(assessment.measures)
        listed = {eligibility: group for eligibility, group in groups.items() if show_all or eligibility != "ineligible"}
        columns = measure_columns(width, (result for group in listed.values() for result in group))
        yield from _header(assessment, width, language)
        yield from column_titles(columns, language)
        for eligibility, group in groups.items():
            yield EMPTY
            yield _heading(eligibility, len(group), width, language, listed=eligibility in listed)
            for result in listed.get(eligibility, ()):
                yield measure_row(result, assessment.catalogue, assessment.as_of, columns, language)
        yield rule(width)
        yield from totals_rows(assessment, width, language)
        yield from next_question_rows(assessment, width, language)
        yield from within_reach_rows(misses, profile_file, width, language)
        yield EMPTY
        yield from _footer(assessment, width, language)
        yield from useful_command_row(groups, width, language)

    return Page(rows)


def _header(assessment: AssessmentResult, width: int, language: Language) -> Iterator[Row]:
    profile, day, known = assessment.profile, assessment.as_of, len(assessment.profile.facts)
    yield line(width, profile.name or Text("未命名的申报单位", "Unnamed applicant").in_language(language), STRONG)
    about = Text(f"按 {day} 自评，已知 {known} 项信息", f"assessed for {day}, {counted(known, 'fact')} known")
    yield line(width, about.in_language(language), FAINT)
    for caveat in caveats(assessment):
        words = Text(f"▲ 提醒：{caveat.zh}", f"▲ warning: {caveat.en}")
        yield line(width, words.in_language(language), "yellow", hanging=2)
    yield rule(width)


def _heading(eligibility: Eligibility, count: int, width: int, language: Language, *, listed: bool) -> Row:
    """The mark, the word, how many there are, and what it means; of those that are not listed, how to see them."""
    mark, name = MARKS[eligibility], ELIGIBILITY[eligibility]
    rest = MEANING[eligibility] if listed else Text("加 --all 列出", "add --all to list them")
    heading = Text(f"{mark} {name.zh}（{count} 项）：{rest.zh}", f"{mark} {name.en.capitalize()} ({count}): {rest.en}")
    return line(width, heading.in_language(language), f"{STRONG} {COLOURS[eligibility]}", hanging=2)


def _footer(assessment: AssessmentResult, width: int, language: Language) -> Iterator[Row]:
    manifest = assessment.catalogue.manifest
    colon, comma = Text("＝", " = "), Text("，", ", ")
    marks = [(CONFIDENCE[confidence], meaning) for confidence, meaning in CONFIDENCE_MEANING.items()]
    marks.append((ESTIMATED, Text("按公布的数额表估算", "estimated from a table of published figures")))
    legend = comma.in_language(language).join(
        mark.in_language(language) + colon.in_language(language) + meaning.in_language(language) for mark, meaning in marks
    )
    gaps = coverage_gaps(assessment.catalogue, assessment.profile.facts)
    for text in (
        *(coverage_in_words(gap.choice) for gap in gaps if gap.choice.coverage == "incomplete"),
        Text(
            "以上不是承诺：资金有年度预算，申报后由主管部门审定",
            "None of this is a promise: budgets are limited by the year, and the authorities decide",
        ),
        Text(f"金额的依据：{legend}", f"What an amount rests on: {legend}"),
        Text(
            f"政策目录 {manifest.version} 版，核对于 {manifest.reviewed_on}",
            f"Catalogue {manifest.version}, reviewed on {manifest.reviewed_on}",
        ),
    ):
        yield line(width, text.in_language(language), FAINT)
