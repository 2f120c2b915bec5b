"""Reports: wording knows neither content nor formats, content no format, and a format nothing but content."""

import ast
from pathlib import Path

import pytest

from tests.house.test_layers import PACKAGE, imported

REPORTS = PACKAGE / "reports"
MAY_KNOW = {"wording": ("wording",), "content": ("content", "wording"), "render": ("render", "content.blocks", "content.report")}
"""What each part may import of the reports."""


def modules() -> list[Path]:
    return sorted(path for path in REPORTS.rglob("*.py") if path.parent != REPORTS)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(REPORTS).as_posix())
def test_each_part_knows_those_below_it_only(path: Path) -> None:
    name = path.relative_to(REPORTS).as_posix()
    part = name.partition("/")[0]
    for module in imported(path):
        inside = module.removeprefix("guangdong_ai.reports.")
        if inside != module:
            assert inside.startswith(MAY_KNOW[part]), f"{name} imports {module}"


@pytest.mark.parametrize("path", sorted((REPORTS / "render").glob("*.py")), ids=lambda path: path.name)
def test_a_format_knows_no_measure(path: Path) -> None:
    for module in imported(path):
        ours = not module.startswith("guangdong_ai.") or module.startswith(("guangdong_ai.reports.", "guangdong_ai.foundation."))
        assert ours, f"{path.name} imports {module}"


ASKED = {
    "coverage_gaps": "what the catalogue lacks for the answers",
    "not_searched": "the places for whose own measures nobody has looked",
    "window_of": "the window of a measure on a day, for lists without an applicant",
    "at_most": "the amount of a measure without an applicant",
    "past_calls": "the calls that lie behind",
    "dates_source": "where the days of a document stand",
    "published_later": "the documents that came after the day",
    "publication_unknown": "the documents of which that is not known",
    "not_yet_published": "from when a document was published",
    "is_covered": "staleness",
    "days_unreviewed": "staleness",
    "unreviewed": "staleness",
    "ending_soon": "staleness",
    "outlived": "staleness",
    "review_tasks": "what is to be looked at in the catalogue",
    "ranked": "the order of results",
    "by_last_day": "the order of results by their last day",
    "by_first_day": "the order of results by their first day",
    "within_reach": "the best options",
    "preparation": "the plan to apply",
    "papers_needed": "the papers that a measure needs",
    "most_money_first": "the order of changes",
    "worth_answering": "the order of questions",
    "years_of_known_holidays": "for which years working days are known",
    "relocations": "what other places would do, as the search has found it",
    "places_left": "how many of them were not compared",
    "lost_by": "what an option would close",
    "title_readiness": "how ready an applicant is for each title, and what it would open",
    "nearest_titles": "the order of titles",
    "look_at": "the measures whose criteria look at a title",
    "titles_that_give": "the titles that a requirement takes",
    "title_needed": "what they lack, title after title",
    "title_goals": "what would make a title possible",
    "title_changes": "what a change of answers does to titles",
    "kept_result": "what of a result is kept to be compared later",
    "titles_to_win": "the titles that an applicant does not have and can win",
    "is_held": "whether an applicant has a title",
    "assess_measures": "the measures for an applicant of whom nothing is known: what is the same for all",
}
"""What reports ask of assessments, beside their types and constants. All of it decides there; no report searches, ranks or works out an amount."""


def test_reports_compute_nothing() -> None:
    asked = set()
    for path in REPORTS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("guangdong_ai.assessment"):
                asked |= {name.name for name in node.names if not name.name[0].isupper()}
            called = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
            assert called not in {"timedelta", "sorted", "sort", "today"} or path.name in ORDERS, f"{path.name}: {called}"
    assert asked == ASKED.keys()


ORDERS = {
    "near_miss_wording.py": "the clauses of one phrase",
    "content.py": "changes by what they are about",
    "overview.py": "applicants among one another",
    "ics.py": "when a calendar program speaks up",
}
"""Where something is put in order that is no result."""
