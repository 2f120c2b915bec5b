import pytest

from guangdong_ai.cli.ask.moves import WAYS, Move, MoveKeys, keys_in_words, typed_move, typed_moves_in_words
from guangdong_ai.foundation.spelling import folded
from guangdong_ai.foundation.text import LANGUAGES, Language


def test_every_move_has_one_way() -> None:
    assert [way.move for way in WAYS] == list(Move)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.move.name)
def test_every_move_has_a_key_or_a_sign_and_words_in_both_languages(way: MoveKeys) -> None:
    assert way.key is not None or any(len(word) == 1 for word in way.typed)
    assert way.called.zh
    assert way.called.en
    assert any(word.isascii() for word in way.typed)
    assert any(not word.isascii() for word in way.typed)


def test_no_two_moves_share_a_key_or_a_word() -> None:
    keys = [way.key for way in WAYS if way.key is not None]
    words = [folded(word) for way in WAYS for word in way.typed]
    assert len(set(keys)) == len(keys)
    assert len(set(words)) == len(words)


def test_no_key_is_one_that_terminals_or_shells_need() -> None:
    taken = {"c-c", "c-d", "c-z", "c-s", "c-q", "c-h", "c-i", "c-j", "c-m", "c-w", "c-u", "c-a", "c-e"}
    assert not taken & {way.key for way in WAYS}


@pytest.mark.parametrize(
    ("typed", "move"),
    [
        ("/b", Move.BACK), ("／Ｂ", Move.BACK), (" /BACK ", Move.BACK), ("/上一题", Move.BACK), ("？", Move.HELP), ("?", Move.HELP),
        ("/不知道", Move.DONT_KNOW), ("/q", Move.SAVE_AND_QUIT), ("/结果", Move.FINISH), ("/n", Move.SKIP), ("/改", Move.CHANGE),
    ],
)  # fmt: skip
def test_a_move_may_be_typed_in_any_case_and_width(typed: str, move: Move) -> None:
    assert typed_move(typed) is move


@pytest.mark.parametrize("typed", ["", "b", "/", "/nonsense", "back", "??", "不知道"])
def test_anything_else_is_no_move(typed: str) -> None:
    assert typed_move(typed) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_moves_that_are_possible_are_named(language: Language) -> None:
    possible = (Move.BACK, Move.HELP)
    called = [way.called.in_language(language) for way in WAYS if way.move in possible]
    assert keys_in_words(possible, language) == [f"^B {called[0]}", f"? {called[1]}"]
    assert typed_moves_in_words(possible, language) == (
        f"/b {called[0]}，? {called[1]}" if language == "zh" else f"/b {called[0]}, ? {called[1]}"
    )
