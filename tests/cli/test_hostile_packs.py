"""Catalogues from strangers: what goes beyond all bounds is refused with its place, before it can cost anything."""

from pathlib import Path

import pytest

from guangdong_ai.catalogue.load import load_catalogue
from guangdong_ai.foundation.control_characters import first_acted_on, is_acted_on, shown_safely
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.toml_depth import MOST_LEVELS, first_too_deep
from guangdong_ai.foundation.toml_file import parse_toml
from tests.cli.conftest import Command

TABLE = """id = "t"
title = {{ zh = "表", en = "{title}" }}
key = "enterprise.city"
columns = {{ amount = {{ zh = "金额", en = "Amount" }} }}
rows = [{row}]
"""
ROW = '{{ key = "guangzhou", column = "amount", low = {number}, high = {number} }}'


def refused(folder: Path, content: str) -> Finding:
    """What is said about a table with this content, first."""
    (folder / "tables").mkdir(exist_ok=True)
    (folder / "tables" / "t.toml").write_text(content, encoding="utf-8")
    with pytest.raises(Refused) as error:
        load_catalogue([folder])
    assert all(finding.place.file == folder / "tables" / "t.toml" for finding in error.value.findings)
    return error.value.findings[0]


@pytest.mark.parametrize("number", ["1e309", "1e999999", "1e-999999", "9" * 60, "0x" + "f" * 5000, "-1e18", "0." + "0" * 40 + "1"])
def test_figures_beyond_all_bounds(tmp_path: Path, number: str) -> None:
    finding = refused(tmp_path, TABLE.format(title="T", row=ROW.format(number=number)))
    assert finding.message.en == "a number beyond what is accepted"
    assert (finding.place.line, finding.place.key) == (5, "rows[1].low")


@pytest.mark.parametrize("number", ["9" * 5000, "1e9999999999999999999999"])
def test_figures_that_python_does_not_take(tmp_path: Path, number: str) -> None:
    finding = refused(tmp_path, TABLE.format(title="T", row=ROW.format(number=number)))
    assert (finding.message.en, finding.place.line) == ("a number is too large", 5)


def test_tables_that_are_too_long(tmp_path: Path) -> None:
    finding = refused(tmp_path, TABLE.format(title="T", row=",\n".join([ROW.format(number=1)] * 2_001)))
    assert finding.message.en == "an array of 2,001 entries"
    assert finding.place.line == 5


@pytest.mark.parametrize(
    "escape", [r"\u001b[31m", r"\u0007", r"\u009b2J", r"\u202e", r"\r", r"\u200b", r"\u2066", r"\u00ad", r"\U000e0041"]
)
def test_characters_that_a_terminal_acts_on(tmp_path: Path, escape: str) -> None:
    finding = refused(tmp_path, TABLE.format(title=f"x{escape}y", row=ROW.format(number=1)))
    assert (finding.place.line, finding.place.key) == (2, "title.en")
    assert "U+" in finding.message.en
    assert first_acted_on(finding.message.zh + finding.message.en) is None


@pytest.mark.parametrize(
    "content",
    [
        "a" + ".a" * 600 + " = 1", "[a" + ".a" * 40_000 + "]", "a = " + "[" * 200 + "]" * 200, "a = " + "[" * 5000, "a = " + "{a=" * 400 + "1" + "}" * 400,
        "a" + '. "x"' * 99 + "=1",
    ],
)  # fmt: skip
def test_what_is_nested_too_deeply_is_told_with_its_place(content: str) -> None:
    with pytest.raises(Refused) as error:
        parse_toml(f"# x\n{content}\n".encode(), Path("f.toml"))
    (finding,) = error.value.findings
    assert finding.message.en == "nested too deeply"
    assert finding.place.line == 2


def test_deep_with_no_deep_key_or_bracket_alone() -> None:
    key = ".".join("a" * 40)
    with pytest.raises(Refused) as error:
        parse_toml(f"b = 1\n[{key}]\n{key} = 1\n".encode(), None)
    assert error.value.findings[0].place.line in (2, 3)


@pytest.mark.parametrize(
    "text", ["a" + ".a" * (MOST_LEVELS - 1) + "=1", 'a="' + "a." * 99 + '"', "#" + "a." * 99, '"""' + "[" * 99 + '"""', "a='''\n[[[['''"]
)
def test_what_only_looks_deep_is_not(text: str) -> None:
    assert first_too_deep(text) is None


def test_all_that_is_acted_on_is_shown_as_an_escape() -> None:
    every = "".join(map(chr, range(0x110000)))
    shown = shown_safely(every, "")
    assert not any(is_acted_on(character) for character in shown)
    assert shown_safely("佛山　“x” – é", "") == "佛山　“x” – é"
    assert shown_safely("a\x1b[2J\u202e\x9b", "") == r"a\x1b[2J\u202e\x9b"


def test_a_message_brings_nothing_to_the_terminal(run: Command, tmp_path: Path) -> None:
    name = str(tmp_path / "a\x1b]0;x\x07\u202e.toml")
    done = run("check", name, "--lang", "en")
    assert done.code == 1
    assert "\\x1b" in done.err
    assert not any(character in done.err for character in "\x1b\x07\u202e")
