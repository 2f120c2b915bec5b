"""Markdown that pastes: whatever a text holds, a reader of Markdown shows it as it is, and nothing but headings, lists, bold and code is used."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from guangdong_ai.api.assessment import Assessment
from guangdong_ai.assessment.assess import assess
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.foundation.control_characters import shown_safely
from guangdong_ai.foundation.text import LANGUAGES, Language, Text
from guangdong_ai.profiles.load import load_profile
from guangdong_ai.profiles.profile import change_profile
from guangdong_ai.reports.content.blocks import (
    Content,
    Fields,
    Item,
    NamedRow,
    Section,
    TableBlock,
    TableColumn,
    TableGroup,
    TextBlock,
)
from guangdong_ai.reports.content.report import Report
from guangdong_ai.reports.render.formats import Setting, rendered
from tests.reports.conftest import DEMO

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = (
    "*a* _b_ __c__ **d** ~~e~~ `f` [g](h) ![i](j) <script>alert(1)</script> <https://x.cn> &lt; &#35; a|b $x$ \\*",
    "# no heading",
    "no end #",
    "nor this ##",
    "> no quotation",
    "- no list",
    "+ no list",
    "1. no list",
    "2026) no list",
    "---",
    "- - -",
    "***",
    "===",
    "[x] no box",
    "[a]: http://b.cn",
    "a_b_c 企业_名称_",
    "``` no code",
    "    no code",
    "ends with \\",
    "two\nlines",
    "| a | b |",
    "--- | ---",
    "https://www.gd.gov.cn/a_b?c=d&copy=1",
    "",
)
MARKS = st.text(st.sampled_from("*_`~<>[]()#|\\&;:!-+=.1a $企“（\n"), max_size=12).map(str.strip)


def tokens(text: str) -> list[Token]:
    return [one for token in READER.parse(text) for one in ((token, *(token.children or ())) if token.type == "inline" else (token,))]


def written(content: Content, language: Language = "en") -> str:
    return str(rendered(Report(lambda: content, dict), "markdown", Setting(language=language)))


def words(text: str) -> str:
    """What is to be shown of it: on one line, with nothing that a terminal acts on."""
    return shown_safely(" ".join(text.split("\n")).strip(), "\t")


def holding(text: str) -> Content:
    """A document with the text in every place."""
    said = Text(text, text)
    table = TableBlock(
        Text("名", "Name"),
        (TableColumn(said), TableColumn(said, "notes"), TableColumn(said, "count")),
        (
            TableGroup(
                TextBlock(said), (NamedRow(said, "an-id", ((TextBlock(said), TextBlock(said)), (TextBlock(said),), (TextBlock(said),))),)
            ),
        ),
    )
    blocks = (
        TextBlock(said),
        TextBlock(said, "strong"),
        Item(said, (said,), said, (Item(said),), strong=True),
        Fields(((said, said),)),
        TextBlock(said, level=2),
        table,
    )
    return Content(
        said,
        (TextBlock(said, "aside"), TextBlock(Text("an-id", "an-id"), "id")),
        (Section(Text("{}§", "{}§").format(text), blocks), Section(None, (Item(said), Item(said)), numbered=True)),
    )


@given(st.one_of(st.sampled_from(HOSTILE), MARKS))
@settings(max_examples=80, deadline=None)
def test_a_text_is_shown_as_it_is_wherever_it_stands(text: str) -> None:
    """The document with the text has the structure of one with a harmless text, and says the text in its place."""
    shown, harmless = written(holding(text)), written(holding("x"))
    if words(text).strip():
        assert [one.type for one in tokens(shown)] == [one.type for one in tokens(harmless)], shown
        assert said(shown) == said(harmless).replace("x", "\0").replace("\0", words(text)), shown


def said(text: str) -> str:
    """All words that a reader of the Markdown sees."""
    return "\n".join(one.content for one in tokens(text) if one.type in {"text", "code_inline"})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["<script>x</script>", "[粤](智)|`机`*器*", "Q&A_人_工"])
def test_a_report_needs_only_what_chats_and_documents_show(catalogue: Catalogue, language: Language, name: str) -> None:
    profile = change_profile(load_profile(DEMO, catalogue.facts), {"enterprise.name": name})
    made = Assessment(result=assess(catalogue, profile, date(2026, 11, 29))).to_markdown(language, show_all=True)
    found = tokens(made)
    assert {one.type.removesuffix("_open").removesuffix("_close") for one in found} <= {
        "heading",
        "paragraph",
        "bullet_list",
        "ordered_list",
        "list_item",
        "inline",
        "text",
        "strong",
        "code_inline",
    }
    assert said(made).split("\n")[0] == name
    levels = [int(one.tag[1]) for one in found if one.type == "heading_open"]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_numbers_of_a_list_are_those_that_are_counted() -> None:
    """Pasted as text, a list that says 1. ten times would be wrong."""
    items: tuple[Any, ...] = tuple(Item(Text("x", "x"), (Text("y", "y"),)) for _ in range(11))
    made = written(Content(Text("t", "t"), (), (Section(None, items, numbered=True),)))
    assert [line.split(" ")[0] for line in made.splitlines() if line.endswith(" x")] == [f"{number}." for number in range(1, 12)]
    assert sum(one.type == "ordered_list_open" for one in tokens(made)) == 1
    assert sum(one.type == "bullet_list_open" for one in tokens(made)) == 11


def test_a_file_holds_nothing_that_no_reader_shows(catalogue: Catalogue, tmp_path: Path) -> None:
    """What is copied out of it is what stands in it: what a result comes from is in a file beside it."""
    made = Assessment(result=assess(catalogue, load_profile(DEMO, catalogue.facts), date(2026, 11, 29)))
    made.save(tmp_path / "r.md", "zh")
    assert (tmp_path / "r.md").read_text(encoding="utf-8") == made.to_markdown("zh")
    assert "<!--" not in made.to_markdown("zh")
    assert catalogue.digest in (tmp_path / "r.md.meta.json").read_text(encoding="utf-8")
