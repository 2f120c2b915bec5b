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
        return Text(f"回答{name.zh}：须{words.zh}", f"answer {fact.label.en}: must turn out to be one that {words.en}")
    must = "须" if isinstance(requirement.accepted, Intervals) and words.zh.startswith(_COMPARED) else "须为"
    return Text(f"回答{name.zh}：{must}{words.zh}", f"answer {fact.label.en}: must turn out {words.en}")


def _changed(fact: Fact, now: Text, accepted: Text) -> Text:
    return Text(f"把{quoted(fact.label).zh}从{now.zh}改为{accepted.zh}", f"change {fact.label.en} from {now.en} to {accepted.en}")


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
        to = Text(f"超过{bound.zh}", f"more than {bound.en}") if up else Text(f"低于{bound.zh}", f"less than {bound.en}")
    elif open_ended and first != last:
        to = Text(f"{bound.zh}或更多", f"{bound.en} or more") if up else Text(f"{bound.zh}或更少", f"{bound.en} or less")
    else:
        to = bound
    rest = Text("", "") if open_ended or first == last else _will_do(interval_in_words(fact, interval))
    name, start = quoted(fact.label), _without_unit(fact, now)
    if up:
        return Text(f"把{name.zh}从{start.zh}提高到{to.zh}{rest.zh}", f"raise {fact.label.en} from {start.en} to {to.en}{rest.en}")
    return Text(f"把{name.zh}从{start.zh}降低到{to.zh}{rest.zh}", f"lower {fact.label.en} from {start.en} to {to.en}{rest.en}")


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
        return _changed(fact, shown(fact, now), Text(f"{aimed.zh}或更晚", f"{aimed.en} or later"))
    rest = Text("", "") if only else _will_do(words)
    return _changed(fact, shown(fact, now), Text(f"{aimed.zh}{rest.zh}", f"{aimed.en}{rest.en}"))


def _will_do(values: Text) -> Text:
    return Text(f"（{values.zh}均可）", f" ({values.en} will do)")


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
        return Text(f"在{name.zh}中增加{more.zh}，去掉{less.zh}", f"add {more.en} to {fact.label.en} and take {less.en} away from it")
    if added:
        return Text(f"在{name.zh}中增加{more.zh}", f"add {more.en} to {fact.label.en}")
    return Text(f"在{name.zh}中去掉{less.zh}", f"take {less.en} away from {fact.label.en}")
