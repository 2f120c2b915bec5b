"""Text that a spreadsheet program would run gets an apostrophe, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guangdong_ai.foundation.spreadsheet_text import as_plain_text, runs_as_formula


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+86 20", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u3000=1", "\xa0+1", "＝1", "＋1", "－1", "＠a", "﹣1", "\ufeff=1",
        "\u200b=cmd|' /C calc'!A0", "\tabc",
    ],
)  # fmt: skip
def test_what_would_run_is_neutralised(text: str) -> None:
    assert as_plain_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "粤智", "1-2", "'=1", "(=1)", " a", "https://a.b", "３００万"])
def test_everything_else_stays_as_it_is(text: str) -> None:
    assert as_plain_text(text) == text


@given(st.text(max_size=20))
def test_but_for_an_apostrophe_the_text_is_the_same(text: str) -> None:
    assert as_plain_text(text) == ("'" if runs_as_formula(text) else "") + text
    assert not runs_as_formula(as_plain_text(text))
