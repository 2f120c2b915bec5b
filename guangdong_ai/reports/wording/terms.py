"""The words of results, in both languages: eligibility, windows, money and confidence. Every report uses these and no others."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from guangdong_ai.assessment.criteria import CriterionOutcome, Eligibility
from guangdong_ai.assessment.funding import FundingEstimate
from guangdong_ai.assessment.window import Window, WindowState
from guangdong_ai.catalogue.document import Scope
from guangdong_ai.catalogue.fact import Changeability
from guangdong_ai.catalogue.funding import Award, FundingKind, FundingPer
from guangdong_ai.foundation.text import Text, counted, joined
from guangdong_ai.profiles.shown_money import money_in_words
from guangdong_ai.reports.wording.phrase import beside
from guangdong_ai.rules.money_range import MoneyRange
from guangdong_ai.rules.source import Confidence

ELIGIBILITY: Mapping[Eligibility, Text] = {
    "eligible": Text("符合", "eligible"),
    "conditional": Text("有条件符合", "conditional"),
    "undetermined": Text("待定", "undetermined"),
    "ineligible": Text("不符合", "ineligible"),
}
"""From the best: the order in which reports list them."""

MARKS: Mapping[Eligibility, str] = {"eligible": "√", "conditional": "●", "undetermined": "○", "ineligible": "×"}
"""One character each, beside the word; a GBK console shows all of them."""

MEANING: Mapping[Eligibility, Text] = {
    "eligible": Text("条件全部满足", "every criterion is met"),
    "conditional": Text("可核算的条件均满足，其余由主管部门认定", "everything that can be computed is met; the authority decides the rest"),
    "undetermined": Text("还缺信息，补齐后才能判断", "depends on facts that were not given"),
    "ineligible": Text("至少一项条件不满足", "at least one criterion is not met"),
}

OUTCOME: Mapping[CriterionOutcome, Text] = {
    "met": Text("满足", "met"),
    "not_met": Text("不满足", "not met"),
    "unknown": Text("未知", "unknown"),
    "review": Text("由主管部门认定", "decided by the authority"),
}

OUTCOME_MARKS: Mapping[CriterionOutcome, str] = {"met": "√", "not_met": "×", "unknown": "○", "review": "●"}


def marked_eligibility(eligibility: Eligibility) -> Text:
    """The mark and the word: ``√ 符合`` / ``√ eligible``."""
    return Text("{} {}", "{} {}").format(MARKS[eligibility], ELIGIBILITY[eligibility])


def marked_outcome(outcome: CriterionOutcome) -> Text:
    """The mark and the word: ``× 不满足`` / ``× not met``."""
    return Text("{} {}", "{} {}").format(OUTCOME_MARKS[outcome], OUTCOME[outcome])


WINDOW: Mapping[WindowState, Text] = {
    "open": Text("可申报", "open"),
    "upcoming": Text("未开始", "upcoming"),
    "closed": Text("已截止", "closed"),
    "rolling": Text("常年受理", "open at any time"),
    "automatic": Text("免申即享", "no application needed"),
    "unannounced": Text("申报时间未公布", "window not announced"),
}

CHANGE: Mapping[Changeability, Text] = {
    "quick": Text("改变较快", "quick"),
    "slow": Text("改变较慢", "slow"),
    "hard": Text("改变很难", "hard"),
    "relocation": Text("迁移注册地", "relocation"),
    "fixed": Text("不能改变", "cannot be changed"),
}

SCOPE: Mapping[Scope, Text] = {
    "policy": Text("本政策（粤府办〔2025〕6号）", "the policy itself (粤府办〔2025〕6号)"),
    "province": Text("省级其他支持", "other support of the province"),
    "city": Text("市级支持", "support of cities"),
    "district": Text("区级支持", "support of districts"),
    "nation": Text("国家支持和税收优惠", "support and tax relief of the nation"),
}

GIVER: Mapping[Scope, Text] = {
    "policy": Text("本政策", "the policy itself"),
    "province": Text("省", "the province"),
    "city": Text("市", "the city"),
    "district": Text("区", "the district"),
    "nation": Text("国家", "the nation"),
}
"""Who gives it, for one applicant, which lies in one city and one district."""

KIND: Mapping[FundingKind, Text] = {
    "cash": Text("资金", "money"),
    "voucher": Text("券", "voucher"),
    "tax_relief": Text("税收优惠，非补助", "tax relief, not a subsidy"),
    "equity": Text("股权投资，非补助", "equity, not a subsidy"),
    "in_kind": Text("非资金支持", "support other than money"),
    "unpublished": Text("金额未公布", "amount not published"),
}

AWARD: Mapping[Award, Text] = {
    "formula": Text("按公布的办法计算", "by a published formula"),
    "competition": Text("竞争择优", "won in competition"),
    "review": Text("评审后确定", "decided after review"),
}

CONFIDENCE: Mapping[Confidence, Text] = {
    "official": Text("原文", "official"),
    "reported": Text("报道", "reported"),
    "inferred": Text("推断", "inferred"),
}

CONFIDENCE_MEANING: Mapping[Confidence, Text] = {
    "official": Text("见到文件原文", "the wording of the document was seen"),
    "reported": Text("来自报道或解读", "from a report about the document"),
    "inferred": Text("由已知事实推断", "a deduction from known facts"),
}


def confidence_legend() -> Text:
    """What the marks of confidence mean, on one line."""
    marks = [(CONFIDENCE[key], meaning) for key, meaning in CONFIDENCE_MEANING.items()]
    return joined(Text("，", ", "), [Text("{}＝{}", "{} = {}").format(mark, meaning) for mark, meaning in marks])


ESTIMATED = Text("估", "est.")
NO_MONEY = Text("无", "none")


def weakest(confidences: Collection[Confidence]) -> Confidence | None:
    """The least sure of them; None of none."""
    return next((confidence for confidence in _FROM_THE_WEAKEST if confidence in confidences), None)


_FROM_THE_WEAKEST: tuple[Confidence, ...] = ("inferred", "reported", "official")


def window_in_words(window: Window) -> Text:
    """The state with the days that matter: when it opens, until when, and how many days are left."""
    state = WINDOW[window.state]
    if window.unpublished:
        return Text("文件当时尚未公布", "its document was not yet published")
    if window.state == "upcoming" and window.opens is not None:
        return _from_to(window.opens, window.closes)
    if window.state == "closed" and window.closes is not None:
        return Text("已于 {0} 截止", "{1}, last day {0}").format(window.closes, state)
    if window.state == "unannounced" and window.closes is not None:
        return Text("至 {} 截止，开始日期没有见到", "until {}, first day not seen").format(window.closes)
    if window.state != "open":
        return state
    if window.closes is None:
        return Text("{}，截止日未公布", "{}, last day not published").format(state)
    left = _left(window.days_left or 0, window.weekdays_left or 0, window.working_days_left)
    return Text("{}至 {}，{}", "{} until {}, {}").format(state, window.closes, left)


def _from_to(opens: date, closes: date | None) -> Text:
    if closes is None:
        return Text(f"{opens} 起", f"opens {opens}")
    return Text(f"{opens} 至 {closes}", f"opens {opens}, until {closes}")


def _left(days: int, weekdays: int, working_days: int | None) -> Text:
    return days_in_words(days, weekdays, working_days) if days else Text("今天截止", "closes today")


def days_in_words(days: int, weekdays: int, working_days: int | None) -> Text:
    """How many days are left, and how many of them are working days; where the holidays are not known, weekdays, and that this is so."""
    if working_days is not None:
        return Text(
            f"剩 {days} 天（其中工作日 {working_days} 天）", f"{counted(days, 'day')} left ({counted(working_days, 'working day')})"
        )
    return Text(
        f"剩 {days} 天（周一至周五 {weekdays} 天；其间的放假安排未收全，工作日数未知）",
        f"{counted(days, 'day')} left ({counted(weekdays, 'weekday')}; working days unknown, not all holidays are known)",
    )


def funding_in_words(funding: FundingEstimate, confidence: Confidence | None = None) -> Text:
    """The money in short, or why no amount can be given. A figure from a table is marked as an estimate, a voucher and tax relief as such.

    ``confidence``: how sure the catalogue is of the figures, to be said beside an amount.
    """
    if funding.low is None:
        return KIND[funding.kind]
    amount = range_in_words(funding.low, funding.high)
    if funding.high is None and funding.low == 0:
        amount = Text("尚不能估算", "cannot be estimated yet") if funding.missing else Text("上限未公布", "no upper figure published")
    else:
        if rests_on_table(funding):
            amount = Text("{} {}", "{} {}").format(ESTIMATED, amount)
        if funding.high != 0 and funding.per is not None:
            amount = Text("{1} {0}", "{0} {1}").format(amount, period_in_words(funding.per, funding.years))
    notes = [*([KIND[funding.kind]] if funding.kind != "cash" else []), *([CONFIDENCE[confidence]] if confidence else [])]
    return beside(amount, joined(Text("，", ", "), notes)) if notes else amount


def period_in_words(per: FundingPer, years: int | None) -> Text:
    """``每年（最长2年）`` / ``a year, for at most 2 years``; ``3年合计`` / ``for 3 years in all``."""
    if per == "in_all":
        return Text("合计", "in all") if years is None else Text(f"{years}年合计", f"for {counted(years, 'year')} in all")
    return Text("每年", "a year") if years is None else Text(f"每年（最长{years}年）", f"a year, for at most {counted(years, 'year')}")


def rests_on_table(funding: FundingEstimate) -> bool:
    """Whether the amount was read from a table of figures that are published elsewhere: then it is an estimate."""
    return any(row.low is not None for row in funding.rows)


def range_in_words(low: int | Decimal, high: int | Decimal | None) -> Text:
    """Yuan from ``low`` to ``high``, both inclusive: 100万元, 至多 300万元, 50万元～100万元; 至少 50万元 where ``high`` is None."""
    if high is None:
        return Text("至少 {}", "at least {}").format(money_in_words(low))
    if low == high:
        return money_in_words(low)
    if not low:
        return Text("至多 {}", "up to {}").format(money_in_words(high))
    return Text("{0}～{1}", "CNY {2:,}–{3:,}").format(money_in_words(low), money_in_words(high), low, high)


def exact_range_in_words(amount: MoneyRange) -> Text:
    """``range_in_words`` of a range that is not rounded to whole yuan; from 0 without an upper figure it is not known."""
    if amount.high is None and amount.low == 0:
        return Text("未知", "not known")
    return range_in_words(amount.low, amount.high)
