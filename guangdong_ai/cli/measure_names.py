"""The measure, or the section of facts, that a person named: by its id, its title or a part of one, in both languages and in pinyin."""

from collections.abc import Mapping

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.cli.named import named
from guangdong_ai.cli.usage import WrongUsage
from guangdong_ai.errors import Refused
from guangdong_ai.finding import Finding
from guangdong_ai.suggestion import closest, did_you_mean
from guangdong_ai.text import Text, joined

_MOST_LISTED = 10


def measure_named(name: str, catalogue: Catalogue) -> Measure:
    """The one measure of this name. Raises Refused with those that it may be, or with the nearest id, when there is none."""
    titles = {measure.id: measure.title for measure in catalogue.measures.values()}
    found = named(name, titles)
    if len(found) == 1:
        return catalogue.measures[found[0]]
    if found:
        message = Text(f"“{name}”可以指 {len(found)} 项措施", f"{name} may be any of {len(found)} measures")
        raise Refused([Finding(message=message, hint=_listed(found, titles))])
    near = closest(name, list(titles))
    hint = did_you_mean(near) if near else Text("全部措施", "all measures")
    command = () if near else ("measures", "list")
    raise Refused([Finding(message=Text(f"没有这项措施：{name}", f"no such measure: {name}"), hint=hint, command=command)])


def section_named(name: str, catalogue: Catalogue) -> str:
    """The id of the one section of this name. Raises WrongUsage with those that it may be."""
    titles = {section.section: section.title for section in catalogue.sections}
    found = named(name, titles)
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongUsage(Text(f"“{name}”可以指 {len(found)} 个部分", f"{name} may be any of {len(found)} sections"), _listed(found, titles))
    listed = ", ".join(titles)
    raise WrongUsage(Text(f"没有这一部分：{name}", f"no such section: {name}"), Text(f"可用：{listed}", f"the sections: {listed}"))


def _listed(ids: list[str], titles: Mapping[str, Text]) -> Text:
    shown = [Text(f"{id_}（{titles[id_].zh}）", f"{id_} ({titles[id_].en})") for id_ in ids[:_MOST_LISTED]]
    names = joined(Text("、", ", "), shown)
    more = Text("", "") if len(ids) <= _MOST_LISTED else Text(f" 等 {len(ids)} 项", f" and {len(ids) - _MOST_LISTED} more")
    return Text(f"请选其一：{names.zh}{more.zh}", f"choose one of {names.en}{more.en}")
