"""A change in words: where it is, what stood there, and what stands there now."""

from collections.abc import Iterator

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.changes.change import Change, ChangePath, PathStep, path_name
from guangdong_ai.catalogue.criterion import Criterion
from guangdong_ai.catalogue.fact import Choice
from guangdong_ai.record import record
from guangdong_ai.reports.content.blocks import Item
from guangdong_ai.reports.content.catalogue_diff.distinguish import distinguished
from guangdong_ai.reports.content.catalogue_diff.whole_records import WHOLE_RECORDS, row_name, whole_item
from guangdong_ai.reports.wording.field_names import KINDS, About, field_name
from guangdong_ai.reports.wording.phrase import quoted
from guangdong_ai.reports.wording.value_wording import named, value_in_words
from guangdong_ai.rules.table import TableRow
from guangdong_ai.text import Text, joined


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
    before, after = _item(last, change.old, old), _item(last, change.new, new)
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


def _item(step: PathStep, value: object, catalogue: Catalogue) -> Item | None:
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
