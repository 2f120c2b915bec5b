"""Choices that stand as codes of a public classification: 440305 (GB/T 2260) for Shenzhen and Nanshan, C39 or 3962 (GB/T 4754) for industry."""

from guangdong_ai.catalogue.fact import Choice, Fact
from guangdong_ai.foundation.lazy_pattern import lazy_pattern
from guangdong_ai.foundation.spelling import half_width

_CODE = lazy_pattern(r"(?P<section>[A-T])?(?P<figures>[0-9]{2,12})")
_GROUP = 3
"""Figures of a group of industries, or of a class whose first figure, a zero, a spreadsheet program took away."""


def coded_choice(fact: Fact, text: str) -> Choice | None:
    """The choice whose code, or the beginning of whose code, ``text`` is. None where it is no code, or not clear which."""
    match = _CODE.fullmatch(half_width(text).upper())
    if match is None:
        return None
    figures = match["figures"]
    meant = _choice_of(fact, figures)
    if match["section"] or len(figures) != _GROUP or meant is None:
        return meant
    # 651 may be software, or 0651: where both are the same choice, or nothing has the other code, it does not matter.
    other = _choice_of(fact, f"0{figures}")
    return meant if other is None or other.id == meant.id else None


def _choice_of(fact: Fact, figures: str) -> Choice | None:
    found = [choice for choice in fact.choices if figures.startswith(choice.codes)]
    return found[0] if len(found) == 1 else None
