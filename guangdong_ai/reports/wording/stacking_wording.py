"""How a measure adds up with others, in words made from the stacking rules: no measure says it a second time."""

from collections.abc import Mapping

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.catalogue.stacking_rule import CapPer, StackingForm, StackingRule
from guangdong_ai.foundation.text import Text
from guangdong_ai.profiles.shown_money import money_in_words
from guangdong_ai.reports.wording.amount_wording import amount_in_words
from guangdong_ai.reports.wording.phrase import beside
from guangdong_ai.rules.table import Tables

FORM: Mapping[StackingForm, Text] = {
    "exclusive": Text("只计其中一项", "one of them counts"),
    "pairs": Text("每对只计一项", "one of each pair counts"),
    "cap": Text("合计有上限", "together they are capped"),
    "difference": Text("只补差额", "only the difference is paid"),
}
PER: Mapping[CapPer, Text] = {
    "project": Text("每个项目", "a project"),
    "firm": Text("每家企业", "a firm"),
    "year": Text("每年", "a year"),
}


def rule_in_words(rule: StackingRule, facts: Mapping[str, Fact], tables: Tables) -> Text:
    """What the rule does to a total; of one that is not known to hold, what that does to the two ends."""
    does = _does(rule, facts, tables)
    if rule.certain:
        return does
    return Text("合计的下限按此计：{}", "for the low end of a total: {}").format(does)


def cap_in_words(rule: StackingRule, facts: Mapping[str, Fact], tables: Tables) -> Text:
    """``每年 200万元`` / ``CNY 2,000,000 a year``, or how the ceiling is worked out; of a rule of the form ``cap``."""
    if rule.per is None:
        raise TypeError(rule)
    if rule.ceiling is not None:
        return beside(amount_in_words(rule.ceiling, facts, tables), PER[rule.per])
    return fixed_cap_in_words(rule, rule.most or 0)


def fixed_cap_in_words(rule: StackingRule, most: int) -> Text:
    """The same where the cap, or what a ceiling comes to for an applicant, is so many whole yuan."""
    if rule.per is None:
        raise TypeError(rule)
    return Text("{per} {most}", "{most} {per}").format(per=PER[rule.per], most=money_in_words(most))


def _does(rule: StackingRule, facts: Mapping[str, Fact], tables: Tables) -> Text:
    match rule.form:
        case "cap":
            cap = cap_in_words(rule, facts, tables)
            if rule.only_together:
                return Text(
                    "几项一起合计至多{}，只有一项的按它自身计", "several of them together at most {}, one alone its own amount"
                ).format(cap)
            return Text("合计至多{}", "together at most {}").format(cap)
        case "difference":
            return Text("只补差额，合计以最高的一项为限", "only the difference is paid, together as much as the largest")
        case form:
            return FORM[form]
