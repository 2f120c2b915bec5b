import sys

import pytest
from rich.cells import cell_len

from guangdong_ai.cli.ask.welcome import welcome
from guangdong_ai.foundation.text import LANGUAGES, Language
from tests.cli.conftest import Command


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_into_sixty_columns_and_names_three_ways_in(language: Language) -> None:
    text = welcome(language)
    assert max(cell_len(line) for line in text.splitlines()) <= 60
    for command in ("guangdong-ai ask", "guangdong-ai check", "guangdong-ai demo", "guangdong-ai --help"):
        assert command in text
    assert text.endswith("\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_person_who_gives_no_command_is_welcomed(run: Command, monkeypatch: pytest.MonkeyPatch, language: Language) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    done = run("--lang", language)
    assert (done.code, done.out, done.err) == (0, welcome(language), "")


@pytest.mark.parametrize(("language", "usage"), [("zh", "用法：guangdong-ai"), ("en", "Usage: guangdong-ai")])
def test_a_script_that_gives_no_command_gets_the_help_and_an_error_code(run: Command, language: str, usage: str) -> None:
    done = run("--lang", language)
    assert done.code == 2
    assert done.out.startswith(usage)
    assert all(f"\n  {command} " in done.out for command in ("ask", "check", "measures", "profile", "demo"))
