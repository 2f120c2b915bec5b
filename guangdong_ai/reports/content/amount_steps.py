"""How an amount was worked out, step by step: each step names the ones that it rests on by their numbers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.record import record
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.profiles.shown_money import money_in_words
from guangdong_ai.profiles.shown_value import value_in_words
from guangdong_ai.reports.wording.citation import place_in_words
from guangdong_ai.reports.wording.condition_wording import condition_in_words
from guangdong_ai.reports.wording.phrase import AND, listed, percent, quoted, with_colon
from guangdong_ai.rules.amount import (
    Combined,
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
from guangdong_ai.rules.evaluate import Outcome
from guangdong_ai.rules.evaluate_amount import AmountResult
from guangdong_ai.rules.money_range import MoneyRange
from guangdong_ai.rules.table import TableRow
from guangdong_ai.rules.value import Facts


@record
class AmountStep:
    """One step in words, and what comes out of it, in yuan, not rounded. ``notes``: what is to be said of a figure, and where it stands."""

    words: Text
    range: MoneyRange
    notes: tuple[Text, ...] = ()


def amount_steps(result: AmountResult, facts: Facts, catalogue: Catalogue) -> tuple[AmountStep, ...]:
    """The steps that lead to the result; the last one is the result itself. ``facts`` are those that it was worked out from."""
    steps = _Steps(facts, catalogue)
    steps.walk(result)
    return tuple(steps.taken) or (AmountStep(words=Text("固定金额", "a fixed amount"), range=result.range),)


class _Steps:
    """Walks a result from the inside out and numbers what it passes."""

    def __init__(self, facts: Facts, catalogue: Catalogue) -> None:
        self.facts = facts
        self.catalogue = catalogue
        self.taken: list[AmountStep] = []
        self.numbers: dict[AmountResult, int] = {}

    def walk(self, result: AmountResult) -> Text:
        """Take the steps to the result; how a later step refers to it. A figure of the text needs no step of its own."""
        amount = result.amount
        if isinstance(amount, Fixed):
            return money_in_words(amount.yuan)
        if isinstance(amount, FirstKnown):  # its only part is the alternative that holds
            return self.walk(result.parts[0])
        if result not in self.numbers:
            parts = [self.walk(part) for part in result.parts]
            notes = tuple(note for row in result.rows for note in _notes(row)) if isinstance(amount, LookUp) else ()
            self.taken.append(AmountStep(words=self._words(amount, result, parts), range=result.range, notes=notes))
            self.numbers[result] = len(self.taken)
        number = self.numbers[result]
        return Text(f"第{number}步", f"step {number}")

    def _words(self, amount: FactValue | LookUp | Tiers | Combined, result: AmountResult, parts: Sequence[Text]) -> Text:
        match amount:
            case FactValue(fact=fact_id):
                return _answered(self.catalogue.facts[fact_id], self.facts)
            case LookUp():
                return self._looked_up(amount)
            case Rate(rate=rate):
                return _rated(result, percent(rate), parts[0], self.catalogue.facts)
            case UpTo():
                return Text("至多{}", "up to {}").format(parts[0])
            case SmallerOf():
                words = listed(parts, AND)
                return Text("{}中较小者", "the smaller of {}").format(words)
            case LargerOf():
                words = listed(parts, AND)
                return Text("{}中较大者", "the larger of {}").format(words)
            case Sum():
                return joined(Text("加", " plus "), list(parts))
            case Difference():
                return Text("{}减去{}，不低于0元", "{} less {}, not below CNY 0").format(parts[0], parts[1])
            case Tiers():
                return _tiered(result.outcomes, parts, self.catalogue.facts)
        assert_never(amount)

    def _looked_up(self, look_up: LookUp) -> Text:
        """The table, and the keys with which it was read."""
        table = self.catalogue.tables[look_up.table]
        column = quoted(table.columns[look_up.column])
        keys = joined(Text("，", ", "), [_answered(self.catalogue.facts[fact], self.facts) for fact in (table.key, look_up.year) if fact])
        return Text("{}{}（{}）", "{}, {} ({})").format(quoted(table.title), column, keys)


def _notes(row: TableRow) -> Iterator[Text]:
    if row.note is not None:
        yield row.note
    if row.source is not None:
        yield place_in_words(row.source.document, row.source.article, row.source.confidence)


def _answered(fact: Fact, facts: Facts) -> Text:
    """The fact with the applicant's answer."""
    value = facts.get(fact.id)
    if value is None:
        return Text("{}：未知", "{}: not known").format(fact.label)
    return with_colon(fact.label, value_in_words(fact, value))


def _rated(result: AmountResult, rate: Text, part: Text, facts: Mapping[str, Fact]) -> Text:
    of = result.parts[0].amount
    if isinstance(of, FactValue) and not facts[of.fact].traits.is_money and isinstance(result.amount, Rate):
        return Text("{}×{}", "{} × {}").format(part, money_in_words(result.amount.rate))
    return Text("{part}的{rate}", "{rate} of {part}").format(part=part, rate=rate)


def _tiered(outcomes: Sequence[Outcome], parts: Sequence[Text], facts: Mapping[str, Fact]) -> Text:
    """Each tier that may apply, with its condition; the last part is what holds otherwise where no condition is true."""
    possible = [outcome for outcome in outcomes if outcome.truth is not False]
    words = []
    for outcome, part in zip(possible, parts, strict=False):
        when = condition_in_words(outcome.condition, facts)
        sure = Text("", "") if outcome.truth else Text("（未知）", " (not known)")
        words.append(Text("{}{} → {}", "{}{} → {}").format(when, sure, part))
    if len(parts) > len(possible):
        rest = parts[-1]
        words.append(Text("其他 → {}", "otherwise → {}").format(rest))
    return joined(Text("；", "; "), words)
