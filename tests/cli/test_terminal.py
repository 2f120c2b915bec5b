"""A page is shown without Rich on ordinary terminals and in files, exactly as Rich shows it."""

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from guangdong_ai.api import assessment as api
from guangdong_ai.cli.described_command import described_program
from guangdong_ai.cli.help_page import help_page
from guangdong_ai.cli.terminal import in_ansi, takes_ansi
from guangdong_ai.foundation.text import LANGUAGES, Language
from guangdong_ai.reports.render.page import FAINT, STRONG, Cell, Page, Paragraph
from guangdong_ai.reports.render.terminal import STYLES as TONES
from tests.reports.rendered import assessment_table

DEMO = Path(__file__).parents[2] / "guangdong_ai" / "cli" / "demo.toml"
STYLES = ("", STRONG, FAINT, "cyan", "yellow", *(f"{STRONG} {colour}" for colour in TONES.values() if colour not in ("", STRONG, FAINT)))


def by_rich(page: Page, width: int, *, colour: bool) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream, width=width, color_system="standard" if colour else None, force_terminal=colour, highlight=False, _environ={}
    )
    console.print(page, crop=False)
    return stream.getvalue()


PARAGRAPHS = st.builds(
    Paragraph, st.text("粤智a ,。-\x1b1万元", max_size=60), st.sampled_from(STYLES), st.integers(0, 4), st.integers(0, 4)
)
CELLS = st.builds(Cell, st.integers(0, 12), st.integers(8, 40), st.lists(PARAGRAPHS, max_size=3).map(tuple))


@given(st.lists(st.lists(CELLS, max_size=2).map(tuple), max_size=4), st.integers(10, 90))
def test_it_says_what_rich_would_say(rows: list[tuple[Cell, ...]], width: int) -> None:
    page = Page(lambda _: rows)
    assert page.text(width) == by_rich(page, width, colour=False)
    assert page.text(width, in_ansi) == by_rich(page, width, colour=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_so_do_an_assessment_and_help(language: Language) -> None:
    result = api.assess(DEMO, as_of=date(2026, 3, 1)).result
    for page in (assessment_table(result, language, show_all=True), help_page(described_program(language), language)):
        for width in (60, 80, 200):
            assert page.text(width, in_ansi) == by_rich(page, width, colour=True)


@pytest.mark.parametrize(
    ("encoding", "environment", "expected"),
    [
        ("utf-8", {"TERM": "xterm-256color"}, True),
        ("UTF8", {"TERM": "xterm", "COLORTERM": "truecolor"}, True),
        ("gbk", {"TERM": "xterm"}, False),
        ("utf-8", {"TERM": "dumb"}, False),
        ("utf-8", {}, False),
        ("utf-8", {"TERM": "xterm", "NO_COLOR": "1"}, False),
        ("utf-8", {"TERM": "xterm", "FORCE_COLOR": "1"}, False),
    ],
)
def test_every_other_terminal_is_left_to_rich(encoding: str, environment: Mapping[str, str], expected: bool) -> None:
    assert takes_ansi(encoding, environment) == expected
