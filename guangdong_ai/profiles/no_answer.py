"""What people and programs write into a cell without an answer: N/A, NULL, —, 暂无."""

from typing import Final

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.spelling import folded

_SAYS_NOTHING: Final = frozenset(
    {"n/a", "na", "n.a.", "null", "none", "nil", "nan", "\\n", "<na>", "tbd", "tbc", "not available", "not applicable", "not given"}
    | {
        "空",
        "空白",
        "暂无",
        "暂缺",
        "暂未填",
        "待定",
        "待填",
        "待补",
        "待补充",
        "未填",
        "未填写",
        "未提供",
        "未披露",
        "无数据",
        "不适用",
        "缺失",
        "(空)",
        "(空白)",
        "(null)",
    }
)
_DASHES: Final = lazy_pattern(r"[-–—―−_/\\|.·…*]{1,6}(?:\s*[-–—/]\s*)?[-–—]*")
_NONE_CHOSEN: Final = frozenset({"none"})


def says_nothing(fact: Fact, text: str) -> bool:
    """Whether ``text`` stands for an empty cell. The name of a choice does not, nor does "none" where several choices are possible; 无 never does."""
    plain = folded(text)
    nothing = plain in _SAYS_NOTHING or bool(_DASHES.fullmatch(plain)) or (fact.format is not None and plain in ("无", "没有"))
    return nothing and not ((fact.traits.is_multi_valued and plain in _NONE_CHOSEN) or plain in _spelled(fact))


def _spelled(fact: Fact) -> frozenset[str]:
    return frozenset(folded(name) for choice in fact.choices for name in (choice.id, choice.label.zh, choice.label.en, *choice.synonyms))
