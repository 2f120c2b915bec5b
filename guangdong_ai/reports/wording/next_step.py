"""What to do next about a measure, in a sentence."""

from collections.abc import Mapping

from guangdong_ai.assessment.result import MeasureResult
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.text import Text
from guangdong_ai.reports.wording.phrase import few, with_colon

_MOST_FACTS = 3
_AND = Text("、", ", ")


def next_step(result: MeasureResult, facts: Mapping[str, Fact]) -> Text:
    """Of an undetermined measure the answers to give, of one that is met what its window asks for; nothing to do where it is over or fails."""
    if result.eligibility == "ineligible":
        return Text("不能申报", "none: a criterion is not met")
    if result.window.over:
        return Text("文件已到期，不再受理", "none: its document has ended")
    if result.eligibility == "undetermined":
        labels = few([facts[name].label for name in result.missing], _MOST_FACTS, _AND)
        return with_colon(Text("先补充", "answer first"), labels)
    return _by_window(result)


def _by_window(result: MeasureResult) -> Text:
    window, measure = result.window, result.measure
    where = measure.apply_at or measure.department
    match window.state:
        case "open" | "rolling":
            now = Text("现在申报", "apply now")
            return now if where is None else with_colon(now, where)
        case "automatic":
            return measure.apply_at or Text("无需申报，由主管部门核发", "none: the authority pays by its own data")
        case "upcoming" if window.opens is not None:
            return Text("准备材料，{} 起申报", "prepare the papers; applications from {}").format(window.opens)
        case "unannounced" if window.closes is not None:
            follow = Text("尽快核实能否申报，{} 截止", "ask whether applications are taken: until {}").format(window.closes)
        case "closed":
            follow = Text("本轮已截止，留意下一轮通知", "this round is over: watch for the notice of the next")
        case _:
            follow = Text("留意申报通知", "watch for the notice")
    return follow if measure.department is None else with_colon(follow, measure.department)
