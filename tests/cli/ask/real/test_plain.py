"""Sittings line by line: for screen readers, and for terminals that can do no more."""

from pathlib import Path

import pytest

from guangdong_ai.cli.ask.plain_prompt import numbered_options
from guangdong_ai.profiles.unknown import UNKNOWN
from guangdong_ai.rules.value import Value
from tests.cli.ask.bundled import CATALOGUE
from tests.cli.ask.example_firm import of_example_firm
from tests.cli.ask.real.conftest import Start
from tests.cli.ask.real.plain_dialogue import PlainDialogue
from tests.cli.ask.real.sitting import ask, saved

NAME = CATALOGUE.facts["enterprise.name"]
ESCAPE = b"\x1b"


@pytest.mark.parametrize(("more", "term"), [(("--plain",), "xterm-256color"), ((), "dumb")], ids=["asked for", "dumb terminal"])
def test_a_sitting_is_held_with_numbers_and_words(start: Start, tmp_path: Path, more: tuple[str, ...], term: str) -> None:
    file = tmp_path / "firm.toml"
    terminal = ask(start, file, "en", *more, term=term)
    dialogue = PlainDialogue(terminal)
    answers: dict[str, Value] = {}
    by_number = 0
    while (fact := dialogue.open_question()) is not None:
        options = numbered_options(fact, "en")
        for number, option in enumerate(options, start=1):
            assert f"\n{number}. {option}\n" in dialogue.new_text
        by_number += bool(options)
        if len(answers) == 2 and not saved(file).dont_know:
            dialogue.answer(fact, UNKNOWN)
            continue
        answers[fact.id] = of_example_firm(fact)
        dialogue.answer(fact, answers[fact.id])
    assert by_number > 10
    assert by_number < len(answers)
    assert saved(file).facts == answers
    assert len(saved(file).dont_know) == 1
    assert len(dialogue.confirmed) == len(answers) + 1
    assert terminal.shows("No further answer can change anything: ")
    assert ESCAPE not in terminal.written
    dialogue.enter("")
    assert terminal.exit_code() == 0
    assert terminal.shows("Ineligible (")


def test_what_cannot_be_read_is_told_and_asked_again(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "firm.toml"
    terminal = ask(start, file, "en", "--plain")
    dialogue = PlainDialogue(terminal)
    assert dialogue.open_question() == NAME
    dialogue.enter("")
    fact = dialogue.open_question()
    assert fact is not None
    for wrong in ("999", "gibberish", ""):
        dialogue.enter(wrong)
        terminal.wait_until(lambda: dialogue.new_text.endswith("\nAnswer: "), "the same question")
        assert "error: " in dialogue.new_text
    assert dialogue.confirmed == []
    assert not file.exists()
    dialogue.enter("/x")
    assert terminal.exit_code() == 0
    assert terminal.shows("There is no answer yet, and nothing was saved")
