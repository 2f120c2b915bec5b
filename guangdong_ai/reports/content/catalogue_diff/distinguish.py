"""Two values that differ never read the same, in either language."""

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.changes.change import Change
from guangdong_ai.record import replace
from guangdong_ai.reports.content.blocks import Item
from guangdong_ai.reports.wording.value_wording import with_id
from guangdong_ai.rules.amount import Amount, facts_of_amount
from guangdong_ai.rules.condition import AllOf, AnyOf, Compare, Not, Ratio, facts_of
from guangdong_ai.text import LANGUAGES, Language, Text

_WRITTEN_OTHERWISE = Text("读起来相同，但写法不同", "reads the same but is written in another way")


def distinguished(change: Change, before: Item, after: Item, old: Catalogue, new: Catalogue) -> tuple[Item, Item]:
    """What stood and what stands there, with the difference shown where the words do not show it.

    A text that changed in one language only is shown in that language to readers of the other. Rules on facts of the same name are told
    apart by the ids of the facts. Where nothing tells two values apart, that is said.
    """
    if _differ(before, after):
        return before, after
    if isinstance(change.old, Text):
        return _in_the_changed_language(before, after), _in_the_changed_language(after, before)
    before, after = _with_facts(before, change.old, old), _with_facts(after, change.new, new)
    if _differ(before, after):
        return before, after
    return before, replace(after, details=(*after.details, _WRITTEN_OTHERWISE))


def _differ(one: Item, other: Item) -> bool:
    """Whether a reader of either language sees a difference."""
    return all(_read(one, language) != _read(other, language) for language in LANGUAGES)


def _read(item: Item, language: Language) -> tuple[str, ...]:
    return tuple(text.in_language(language) for text in (item.text, *item.details))


def _in_the_changed_language(item: Item, other: Item) -> Item:
    text = item.text
    zh = f"英文：{text.en}" if text.zh == other.text.zh else text.zh
    en = f"in Chinese: {text.zh}" if text.en == other.text.en else text.en
    return replace(item, text=Text(zh, en))


def _with_facts(item: Item, rule: object, catalogue: Catalogue) -> Item:
    facts: tuple[str, ...] = ()
    match rule:
        case Compare() | Ratio() | AllOf() | AnyOf() | Not():
            facts = facts_of(rule)
        case Amount():
            facts = facts_of_amount(rule, catalogue.tables)
    return replace(item, text=with_id(item.text, ", ".join(facts))) if facts else item
