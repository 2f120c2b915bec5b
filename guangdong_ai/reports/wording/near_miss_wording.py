"""Near misses in words: the values that will do for a fact, what has to be done about it, and why nothing opens a measure.

All words come from the fact itself, its label, unit and choices: a new one needs none here.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from typing import assert_never

from guangdong_ai.assessment.near_misses import NearMiss, Obstacle
from guangdong_ai.assessment.near_misses.ways import Effort, Requirement
from guangdong_ai.assessment.result import AssessmentResult
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.profiles.shown_value import value_in_words
from guangdong_ai.reports.wording.condition_wording import comparison_in_words
from guangdong_ai.reports.wording.phrase import AND, OR, begun_small, listed, quoted, with_colon, without_full_stop
from guangdong_ai.reports.wording.terms import CHANGE
from guangdong_ai.rules.condition import Scalar
from guangdong_ai.rules.domains import Domain
from guangdong_ai.rules.domains.choice_sets import ChoiceSets, Clause
from guangdong_ai.rules.domains.discrete import Discrete
from guangdong_ai.rules.domains.intervals import Interval, Intervals
from guangdong_ai.rules.kinds import AMOUNTS, ORDERED, YEARS
from guangdong_ai.rules.registry import Registry
from guangdong_ai.rules.value import NEVER, NONE_OF_THESE, Facts, Kind, Value

_MOST_NAMED = 4
"""So many choices are named; of more than that it is said which are left out, where these are fewer."""
_ANY = Text("任意值", "any value")
_AND = Text("，且", ", and ")
_IN_NONE = Discrete(among=frozenset({NONE_OF_THESE}))


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
    assert_never(accepted)


def interval_in_words(fact: Fact, interval: Interval) -> Text:
    """The numbers or days from one step to another; an end that is as far as answers go is not named."""
    first, last = interval
    line = ORDERED[fact.kind]
    if first == last:
        return value_in_words(fact, line.from_steps(first))
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
    return _other_than(_in_quotes(names.never)) if names.among is None else _NAMES[fact.kind](fact, names.among)


def _in_quotes(names: Collection[Scalar]) -> list[Text]:
    return [quoted(Text(str(name), str(name))) for name in sorted(names, key=str)]


def _yes_or_no(fact: Fact, names: Collection[Scalar]) -> Text:
    return listed([value_in_words(fact, name) for name in (True, False) if name in names], OR)


def _one_of_choices(fact: Fact, names: Collection[Scalar]) -> Text:
    """In declared order, that it is none of them last; of many those that will not do."""
    named = [choice.label for choice in fact.choices if choice.id in names]
    if fact.none_of_these is not None and NONE_OF_THESE in names:
        named.append(fact.none_of_these)
    others = [choice.label for choice in fact.choices if choice.id not in names]
    if not others:
        return _ANY
    return listed(named, OR) if len(named) <= max(_MOST_NAMED, len(others)) else _other_than(others)


_NAMES: Mapping[Kind, Callable[[Fact, Collection[Scalar]], Text]] = Registry(
    "wording of names",
    "kinds",
    {"text": lambda _fact, names: listed(_in_quotes(names), OR), "yes_no": _yes_or_no, "choice": _one_of_choices},
    without={**dict.fromkeys(ORDERED, "in order"), "choices": "sets of names"},
)


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


_COMPARED = ("超过", "不", "低于", "早于", "晚于")
"""How comparisons begin in Chinese: 须超过, but 须为东莞."""

EFFORT: Mapping[Effort, Text] = {
    "answer": Text("尚未回答", "not answered"),
    "quick": CHANGE["quick"],
    "slow": CHANGE["slow"],
    "hard": CHANGE["hard"],
    "relocation": CHANGE["relocation"],
}


def requirement_in_words(requirement: Requirement) -> Text:
    """An order to the applicant: change this from that to what will do; or answer it, and what must come out."""
    fact, now, accepted = requirement.fact, requirement.now, requirement.accepted
    if now is None:
        return _answered(requirement)
    if isinstance(accepted, Intervals):
        interval = _around(requirement.target, accepted)
        return _moved(fact, now, interval) if is_amount(fact) else _postponed(fact, now, requirement.target, interval)
    if isinstance(now, frozenset) and isinstance(accepted, ChoiceSets):
        return _chosen(requirement, now, accepted)
    return _changed(fact, value_in_words(fact, now), accepted_in_words(fact, accepted), to_a_choice=accepted != _IN_NONE)


def _answered(requirement: Requirement) -> Text:
    fact, words = requirement.fact, accepted_in_words(requirement.fact, requirement.accepted)
    name = quoted(fact.label)
    if isinstance(requirement.accepted, ChoiceSets):
        return Text("回答{0}：须{1}", "answer {2}: must be one that {1}").format(name, words, fact.label)
    must = "须" if isinstance(requirement.accepted, Intervals) and words.zh.startswith(_COMPARED) else "须为"
    return Text("回答{0}：{1}{2}", "answer {3}: must be {2}").format(name, must, words, fact.label)


def _changed(fact: Fact, now: Text, accepted: Text, *, to_a_choice: bool = True) -> Text:
    english = "change {3} from {1} to {2}" if to_a_choice else "change {3}: {2} instead of {1}"
    return Text("把{0}从{1}改为{2}", english).format(quoted(fact.label), now, accepted, fact.label)


def _around(target: Value, accepted: Intervals) -> Interval:
    """The interval that the target is in."""
    step = accepted.line.step_of(target)
    return next(interval for interval in accepted.intervals if interval[0] <= step <= interval[1])


def _moved(fact: Fact, now: Value, interval: Interval) -> Text:
    """A number goes up or down, to the nearest end of the interval."""
    first, last = interval
    line = ORDERED[fact.kind]
    up = line.step_of(now) < first
    _, step = bound_above(fact, first) if up else bound_below(fact, last)
    bound = value_in_words(fact, line.from_steps(step))
    open_ended = last >= line.most if up else first <= line.least
    if not first <= step <= last:
        to = Text("超过{}", "more than {}").format(bound) if up else Text("低于{}", "less than {}").format(bound)
    elif open_ended and first != last:
        to = Text("{}及以上", "{} or more").format(bound) if up else Text("{}及以下", "{} or less").format(bound)
    else:
        to = bound
    rest = Text("", "") if open_ended or first == last else _will_do(interval_in_words(fact, interval))
    name, start = quoted(fact.label), _without_unit(fact, now)
    if up:
        return Text("把{0}从{1}提高到{2}{3}", "raise {4} from {1} to {2}{3}").format(name, start, to, rest, fact.label)
    return Text("把{0}从{1}降低到{2}{3}", "lower {4} from {1} to {2}{3}").format(name, start, to, rest, fact.label)


def _without_unit(fact: Fact, value: Value) -> Text:
    """In English the unit is said once: "from 150 to 201 enterprises"."""
    words = value_in_words(fact, value)
    unit = fact.unit_for(value).en if isinstance(value, int | Decimal) else ""
    return Text(words.zh, words.en.removesuffix(unit).rstrip())


def _postponed(fact: Fact, now: Value, target: Value, interval: Interval) -> Text:
    """A year or a day becomes another one, with the others that will do."""
    aimed, words = value_in_words(fact, target), interval_in_words(fact, interval)
    only = interval[0] == interval[1]
    if not only and interval[1] >= ORDERED[fact.kind].most:
        return _changed(fact, value_in_words(fact, now), Text("{}或更晚", "{} or later").format(aimed))
    rest = Text("", "") if only else _will_do(words)
    return _changed(fact, value_in_words(fact, now), Text("{}{}", "{}{}").format(aimed, rest))


def _will_do(values: Text) -> Text:
    return Text("（{}均可）", " ({} will do)").format(values)


def _chosen(requirement: Requirement, now: frozenset[str], accepted: ChoiceSets) -> Text:
    """Choices to add, and choices to take away. Where one of several is enough, all of these are named."""
    fact, target = requirement.fact, requirement.target
    aimed = target if isinstance(target, frozenset) else frozenset()
    added, removed, last = aimed - now, now - aimed, AND
    enough = frozenset(choice.id for choice in fact.choices if accepted.has(now ^ {choice.id}))
    if len(aimed ^ now) == 1 and (enough.isdisjoint(now) or enough <= now):
        added, removed, last = enough - now, enough & now, OR
    name = quoted(fact.label)
    more = listed([choice.label for choice in fact.choices if choice.id in added], last) if added else Text("", "")
    less = listed([choice.label for choice in fact.choices if choice.id in removed], last) if removed else Text("", "")
    if added and removed:
        return Text("在{0}中增加{1}，去掉{2}", "add {1} to {3} and take {2} away from it").format(name, more, less, fact.label)
    if added:
        return Text("在{0}中增加{1}", "add {1} to {2}").format(name, more, fact.label)
    return Text("在{0}中去掉{1}", "take {1} away from {2}").format(name, less, fact.label)


_SENTENCES = Text("；", "; ")


def why_nothing_opens_it(miss: NearMiss, assessment: AssessmentResult) -> Text:
    """The measure, and the criteria that nothing can meet with the facts in their way; or that nothing was found in time."""
    reason = joined(_SENTENCES, [_obstacle(obstacle, assessment.known) for obstacle in miss.obstacles])
    if not miss.complete:
        reason = Text(
            "没有找全，可能有途径：条件太复杂，或者找到的与其他回答矛盾",
            "there may be a way: the rules are too complex to find it, or what was found contradicts other answers",
        )
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
    if fact.kind in YEARS and value != NEVER:
        reason = Text("年份不会再变", "the year does not change")
    elif fact.change != "fixed":
        reason = Text("已经过去的不能改变", "what is past cannot be changed")
    else:
        reason = without_full_stop(begun_small(fact.change_reason))
    return Text("{}，{}", "{}, {}").format(with_colon(fact.label, value_in_words(fact, value)), reason)
