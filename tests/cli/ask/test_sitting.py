"""What is said before the first question and after the last, and what a new profile begins with."""

from pathlib import Path

import pytest

from guangdong_ai.cli.ask.moves import Move
from guangdong_ai.cli.ask.session import AskedFor
from guangdong_ai.cli.demo import EXAMPLE
from guangdong_ai.profiles.load import load_profile

from .bundled import CITY, CODE, DEMO, FACTS, NAME
from .conftest import Hold
from .script import Script, in_turn, on_the_way


def leave() -> Script:
    return Script(otherwise=lambda _: Move.SAVE_AND_QUIT)


@pytest.mark.parametrize(("language", "told"), [("zh", "新档案 {}，每答一题都会保存"), ("en", "New profile {}, saved after each answer")])
def test_a_new_profile(hold: Hold, path: Path, language: str, told: str) -> None:
    assert hold(leave(), language=language).said.startswith(told.format(path))


def test_a_new_profile_is_saved_as_soon_as_it_has_a_name_and_then_the_code_is_asked_for(hold: Hold, path: Path) -> None:
    held = hold(leave(), name="粤智")
    assert held.asked == (CODE.id,)
    assert load_profile(path, FACTS).facts == {NAME.id: "粤智"}
    assert f"已保存在 {path}" in held.said


def test_a_new_profile_is_asked_for_its_name_but_not_for_its_code(hold: Hold, path: Path) -> None:
    held = hold(Script(answers={NAME.id: ["粤智"]}, otherwise=in_turn(Move.SAVE_AND_QUIT)))
    assert held.asked[0] == NAME.id
    assert CODE.id not in held.asked
    assert load_profile(path, FACTS).facts == {NAME.id: "粤智"}


def test_enter_skips_the_name_and_it_is_not_asked_for_again(hold: Hold, path: Path) -> None:
    held = hold(on_the_way({NAME.id: [""], CITY.id: ["gz"]}, Move.SAVE_AND_QUIT))
    assert "只用于显示，不影响结果；直接回车跳过" in held.said
    assert load_profile(path, FACTS).facts == {CITY.id: "guangzhou"}
    assert NAME.id not in hold(leave()).asked


@pytest.mark.parametrize("scope", [AskedFor(only="little-giant-award"), AskedFor(section="titles")], ids=["one measure", "one section"])
def test_whoever_asks_for_less_is_not_asked_for_the_name(hold: Hold, scope: AskedFor) -> None:
    assert NAME.id not in hold(leave(), scope=scope).asked


def test_an_earlier_profile_tells_what_it_holds(hold: Hold, path: Path) -> None:
    path.write_text('schema = 1\ndont_know = ["titles.high_tech"]\n[enterprise]\ncity = "foshan"\nkind = "enterprise"\n', encoding="utf-8")
    held = hold(leave(), language="en")
    assert held.said.splitlines()[0] == f"Loaded {path}: 2 answers, 1 not known"
    assert held.said.splitlines()[1] == ""


def test_an_earlier_profile_tells_what_is_wrong_unknown_and_commented(hold: Hold, path: Path) -> None:
    content = 'schema = 1  # ours\n[enterprise]\ncity = "atlantis"\nrevenue = -1\nkind = "enterprise"\n[future]\n[other]\n'
    path.write_text(content, encoding="utf-8")
    english = hold(leave(), language="en").said.splitlines()[:4]
    assert english[:2] == [f"Loaded {path}: 1 answer, 0 not known", "2 more are not accepted any more and asked for first"]
    assert english[2].startswith('Keys that are not known are kept as they are: "future" is not known; ')
    assert english[3] == "Comments in the file cannot be kept; a copy of it is made before it is saved"
    chinese = hold(leave()).said.splitlines()[:4]
    assert chinese[1] == "另有 2 项现在不能用，先问这些"
    assert chinese[2].startswith("无法识别的内容会原样保留：不认识“future”")
    assert chinese[3] == "文件中的注释无法保留，保存前会另存一份原件"
    assert path.read_text(encoding="utf-8") == content


def test_where_the_copy_with_the_comments_is(hold: Hold, path: Path) -> None:
    path.write_bytes(EXAMPLE.read_bytes())
    held = hold(Script(answers={"ask.change": [CITY.id], CITY.id: ["fs"]}, otherwise=in_turn(Move.CHANGE, Move.SAVE_AND_QUIT)))
    assert f"已保存在 {path}，原件在 {path}.bak" in held.said
    assert load_profile(path, FACTS).facts == {**DEMO.facts, CITY.id: "foshan"}


def test_how_to_go_on_with_a_file_whose_name_needs_quotes(hold: Hold, path: Path) -> None:
    file = path.with_name("my firm.toml")
    held = hold(on_the_way({NAME.id: [""], CITY.id: ["fs"]}, Move.SAVE_AND_QUIT), file=file)
    assert f"继续：guangdong-ai ask '{file}'" in held.said
