"""The layout: what is where, and that nothing is lost."""

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from guangdong_ai.reports.render.page import EMPTY, Page, Paragraph, line, rule, side_by_side
from tests.reports.conftest import printed, words_of


def test_cells_stand_side_by_side() -> None:
    row = side_by_side(2, 2, (10, (Paragraph("专精特新小巨人"), Paragraph("id", indent=1))), (8, (Paragraph("100万元"),)))
    assert printed(Page(lambda _: [row]), 40) == "  专精特新小  100万元\n  巨人\n   id\n"


def test_further_lines_hang() -> None:
    assert printed(Page(lambda width: [line(width, "one two three four", hanging=2)]), 24) == "one two three four\n"
    text = "a measure with a title that is long"
    assert printed(Page(lambda width: [line(width, text, indent=1, hanging=2)]), 24) == " a measure with a title\n   that is long\n"


def test_an_empty_row_is_an_empty_line() -> None:
    assert printed(Page(lambda width: [rule(width), EMPTY, line(width, "x")]), 30) == f"{'─' * 30}\n\nx\n"


def test_a_console_without_box_lines_gets_a_rule_it_can_show() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="gbk", newline="\n")
    Console(file=stream, width=24).print(Page(lambda width: [rule(width)]))
    stream.seek(0)
    assert stream.read() == "-" * 24 + "\n"


def test_a_terminal_too_narrow_to_lay_out_still_gets_the_text() -> None:
    assert "申报" in printed(Page(lambda width: [line(width, "申报时间未公布")]), 10)


@given(
    st.lists(st.text(alphabet="人工，。（）“ab 1-—", min_size=1, max_size=40), min_size=1, max_size=3),
    st.integers(min_value=24, max_value=60),
    st.integers(min_value=0, max_value=3),
)
def test_nothing_is_lost_and_nothing_stands_out(texts: list[str], width: int, hanging: int) -> None:
    row = side_by_side(1, 1, (9, tuple(Paragraph(text, hanging=hanging) for text in texts)), (width - 11, (Paragraph(texts[0]),)))
    shown = printed(Page(lambda _: [row]), width)
    assert all(cell_len(shown_line) <= width and shown_line == shown_line.rstrip() for shown_line in shown.splitlines())
    assert sorted(words_of(shown)) == sorted(words_of("".join([*texts, texts[0]])))
