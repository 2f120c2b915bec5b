"""The columns of tables for programs, as a person reads them: a title for each, and words for the ids that stand in some."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from guangdong_ai.foundation.text import Language, Text
from guangdong_ai.reports.wording.terms import CONFIDENCE, ELIGIBILITY, KIND, OUTCOME, SCOPE, WINDOW

TITLES: Mapping[str, Text] = {
    "about": Text("关于", "About"),
    "address": Text("网址", "Address"),
    "answer": Text("答案", "Answer"),
    "article": Text("条款", "Article"),
    "because": Text("原因", "Because of"),
    "call": Text("申报批次", "Call"),
    "change": Text("变化", "Change"),
    "closes": Text("截止", "Closes"),
    "computed": Text("判定", "Computed"),
    "conditional": Text("有条件符合", "Conditional"),
    "confidence": Text("依据程度", "Confidence"),
    "criterion": Text("条件编号", "Criterion"),
    "day": Text("日期", "Day"),
    "days_left": Text("剩余天数", "Days left"),
    "decisive": Text("决定结果", "Decisive"),
    "direction": Text("变化方向", "Direction"),
    "document": Text("政策文件", "Document"),
    "effort": Text("难易", "Effort"),
    "eligibility": Text("结果", "Result"),
    "eligible": Text("符合", "Eligible"),
    "fact": Text("信息项编号", "Fact"),
    "facts": Text("信息项", "Facts"),
    "earliest": Text("最早取得日", "Earliest"),
    "funding_kind": Text("形式", "Kind of funding"),
    "held_by": Text("由谁持有", "Who has it"),
    "high": Text("最多（元）", "Most (yuan)"),
    "holds": Text("已取得", "Held"),
    "id": Text("编号", "Id"),
    "if_all_met": Text("待定也全部符合时最多（元）", "Most if all were met (yuan)"),
    "if_all_met_without_upper": Text("待定也全部符合时无上限的单位", "Without an upper figure if all were met"),
    "ineligible": Text("不符合", "Ineligible"),
    "judged": Text("由主管部门认定", "Decided by the authority"),
    "kind": Text("类别", "Kind"),
    "known": Text("是否已知", "Known"),
    "label": Text("项目名称", "Label"),
    "low": Text("最少（元）", "Least (yuan)"),
    "measure": Text("措施编号", "Measure"),
    "measures": Text("措施", "Measures"),
    "met": Text("已满足的条件", "Criteria met"),
    "missing": Text("缺少的信息", "Missing"),
    "name": Text("名称", "Name"),
    "new": Text("现在", "New"),
    "last_call": Text("上一批", "Last call"),
    "not_met": Text("不满足的条件", "Criteria not met"),
    "old": Text("原来", "Old"),
    "opens": Text("开始", "Opens"),
    "outcome": Text("结论", "Outcome"),
    "paper": Text("材料编号", "Paper"),
    "part": Text("部分", "Part"),
    "review": Text("由主管部门认定的条件", "Criteria for the authority"),
    "scope": Text("层级", "Scope"),
    "subject": Text("事项", "Subject"),
    "takes": Text("需要改变", "Takes"),
    "task": Text("任务", "Task"),
    "text": Text("内容", "Text"),
    "then": Text("之后的结果", "Then"),
    "title": Text("标题", "Title"),
    "too_late_for": Text("来不及打开的措施", "Too late for"),
    "undetermined": Text("待定", "Undetermined"),
    "unknown": Text("未知的条件", "Criteria unknown"),
    "way": Text("途径", "Way"),
    "weekdays_left": Text("剩余周一至周五天数", "Weekdays left"),
    "window": Text("申报状态", "Window"),
    "within_reach": Text("接近符合", "Within reach"),
    "without_upper": Text("无上限的单位", "Without an upper figure"),
    "working_days_left": Text("剩余工作日", "Working days left"),
    "worth_high": Text("可能带来的最多（元）", "Worth at most (yuan)"),
    "worth_low": Text("可能带来的最少（元）", "Worth at least (yuan)"),
    "would_close": Text("会关闭的措施", "Would close"),
    "would_open": Text("会打开的措施", "Would open"),
}
"""By the name of the column; see ``titles_of`` for what came before and after a change."""

_Cell = TypeVar("_Cell")

_SIDES = {"_before": Text("{}（之前）", "{}, before"), "_after": Text("{}（之后）", "{}, after")}

_WORDS: Mapping[str, Mapping[Any, Text]] = {
    "confidence": CONFIDENCE,
    "eligibility": ELIGIBILITY,
    "funding_kind": KIND,
    "outcome": OUTCOME,
    "scope": SCOPE,
    "then": ELIGIBILITY,
    "window": WINDOW,
}


def titles_of(columns: Sequence[str], language: Language) -> list[str]:
    """A title for each column. Raises KeyError for one that has none."""
    return [_title(column).in_language(language) for column in columns]


def _title(column: str) -> Text:
    name, side = _divided(column)
    return TITLES[name] if side is None else side.format(TITLES[name])


def _divided(column: str) -> tuple[str, Text | None]:
    """The column, and the side of a change that it tells."""
    for suffix, words in _SIDES.items():
        if column.endswith(suffix):
            return column.removesuffix(suffix), words
    return column, None


def in_words(column: str, cell: _Cell, language: Language) -> _Cell | str:
    """The cell as a person reads it: an id of few that have a word by this word, anything else as it is."""
    words = _WORDS.get(_divided(column)[0], {}).get(cell) if isinstance(cell, str) else None
    return cell if words is None else words.in_language(language)
