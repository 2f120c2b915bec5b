from collections.abc import Callable, Iterator, Sequence

import pytest
from prompt_toolkit.input import PipeInput, create_pipe_input

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.moves import WAYS, Move
from guangdong_ai.cli.ask.terminal_prompt import TerminalPrompt, _in_lines
from guangdong_ai.cli.ask.typed_answer import read_typed
from guangdong_ai.foundation.text import Language

from .bundled import CITY, CODE, FIELDS, IN_GUANGDONG, NAME, REVENUE
from .keyboard import BACKSPACE, DOWN, ENTER, INTERRUPT, KEYS, LEFT, UP, Typist

Ask = Callable[..., str | Move]


@pytest.fixture
def pipe() -> Iterator[PipeInput]:
    with create_pipe_input() as made:
        yield made


@pytest.fixture
def typist(pipe: PipeInput) -> Typist:
    return Typist(pipe)


@pytest.fixture
def ask(pipe: PipeInput, typist: Typist) -> Ask:
    """Asks for a fact and presses these keys, one after the other."""

    def asked(fact: Fact, *steps: str, typed: str = "", moves: Sequence[Move] = tuple(Move), language: Language = "zh") -> str | Move:
        typist.presses(*steps)
        return TerminalPrompt(language, input_=pipe, output=typist).ask(fact, typed=typed, moves=moves)

    return asked


@pytest.mark.parametrize(
    ("fact", "typed"),
    [
        (REVENUE, "300万"),
        (NAME, "粤智机器人有限公司"),
        (NAME, "𠮷野家"),
        (CITY, "gz"),
        (CITY, "佛"),
        (IN_GUANGDONG, "是"),
        (CODE, "91440101"),
    ],
    ids=lambda item: item.id if isinstance(item, Fact) else str(item),
)
def test_what_is_typed_is_the_answer(ask: Ask, fact: Fact, typed: str) -> None:
    assert ask(fact, *typed, ENTER) == typed


def test_nothing_typed_is_an_empty_answer(ask: Ask) -> None:
    assert ask(REVENUE, ENTER) == ""


def test_what_stands_there_already_can_be_kept_edited_and_deleted(ask: Ask) -> None:
    assert ask(REVENUE, ENTER, typed="3,000,000") == "3,000,000"
    assert ask(REVENUE, BACKSPACE, "1", ENTER, typed="3,000,000") == "3,000,001"
    assert ask(REVENUE, LEFT, "9", ENTER, typed="12") == "192"
    assert ask(REVENUE, *([BACKSPACE] * 4), ENTER, typed="12") == ""


def test_the_menu_opens_at_once_with_every_choice(ask: Ask, typist: Typist) -> None:
    assert ask(CITY, DOWN, ENTER) == "广州"
    assert typist.menus == [[*(city.label.zh for city in CITY.choices), "不知道"]]


def test_the_menu_speaks_english_too(ask: Ask, typist: Typist) -> None:
    assert ask(IN_GUANGDONG, DOWN, DOWN, ENTER, language="en") == "no"
    assert typist.menus[0] == ["yes", "no", "don't know"]


def test_the_last_choice_is_not_to_know(ask: Ask) -> None:
    assert ask(CITY, UP, ENTER) == "不知道"


def test_the_menu_follows_what_is_typed(ask: Ask, typist: Typist) -> None:
    assert ask(CITY, "s", "h", "a", "n", DOWN, DOWN, ENTER) == "汕尾"
    assert typist.menus[0] == ["汕头", "汕尾"]


def test_the_menu_follows_backspace(ask: Ask, typist: Typist) -> None:
    assert ask(CITY, *"shanx", BACKSPACE, DOWN, ENTER) == "汕头"
    assert typist.menus == [["汕头", "汕尾"]]


def test_without_a_choice_from_the_menu_what_is_typed_counts(ask: Ask) -> None:
    assert ask(CITY, *"sha", ENTER) == "sha"


def test_of_several_choices_one_after_the_other_is_taken_from_the_menu(ask: Ask, typist: Typist) -> None:
    answer = ask(FIELDS, DOWN, ENTER, DOWN, ENTER, ENTER)
    assert answer == "人工智能、机器人、"
    assert read_typed(FIELDS, str(answer)) == frozenset({"ai", "robotics"})
    assert "人工智能" not in typist.menus[1]


def test_several_choices_may_be_typed_and_taken_from_the_menu(ask: Ask, typist: Typist) -> None:
    answer = ask(FIELDS, *"ai,", *"rob", DOWN, ENTER, ENTER, language="en")
    assert answer == "ai,Robotics, "
    assert read_typed(FIELDS, str(answer)) == frozenset({"ai", "robotics"})
    assert typist.menus == [["Robotics"]]


def test_none_of_several_is_one_key_away(ask: Ask) -> None:
    assert ask(FIELDS, UP, UP, ENTER) == "都没有"


def test_a_choice_may_be_added_to_those_that_stand_there(ask: Ask) -> None:
    answer = ask(FIELDS, "、", DOWN, ENTER, ENTER, typed="人工智能")
    assert read_typed(FIELDS, str(answer)) == frozenset({"ai", "robotics"})


def test_not_knowing_is_not_offered_where_it_is_no_move(ask: Ask, typist: Typist) -> None:
    assert ask(CITY, UP, ENTER, moves=(Move.BACK,)) == "横琴"
    assert "不知道" not in typist.menus[0]


@pytest.mark.parametrize("move", Move, ids=lambda move: move.name)
@pytest.mark.parametrize("fact", [REVENUE, CITY], ids=lambda fact: fact.kind)
def test_every_move_has_a_key(ask: Ask, fact: Fact, move: Move) -> None:
    assert ask(fact, KEYS[move]) is move


@pytest.mark.parametrize("move", [way.move for way in WAYS if way.key], ids=lambda move: move.name)
def test_keys_work_in_the_middle_of_an_answer_and_of_the_menu(ask: Ask, move: Move) -> None:
    assert ask(REVENUE, "3", "0", KEYS[move]) is move
    assert ask(CITY, "s", DOWN, KEYS[move]) is move


def test_a_full_width_question_mark_asks_for_help_too(ask: Ask) -> None:
    assert ask(REVENUE, "？") is Move.HELP


def test_a_question_mark_within_an_answer_is_a_part_of_it(ask: Ask) -> None:
    assert ask(NAME, *"AI?", ENTER) == "AI?"


def test_words_for_moves_are_for_the_caller_to_understand(ask: Ask) -> None:
    assert ask(REVENUE, *"/b", ENTER) == "/b"


def test_keys_of_moves_that_are_not_possible_do_nothing(ask: Ask) -> None:
    assert ask(REVENUE, KEYS[Move.FINISH], KEYS[Move.SKIP], "3", ENTER, moves=(Move.BACK,)) == "3"


def test_the_end_of_the_input_saves_and_quits(ask: Ask, pipe: PipeInput) -> None:
    assert ask(REVENUE, "\x04") is Move.SAVE_AND_QUIT
    pipe.close()
    assert ask(REVENUE) is Move.SAVE_AND_QUIT


def test_control_d_within_an_answer_does_not_leave(ask: Ask) -> None:
    assert ask(REVENUE, "3", LEFT, "\x04", "4", ENTER) == "4"


@pytest.mark.parametrize("fact", [REVENUE, CITY], ids=lambda fact: fact.kind)
def test_control_c_interrupts(ask: Ask, fact: Fact) -> None:
    with pytest.raises(KeyboardInterrupt):
        ask(fact, "3", INTERRUPT)


def test_what_is_typed_ahead_is_kept_for_the_next_question(ask: Ask) -> None:
    assert ask(REVENUE, f"1{ENTER}2{ENTER}") == "1"
    assert ask(REVENUE) == "2"


def test_elsewhere_anything_may_be_entered(pipe: PipeInput, typist: Typist) -> None:
    prompt = TerminalPrompt("zh", input_=pipe, output=typist)
    typist.presses(*"粤智?", ENTER)
    assert prompt.enter("单位名称") == "粤智?"
    typist.presses(KEYS[Move.SAVE_AND_QUIT])
    assert prompt.enter("单位名称") is Move.SAVE_AND_QUIT
    typist.presses(*"/x", ENTER)
    assert prompt.enter("单位名称") is Move.SAVE_AND_QUIT
    typist.presses(ENTER)
    assert prompt.enter("回车看结果") == ""


@pytest.mark.parametrize(
    ("columns", "lines"), [(80, ["^B back  ^N skip  ? help"]), (17, ["^B back  ^N skip", "? help"]), (3, ["^B back", "^N skip", "? help"])]
)
def test_the_keys_are_shown_in_as_many_lines_as_it_takes(columns: int, lines: list[str]) -> None:
    assert _in_lines(["^B back", "^N skip", "? help"], columns) == lines


def test_paragraphs_go_to_standard_error(pipe: PipeInput, typist: Typist, capsys: pytest.CaptureFixture[str]) -> None:
    prompt = TerminalPrompt("zh", input_=pipe, output=typist)
    prompt.introduce()
    for text in ("[bold]一[/]", "", "二"):
        prompt.say(text, "strong", indent=2)
    captured = capsys.readouterr()
    assert [line.rstrip() for line in captured.err.splitlines()] == ["  [bold]一[/]", "", "  二"]
    assert captured.out == ""
