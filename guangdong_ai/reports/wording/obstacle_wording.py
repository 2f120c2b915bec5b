"""Why nothing opens a measure, in a line."""

from guangdong_ai.assessment.near_misses import NearMiss, Obstacle
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.profiles.shown_value import show_value
from guangdong_ai.reports.wording.phrase import begun_small
from guangdong_ai.rules.value import NEVER, Facts
from guangdong_ai.text import Text, joined

_SENTENCES = Text("；", "; ")


def why_nothing_opens_it(miss: NearMiss, assessment: AssessmentResult) -> Text:
    """The measure, and the criteria that nothing can meet with the facts in their way; or that nothing was found in time."""
    reason = joined(_SENTENCES, [_obstacle(obstacle, assessment.known) for obstacle in miss.obstacles])
    if not miss.complete:
        reason = Text("条件太复杂，没有找完，可能有办法", "the rules are too complex: the search was cut off, there may be a way")
    elif not miss.obstacles:
        reason = Text("各项条件不能同时满足", "its criteria cannot be met together")
    else:
        reason = Text("申报单位能改变的都不够：{}", "nothing that the applicant can change opens it: {}").format(reason)
    title = miss.measure.title
    return Text("{}（{}）：{}", "{} ({}): {}").format(title, miss.measure.id, reason)


def _obstacle(obstacle: Obstacle, facts: Facts) -> Text:
    text = obstacle.criterion.criterion.text
    known = joined(_SENTENCES, [_stays(fact, facts) for fact in obstacle.facts])
    return Text("“{}”（{}）", '"{}" ({})').format(text, known) if obstacle.facts else Text("“{}”", '"{}"').format(text)


def _stays(fact: Fact, facts: Facts) -> Text:
    """The fact with its answer, and why that stays: as the catalogue says, since it has happened, or since it is too late for it to happen."""
    value = facts[fact.id]
    zh, en = f"{fact.label.zh}：{show_value(fact, value, 'zh')}", f"{fact.label.en}: {show_value(fact, value, 'en')}"
    if fact.kind == "year" and value != NEVER:
        return Text(f"{zh}，年份不会再变", f"{en}, the year does not change")
    if fact.change != "fixed":
        return Text(f"{zh}，已经过去的不能改变", f"{en}, what is past cannot be changed")
    reason = fact.change_reason
    return Text(f"{zh}，{reason.zh.rstrip('。')}", f"{en}, {begun_small(reason).en.rstrip('.')}")
