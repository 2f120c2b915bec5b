"""``ask`` from the command line: with and without a terminal, what it refuses, and how it ends. The prompts are the plain ones."""

import os
import re
import shlex
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from guangdong_ai.cli.ask.command import _asker
from guangdong_ai.cli.ask.lock import ProfileLock
from guangdong_ai.cli.ask.plain_prompt import PlainPrompt
from guangdong_ai.cli.ask.terminal_prompt import TerminalPrompt
from guangdong_ai.cli.flag_name import flag_of
from guangdong_ai.foundation.text import LANGUAGES, Language, Text
from guangdong_ai.profiles.load import load_profile
from tests.cli.conftest import Command, Run

from .bundled import CITY, FACTS

SETTLED = "schema = 1\n[enterprise]\nin_guangdong = false\n"
"""With --only little-giant-award nothing is left to ask."""
ONLY = ("--only", "little-giant-award")
AsPerson = Callable[..., Run]
Line = str | signal.Signals | type[KeyboardInterrupt]


class Person:
    """A standard input at which somebody types these lines; ^C or a request to stop may come instead of one."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = iter(lines)

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        line = next(self._lines, "")
        if isinstance(line, str):
            return line and f"{line}\n"
        if isinstance(line, signal.Signals):
            signal.raise_signal(line)
            return ""
        raise line


@pytest.fixture(autouse=True)
def own_folders(run: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No profiles of whoever runs the tests."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TERM", "dumb")


@pytest.fixture
def as_person(run: Command, monkeypatch: pytest.MonkeyPatch) -> AsPerson:
    """Runs ``ask`` in what looks like a terminal, with these lines typed."""

    def execute(*arguments: str, lines: Sequence[Line] = ()) -> Run:
        monkeypatch.setattr(sys, "stdin", Person(lines))
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        return run("ask", *arguments)

    return execute


# Without a terminal


@pytest.mark.parametrize(
    ("language", "told"),
    [("zh", ["没有终端可以提问", "用选项回答，如：guangdong-ai check", "写进档案：["]), ("en", ["no terminal to ask in", "or with a flag, like: guangdong-ai check", "in the file: ["])],
)  # fmt: skip
def test_without_a_terminal_it_names_the_question_the_flag_and_the_place_in_the_file(
    run: Command, path: Path, language: str, told: list[str]
) -> None:
    done = run("ask", str(path), "--lang", language)
    assert (done.code, done.out) == (2, "")
    assert all(words in done.err for words in told)
    assert any(f"{fact.id}" in done.err and f"check {flag_of(fact.id)} " in done.err for fact in FACTS.values())
    assert not path.exists()


def test_the_command_that_it_proposes_takes_the_file_and_the_flag(run: Command, path: Path) -> None:
    path.write_text('schema = 1\n[enterprise]\ncity = "guangzhou"\n', encoding="utf-8")
    proposed = re.search(r"guangdong-ai (check .*)", run("ask", str(path)).err)
    assert proposed is not None
    assert str(path) in proposed[1]
    assert run(*shlex.split(proposed[1])).code == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_input_never_prompts_even_in_a_terminal(as_person: AsPerson, path: Path, language: str) -> None:
    done = as_person(str(path), "--no-input", "--lang", language)
    assert (done.code, done.out) == (2, "")
    assert "--no-input" in done.err
    assert "guangdong-ai check" in done.err


@pytest.mark.parametrize(("language", "told"), [("zh", "也没有指定档案"), ("en", "and no profile was named")])
def test_without_a_terminal_and_a_file_it_says_how_to_make_one(run: Command, language: str, told: str) -> None:
    done = run("ask", "--lang", language)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert "guangdong-ai profile template --output profile.toml" in done.err


def test_without_a_terminal_and_without_a_question_it_shows_the_result(run: Command, path: Path) -> None:
    path.write_text(SETTLED, encoding="utf-8")
    done = run("ask", str(path), *ONLY)
    assert (done.code, done.err) == (0, "")
    assert "little-giant-award" in run("check", str(path), "--all").out
    assert done.out == run("check", str(path)).out
    assert path.read_text(encoding="utf-8") == SETTLED


def test_a_file_that_is_no_profile_is_refused_without_a_terminal_too(run: Command, path: Path) -> None:
    path.write_text("schema = 1\n[enterprise\n", encoding="utf-8")
    done = run("ask", str(path))
    assert done.code == 1
    assert f"error: {path}:2" in done.err


# What is refused


@pytest.mark.parametrize(
    ("language", "told"),
    [("zh", "ask 把答案存进档案文件，不能用标准输入"), ("en", "ask saves its answers in a file, so it cannot read standard input")],
)
def test_standard_input_is_no_profile(run: Command, language: str, told: str) -> None:
    done = run("ask", "-", "--lang", language)
    assert done.code == 2
    assert told in done.err
    assert "guangdong-ai ask firm.toml" in done.err


@pytest.mark.parametrize(("language", "told"), [("zh", "没有这一部分：titels"), ("en", "no such section: titels")])
def test_an_unknown_section_is_refused_with_those_there_are(run: Command, language: str, told: str) -> None:
    done = run("ask", "a.toml", "--section", "titels", "--lang", language)
    assert done.code == 2
    assert told in done.err
    assert all(fact.section in done.err for fact in FACTS.values())


@pytest.mark.parametrize(("language", "told"), [("zh", "没有这项措施：litle-giant-award"), ("en", "no such measure: litle-giant-award")])
def test_an_unknown_measure_is_refused_with_the_nearest(run: Command, language: str, told: str) -> None:
    done = run("ask", "a.toml", "--only", "litle-giant-award", "--lang", language)
    assert done.code == 1
    assert told in done.err
    assert "little-giant-award" in done.err


def test_a_profile_that_another_questionnaire_has_open_is_refused(as_person: AsPerson, path: Path) -> None:
    held = ProfileLock(path)
    done = as_person(str(path))
    held.release()
    assert done.code == 1
    assert f"another questionnaire has this profile open (process {os.getpid()})" in done.err


@pytest.mark.parametrize("file", ["none/firm.toml", "."])
def test_a_place_where_nothing_can_be_saved_is_refused(as_person: AsPerson, tmp_path: Path, file: str) -> None:
    done = as_person(str(tmp_path / file))
    assert done.code == 1
    assert "folder" in done.err
    assert "Traceback" not in done.err


# With somebody at the terminal


def test_answers_are_saved_and_the_result_goes_to_standard_output(as_person: AsPerson, run: Command, path: Path) -> None:
    done = as_person(str(path), "--plain", lines=["不知道", "/x"])
    assert (done.code, done.out) == (0, "")
    assert f"Saved in {path}" in done.err
    assert len(load_profile(path, FACTS).dont_know) == 1
    finished = as_person(str(path), "--plain", lines=["/f"])
    assert finished.code == 0
    assert finished.out == run("check", str(path)).out


def test_the_result_is_the_one_that_check_shows(as_person: AsPerson, run: Command, path: Path, demo: Path) -> None:
    path.write_bytes(demo.read_bytes())
    for language in ("zh", "en"):
        day = ("--as-of", "2026-11-23", "--lang", language)
        assert as_person(str(path), *day, lines=["/f"]).out == run("check", str(path), *day).out


def test_nothing_of_the_questionnaire_goes_to_standard_output(as_person: AsPerson, path: Path) -> None:
    done = as_person(str(path), *ONLY, lines=["?", "/n", ""])
    assert (done.code, done.out) == (0, "")
    assert "At any time you may type: " in done.err


def test_the_result_is_for_the_day_that_was_asked_for(as_person: AsPerson, path: Path) -> None:
    assert "assessed for 2026-03-01" in as_person(str(path), "--as-of", "2026-03-01", lines=["/f"]).out


def test_without_a_file_a_profile_is_named_and_found_again(as_person: AsPerson, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "guangdong-ai" / "profiles"
    first = as_person(lines=["粤智机器人", "/x"])
    assert first.code == 0
    assert load_profile(folder / "粤智机器人.toml", FACTS).name == "粤智机器人"
    second = as_person(lines=["1", "/x"])
    assert f"Loaded {folder / '粤智机器人.toml'}: 1 answer," in second.err
    assert [path.name for path in folder.iterdir()] == ["粤智机器人.toml"]


def test_without_a_file_one_may_leave_at_once(as_person: AsPerson, tmp_path: Path) -> None:
    done = as_person(lines=["/x"])
    assert (done.code, done.out) == (0, "")
    assert not (tmp_path / "data").exists()


def test_an_interruption_says_where_the_answers_are(as_person: AsPerson, path: Path) -> None:
    path.write_text(SETTLED, encoding="utf-8")
    done = as_person(str(path), lines=[KeyboardInterrupt])
    assert (done.code, done.out) == (130, "")
    assert f"Saved in {path}" in done.err
    assert "Traceback" not in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="signals are a matter of POSIX")
def test_a_request_to_stop_ends_it_at_once_and_lets_the_file_go(as_person: AsPerson, path: Path) -> None:
    done = as_person(str(path), lines=["/n", signal.SIGTERM])
    assert (done.code, done.out) == (143, "")
    assert list(path.parent.glob(".*.lock")) == []


def test_the_end_of_the_input_saves_and_quits(as_person: AsPerson, path: Path) -> None:
    done = as_person(str(path), lines=["不知道"])
    assert (done.code, done.out) == (0, "")
    assert path.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows names its terminals otherwise")
@pytest.mark.parametrize(
    ("term", "plain", "kind"),
    [("xterm-256color", False, TerminalPrompt), ("xterm", True, PlainPrompt), ("dumb", False, PlainPrompt), ("", False, PlainPrompt)],
)
def test_which_terminals_are_drawn_on(monkeypatch: pytest.MonkeyPatch, term: str, plain: bool, kind: type) -> None:
    monkeypatch.setenv("TERM", term)
    assert isinstance(_asker("en", plain=plain), kind)


def test_another_catalogue_asks_other_questions(as_person: AsPerson, path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "policies" / "facts"
    folder.mkdir(parents=True)
    words = '{ zh = "词", en = "word" }'
    (folder / "extra.toml").write_text(
        f'section = "extra"\ntitle = {words}\norder = 99\n[[facts]]\nid = "extra.remark"\nkind = "text"\nlabel = {words}\n'
        f'question = {{ zh = "还有什么？", en = "Anything else?" }}\nchange = "quick"\nchange_reason = {words}\n',
        encoding="utf-8",
    )
    done = as_person(str(path), "--policies", str(folder.parent), "--section", "extra", lines=["no", ""])
    assert done.code == 0
    assert "Anything else?" in done.err
    assert 'remark = "no"' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_wants_the_result_early_is_told_how_to_go_on(as_person: AsPerson, path: Path, language: Language) -> None:
    done = as_person(str(path), "--lang", language, lines=[" ", "1", "/f"])
    left, go_on = Text("还有题没有回答", "Questions are left"), Text("继续：", "Go on with: ")
    assert done.code == 0
    assert done.err.endswith(f"{left.in_language(language)}\n{go_on.in_language(language)}guangdong-ai ask {path} --lang {language}\n")


def test_whoever_has_answered_all_is_not_told_to_go_on(as_person: AsPerson, path: Path) -> None:
    path.write_text(SETTLED, encoding="utf-8")
    done = as_person(str(path), *ONLY, "--lang", "en", lines=[""])
    assert done.code == 0
    assert "Questions are left" not in done.err


def test_the_city_is_answered_by_number(as_person: AsPerson, path: Path) -> None:
    number = [choice.id for choice in CITY.choices].index("foshan") + 1
    path.write_text('schema = 1\n[enterprise]\nin_guangdong = true\ncity = "guangzhou"\n', encoding="utf-8")
    as_person(str(path), lines=["/g", "2", str(number), "/x"])
    assert load_profile(path, FACTS).facts == {"enterprise.in_guangdong": True, CITY.id: "foshan"}
