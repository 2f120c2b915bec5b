"""The days of rounds of applications in words, and those that lie behind as what they are: history, never a promise."""

from collections.abc import Sequence
from typing import Any

from guangdong_ai.catalogue.call import Call
from guangdong_ai.reports.content import Item, Section
from guangdong_ai.reports.plain import plain_day, plain_source, plain_text
from guangdong_ai.reports.words import CONFIDENCE
from guangdong_ai.text import Text, joined

PAST_CALLS = Text("以往的申报", "Past calls")
NO_PROMISE = Text(
    "这是历史记录，不是承诺：今后是否申报、何时申报，以主管部门的通知为准",
    "this is history and no promise: whether and when there will be another call, the authority announces",
)


def call_days(call: Call) -> Text:
    """The days that are known of the round."""
    days = [Text(what.zh.format(day), what.en.format(day)) for what, day in _days(call) if day is not None]
    if not days:
        return Text("起止日期没有查到", "first and last day not found")
    words = joined(Text("，", ", "), days)
    if call.dates_confidence is None:
        return words
    sure = CONFIDENCE[call.dates_confidence]
    return Text(f"{words.zh}（{sure.zh}）", f"{words.en} ({sure.en})")


def _days(call: Call) -> tuple[tuple[Text, object], ...]:
    return (
        (Text("{} 发布", "published {}"), call.posted),
        (Text("{} 开始", "opens {}"), call.opens),
        (Text("{} 截止", "closes {}"), call.closes),
        (Text("截至 {} 已结束", "known to be over by {}"), call.over_by),
    )


def past_calls_section(calls: Sequence[Call]) -> Section:
    """Each round with its days, and that nothing follows from them for the next one."""
    items = (Item(call_days(call), (Text(f"{call.title.zh}（{call.id}）", f"{call.title.en} ({call.id})"),)) for call in calls)
    return Section(PAST_CALLS, (*items, Item(NO_PROMISE)))


def plain_call_days(call: Call) -> dict[str, Any]:
    """The round with its days as JSON has them; null where a day is not known."""
    return {
        "id": call.id,
        "title": plain_text(call.title),
        "posted": plain_day(call.posted),
        "opens": plain_day(call.opens),
        "closes": plain_day(call.closes),
        "over_by": plain_day(call.over_by),
        "source": plain_source(call.dates_source),
    }
