"""The answer "not known", which differs from no answer at all."""

from enum import Enum
from typing import Final


class Unknown(Enum):
    """The type of UNKNOWN, its only member, for annotations like "a value or unknown"."""

    UNKNOWN = "unknown"


UNKNOWN: Final = Unknown.UNKNOWN
"""The applicant was asked and does not know."""

_SAID = frozenset(
    {"unknown", "not known", "not sure", "don't know", "don’t know", "dont know", "do not know", "?"}
    | {"不知道", "不清楚", "不确定", "不了解", "不详", "未知"}
)


def says_unknown(text: str) -> bool:
    """Whether ``text`` is a way to say that one does not know."""
    from guangdong_ai.foundation.spelling import folded

    return folded(text) in _SAID
