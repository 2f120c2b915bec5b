"""Where lines may be broken, and that Rich breaks them there."""

import io

import pytest
import rich._wrap
import rich.text
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from guangdong_ai.reports.render.line_breaking import divide_line, install
from tests.reports.conftest import words_of

SENTENCE = (
    "2024—2026年首次认定为国家级专精特新“小巨人”奖励，最高 200 万元（不含税）；见粤府办〔2025〕6号第2条、第 3 条。"
    "剩 23 天，titles.little_giant_year=2025，at most 30 % of CNY 3,000,000 in 23 days。AI企业(横琴)使用人工智能/机器人等 5 项！"
)
NEVER_FIRST = "，。、；：）》”！？〕】,.;:!?)"
NEVER_LAST = "（《“〔【("


def lines(text: str, width: int) -> list[str]:
    positions = divide_line(text, width)
    return [text[start:end].rstrip() for start, end in zip([0, *positions], [*positions, None], strict=True)]


@pytest.mark.parametrize("width", range(24, 131))
def test_marks_stay_where_they_belong(width: int) -> None:
    for line in lines(SENTENCE, width):
        assert cell_len(line) <= width
        assert line[0] not in NEVER_FIRST
        assert line[-1] not in NEVER_LAST


@pytest.mark.parametrize("width", range(24, 131))
@pytest.mark.parametrize("kept", ["2024—2026年", "200 万元", "第2条", "第 3 条", "23 天", "30 %", "CNY 3,000,000", "23 days", "等 5 项"])
def test_what_belongs_together_is_not_parted(width: int, kept: str) -> None:
    assert any(kept in line for line in lines(SENTENCE, width))


def test_chinese_lines_are_filled() -> None:
    text = "国家级专精特新小巨人企业奖励资金管理办法实施细则" * 8
    assert {len(line) for line in lines(text, 60)[:-1]} == {30}
    assert {len(line) for line in lines(text, 61)[:-1]} == {30}


def test_what_is_longer_than_a_line_is_broken_at_its_marks() -> None:
    assert lines("shenzhen-demonstration-application", 28) == ["shenzhen-demonstration-", "application"]
    assert lines("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_english_is_broken_at_spaces() -> None:
    assert lines("a measure that the applicant may get", 14) == ["a measure that", "the applicant", "may get"]


@given(st.text(alphabet="人工智能，。（）“”《》、；AI ab-1 2年%\n\u3000é…", max_size=60), st.integers(min_value=2, max_value=40))
def test_nothing_is_lost_and_no_line_is_too_long(text: str, width: int) -> None:
    positions = divide_line(text, width)
    assert positions == sorted(set(positions))
    assert all(0 < position < len(text) for position in positions)
    assert all(cell_len(line) <= width for line in lines(text, width))


@pytest.fixture
def rich_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rich without what ``install`` replaces; it is put back after the test."""
    monkeypatch.setattr(rich.text, "divide_line", rich._wrap.divide_line)
    monkeypatch.setattr(rich.text.Text, "rstrip_end", RSTRIP_END)


RSTRIP_END = rich.text.Text.rstrip_end


@pytest.mark.usefixtures("rich_as_it_comes")
@pytest.mark.parametrize("width", range(12, 100))
def test_rich_breaks_lines_this_way(width: int) -> None:
    # Fails when a new Rich takes its line breaks from elsewhere.
    install()
    table = Table("措施", "说明")
    table.add_row("国家级专精特新“小巨人”奖励", SENTENCE)
    console = Console(file=io.StringIO(), width=width, color_system=None)
    with console.capture() as captured:
        console.print(table)
        console.print(SENTENCE)
    shown = captured.get()
    assert "…" not in shown
    assert words_of(SENTENCE) in words_of(shown)
    assert all(cell_len(line) <= width for line in shown.splitlines())


@pytest.mark.usefixtures("rich_as_it_comes")
def test_rich_alone_would_cut() -> None:
    # When this fails, Rich has learnt Chinese and the module can go.
    table = Table("措施", "说明")
    table.add_row("国家级专精特新“小巨人”奖励", "能计算的条件都满足其余由主管部门组织专家评审确定")
    console = Console(file=io.StringIO(), width=40, color_system=None)
    with console.capture() as captured:
        console.print(table)
    assert "…" in captured.get()
