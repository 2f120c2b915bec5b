"""The questionnaire tells at the answer that it excludes another, asks both once more, and gives no result before that is settled."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from guangdong_ai.cli.ask.moves import Move
from guangdong_ai.cli.ask.session import AskedFor
from guangdong_ai.profiles.load import load_profile

from .bundled import FACTS
from .conftest import Hold
from .script import Script, in_turn

STARTED, FINISHED = "benchmark.started", "benchmark.finished"
IN_ORDER = {STARTED: date(2025, 5, 1), FINISHED: date(2025, 6, 1)}
WRONG = {STARTED: date(2025, 7, 1), FINISHED: date(2025, 6, 1)}


def test_it_is_told_at_the_answer_and_the_other_one_can_be_changed(hold: Hold, saved: Callable[..., None], path: Path) -> None:
    saved(IN_ORDER)
    script = Script(
        answers={"ask.change": [STARTED], STARTED: ["2025-07-01", ""], FINISHED: ["2025-08-01"]},
        otherwise=in_turn(Move.CHANGE, Move.SAVE_AND_QUIT),
    )
    held = hold(script, language="en")
    told = held.said.index("the project was finished before it started: Start of the project (benchmark.started) is 2025-07-01")
    assert told < held.said.index("These are asked once more; Enter keeps an answer")
    assert [fact for fact in held.asked if fact in IN_ORDER] == [STARTED, FINISHED, STARTED]
    assert load_profile(path, FACTS).facts == {STARTED: date(2025, 7, 1), FINISHED: date(2025, 8, 1)}


def test_a_file_that_contradicts_itself_is_asked_for_first(hold: Hold, saved: Callable[..., None], path: Path) -> None:
    saved(WRONG)
    script = Script(answers={STARTED: ["2025-01-01"], FINISHED: [""]}, otherwise=in_turn(Move.SAVE_AND_QUIT))
    held = hold(script)
    assert list(held.asked[:2]) == [STARTED, FINISHED]
    assert "项目完成早于开始" in held.said
    assert load_profile(path, FACTS).facts[STARTED] == date(2025, 1, 1)


def test_there_is_no_result_while_answers_exclude_each_other(hold: Hold, saved: Callable[..., None]) -> None:
    saved(WRONG)
    script = Script(answers={STARTED: ["", ""], FINISHED: ["", Move.SAVE_AND_QUIT]}, otherwise=in_turn(Move.FINISH))
    held = hold(script, language="en")
    assert held.profile is None
    assert held.said.count("the project was finished before it started") == 2


def test_what_lies_after_the_day_is_told_at_the_answer(hold: Hold) -> None:
    script = Script(answers={"titles.little_giant_year": ["2027"]}, otherwise=lambda _: Move.SKIP, lines=[Move.SAVE_AND_QUIT])
    held = hold(script, language="en", scope=AskedFor(section="titles", up_to="others"))
    assert "lies after the as-of date" in held.said
