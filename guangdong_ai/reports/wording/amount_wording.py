"""Amounts in words, made from the labels of the facts and tables: no measure words its figures a second time."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import assert_never

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.profiles.shown_money import money_in_words
from guangdong_ai.reports.wording.condition_wording import condition_in_words
from guangdong_ai.reports.wording.phrase import AND, in_brackets, listed, percent, quoted
from guangdong_ai.rules.amount import (
    Amount,
    Difference,
    FactValue,
    FirstKnown,
    Fixed,
    LargerOf,
    LookUp,
    Rate,
    SmallerOf,
    Sum,
    Tiers,
    UpTo,
)
from guangdong_ai.rules.table import Tables


def amount_in_words(amount: Amount, facts: Mapping[str, Fact], tables: Tables) -> Text:
    """The amount as a phrase: ``“项目投入”的30%，最高800万元`` / ``30% of "Cost of the project", at most CNY 8,000,000``."""
    match amount:
        case Fixed(yuan=yuan):
            return money_in_words(yuan)
        case FactValue(fact=fact_id):
            return quoted(facts[fact_id].label)
        case Rate(rate=rate, of=of):
            return _rated(rate, of, facts, tables)
        case UpTo(of=of):
            words = _one_phrase(of, facts, tables)
            return Text("至多{}", "up to {}").format(words)
        case SmallerOf(parts=parts):
            return _smaller(parts, facts, tables)
        case LargerOf(parts=parts):
            words = listed([_part(part, facts, tables) for part in parts], AND)
            return Text("{}中较大者", "the larger of {}").format(words)
        case Sum(parts=parts):
            return joined(Text("加", " plus "), [_part(part, facts, tables) for part in parts])
        case Difference(minuend=minuend, subtrahend=subtrahend):
            one, other = _part(minuend, facts, tables), _part(subtrahend, facts, tables)
            return Text("{}减去{}，不低于0元", "{} less {}, not below CNY 0").format(one, other)
        case Tiers():
            return _tiered(amount, facts, tables)
        case FirstKnown(parts=parts):
            return joined(Text("，没有填写则取", ", or where that is not given "), [_part(part, facts, tables) for part in parts])
        case LookUp():
            return _looked_up(amount, facts, tables)
    assert_never(amount)


def _part(amount: Amount, facts: Mapping[str, Fact], tables: Tables) -> Text:
    """The words for an amount inside another: in brackets where they would run together with what is around them."""
    words = amount_in_words(amount, facts, tables)
    simple = isinstance(amount, Fixed | FactValue | LookUp) or (isinstance(amount, Rate) and isinstance(amount.of, Fixed | FactValue))
    return words if simple else in_brackets(words)


def _one_phrase(amount: Amount, facts: Mapping[str, Fact], tables: Tables) -> Text:
    """The words for an amount before or after which a limit stands: in brackets where the limit would seem to belong to a part of it."""
    words = amount_in_words(amount, facts, tables)
    return in_brackets(words) if isinstance(amount, Tiers | FirstKnown | Sum | Difference) else words


def _rated(rate: Decimal, of: Amount, facts: Mapping[str, Fact], tables: Tables) -> Text:
    words = _part(of, facts, tables)
    if isinstance(of, FactValue) and not facts[of.fact].traits.is_money:
        return Text("{}×{}", "{} × {}").format(words, money_in_words(rate))
    share = percent(rate)
    return Text("{words}的{share}", "{share} of {words}").format(words=words, share=share)


def _smaller(parts: Sequence[Amount], facts: Mapping[str, Fact], tables: Tables) -> Text:
    """A figure among the parts is a cap on the others."""
    figures = [part for part in parts if isinstance(part, Fixed)]
    others = [part for part in parts if not isinstance(part, Fixed)]
    if len(figures) == 1 and len(others) == 1:
        words, cap = _one_phrase(others[0], facts, tables), money_in_words(figures[0].yuan)
        return Text("{}，最高{}", "{}, at most {}").format(words, cap)
    words = listed([_part(part, facts, tables) for part in parts], AND)
    return Text("{}中较小者", "the smaller of {}").format(words)


def _tiered(tiers: Tiers, facts: Mapping[str, Fact], tables: Tables) -> Text:
    cases = [(condition_in_words(tier.when, facts), _tier(tier.amount, facts, tables)) for tier in tiers.tiers]
    words = [Text("{} → {}", "{} → {}").format(when, amount) for when, amount in cases]
    if tiers.otherwise != _NOTHING:
        rest = _tier(tiers.otherwise, facts, tables)
        words.append(Text("其他 → {}", "otherwise → {}").format(rest))
    return joined(Text("；", "; "), words)


_NOTHING = Fixed(yuan=Decimal(0))


def _tier(amount: Amount, facts: Mapping[str, Fact], tables: Tables) -> Text:
    words = amount_in_words(amount, facts, tables)
    return in_brackets(words) if isinstance(amount, Tiers) else words


def _looked_up(look_up: LookUp, facts: Mapping[str, Fact], tables: Tables) -> Text:
    table = tables[look_up.table]
    column, key = table.columns[look_up.column], facts[table.key].label
    if look_up.year is None:
        day = Text("自评当日", "on the day of the assessment")
    else:
        year = facts[look_up.year].label
        day = Text("{}当年", "for the year in {}").format(quoted(year))
    return Text("{0}中按{1}和{2}查得的{3}数额", "the figure of {3} in the table {0} by {1}, {2}").format(
        quoted(table.title), quoted(key), day, quoted(column)
    )
