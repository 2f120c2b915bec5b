"""The measure that a person named."""

from guangdong_ai.catalogue.catalogue import Catalogue
from guangdong_ai.catalogue.measure import Measure
from guangdong_ai.errors import Refused
from guangdong_ai.finding import Finding
from guangdong_ai.text import Text


def measure_named(name: str, catalogue: Catalogue) -> Measure:
    """The measure with this id. Raises Refused, with the nearest id, when there is none."""
    if name in catalogue.measures:
        return catalogue.measures[name]
    from guangdong_ai.profiles.suggestion import closest

    near = closest(name, list(catalogue.measures))
    hint = Text(f"是否指 {near}？", f"did you mean {near}?") if near else Text("全部措施", "all measures")
    command = () if near else ("measures", "list")
    raise Refused([Finding(message=Text(f"没有这项措施：{name}", f"no such measure: {name}"), hint=hint, command=command)])
