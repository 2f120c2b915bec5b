"""Formats: what the registry lists is what every command offers, and everything that is told is there in each of its formats."""

import csv
import io
import json
import types
from pathlib import Path
from typing import Any

import pytest

from guangdong_ai.cli.describe import whole_description
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.content.report import Report
from guangdong_ai.reports.render import formats
from guangdong_ai.reports.render.formats import FORMATS, ReportFormat, Setting
from tests.cli.conftest import Command

DAY = ("--as-of", "2026-11-20")
TELL = {
    "check": ("check", "DEMO", *DAY),
    "explain": ("explain", "standards", "DEMO", *DAY),
    "what-if": ("what-if", "DEMO", *DAY),
    "what-if --set": ("what-if", "DEMO", "--set", "enterprise.city=shenzhen", *DAY),
    "calendar": ("calendar", "DEMO", *DAY),
    "prepare": ("prepare", "DEMO", *DAY),
    "measures list": ("measures", "list", *DAY),
    "measures show": ("measures", "show", "standards"),
    "measures diff": ("measures", "diff", "2025-01-01", "2026-11-20"),
    "profile show": ("profile", "show", "DEMO"),
    "batch": ("batch", "FIRMS", "--output", "RESULT", *DAY),
}
"""Every command that tells something, but ``ask`` and ``demo``, which end with what ``check`` tells."""


@pytest.fixture
def tell(run: Command, demo: Path, tmp_path: Path) -> Any:
    """Run a command of the list in a format; what it wrote to standard output."""
    firms = tmp_path / "firms.csv"
    firms.write_text("企业名称,注册城市,营业收入\n甲公司,深圳,3000万\n乙公司,佛山,1亿\n", encoding="utf-8")
    given = {"DEMO": str(demo), "FIRMS": str(firms), "RESULT": str(tmp_path / "result.csv")}

    def told(command: str, format_: str, language: str = "zh") -> str:
        done = run(*(given.get(word, word) for word in TELL[command]), "--format", format_, "--lang", language)
        assert done.code == 0, done.err
        return done.out

    return told


@pytest.mark.parametrize("command", TELL)
def test_whatever_is_told_is_there_as_a_page_markdown_json_and_a_table(tell: Any, command: str) -> None:
    assert json.loads(tell(command, "json"))
    for language in ("zh", "en"):
        page, markdown = tell(command, "table", language), tell(command, "markdown", language)
        assert markdown.startswith(f"# {page.splitlines()[0][:12]}".replace("_", "\\_"))
        header, *rows = csv.reader(io.StringIO(tell(command, "csv", language)))
        assert rows
        assert len(set(header)) == len(header)
        assert {len(row) for row in rows} == {len(header)}


def test_a_new_format_is_one_module_and_one_entry(run: Command, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def render(report: Report, setting: Setting) -> str:
        content = report.content()
        return f"<{setting.language}>{content.title.zh}, {len(content.sections)}\n"

    module = types.ModuleType("guangdong_ai.reports.render.brief")
    module.render = render  # type: ignore[attr-defined]  # a module made for the test
    monkeypatch.setitem(__import__("sys").modules, module.__name__, module)
    brief = ReportFormat(
        name="brief", suffixes=(".brf",), media="text/x-brief", shows="content", meaning=Text("简", "brief"), module="brief"
    )
    monkeypatch.setattr(formats, "FORMATS", {**FORMATS, "brief": brief})
    for place in ("guangdong_ai.cli.options", "guangdong_ai.cli.output_suffix"):
        monkeypatch.setattr(f"{place}.FORMATS", formats.FORMATS)
    described = json.loads(whole_description("en"))
    offered = {command["name"] for command in described["commands"] if "|brief" in json.dumps(command)}
    assert offered == {"check", "explain", "what-if", "batch", "calendar", "prepare", "measures", "profile"}
    assert run("check", str(demo), *DAY, "--format", "brief", "--lang", "en").out.startswith("<en>粤智")
    assert run("explain", "standards", str(demo), *DAY, "-o", str(tmp_path / "r.brf")).code == 0
    assert (tmp_path / "r.brf").read_text(encoding="utf-8").startswith("<")


def test_names_suffixes_and_modules_are_each_of_one_format() -> None:
    suffixes = [suffix for entry in FORMATS.values() for suffix in entry.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert len({entry.module for entry in FORMATS.values()}) == len(FORMATS)
    assert len({entry.media for entry in FORMATS.values()}) == len(FORMATS)
    folder = Path(formats.__file__).parent
    assert all((folder / f"{entry.module}.py").exists() for entry in FORMATS.values())
