"""Whatever a name, a file name, a header, a cell or an option brings along: no terminal acts on what any command prints."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from guangdong_ai.cli.suggested_command import suggested_command
from guangdong_ai.foundation.control_characters import first_acted_on, is_acted_on, is_shown_as_it_is, json_safely
from guangdong_ai.reports.render.page import Page, line
from tests.cli.conftest import Command, Run
from tests.cli.every_command import TABLE, commands, filled_in, runs_of, takes
from tests.reports.conftest import printed

NASTY = "a\x1b]0;x\x07\x9b2J\u202e\u200f\u061c\rb"
OPTIONS = ("--policies", "--as-of", "--set", "--format", "--output", "--measure", "--section", "--only", "--columns", "--id", "--keep",
           "--engine", "--dialect", "--table", "--template", "--impact", "--shape", "--enterprise-name", "--enterprise-city", "--lang", "--nothing")  # fmt: skip


def safe(done: Run) -> None:
    assert done.code != 3, done.err
    for text in (done.out, done.err):
        assert first_acted_on(text, "\n\t") is None, ascii(text)


@pytest.mark.parametrize("name", commands())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_folders_and_files_with_such_names(run: Command, tmp_path: Path, name: str, language: str) -> None:
    folder = tmp_path / NASTY
    folder.mkdir()
    filled_in(folder)
    given = [*name.split(), *runs_of(folder)[name], "--lang", language]
    done = run(*given)
    assert done.code == 0, done.err
    safe(done)
    if takes(name, "--format") and name != "batch":
        for format_ in ("json", "markdown", "csv"):
            safe(run(*given, "--format", format_))
    if takes(name, "--output") and name != "batch":
        safe(run(*given, "--output", str(folder / "out")))


@pytest.mark.parametrize("name", commands())
def test_option_values_and_arguments(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)  # a value that names a file to write leaves it there
    filled_in(tmp_path)
    given = [*name.split(), *runs_of(tmp_path)[name]]
    for option in OPTIONS:
        if takes(name, option) or option == "--nothing":
            safe(run(*given, option, NASTY))
            safe(run(*given, f"{option}={NASTY}"))
    safe(run(*given, NASTY))
    safe(run(*name.split(), NASTY))
    safe(run(NASTY))


@pytest.mark.parametrize("extra", [(), ("--keep", "k\x1b[1m"), ("--lenient",), ("--summary",), ("--id", "i\u202ed")])
def test_what_batch_tells(run: Command, tmp_path: Path, extra: tuple[str, ...]) -> None:
    """Headers, cells, ids and file names."""
    folder = tmp_path / NASTY
    folder.mkdir()
    header, *rows = TABLE.splitlines()
    lines = [f"{header},k\x1b[1m,i\u202ed,注册城市\x9b", *(f"{row},\x07,\u202e{number},\x1b" for number, row in enumerate(rows))]
    (folder / "firms.csv").write_text("\n".join([*lines, "甲\x1b[2J,\x1b[31m,,,"]) + "\n", encoding="utf-8")
    safe(run("batch", str(folder / "firms.csv"), "-o", str(folder / "out.csv"), *extra))


def test_json_says_the_same() -> None:
    everything = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    text = json.dumps(everything, ensure_ascii=False, indent=1)
    assert first_acted_on(json_safely(text), "\n") is None
    assert json.loads(json_safely(text)) == everything
    assert json.loads(json_safely('["\ud800"]')) == ["\ud800"]


def test_what_is_certain_to_be_shown_is_not_acted_on() -> None:
    characters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    acted_on = [character for character in characters if is_acted_on(character)]
    assert acted_on
    assert not any(is_shown_as_it_is(f'{{"a": "粤{character}智"}}'.encode()) for character in acted_on)
    assert is_shown_as_it_is("".join(character for character in characters if character.isprintable()).encode())


def test_a_page_keeps_its_width() -> None:
    shown = printed(Page(lambda width: [line(width, f"粤{NASTY}智" * 5, hanging=2), line(width, "a\nb")]), 30)
    assert first_acted_on(shown, "\n") is None
    assert all(len(row) <= 30 for row in shown.splitlines())
    assert "\\x1b" in "".join(shown.split())
    assert "a b" in shown


def test_a_suggested_command_can_be_copied(tmp_path: Path) -> None:
    name = f"it's \\ {NASTY}\n\udcff粤"
    text = suggested_command(("check", name), ())
    assert first_acted_on(text) is None
    done = subprocess.run(["bash", "-c", f"printf '%s' {text.removeprefix('guangdong-ai check ')}"], capture_output=True, check=True)  # noqa: S607  # the shell of the PATH
    assert done.stdout == os.fsencode(name)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_offers_no_such_name(run: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shell: str) -> None:
    profiles = tmp_path / "guangdong-ai" / "profiles"
    profiles.mkdir(parents=True)
    for name in (NASTY, "plain"):
        (profiles / f"{name}.toml").write_text('schema = 1\n[enterprise]\ncity = "foshan"\n', encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("_GUANGDONG_AI_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("COMP_WORDS", "guangdong-ai check ")
    monkeypatch.setenv("COMP_CWORD", "2")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "guangdong-ai check ")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    done = run()
    assert "plain" in done.out
    safe(done)
