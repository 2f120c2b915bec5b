"""What an applicant has to do about one fact, in words: "raise Enterprises served from 150 to more than 200 enterprises".

All words come from the fact itself: a new fact, choice or unit needs none here.
"""

from collections.abc import Mapping
from decimal import Decimal

from guangdong_ai.assessment.near_misses.options import Effort, Requirement
from guangdong_ai.catalogue.fact import Fact
from guangdong_ai.reports.wording.accepted_wording import accepted_in_words, bound_above, bound_below, interval_in_words, is_amount, shown
from guangdong_ai.reports.wording.phrase import AND, OR, listed, quoted
from guangdong_ai.reports.wording.terms import CHANGE
from guangdong_ai.rules.domains.choice_sets import ChoiceSets
from guangdong_ai.rules.domains.intervals import Interval, Intervals
from guangdong_ai.rules.kinds import ORDERED
from guangdong_ai.rules.value import Value
from guangdong_ai.text import Text

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
    return _changed(fact, shown(fact, now), accepted_in_words(fact, accepted))


def _answered(requirement: Requirement) -> Text:
    fact, words = requirement.fact, accepted_in_words(requirement.fact, requirement.accepted)
    name = quoted(fact.label)
    if fact.kind == "choices":
        return Text("回答{0}：须{1}", "answer {2}: must turn out to be one that {1}").format(name, words, fact.label)
    must = "须" if isinstance(requirement.accepted, Intervals) and words.zh.startswith(_COMPARED) else "须为"
    return Text("回答{0}：{1}{2}", "answer {3}: must turn out {2}").format(name, must, words, fact.label)


def _changed(fact: Fact, now: Text, accepted: Text) -> Text:
    return Text("把{0}从{1}改为{2}", "change {3} from {1} to {2}").format(quoted(fact.label), now, accepted, fact.label)


def _around(target: Value, accepted: Intervals) -> Interval:
    """The interval that the target is in."""
    step = accepted.line.step_of(target)
    return next(interval for interval in accepted.intervals if interval[0] <= step <= interval[1])


def _moved(fact: Fact, now: Value, interval: Interval) -> Text:
    """A number goes up or down, to the nearest end of the interval."""
    first, last = interval
    line = ORDERED[fact.kind]
    up = line.step_of(now) < first
    operator, step = bound_above(fact, first) if up else bound_below(fact, last)
    bound = shown(fact, line.from_steps(step))
    open_ended = last >= line.most if up else first <= line.least
    if operator in ("more_than", "less_than"):
        to = Text("超过{}", "more than {}").format(bound) if up else Text("低于{}", "less than {}").format(bound)
    elif open_ended and first != last:
        to = Text("{}或更多", "{} or more").format(bound) if up else Text("{}或更少", "{} or less").format(bound)
    else:
        to = bound
    rest = Text("", "") if open_ended or first == last else _will_do(interval_in_words(fact, interval))
    name, start = quoted(fact.label), _without_unit(fact, now)
    if up:
        return Text("把{0}从{1}提高到{2}{3}", "raise {4} from {1} to {2}{3}").format(name, start, to, rest, fact.label)
    return Text("把{0}从{1}降低到{2}{3}", "lower {4} from {1} to {2}{3}").format(name, start, to, rest, fact.label)


def _without_unit(fact: Fact, value: Value) -> Text:
    """In English the unit is said once: "from 150 to 201 enterprises"."""
    words = shown(fact, value)
    unit = fact.unit_for(value).en if isinstance(value, int | Decimal) else ""
    return Text(words.zh, words.en.removesuffix(unit).rstrip())


def _postponed(fact: Fact, now: Value, target: Value, interval: Interval) -> Text:
    """A year or a day becomes another one, with the others that will do."""
    aimed, words = shown(fact, target), interval_in_words(fact, interval)
    only = interval[0] == interval[1]
    if not only and interval[1] >= ORDERED[fact.kind].most:
        return _changed(fact, shown(fact, now), Text("{}或更晚", "{} or later").format(aimed))
    rest = Text("", "") if only else _will_do(words)
    return _changed(fact, shown(fact, now), Text("{}{}", "{}{}").format(aimed, rest))


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
