from pathlib import Path

import pytest

from guangdong_ai.cli.ask.choose_profile import ChosenProfile, choose_profile
from guangdong_ai.cli.ask.moves import Move
from guangdong_ai.foundation.text import Language
from guangdong_ai.profiles.profile import Profile
from guangdong_ai.profiles.save import save_profile

from .bundled import FACTS, NAME
from .script import Entered, Script, ScriptedAsker


def choose(folder: Path, *lines: Entered, language: Language = "en") -> tuple[ChosenProfile | None, list[str]]:
    asker = ScriptedAsker(Script(lines=lines))
    chosen = choose_profile(folder, NAME, asker, language)
    assert asker.script.left() == []
    return chosen, asker.said


def applicant(folder: Path, file: str, name: str) -> Path:
    save_profile(Profile(facts={NAME.id: name}), folder / file, FACTS)
    return folder / file


def test_the_first_time_a_name_is_asked_for(tmp_path: Path) -> None:
    chosen, said = choose(tmp_path, " 粤智机器人 ")
    assert chosen == ChosenProfile(path=tmp_path / "粤智机器人.toml", name="粤智机器人")
    assert said == ["Name the profile; the name of the applicant will do", f"Profiles are kept in {tmp_path}", "(name)"]


def test_earlier_profiles_are_listed_with_numbers(tmp_path: Path) -> None:
    path = applicant(tmp_path, "a.toml", "粤智机器人")
    chosen, said = choose(tmp_path, "1", language="zh")
    assert chosen == ChosenProfile(path=path)
    assert said[0] == "以前的档案："
    assert said[1].startswith("1. 粤智机器人  20")
    assert said[-1] == "(序号或单位名称)"


def test_a_full_width_number_is_a_number(tmp_path: Path) -> None:
    path = applicant(tmp_path, "a.toml", "粤智机器人")
    assert choose(tmp_path, "１")[0] == ChosenProfile(path=path)


@pytest.mark.parametrize("number", ["0", "2", "9" * 5_000])
def test_a_number_that_is_not_there_is_refused(tmp_path: Path, number: str) -> None:
    path = applicant(tmp_path, "a.toml", "粤智机器人")
    chosen, said = choose(tmp_path, number, "1")
    assert chosen == ChosenProfile(path=path)
    assert "the numbers go from 1 to 1" in said


def test_the_first_time_a_number_is_a_name(tmp_path: Path) -> None:
    assert choose(tmp_path, "3721")[0] == ChosenProfile(path=tmp_path / "3721.toml", name="3721")


def test_an_earlier_profile_may_be_named_too(tmp_path: Path) -> None:
    path = applicant(tmp_path, "a.toml", "粤智机器人")
    assert choose(tmp_path, "粤智机器人")[0] == ChosenProfile(path=path)


@pytest.mark.parametrize("taken", ["a.toml", "a b.toml"])
def test_a_new_applicant_never_gets_the_file_of_another_one(tmp_path: Path, taken: str) -> None:
    applicant(tmp_path, taken, "someone else")
    name = taken.removesuffix(".toml").replace(" ", "/")
    chosen, _ = choose(tmp_path, name)
    assert chosen == ChosenProfile(path=tmp_path / taken.replace(".toml", " 2.toml"), name=name)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Type a name"),
        ("  ", "Type a name"),
        ("...", "Type a name"),
        ("不知道", "Type a name"),
        ("a\x07b", "control character"),
        ("字" * 201, "201 characters"),
        (Move.BACK, "Type a name"),
    ],
)
def test_what_is_no_name_is_refused_and_asked_for_again(tmp_path: Path, typed: Entered, told: str) -> None:
    chosen, said = choose(tmp_path, typed, "x")
    assert chosen == ChosenProfile(path=tmp_path / "x.toml", name="x")
    assert any(told in line for line in said)


@pytest.mark.parametrize("move", [Move.SAVE_AND_QUIT, Move.FINISH])
def test_one_may_leave(tmp_path: Path, move: Move) -> None:
    assert choose(tmp_path, move)[0] is None
    assert list(tmp_path.iterdir()) == []


def test_a_catalogue_without_names_takes_any(tmp_path: Path) -> None:
    asker = ScriptedAsker(Script(lines=["", "x"]))
    assert choose_profile(tmp_path, None, asker, "en") == ChosenProfile(path=tmp_path / "x.toml", name="x")
