"""What a cell says that is not written out: an empty box, a mark for nothing, a moment instead of a day. Read, told and counted; ``--strict`` refuses it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.spelling import half_width
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.parse_text import parse_text
from guangdong_ai.profiles.ticked import EMPTY_BOXES, neither_ticked
from guangdong_ai.profiles.unknown import Unknown
from guangdong_ai.profiles.written_date import day_of_moment
from guangdong_ai.rules.kinds.date import DATE
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import Kind, Value

GuessKind = Literal["nothing", "empty_box", "moment", "beside", "code"]

GUESSES: Final[Mapping[GuessKind, Text]] = {
    "nothing": Text("按未填写处理（N/A、—、暂无等）", "read as not given (N/A, —, 暂无 and the like)"),
    "empty_box": Text("空框按“否”处理", "an empty box, read as no"),
    "moment": Text("写的是时刻，取中国时间的日期", "a moment, read as the day that it was in China"),
    "beside": Text("只写了城市或只写了区县，按所写的一项读取", "names a city alone or a district alone, read as that"),
    "code": Text("没有填写，取自统一社会信用代码中登记机关所在地", "not given, taken from where the credit code was registered"),
}
"""What is told of each kind."""


@record
class Guessed:
    """What a cell was taken for: ``value``, None for not given."""

    value: Value | None
    kind: GuessKind


@record(positional=True)
class GuessedCell:
    """One cell that was guessed: the header of its column, how, and what stands there."""

    column: str
    kind: GuessKind
    value: str


def guessed(fact: Fact, text: str, beside: Sequence[Fact] = ()) -> Guessed | None:
    """What a text that is no answer to the fact may be taken for; None where nothing is likely. ``beside``: facts whose answers may stand there."""
    found = _BY_KIND[fact.kind](fact, half_width(text).casefold())
    if found is None and any(not isinstance(parse_text(other, text), Finding | Unknown) for other in beside):
        return Guessed(value=None, kind="beside")
    return found


def _nothing(_fact: Fact, _text: str) -> None:
    return None


def _box(_fact: Fact, text: str) -> Guessed | None:
    if text in EMPTY_BOXES:
        return Guessed(value=False, kind="empty_box")
    return Guessed(value=None, kind="nothing") if neither_ticked(text) else None


def _moment(_fact: Fact, text: str) -> Guessed | None:
    day = day_of_moment(text)
    return Guessed(value=day, kind="moment") if day is not None and DATE.allows(day) else None


_BY_KIND: Mapping[Kind, Callable[[Fact, str], Guessed | None]] = Registry(
    "guesses",
    "kinds",
    {
        **dict.fromkeys(("text", "choice", "choices", "count", "money", "share", "year", "months"), _nothing),
        "yes_no": _box,
        "date": _moment,
    },
)
"""What a text of each kind that is no answer may be taken for."""
