"""Finding the measure that a person named: by its id, its title or a part of one, in both languages and in pinyin."""

from collections.abc import Mapping, Sequence

from guangdong_ai.api.named import named
from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.foundation.errors import Refused
from guangdong_ai.foundation.finding import Finding
from guangdong_ai.foundation.suggestion import closest, did_you_mean
from guangdong_ai.foundation.text import Text, joined

_MOST_LISTED = 10


def measure_named(name: str, catalogue: Catalogue) -> Measure:
    """The one measure of this name; where several match, the one that is the policy's own, if one alone is.

    Raises Refused, with the candidates where several match, or with the nearest id where none does.
    """
    titles = {measure.id: measure.title for measure in catalogue.with_titles.values()}
    found = named(name, titles)
    if len(found) == 1:
        return catalogue.with_titles[found[0]]
    own = [id_ for id_ in found if id_ in catalogue.measures and catalogue.scope_of(catalogue.measures[id_]) == "policy"]
    if len(own) == 1:
        return catalogue.measures[own[0]]
    if found:
        message = Text(f"“{name}”可以指 {len(found)} 项措施", f"{name} matches {len(found)} measures")
        raise Refused([Finding(message=message, hint=one_of_these(found, titles))])
    near = closest(name, list(titles))
    hint = did_you_mean(near) if near else Text("全部措施", "all measures")
    command = () if near else ("measures", "list")
    raise Refused([Finding(message=Text(f"没有这项措施：{name}", f"no such measure: {name}"), hint=hint, command=command)])


def one_of_these(ids: Sequence[str], titles: Mapping[str, Text]) -> Text:
    """The hint where several match: choose one by its id. Of many the first are named."""
    shown = [Text("{}（{}）", "{} ({})").format(id_, titles[id_]) for id_ in ids[:_MOST_LISTED]]
    names = joined(Text("、", ", "), shown)
    more = Text("", "") if len(ids) <= _MOST_LISTED else Text(f" 等 {len(ids)} 项", f" and {len(ids) - _MOST_LISTED} more")
    return Text("请选其一：{}{}", "choose one of {}{}").format(names, more)
