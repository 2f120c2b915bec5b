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


def measures_named(names: Sequence[str], catalogue: Catalogue, within: Catalogue, *, titles: bool) -> tuple[str, ...]:
    """The ids of the measures of these names. Raises Refused with all names that are none, may be several, or name a measure that is not ``within``.

    ``within``: the catalogue with the measures of the scopes that were asked for. ``titles``: titles that can be won may be named too.
    """
    findings: list[Finding] = []
    ids = []
    for name in names:
        try:
            measure = measure_named(name, catalogue)
        except Refused as refused:
            findings += refused.findings
            continue
        ids.append(measure.id)
        if measure.kind == "title":
            if not titles:
                message = Text(f"{measure.id} 是称号，不是扶持措施", f"{measure.id} is a title, not a support measure")
                findings.append(Finding(message=message, hint=Text("看条件", "its criteria"), command=("explain", measure.id)))
        elif measure.id not in within.measures:
            scope = catalogue.scope_of(measure)
            message = Text(f"{measure.id} 不在所选的层级中", f"{measure.id} is in none of the scopes that were asked for")
            findings.append(Finding(message=message, hint=Text(f"它的层级：{scope}", f"its scope: {scope}")))
    if findings:
        raise Refused(findings)
    return tuple(ids)


def one_of_these(ids: Sequence[str], titles: Mapping[str, Text]) -> Text:
    """The hint where several match: choose one by its id. Of many the first are named."""
    shown = [Text("{}（{}）", "{} ({})").format(id_, titles[id_]) for id_ in ids[:_MOST_LISTED]]
    names = joined(Text("、", ", "), shown)
    more = Text("", "") if len(ids) <= _MOST_LISTED else Text(f" 等 {len(ids)} 项", f" and {len(ids) - _MOST_LISTED} more")
    return Text("请选其一：{}{}", "choose one of {}{}").format(names, more)
