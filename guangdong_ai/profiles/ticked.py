"""Yes and no as forms have them: ☑, √, ☑是 □否, 已认定. What may mean either (○, X, ☒) is not read."""

from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.text import Text

YES = frozenset(
    {"yes", "y", "true", "t", "1", "1.0", "√", "✓", "✔", "☑", "✅", "■", "是", "是的", "有", "对"}
    | {"已认定", "已获认定", "已通过", "已获得", "已取得", "已入选", "已入库", "具备", "属于", "符合"}
)
NO = frozenset(
    {"no", "n", "false", "f", "0", "0.0", "×", "✗", "✘", "✕", "✖", "❌", "否", "不是", "无", "没有", "没", "不", "不对"}
    | {"未认定", "未获认定", "未通过", "未获得", "未取得", "未入选", "未入库", "不具备", "不属于", "不符合"}
)
_EITHER = frozenset({"○", "〇", "◯", "●", "◎", "x", "o", "☒", "☓", "*"})
EMPTY_BOXES = frozenset({"□", "☐", "▢", "◻"})
_TICKED = "☑√✓✔■✅☒"
_EMPTY = "□☐▢◻"
_BOXES = lazy_pattern(
    rf"\s*(?:(?P<yes_before>[{_TICKED}{_EMPTY}])\s*是\s*[/,;、]?\s*(?P<no_before>[{_TICKED}{_EMPTY}])\s*否"
    rf"|是\s*(?P<yes_after>[{_TICKED}{_EMPTY}])\s*[/,;、]?\s*否\s*(?P<no_after>[{_TICKED}{_EMPTY}]))\s*"
)


def ticked(text: str) -> bool | None:
    """What ``text`` (half-width, lower case) says; None where that is not clear, also where both boxes are ticked or none."""
    if text in YES:
        return True
    if text in NO:
        return False
    boxes = _BOXES.fullmatch(text)
    if boxes is None:
        return None
    yes, no = ((boxes[f"{word}_before"] or boxes[f"{word}_after"]) in _TICKED for word in ("yes", "no"))
    return yes if yes != no else None


def neither_ticked(text: str) -> bool:
    """Whether ``text`` holds the boxes for yes and for no, and none is ticked: nobody has answered."""
    boxes = _BOXES.fullmatch(text)
    return boxes is not None and not any(box in _TICKED for box in boxes.groups() if box)


def may_mean_either(text: str) -> Text | None:
    """What to do about a sign that some forms use for yes and others for no."""
    if text.strip().casefold() in _EITHER:
        return Text("这个符号有的表示是，有的表示否：请写“是”或“否”", "some forms mean yes by this sign and others no: write yes or no")
    return None
