"""Help and TAB that are answered without Typer say what Typer's commands say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from guangdong_ai.cli.completion.answer import fitting
from guangdong_ai.cli.completion.line import CommandLine
from guangdong_ai.cli.completion.plain_completion import plainly_fitting
from guangdong_ai.cli.describe import whole_description
from guangdong_ai.cli.described_command import DescribedCommand, described_program, description_file
from guangdong_ai.cli.plain_help import plain_help
from guangdong_ai.cli.program import program, run
from guangdong_ai.foundation.text import LANGUAGES, Language


def paths(command: DescribedCommand, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for inner in command.commands:
        yield from paths(inner, (*path, inner.name))


COMMANDS = tuple(paths(described_program("en")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_describe_the_commands_as_they_are(language: Language) -> None:
    assert description_file(language).read_text(encoding="utf-8") == whole_description(language), "python docs/generate.py"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_is_the_same_either_way(path: tuple[str, ...], language: Language, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [*path, "--lang", language, "-h"]
    plain = plain_help(arguments, language)
    assert plain is not None
    assert run(arguments, language) == 0
    assert capsys.readouterr().out == plain


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command", "--help"],
        ["check", "--help", "more"],
        ["check", "--no-such", "--help"],
        ["--lang", "fr", "--help"],
        ["check", "--lang", "--help"],
        ["check", "--format", "json", "--help"],
        ["demo", "--policies", "rules", "--help"],
        [],
    ],
    ids=" ".join,
)
def test_what_is_no_plain_request_for_help_is_left_to_typer(arguments: list[str]) -> None:
    assert plain_help(arguments, "en") is None


LINES = (
    *((*path, word) for path in COMMANDS for word in ("", "-", "--", "--l")),
    ("che",),
    ("no-such", ""),
    ("no-such", "--"),
    ("measures", "sh"),
    ("measures", "--lang", "en", "sh"),
    ("--lang", "en", "check", "--ti"),
    ("check", "--titles"),
    ("check", "--format", "json", "--"),
    ("check", "--format", "--"),
    ("check", "--format", "js"),
    ("check", "--set", "a=b", "--se"),
    ("check", "firm.toml", "--al"),
    ("check", "--all", "--al"),
    ("check", "--", "--al"),
    ("check", "--enterprise-city", "gu"),
    ("check", "--enterprise-city", "广"),
    ("check", "--enterprise-city", ""),
    ("check", "--enterprise.city", "gu"),
    ("check", "--enterprise-fields", "ai,ro"),
    ("check", "--enterprise-city", "guangzhou", "--enterprise-c"),
    ("check", "--enterprise-city=gu"),
    ("check", "--no-such", "1", "--"),
    ("check", "-", "--fo"),
    ("batch", "x.csv", "-o", "y.csv", "--o"),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_tab_offers_the_same_either_way(language: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    answered = 0
    for words in LINES:
        line = CommandLine(asked_by="fish", words=words[:-1], incomplete=words[-1])
        plain = plainly_fitting(line, language)
        if plain is not None:
            # Of the two names of one option Typer offers now this, now that first.
            assert sorted(plain) == sorted(fitting(line, program(language, line.words))), words
            answered += 1
    assert answered > len(COMMANDS)


@pytest.mark.parametrize(
    "words", [("check", "--titles"), ("check", "--enterprise-city", "gu"), ("measures", "sh"), ("ba",), ("batch", "x.csv", "--")]
)
def test_what_people_complete_most_needs_no_typer(words: tuple[str, ...]) -> None:
    assert plainly_fitting(CommandLine(asked_by="bash", words=words[:-1], incomplete=words[-1]), "en")
