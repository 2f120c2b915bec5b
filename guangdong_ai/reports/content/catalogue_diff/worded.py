"""Changes of a catalogue in words: where each is, what stood there, and what stands there now; records added or removed as a whole with what they say."""

from collections.abc import Iterator

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.changes.change import Change, ChangePath, PathStep, path_name
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.fact import Choice
from guangdong_ai.foundation.record import record, replace
from guangdong_ai.foundation.text import LANGUAGES, Language, Text, joined
from guangdong_ai.reports.content.blocks import Item
from guangdong_ai.reports.content.catalogue_diff.whole_records import WHOLE_RECORDS, row_name, whole_item
from guangdong_ai.reports.wording.field_names import KINDS, About, field_name
from guangdong_ai.reports.wording.phrase import quoted
from guangdong_ai.reports.wording.value_wording import named, value_in_words, with_id
from guangdong_ai.rules.amount import Amount, facts_of_amount
from guangdong_ai.rules.condition import AllOf, AnyOf, Compare, Not, Ratio, facts_of
from guangdong_ai.rules.table import TableRow

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
    """Whether the two read differently in both languages."""
    return all(_read(one, language) != _read(other, language) for language in LANGUAGES)


def _read(item: Item, language: Language) -> tuple[str, ...]:
    return tuple(text.in_language(language) for text in (item.text, *item.details))


def _in_the_changed_language(item: Item, other: Item) -> Item:
    text = item.text
    if text.zh == other.text.zh:
        return replace(item, text=Text(f"英文：{text.en}", text.en))
    if text.en == other.text.en:
        return replace(item, text=Text(text.zh, f"in Chinese: {text.zh}"))
    return item


def _with_facts(item: Item, rule: object, catalogue: Catalogue) -> Item:
    facts: tuple[str, ...] = ()
    match rule:
        case Compare() | Ratio() | AllOf() | AnyOf() | Not():
            facts = facts_of(rule)
        case _ if isinstance(rule, Amount):
            facts = facts_of_amount(rule, catalogue.tables)
    return replace(item, text=with_id(item.text, ", ".join(facts))) if facts else item


@record
class WordedChange:
    """``kind`` and ``subject``: the kind and the id of the thing that changed. ``part``: what of it did; empty: it was added or removed.

    ``subject`` is None, and ``name`` the kind's, where there is one of the kind only. ``label``: what the part is called.
    ``old`` None: added; ``new`` None: removed.
    """

    kind: str
    subject: str | None
    name: Text
    part: str
    label: Text
    about: About
    old: Item | None
    new: Item | None


def worded(change: Change, old: Catalogue, new: Catalogue) -> WordedChange:
    """The change in the words of the catalogues that it lies between."""
    first, rest = change.path[0], change.path[1:]
    last = change.path[-1]
    kind, lies_in = KINDS[first.field], old if change.new is None else new
    before, after = _told(last, change.old, old), _told(last, change.new, new)
    if before is not None and after is not None:
        before, after = distinguished(change, before, after, old, new)
    return WordedChange(
        kind=first.field,
        subject=first.key,
        name=kind.name if first.key is None else named(first.field, first.key, lies_in),
        part=path_name(rest),
        label=joined(Text("，", ", "), list(_labels(change.path, lies_in))) if rest else kind.name,
        about=field_name(last.of, last.field).about if rest else kind.about,
        old=before,
        new=after,
    )


def _told(step: PathStep, value: object, catalogue: Catalogue) -> Item | None:
    if value is None:
        return None
    if type(value) in WHOLE_RECORDS:
        return whole_item(value, catalogue)
    return Item(value_in_words(step.of, step.field, value, catalogue))


def _labels(path: ChangePath, catalogue: Catalogue) -> Iterator[Text]:
    """The fields on the way, from the first below the subject; what was picked out of one is named where more follows."""
    for position, step in enumerate(path[1:], start=1):
        name = field_name(step.of, step.field).name
        further = position + 1 < len(path)
        picked = _picked(step, catalogue, str(path[0].key), further=further)
        yield name if picked is None else Text("{}{}", "{} {}").format(name, picked)


def _picked(step: PathStep, catalogue: Catalogue, subject: str, *, further: bool) -> Text | None:
    match step.item:
        case TableRow():
            return quoted(row_name(step.item, catalogue.tables[subject], catalogue))
        case Criterion(text=text) | Choice(label=text) if further:
            return quoted(text)
        case _ if further and step.key is not None:
            return Text(f" {step.key}", step.key)
    return None
