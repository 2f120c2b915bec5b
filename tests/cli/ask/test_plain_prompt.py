import io
import sys
from collections.abc import Callable

import pytest

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.moves import Move
from guangdong_ai.cli.ask.plain_prompt import PlainPrompt, chosen_by_number, numbered_options
from guangdong_ai.cli.ask.typed_answer import read_typed
from guangdong_ai.foundation.text import LANGUAGES, Language
from guangdong_ai.profiles.unknown import UNKNOWN

from .bundled import CITY, FACTS, FIELDS, IN_GUANGDONG, REVENUE

Prompt = Callable[..., PlainPrompt]


@pytest.fixture
def prompt(monkeypatch: pytest.MonkeyPatch) -> Prompt:
    """A prompt at which these bytes are typed."""

    def made(typed: bytes | str = b"", language: Language = "en") -> PlainPrompt:
        content = typed.encode() if isinstance(typed, str) else typed
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        return PlainPrompt(language)

    return made


def test_a_paragraph_is_a_line_and_an_empty_one_is_left_out(prompt: Prompt, capsys: pytest.CaptureFixture[str]) -> None:
    asker = prompt()
    for text in ("one", "", "x" * 300):
        asker.say(text, "strong", indent=2)
    captured = capsys.readouterr()
    assert captured.err == f"one\n{'x' * 300}\n"
    assert captured.out == ""


def test_choices_are_listed_with_numbers(prompt: Prompt, capsys: pytest.CaptureFixture[str]) -> None:
    assert prompt("1\n").ask(IN_GUANGDONG) == "yes"
    assert capsys.readouterr().err == "1. yes\n2. no\n3. don't know\nAnswer: "


def test_where_there_are_no_choices_it_says_what_may_be_typed(prompt: Prompt, capsys: pytest.CaptureFixture[str]) -> None:
    assert prompt("300万\n", "zh").ask(REVENUE) == "300万"
    assert capsys.readouterr().err == "金额（元），如 300万、1.2亿、3,000,000\n答案："


@pytest.mark.parametrize("fact", [fact for fact in FACTS.values() if numbered_options(fact, "en")], ids=lambda fact: fact.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_is_an_answer(fact: Fact, language: Language) -> None:
    options = numbered_options(fact, language)
    read = [read_typed(fact, chosen_by_number(fact, str(number), options)) for number in range(1, len(options) + 1)]
    assert read.pop() is UNKNOWN
    if fact.kind == "choices":
        assert read == [*(frozenset({choice.id}) for choice in fact.choices), frozenset()]
    else:
        assert read == ([True, False] if fact.kind == "yes_no" else [choice.id for choice in fact.choices])


@pytest.mark.parametrize("line", ["1,3", "1， 3", "１、３", "3;1"])
def test_several_numbers_are_several_choices(line: str) -> None:
    chosen = chosen_by_number(FIELDS, line, numbered_options(FIELDS, "en"))
    assert read_typed(FIELDS, chosen) == frozenset({"ai", "manufacturing"})


@pytest.mark.parametrize("line", ["99", "0", "-1", "1.5", "1, ai", "gz", "9" * 5_000, "²"])
def test_what_is_no_number_of_an_option_stays_as_it_is(line: str) -> None:
    assert chosen_by_number(FIELDS, line, numbered_options(FIELDS, "en")) == line
    assert chosen_by_number(CITY, line, numbered_options(CITY, "en")) == line


def test_numbers_stay_numbers_where_there_are_no_options() -> None:
    assert chosen_by_number(REVENUE, "1", numbered_options(REVENUE, "en")) == "1"


def test_not_knowing_is_offered_only_where_it_is_a_move() -> None:
    assert numbered_options(IN_GUANGDONG, "en", (Move.BACK,)) == ("yes", "no")


def test_an_empty_line_is_handed_on(prompt: Prompt) -> None:
    assert prompt("\n").ask(REVENUE, typed="3,000,000") == ""


@pytest.mark.parametrize(
    ("typed", "entered"),
    [("/b\n", Move.BACK), ("?\n", Move.HELP), ("/退出\n", Move.SAVE_AND_QUIT), ("  广州 \n", "广州"), ("广州\r\n", "广州"), ("gz", "gz")],
)
def test_a_line_is_a_move_or_an_answer(prompt: Prompt, typed: str, entered: str | Move) -> None:
    assert prompt(typed).ask(CITY) == entered
    assert prompt(typed).enter("name") == entered


def test_the_end_of_the_input_saves_and_quits(prompt: Prompt, capsys: pytest.CaptureFixture[str]) -> None:
    asker = prompt()
    assert asker.ask(REVENUE) is Move.SAVE_AND_QUIT
    assert asker.enter("name") is Move.SAVE_AND_QUIT
    assert capsys.readouterr().err.endswith("\n")


def test_a_line_in_another_encoding_is_asked_for_again(prompt: Prompt, capsys: pytest.CaptureFixture[str]) -> None:
    assert prompt("广州\n".encode("gbk") + "佛山\n".encode()).ask(CITY) == "佛山"
    assert "the encoding of that line cannot be read\n" in capsys.readouterr().err


def test_elsewhere_it_says_what_else_may_be_typed(prompt: Prompt, capsys: pytest.CaptureFixture[str]) -> None:
    prompt("x\n", "zh").enter("单位名称", moves=(Move.BACK, Move.SAVE_AND_QUIT))
    assert capsys.readouterr().err == "单位名称（或 /b 上一题，/x 保存退出）："


@pytest.mark.parametrize(("language", "begins"), [("zh", "随时可以输入：/b 上一题，"), ("en", "At any time you may type: /b back, ")])
def test_moves_are_introduced_once(prompt: Prompt, capsys: pytest.CaptureFixture[str], language: Language, begins: str) -> None:
    prompt(language=language).introduce()
    said = capsys.readouterr().err
    assert said.startswith(begins)
    assert said.count("\n") == 1


def test_a_standard_input_that_cannot_be_set_up_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("gz\n"))
    assert PlainPrompt("en").ask(CITY) == "gz"
