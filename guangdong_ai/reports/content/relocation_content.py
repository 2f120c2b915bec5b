"""What another place would do, place by place: told after everything else, since what the old place gives is lost with it."""

from collections.abc import Callable, Iterator, Sequence

from guangdong_ai.assessment.near_misses import Option
from guangdong_ai.assessment.near_misses.relocation import Relocation
from guangdong_ai.assessment.result import AssessmentResult, MeasureResult, Totals
from guangdong_ai.foundation.text import Text, joined
from guangdong_ai.profiles.shown_money import money_in_words
from guangdong_ai.profiles.shown_value import value_in_words
from guangdong_ai.reports.content.blocks import Item, Section
from guangdong_ai.reports.wording.phrase import begun_small, beside, with_colon
from guangdong_ai.reports.wording.sum_wording import has_more
from guangdong_ai.reports.wording.terms import CHANGE, ELIGIBILITY, MARKS, funding_in_words
from guangdong_ai.rules.kinds import SINGLE_CHOICE
from guangdong_ai.rules.value import NONE_OF_THESE

_NAMES = Text("；", "; ")
_NONE = Text("", "")
_IN_SHORT = Text("迁移注册地，加 --all 列出途径", "Registered elsewhere: add --all to see the ways")


def relocation_section(
    found: Sequence[Relocation], left: int, assessment: AssessmentResult, way: Callable[[Option], Item], *, show_all: bool
) -> Section:
    """All places in one section, with how many are ``left`` that were not looked at. ``way`` makes of a way what it takes beside the place."""
    items = [
        Item(relocation_in_words(one, assessment), (), None, tuple(_inside(one, way, show_all=show_all)), strong=True) for one in found
    ]
    facts = assessment.catalogue.facts
    reasons = dict.fromkeys(facts[name].change_reason for name in dict.fromkeys(name for one in found for name in one.place))
    effort = CHANGE["relocation"]
    about = [Item(with_colon(effort, reason)) for reason in reasons]
    if left:
        places = "place was" if left == 1 else "places were"
        about.append(Item(Text(f"还有 {left} 处没有比较", f"{left} more {places} not compared")))
    title = Text("迁移注册地", "Registered elsewhere") if show_all else _IN_SHORT
    return Section(title, (*items, *about))


def relocation_in_words(relocation: Relocation, assessment: AssessmentResult) -> Text:
    """``registered in Foshan instead: 4 more measures, up to CNY 500,000; 7 lost, up to CNY 3,000,000``."""
    place, more, lost = _place(relocation, assessment), len(relocation.opened), len(relocation.lost)
    gain = Text(f"增加 {more} 项措施", f"{more} more measure{'' if more == 1 else 's'}")
    if not more:
        gain = Text("只迁移注册地不会增加措施", "no more measures by that alone")
    up_to, less = _up_to(relocation.may_bring, assessment), _up_to(relocation.loses, assessment)
    if has_more(relocation.may_bring) and up_to != _NONE:
        up_to = Text("{}（全部符合时）", "{} if all were met").format(up_to)
    loss = Text(f"失去 {lost} 项", f"{lost} lost") if lost else Text("不失去任何措施", "none lost")
    return Text("{}：{}{}；{}{}", "{}: {}{}; {}{}").format(place, gain, up_to, loss, less)


def _up_to(totals: Totals, assessment: AssessmentResult) -> Text:
    """What the measures may bring together, after a comma. Nothing where none has an amount, or too little is known for any sum."""
    if not assessment.totals.is_given or not totals.counted_if_all_met:
        return _NONE
    if totals.if_all_met is None:
        return Text("，尚没有上限", ", no upper figure yet")
    return Text("，至多 {}", ", up to {}").format(money_in_words(totals.if_all_met))


def _place(relocation: Relocation, assessment: AssessmentResult) -> Text:
    """The place as narrowly as it is known: a choice says more than a yes, and that a city has no districts is said by its name."""
    place = [(assessment.catalogue.facts[name], value) for name, value in relocation.place.items()]
    chosen = [value_in_words(fact, value) for fact, value in place if fact.kind in SINGLE_CHOICE and value != NONE_OF_THESE]
    if chosen:
        where = joined(_NAMES, chosen)
        return Text("改在{}注册", "registered in {} instead").format(where)
    others = [_otherwise(fact.label, value_in_words(fact, value), yes=value is True) for fact, value in place]
    words = joined(_NAMES, others)
    return Text("改为{}", "{} instead").format(words)


def _otherwise(label: Text, value: Text, *, yes: bool) -> Text:
    inside = begun_small(label)
    return inside if yes else Text("“{}”：{}", "{}: {}").format(inside, value)


def _inside(relocation: Relocation, way: Callable[[Option], Item], *, show_all: bool) -> Iterator[Item]:
    """Each kind of measures: in a line; with all, each of them with its money and what it takes."""
    kinds = [
        (Text("{} {}", "{} {}").format(MARKS[state], words), [one for one in relocation.opened if one.eligibility == state])
        for state, words in ELIGIBILITY.items()
    ]
    kinds.append((Text("▲ 失去", "▲ lost"), list(relocation.lost)))
    kinds.append((Text("还要改变别的才能申请", "only with other changes too"), list(relocation.further)))
    kinds.append((Text("○ 两处都待定，那里多一种途径", "○ undetermined here and there, with another way there"), list(relocation.eased)))
    for head, results in kinds:
        if show_all and results:
            yield Item(head, (), None, tuple(_measure(result, relocation, way) for result in results))
        elif results:
            names = joined(_NAMES, [result.measure.title for result in results])
            yield Item(with_colon(head, names))


def _measure(result: MeasureResult, relocation: Relocation, way: Callable[[Option], Item]) -> Item:
    title, money, ways = result.measure.title, funding_in_words(result.funding), relocation.options.get(result.measure.id)
    words = beside(title, result.measure.id)
    if not ways:
        return Item(with_colon(words, money))
    return Item(words, (), None, tuple(way(option) for option in ways))
