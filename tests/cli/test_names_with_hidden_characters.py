"""A name with a character in it that is not shown: two firms would look like one. Refused wherever a name is given, and the character named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from guangdong_ai.foundation.control_characters import first_acted_on
from guangdong_ai.profiles.parse_text import parse_text
from tests.cli.conftest import Command, Run
from tests.profiles.sample_facts import FACTS

HIDDEN = {
    "\u200b": "U+200B ZERO WIDTH SPACE",
    "\u200e": "U+200E LEFT-TO-RIGHT MARK",
    "\u200f": "U+200F RIGHT-TO-LEFT MARK",
    "\u061c": "U+061C ARABIC LETTER MARK",
    "\u00ad": "U+00AD SOFT HYPHEN",
    "\ufeff": "U+FEFF ZERO WIDTH NO-BREAK SPACE",
    "\u2069": "U+2069 POP DIRECTIONAL ISOLATE",
    "\U000e0001": "U+E0001 LANGUAGE TAG",
    "\U000e0067": "U+E0067 TAG LATIN SMALL LETTER G",
}


@pytest.mark.parametrize("character", HIDDEN)
def test_each_is_named_in_both_languages(character: str) -> None:
    finding = parse_text(FACTS["enterprise.name"], f"粤{character}智")
    assert not isinstance(finding, str)
    message = getattr(finding, "message")  # noqa: B009  # a Finding: anything else has none
    code, _, name = HIDDEN[character].partition(" ")
    assert f"character 2 is not shown: {code} {name}" in message.en
    assert f"第 2 个字是不显示的字符 {code}（{name}）" in message.zh
    assert first_acted_on(message.zh + message.en) is None


def in_profile(run: Command, folder: Path, name: str) -> Run:
    (folder / "a.toml").write_text(f'schema = 1\n[enterprise]\nname = "{name}"\n', encoding="utf-8")
    return run("check", str(folder / "a.toml"))


def in_flag(run: Command, folder: Path, name: str) -> Run:
    del folder
    return run("check", "--enterprise-name", name)


def in_set(run: Command, folder: Path, name: str) -> Run:
    del folder
    return run("check", "--set", f"enterprise.name={name}")


@pytest.mark.parametrize("given", [in_profile, in_flag, in_set])
@pytest.mark.parametrize("character", ["\u200b", "\u061c", "\U000e0067"])
def test_one_applicant(run: Command, tmp_path: Path, given: Callable[[Command, Path, str], Run], character: str) -> None:
    done = given(run, tmp_path, f"粤{character}智")
    assert done.code in (1, 2)
    assert not done.out
    assert HIDDEN[character] in done.err
    assert "take it out" in done.err
    assert first_acted_on(done.err, "\n") is None


@pytest.mark.parametrize("engine", ["plain", "polars"])
def test_a_table(run: Command, tmp_path: Path, engine: str) -> None:
    (tmp_path / "a.csv").write_text("enterprise.name,enterprise.city\n粤\u200b智,深圳\n粤智,深圳\n", encoding="utf-8")
    done = run("batch", str(tmp_path / "a.csv"), "-o", str(tmp_path / "o.csv"), "--engine", engine)
    assert "assessed 2 + rejected 0; 1 cell made unknown" in done.err  # no measure asks for a name
    assert "U+200B ZERO WIDTH SPACE" in (tmp_path / "o.csv.rejected.csv").read_text(encoding="utf-8")


def test_an_id_or_a_kept_cell_may_hold_them(run: Command, tmp_path: Path) -> None:
    """Only a name is looked at: what nobody assesses rejects nothing."""
    (tmp_path / "a.csv").write_text("no,enterprise.city,note\n1,深圳,a\u200bb\n", encoding="utf-8")
    done = run("batch", str(tmp_path / "a.csv"), "-o", str(tmp_path / "o.csv"), "--id", "no", "--keep", "note")
    assert "assessed 1 + rejected 0" in done.err
