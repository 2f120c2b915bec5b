"""A set of values in words: what a fact may be, made from its label, its unit and its choices."""

from collections.abc import Iterator

from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.profiles.shown_value import show_value
from guangdong_ai.reports.wording.condition_wording import comparison_in_words
from guangdong_ai.reports.wording.phrase import OR, listed, quoted
from guangdong_ai.rules.condition import Scalar
from guangdong_ai.rules.domains.choice_sets import ChoiceSets, Clause
from guangdong_ai.rules.domains.discrete import Discrete
from guangdong_ai.rules.domains.domain import Domain
from guangdong_ai.rules.domains.intervals import Interval, Intervals
from guangdong_ai.rules.kinds import AMOUNTS, ORDERED
from guangdong_ai.rules.value import Value
from guangdong_ai.text import Text, joined

_MOST_NAMED = 4
"""So many choices are named; of more than that it is said which are left out, where these are fewer."""
_ANY = Text("任意值", "any value")
_AND = Text("，且", ", and ")


def accepted_in_words(fact: Fact, accepted: Domain) -> Text:
    """The values: ``不少于201家`` / ``at least 201 enterprises``, ``东莞或佛山``, ``2024年至2026年``, ``含制造业``."""
    match accepted:
        case Intervals():
            return listed([interval_in_words(fact, interval) for interval in accepted.intervals], OR)
        case ChoiceSets():
            clauses = sorted(accepted.clauses, key=lambda clause: _place(fact, clause))
            return joined(_AND, [_clause(fact, clause) for clause in clauses]) if clauses else _ANY
        case Discrete():
            return _names(fact, accepted)
    raise TypeError(accepted)


def shown(fact: Fact, value: Value) -> Text:
    """A value of the fact in both languages."""
    return Text(show_value(fact, value, "zh"), show_value(fact, value, "en"))


def interval_in_words(fact: Fact, interval: Interval) -> Text:
    """The numbers or days from one step to another; an end that is as far as answers go is not named."""
    first, last = interval
    line = ORDERED[fact.kind]
    if first == last:
        return shown(fact, line.from_steps(first))
    if first <= line.least and last >= line.most:
        return _ANY
    if last >= line.most:
        operator, step = bound_above(fact, first)
        return _compared(fact, operator, step)
    if first <= line.least:
        operator, step = bound_below(fact, last)
        return _compared(fact, operator, step)
    return _compared(fact, "between", first, last)


def bound_above(fact: Fact, first: int) -> tuple[str, int]:
    """How to say "from this step on": where the step before it is the rounder amount, "more than" that."""
    return ("more_than", first - 1) if _rounder(fact, first - 1, first) else ("at_least", first)


def bound_below(fact: Fact, last: int) -> tuple[str, int]:
    """How to say "up to this step"."""
    return ("less_than", last + 1) if _rounder(fact, last + 1, last) else ("at_most", last)


def is_amount(fact: Fact) -> bool:
    """Whether it says how much or how many, so that it can be raised and lowered."""
    return fact.kind in AMOUNTS


def _rounder(fact: Fact, one: int, other: int) -> bool:
    """Whether it is said in fewer figures: a person, a fen, a millionth comes from a rule that says more or less than a round number."""
    return is_amount(fact) and one > 0 and len(str(one).rstrip("0")) < len(str(other).rstrip("0"))


def _compared(fact: Fact, operator: str, *steps: int) -> Text:
    values = tuple(_scalar(fact, step) for step in steps)
    return comparison_in_words(fact, operator, values if len(values) > 1 else values[0])


def _scalar(fact: Fact, step: int) -> Scalar:
    value = ORDERED[fact.kind].from_steps(step)
    if isinstance(value, frozenset):
        raise TypeError(value)
    return value


def _names(fact: Fact, names: Discrete) -> Text:
    """Choices in declared order, yes or no, texts; of many choices those that will not do."""
    if names.among is None:
        return _other_than([quoted(Text(str(name), str(name))) for name in sorted(names.never, key=str)])
    if fact.kind == "text":
        return listed([quoted(Text(str(name), str(name))) for name in sorted(names.among, key=str)], OR)
    if fact.kind == "yes_no":
        return listed([shown(fact, name) for name in (True, False) if name in names.among], OR)
    named = [choice.label for choice in fact.choices if choice.id in names.among]
    others = [choice.label for choice in fact.choices if choice.id not in names.among]
    if not others:
        return _ANY
    return listed(named, OR) if len(named) <= max(_MOST_NAMED, len(others)) else _other_than(others)


def _other_than(names: list[Text]) -> Text:
    if not names:
        return _ANY
    words = listed(names, OR)
    return Text("{}以外", "anything but {}").format(words)


def _place(fact: Fact, clause: Clause) -> tuple[bool, list[int]]:
    """What has to be made comes first, in declared order."""
    order = [choice.id for choice in fact.choices]
    return not any(made for _, made in clause), sorted(order.index(name) for name, _ in clause if name in order)


def _clause(fact: Fact, clause: Clause) -> Text:
    return listed(list(_literals(fact, clause)), OR)


def _literals(fact: Fact, clause: Clause) -> Iterator[Text]:
    chosen = [choice.label for choice in fact.choices if (choice.id, True) in clause]
    if chosen:
        words = listed(chosen, OR)
        yield Text("含{}", "includes {}").format(words)
    for choice in fact.choices:
        if (choice.id, False) in clause:
            yield Text("不含{}", "does not include {}").format(choice.label)
