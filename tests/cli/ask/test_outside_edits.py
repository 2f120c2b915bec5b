"""What another program writes into the profile during a sitting is neither lost nor does it cost an answer."""

from collections.abc import Callable
from pathlib import Path

import pytest

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.cli.ask.draft import Draft
from guangdong_ai.cli.ask.moves import Move
from guangdong_ai.profiles.load import load_profile

from .bundled import CITY, FACTS, NAME
from .conftest import Hold
from .script import Entered, Script


def editing(edit: Callable[[], None], then: Move = Move.SAVE_AND_QUIT) -> Script:
    """Has the file edited, answers what is asked for first, and leaves."""
    steps = 0

    def otherwise(_: Fact) -> Entered:
        nonlocal steps
        steps += 1
        if steps == 1:
            edit()
            return Move.DONT_KNOW
        return then

    return Script(otherwise=otherwise)


def insert(path: Path, text: str) -> Callable[[], None]:
    def edit() -> None:
        content = path.read_text(encoding="utf-8") if path.exists() else "schema = 1\n[enterprise]\n"
        path.write_text(content.replace("[enterprise]\n", f"[enterprise]\n{text}\n"), encoding="utf-8")

    return edit


def test_a_key_that_the_sitting_left_alone_is_taken_in(hold: Hold, path: Path, saved: Callable[..., None]) -> None:
    saved({CITY.id: "guangzhou"})
    held = hold(editing(insert(path, 'name = "外面改的"\nnickname = "粤"')))
    loaded = path.read_text(encoding="utf-8")
    assert 'name = "外面改的"' in loaded
    assert 'nickname = "粤"' in loaded
    assert "dont_know" in loaded
    assert f"已采用：{NAME.label.zh}" in held.said
    assert not list(path.parent.glob("*.bak*"))


def test_comments_go_into_a_copy_each_time(hold: Hold, path: Path, saved: Callable[..., None]) -> None:
    saved({CITY.id: "guangzhou"})
    hold(editing(insert(path, 'name = "外面改的"  # 手写备注')))
    assert load_profile(path, FACTS).name == "外面改的"
    assert "手写备注" in path.with_name(f"{path.name}.bak").read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["[enterprise\nname = ", "", 'schema = 7\n[enterprise]\nname = "x"\n'])
def test_a_file_that_is_no_profile_any_more_is_kept_beside(hold: Hold, path: Path, saved: Callable[..., None], content: str) -> None:
    saved({CITY.id: "guangzhou", NAME.id: "粤智"})

    def writing() -> None:
        path.write_text(content, encoding="utf-8")

    held = hold(editing(writing))
    assert load_profile(path, FACTS).name == "粤智"
    assert path.with_name(f"{path.name}.bak").read_text(encoding="utf-8") == content
    assert f"另存为 {path}.bak" in held.said


def test_what_is_edited_before_the_result_counts_in_it(hold: Hold, path: Path, saved: Callable[..., None]) -> None:
    saved({CITY.id: "guangzhou"})
    edits = [insert(path, 'name = "临走前"')]

    def otherwise(_: Fact) -> Entered:
        for edit in edits:
            edit()
        return Move.FINISH

    held = hold(Script(otherwise=otherwise))
    assert held.profile is not None
    assert held.profile.facts == {CITY.id: "guangzhou", NAME.id: "临走前"}


def drafted(path: Path, before: str, ours: dict[str, object], edited: str) -> str:
    """What a draft holds of an edited file after a first saving of ``ours``."""
    from guangdong_ai.profiles.profile import change_profile

    path.write_text(before, encoding="utf-8")
    with Draft(path, FACTS) as draft:
        profile = change_profile(draft.earlier.profile, ours)  # type: ignore[arg-type]
        draft.save(profile, draft.earlier.refused)
        path.write_text(edited, encoding="utf-8")
        together = draft.outside_edits(profile, draft.earlier.refused)
        assert together is not None
        draft.save(together.profile, together.refused)
        assert draft.outside_edits(together.profile, together.refused) is None
    return path.read_text(encoding="utf-8")


BEFORE = 'schema = 1\n[enterprise]\ncity = "guangzhou"\nname = "a"\n'


def test_an_editor_that_had_the_file_open_before_costs_no_answer(path: Path) -> None:
    after = drafted(path, BEFORE, {CITY.id: "foshan", "enterprise.employees": 5}, BEFORE.replace('"a"', '"b"'))
    assert load_profile(path, FACTS).facts == {CITY.id: "foshan", NAME.id: "b", "enterprise.employees": 5}
    assert "guangzhou" not in after
    assert not list(path.parent.glob("*.bak*"))


def test_where_both_say_something_else_the_answer_counts_and_the_edit_is_kept_beside(path: Path) -> None:
    drafted(path, BEFORE, {CITY.id: "foshan"}, BEFORE.replace("guangzhou", "shenzhen"))
    assert load_profile(path, FACTS).facts[CITY.id] == "foshan"
    assert "shenzhen" in path.with_name(f"{path.name}.bak").read_text(encoding="utf-8")


def test_what_was_deleted_outside_is_gone(path: Path) -> None:
    drafted(path, BEFORE, {CITY.id: "foshan"}, 'schema = 1\n[enterprise]\ncity = "foshan"\n')
    assert load_profile(path, FACTS).facts == {CITY.id: "foshan"}


def test_an_edit_that_is_not_accepted_stays_in_the_file(path: Path) -> None:
    after = drafted(path, BEFORE, {CITY.id: "foshan"}, BEFORE + "employees = -4\n")
    assert "employees = -4" in after
