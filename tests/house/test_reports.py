"""Reports: wording knows neither content nor formats, content no format, and a format nothing but content."""

from pathlib import Path

import pytest

from tests.house.test_layers import PACKAGE, imported

REPORTS = PACKAGE / "reports"
MAY_KNOW = {"wording": ("wording",), "content": ("content", "wording"), "render": ("render", "content.blocks")}
"""What each part may import of the reports."""

LAID_OUT_IN_CONTENT = {
    "content/assessment.py",
    "content/batch_faults.py",
    "content/batch_summary.py",
    "content/calendar.py",
    "content/catalogue_diff/page.py",
    "content/comparison_page.py",
    "content/data/assessment_line.py",
    "content/explanation_page.py",
    "content/measure_page.py",
    "content/measure_rows.py",
    "content/near_misses_page.py",
    "content/next_steps.py",
    "content/profile.py",
    "content/totals.py",
    "content/within_reach.py",
}
"""Pages that still lay themselves out. It may only become shorter."""
KNOWS_RESULTS = {"render/csv_text.py", "render/ics.py", "render/json_text.py"}
"""Formats that still know what they show. It may only become shorter."""


def modules() -> list[Path]:
    return sorted(path for path in REPORTS.rglob("*.py") if path.parent != REPORTS)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(REPORTS).as_posix())
def test_each_part_knows_those_below_it_only(path: Path) -> None:
    name = path.relative_to(REPORTS).as_posix()
    part = name.partition("/")[0]
    for module in imported(path):
        inside = module.removeprefix("guangdong_ai.reports.")
        if inside != module and name not in LAID_OUT_IN_CONTENT | KNOWS_RESULTS:
            assert inside.startswith(MAY_KNOW[part]), f"{name} imports {module}"


@pytest.mark.parametrize("path", sorted((REPORTS / "render").glob("*.py")), ids=lambda path: path.name)
def test_a_format_knows_no_measure(path: Path) -> None:
    if path.relative_to(REPORTS).as_posix() in KNOWS_RESULTS:
        return
    for module in imported(path):
        parts = module.split(".")
        layer = PACKAGE / parts[1] if parts[0] == "guangdong_ai" and len(parts) > 1 else None
        assert layer is None or not layer.is_dir() or parts[1] == "reports", f"{path.name} imports {module}"
