"""The days of rounds of applications in words, and those that lie behind as what they are: history, never a promise."""

from guangdong_ai.catalogue.call import Call
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.reports.wording.phrase import beside
from guangdong_ai.reports.wording.terms import CONFIDENCE

PAST_CALLS = Text("以往的申报", "Past calls")
NO_PROMISE = Text(
    "这是历史记录，不是承诺：今后是否申报、何时申报，以主管部门的通知为准",
    "this is history, not a promise: the authority announces whether and when there will be another call",
)


def call_days(call: Call) -> Text:
    """The days that are known of the round."""
    days = [what.format(day) for what, day in _days(call) if day is not None]
    if not days:
        return Text("起止日期没有查到", "first and last day not found")
    words = joined(Text("，", ", "), days)
    if call.dates_confidence is None:
        return words
    sure = CONFIDENCE[call.dates_confidence]
    return beside(words, sure)


def _days(call: Call) -> tuple[tuple[Text, object], ...]:
    return (
        (Text("{} 发布", "published {}"), call.posted),
        (Text("{} 开始", "opens {}"), call.opens),
        (Text("{} 截止", "closes {}"), call.closes),
        (Text("截至 {} 已结束", "known to be over by {}"), call.over_by),
    )
