"""However a sitting ends, the file holds every answer, nothing is left running, and the terminal is as it was."""

import signal
from pathlib import Path
from random import Random
from time import sleep

import pytest

from guangdong_ai.cli.ask.typed_answer import typed_form
from guangdong_ai.rules.value import Facts
from tests.cli.ask.example_firm import of_example_firm
from tests.cli.ask.real.conftest import Start
from tests.cli.ask.real.person import Person
from tests.cli.ask.real.plain_dialogue import PlainDialogue
from tests.cli.ask.real.sitting import ENTER, INTERRUPT, SAVE_AND_QUIT, ask, saved
from tests.cli.ask.real.terminal import Terminal

BOTH_PROMPTS = pytest.mark.parametrize("more", [(), ("--plain",)], ids=["with keys", "plain"])


def answer_three(terminal: Terminal) -> Facts:
    """Answer three questions and wait for the fourth; what was answered."""
    if "--plain" not in terminal.arguments:
        person = Person(terminal)
        for _ in range(3):
            person.answers(of_example_firm(person.sees_question()))
        return person.session.profile.facts
    dialogue, answers = PlainDialogue(terminal), {}
    for _ in range(3):
        fact = dialogue.open_question()
        assert fact is not None
        answers[fact.id] = of_example_firm(fact)
        dialogue.answer(fact, answers[fact.id])
    dialogue.open_question()
    return answers


@BOTH_PROMPTS
def test_ctrl_c_loses_nothing_and_the_next_sitting_goes_on_where_it_was(start: Start, tmp_path: Path, more: tuple[str, ...]) -> None:
    file = tmp_path / "粤智.toml"
    terminal = ask(start, file, "en", *more)
    answers = answer_three(terminal)
    terminal.type("half an ans")
    terminal.wait_for("half an ans")
    terminal.type(INTERRUPT)
    assert terminal.exit_code() == 130
    assert terminal.is_restored()
    assert terminal.shows(f"Saved in {file} Go on with: guangdong-ai ask '{file}'")
    assert "Traceback" not in terminal.shown()
    assert saved(file).facts == answers

    again = ask(start, file)
    person = Person(again, profile=saved(file))
    assert again.shows(f"Loaded {file}: 3 answers, 0 not known")
    person.answers(of_example_firm(person.sees_question()))
    assert saved(file).facts == person.session.profile.facts
    assert len(saved(file).facts) == 4


@BOTH_PROMPTS
def test_a_closed_window_leaves_a_readable_file_and_no_process(start: Start, tmp_path: Path, more: tuple[str, ...]) -> None:
    file = tmp_path / "firm.toml"
    terminal = ask(start, file, "en", *more)
    answers = answer_three(terminal)
    assert terminal.close_window() == 128 + signal.SIGHUP
    assert terminal.leaves_no_process()
    assert saved(file).facts == answers
    assert files_in(tmp_path) == ["firm.toml"]


@BOTH_PROMPTS
def test_being_asked_to_stop_leaves_a_readable_file_and_the_terminal_as_it_was(start: Start, tmp_path: Path, more: tuple[str, ...]) -> None:
    file = tmp_path / "firm.toml"
    terminal = ask(start, file, "en", *more)
    answers = answer_three(terminal)
    terminal.wait_until_quiet()
    terminal.send_signal(signal.SIGTERM)
    assert terminal.exit_code() == 128 + signal.SIGTERM
    assert terminal.is_restored()
    assert terminal.leaves_no_process()
    assert "Traceback" not in terminal.shown()
    assert saved(file).facts == answers
    assert files_in(tmp_path) == ["firm.toml"]


def test_being_asked_to_stop_while_it_draws_ends_it_too(start: Start, tmp_path: Path) -> None:
    """An exception in the midst of prompt_toolkit's event loop was once taken for a fault: it was printed, and the program went on."""
    random = Random(1)
    for number in range(8):
        file = tmp_path / f"{number}.toml"
        terminal = ask(start, file)
        fact = Person(terminal).sees_question()
        answer = of_example_firm(fact)
        terminal.type(typed_form(fact, answer, "en") + ENTER)
        sleep(0.06 * random.random())
        terminal.send_signal(signal.SIGTERM)
        assert terminal.exit_code() == 128 + signal.SIGTERM
        assert terminal.leaves_no_process()
        assert not file.exists() or saved(file).facts == {fact.id: answer}
        assert file.exists() or not terminal.shows("√")


def test_a_second_questionnaire_on_the_file_is_refused(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "firm.toml"
    first = ask(start, file)
    person = Person(first)
    person.answers(of_example_firm(person.sees_question()))
    second = ask(start, file)
    assert second.exit_code() == 1
    assert second.shows(f"error: {file}: another questionnaire has this profile open (process {first.pid})")
    assert second.shows("hint: save and quit it with ^X first, or use another file")
    assert second.prompts == 0
    person.answers(of_example_firm(person.sees_question()))
    assert saved(file).facts == person.session.profile.facts
    first.type(SAVE_AND_QUIT)
    assert first.exit_code() == 0
    third = ask(start, file)
    Person(third, profile=saved(file)).sees_question()
    assert third.shows(f"Loaded {file}: 2 answers, 0 not known")


def files_in(folder: Path) -> list[str]:
    """The files that a sitting left beside the profile, itself included."""
    return sorted(path.name for path in folder.iterdir() if path.is_file())
