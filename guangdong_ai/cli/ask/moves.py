"""What a person may do at a question instead of answering it: the keys and the words for it."""

from collections.abc import Mapping, Sequence
from enum import Enum

from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.spelling import folded
from guangdong_ai.foundation.text import Language, Text


class Move(Enum):
    """A step in the questionnaire that is no answer."""

    BACK = "back"
    SKIP = "skip"
    DONT_KNOW = "don't know"
    HELP = "help"
    CHANGE = "change"
    SAVE_AND_QUIT = "save and quit"
    FINISH = "finish"


@record
class MoveKeys:
    """How a move is requested: a key (as prompt_toolkit names it), or a text; and its label."""

    move: Move
    key: str | None
    typed: tuple[str, ...]
    called: Text


WAYS = (
    MoveKeys(move=Move.BACK, key="c-b", typed=("/b", "/back", "/上一题", "/返回"), called=Text("上一题", "back")),
    MoveKeys(move=Move.SKIP, key="c-n", typed=("/n", "/s", "/skip", "/next", "/跳过", "/下一题"), called=Text("跳过", "skip")),
    MoveKeys(move=Move.DONT_KNOW, key="c-k", typed=("/k", "/d", "/unknown", "/不知道"), called=Text("不知道", "don't know")),
    MoveKeys(move=Move.HELP, key=None, typed=("?", "/?", "/h", "/help", "/帮助", "/说明"), called=Text("说明", "help")),
    MoveKeys(move=Move.CHANGE, key="c-g", typed=("/g", "/change", "/改", "/修改"), called=Text("改答案", "change an answer")),
    MoveKeys(move=Move.SAVE_AND_QUIT, key="c-x", typed=("/x", "/q", "/quit", "/exit", "/退出"), called=Text("保存退出", "save and quit")),
    MoveKeys(move=Move.FINISH, key="c-f", typed=("/f", "/finish", "/结果", "/完成"), called=Text("结束并看结果", "finish, show result")),
)

_MOVES: Mapping[str, Move] = {folded(word): way.move for way in WAYS for word in way.typed}


def typed_move(text: str) -> Move | None:
    """The move that a line requests; None for anything else. Upper case and full-width signs are accepted."""
    return _MOVES.get(folded(text))


def keys_in_words(moves: Sequence[Move], language: Language) -> list[str]:
    """``^B back`` and so on, for the bottom of a prompt."""
    names = ((f"^{way.key[-1].upper()}" if way.key else way.typed[0], way) for way in WAYS if way.move in moves)
    return [f"{name} {way.called.in_language(language)}" for name, way in names]


def typed_moves_in_words(moves: Sequence[Move], language: Language) -> str:
    """``/b back, …``, for prompts without keys."""
    names = (f"{way.typed[0]} {way.called.in_language(language)}" for way in WAYS if way.move in moves)
    return Text("，", ", ").in_language(language).join(names)
