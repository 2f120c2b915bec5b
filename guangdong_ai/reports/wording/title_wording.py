"""Titles in words: how ready an applicant is, by how much it fails, when the next round is, what the title would open and may bring."""

from collections.abc import Mapping
from decimal import Decimal

from guangdong_ai.assessment.titles import Opened, Shortfall, TitleReadiness
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.text import Text, counted, joined
from guangdong_ai.profiles.shown_value import value_in_words
from guangdong_ai.reports.wording.condition_wording import condition_in_words
from guangdong_ai.reports.wording.near_miss_wording import requirement_in_words
from guangdong_ai.reports.wording.phrase import beside, few, quoted_in_chinese, with_colon
from guangdong_ai.reports.wording.terms import (
    OUTCOME,
    funding_in_words,
    marked_eligibility,
    range_in_words,
    window_in_words,
)
from guangdong_ai.rules.kinds import NUMBERS

_SENTENCES, _COMMAS = Text("；", "; "), Text("，", ", ")
_MOST_NAMED = 2
TOO_LATE = Text("▲ 来不及，现在起取得的称号不再计入", "▲ too late, a title won from now on no longer counts")
ANOTHER_ROUND = Text("下一轮没有公布", "the next round is not announced")


def state_in_words(readiness: TitleReadiness) -> Text:
    """Whether the applicant has it, cannot win it any more, or how ready it is, with the number of criteria of each outcome."""
    if readiness.holds:
        return Text("√ 已取得", "√ held")
    verdict = marked_eligibility(readiness.result.eligibility)
    words = [verdict, counts_in_words(readiness)]
    if readiness.prospect is None:
        words.insert(0, Text("已不能按这些条件取得", "can no longer be won by these conditions"))
    elif readiness.holds is None:
        words.append(Text("没有填写是否已有这一称号", "whether the applicant has it was not given"))
    return joined(_SENTENCES, words)


def counts_in_words(readiness: TitleReadiness) -> Text:
    """How many criteria are met, fail, are unknown, and are left to people; none of an outcome is not mentioned."""
    numbers = [(OUTCOME[name], len(readiness.with_outcome(name))) for name in ("met", "not_met", "unknown", "review")]
    said = [Text("{name} {number} 项", "{number} {name}").format(name=name, number=number) for name, number in numbers if number]
    return joined(_COMMAS, said)


def shortfall_in_words(shortfall: Shortfall, facts: Mapping[str, Fact]) -> Text:
    """By how much it fails: what is worked out now, and what has to be done; or that nothing the applicant can change would do."""
    now = [with_colon(fact.label, _now(fact, value)) for fact, value in shortfall.worked_out]
    if shortfall.relocates:
        return Text("须迁移注册地", "it takes another place")
    todo = [requirement_in_words(change) for change in shortfall.changes]
    ties = [Text("并使 {}", "so that {}").format(condition_in_words(tie, facts)) for tie in shortfall.ties]
    if not todo:
        todo = [Text("申报单位不能改变", "nothing that the applicant can change would meet it")]
    return joined(_SENTENCES, [*now, *todo, *ties])


def _now(fact: Fact, value: Decimal) -> Text:
    """To two places less than an answer may have: a share to a hundredth of a percent, money to a yuan; where it was rounded, about so much."""
    rounded = round(value, NUMBERS[fact.kind].places - 2)
    words = Text("现为 {}", "now {}") if rounded == value else Text("现约 {}", "now about {}")
    return words.format(value_in_words(fact, rounded))


def round_in_words(readiness: TitleReadiness, facts: Mapping[str, Fact]) -> Text:
    """The round that is open or announced, or the last one and that the next is not announced; and the earliest year it can be won in."""
    window, last = readiness.result.window, readiness.last_call
    words = [window_in_words(window)]
    if window.state == "closed" and not window.over:
        if last is not None and last.closes is not None:
            words = [Text("最近一轮{}已于 {} 截止", "the last round ({}) closed on {}").format(quoted_in_chinese(last.title), last.closes)]
        elif last is not None:
            words = [Text("最近一轮{}已结束", "the last round ({}) is over").format(quoted_in_chinese(last.title))]
        words.append(ANOTHER_ROUND)
    prospect = readiness.prospect
    if prospect is not None and not isinstance(prospect.first, bool):
        first = value_in_words(facts[prospect.fact], prospect.first)
        words.append(Text("最早于{}取得（推断）", "to be had in {} at the earliest (inferred)").format(first))
    return joined(_SENTENCES, words)


def opened_in_words(opened: Opened, facts: Mapping[str, Fact], fact: str) -> Text:
    """The measure with what it would be then and may bring, or that the title comes too late for it. ``fact``: what the title gives."""
    result = opened.result
    name = beside(result.title, result.id)
    if opened.too_late:
        asked = [item.criterion.text for item in result.criteria if item.outcome == "not_met" and fact in item.facts]
        return with_colon(name, beside(TOO_LATE, joined(_SENTENCES, asked)) if asked else TOO_LATE)
    verdict = marked_eligibility(result.eligibility)
    words = [verdict]
    if result.measure.kind == "title":
        words.append(Text("是下一个称号", "a title in turn"))
    elif result.eligibility != "ineligible":
        words += [funding_in_words(result.funding), window_in_words(result.window)]
    if opened.won_by is not None:
        last = value_in_words(facts[fact], opened.won_by)
        words.append(
            Text(
                "▲ 须不晚于{}取得，能否赶上没有公布", "▲ only if won in {} at the latest; whether that can be done is not published"
            ).format(last)
        )
    return with_colon(name, joined(_COMMAS, words))


def worth_in_words(readiness: TitleReadiness) -> Text | None:
    """What the opened measures may bring together; None where they bring no money, or only an amount that cannot be given."""
    worth = readiness.worth
    if worth.low is None or not worth.counted_if_all_met:
        return None
    if worth.if_all_met is None:
        return Text("金额上限未公布", "no upper figure published") if not worth.low else range_in_words(worth.low, None)
    return range_in_words(0, worth.if_all_met) if worth.if_all_met else None


NOT_COUNTED = Text("取得后才可能有，不计入合计", "only once it is had; in no total")


def in_short(readiness: TitleReadiness) -> Text:
    """One line: what is missing, and what it may open and bring."""
    lacking = [requirement_in_words(change) for shortfall in readiness.shortfalls for change in shortfall.changes]
    words = list({text.zh: text for text in lacking}.values())
    unknown, judged = len(readiness.with_outcome("unknown")), len(readiness.with_outcome("review"))
    if unknown:
        words.append(Text(f"{unknown} 项条件未知", f"{counted(unknown, 'criterion', 'criteria')} unknown"))
    if judged:
        words.append(Text(f"{judged} 项由主管部门认定", f"{judged} decided by the authority"))
    if not words:
        words.append(Text("条件均满足", "every criterion is met"))
    opened = [one.result.title for one in readiness.opens if one.may_be_had]
    if opened:
        worth = worth_in_words(readiness)
        names = with_colon(Text("取得后可打开", "would open"), few(opened, _MOST_NAMED, Text("、", ", ")))
        words.append(names if worth is None else beside(names, joined(_COMMAS, [worth, NOT_COUNTED])))
    return with_colon(readiness.title.title, joined(_SENTENCES, words))
