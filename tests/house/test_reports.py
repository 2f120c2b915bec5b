"""Reports: wording knows neither content nor formats, content no format, and a format nothing but content."""

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
        parts = module.split(".")
        layer = PACKAGE / parts[1] if parts[0] == "guangdong_ai" and len(parts) > 1 else None
        assert layer is None or not layer.is_dir() or parts[1] == "reports", f"{path.name} imports {module}"
