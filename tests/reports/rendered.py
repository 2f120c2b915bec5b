"""Reports as the formats show them, each in one call."""

from collections.abc import Callable, Sequence
from datetime import date

from guangdong_ai.assessment.calendar import Calendar
from guangdong_ai.assessment.comparison import Comparison
from guangdong_ai.assessment.near_misses import NearMiss
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.text import Language
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.reports.content import assessment, comparison, explanation, measure, measures_list, profile
from guangdong_ai.reports.content import near_misses as near_misses_told
from guangdong_ai.reports.content.assessment_rows import assessment_rows
from guangdong_ai.reports.content.blocks import Content
from guangdong_ai.reports.content.calendar import calendar_content, calendar_days
from guangdong_ai.reports.content.catalogue_diff.content import diff_content
from guangdong_ai.reports.content.catalogue_diff.diff import CatalogueDiff
from guangdong_ai.reports.content.data.calendar import plain_calendar
from guangdong_ai.reports.content.data.catalogue_diff import plain_diff
from guangdong_ai.reports.content.data.comparison import plain_comparison
from guangdong_ai.reports.content.data.explanation import plain_explanation
from guangdong_ai.reports.content.data.near_misses import plain_search
from guangdong_ai.reports.content.explanation import Explanation
from guangdong_ai.reports.content.report import Days, Report, Rows
from guangdong_ai.reports.render.formats import Setting, rendered
from guangdong_ai.reports.render.json_text import as_json
from guangdong_ai.reports.render.markdown import in_both_languages
from guangdong_ai.reports.render.page import Page
from guangdong_ai.reports.render.terminal import page_of


def _nothing() -> Content:
    raise AssertionError


def _markdown(content: Content, language: Language) -> str:
    return str(rendered(Report(lambda: content, _nothing), "markdown", Setting(language=language)))


def assessment_table(result: AssessmentResult, language: Language, *, show_all: bool, profile_file: str | None = None) -> Page:
    told = assessment.assessment_content(result, show_all=show_all, profile_file=profile_file)
    return page_of(told, language)


def assessment_markdown(result: AssessmentResult, language: Language, *, show_all: bool) -> str:
    return _markdown(assessment.assessment_content(result, show_all=show_all), language)


def as_csv(result: AssessmentResult, language: Language) -> str:
    rows: Callable[[Language], Rows] = lambda language: assessment_rows(result, language)  # noqa: E731
    return str(rendered(Report(_nothing, _nothing, rows), "csv", Setting(language=language)))


def calendar_page(calendar: Calendar, result: AssessmentResult, language: Language, asked: Sequence[str] | None = ()) -> Page:
    return page_of(calendar_content(calendar, result, asked), language)


def calendar_json(calendar: Calendar, result: AssessmentResult) -> str:
    return as_json(plain_calendar(calendar, result))


def as_ics(calendar: Calendar, result: AssessmentResult, language: Language) -> bytes:
    days: Callable[[], Days] = lambda: calendar_days(calendar, result)  # noqa: E731
    made = rendered(Report(_nothing, _nothing, days=days), "ics", Setting(language=language))
    assert isinstance(made, bytes)
    return made


def comparison_page(compared: Comparison, language: Language, *, show_all: bool) -> Page:
    return page_of(comparison.comparison_content(compared, show_all=show_all), language)


def comparison_markdown(compared: Comparison, language: Language, *, show_all: bool) -> str:
    return _markdown(comparison.comparison_content(compared, show_all=show_all), language)


def comparison_json(compared: Comparison) -> str:
    return as_json(plain_comparison(compared))


def explanation_page(explained: Explanation, of: Profile, catalogue: Catalogue, as_of: date, language: Language) -> Page:
    return page_of(explanation.explanation_content(explained, of, catalogue, as_of), language)


def explanation_markdown(explained: Explanation, of: Profile, catalogue: Catalogue, as_of: date, language: Language) -> str:
    return _markdown(explanation.explanation_content(explained, of, catalogue, as_of), language)


def explanation_json(explained: Explanation, of: Profile, catalogue: Catalogue, as_of: date) -> str:
    return as_json(plain_explanation(explained, of, catalogue, as_of))


def measure_page(shown: Measure, catalogue: Catalogue, language: Language) -> Page:
    return page_of(measure.measure_content(shown, catalogue), language)


def measure_markdown(shown: Measure, catalogue: Catalogue) -> str:
    return in_both_languages(measure.measure_content(shown, catalogue))


def measures_page(catalogue: Catalogue, language: Language, as_of: date) -> Page:
    return page_of(measures_list.measures_list(catalogue, as_of), language)


def near_misses_page(
    misses: Sequence[NearMiss], result: AssessmentResult, profile_file: str | None, language: Language, *, show_all: bool
) -> Page:
    return page_of(near_misses_told.near_misses_content(misses, result, show_all=show_all, profile_file=profile_file), language)


def near_misses_markdown(misses: Sequence[NearMiss], result: AssessmentResult, language: Language, *, show_all: bool) -> str:
    return _markdown(near_misses_told.near_misses_content(misses, result, show_all=show_all), language)


def near_misses_json(misses: Sequence[NearMiss], result: AssessmentResult) -> str:
    return as_json(plain_search(misses, result))


def profile_table(shown: Profile, catalogue: Catalogue, language: Language) -> Page:
    return page_of(profile.profile_content(shown, catalogue), language)


def diff_page(diff: CatalogueDiff, language: Language) -> Page:
    return page_of(diff_content(diff), language)


def diff_markdown(diff: CatalogueDiff, language: Language) -> str:
    return _markdown(diff_content(diff), language)


def diff_json(diff: CatalogueDiff) -> str:
    return as_json(plain_diff(diff))
